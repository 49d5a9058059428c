import { Alert, Box, Button, LinearProgress, Typography } from "@mui/material";
import { useGetList, useTranslate } from "ra-core";
import { useState } from "react";
import {
  neededFields,
  type ImportBatch,
  type ImportOutcome,
  type Site,
} from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { isRefusal } from "../app/http.js";
import { useAct, useTellRefusal } from "../app/saving.js";
import { ColumnTable } from "./ColumnTable.js";
import { CutInputs } from "./CutInputs.js";
import { FirstRows } from "./FirstRows.js";
import { numberText } from "./number-text.js";
import { OutcomeAlert } from "./Refused.js";
import { shownWords } from "./shown-words.js";
import { useMeanings } from "./use-meanings.js";
import { useReading, type ReadingChoice } from "./use-reading.js";
import { WordTable } from "./WordTable.js";

const gone: ImportOutcome = {
  problem: "noSpool",
  line: null,
  words: [],
  fields: [],
};

/** How a file that has arrived is read, and the two ways to go on: look through it, or bring it in. */
export function Reading({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const choice = useReading(batch);
  const { preview, error, reading } = choice;
  const { data: sites = [] } = useGetList<Site>(
    "sites",
    {
      pagination: { page: 1, perPage: 200 },
      sort: { field: "code", order: "ASC" },
    },
    { enabled: batch.kind === "purchases" },
  );
  const choicesOf = useMeanings(batch.kind, sites);
  if (isRefusal(error) && error.status === 409)
    return batch.outcome?.problem === "noSpool" ? null : (
      <OutcomeAlert outcome={gone} />
    );
  if (error) return <Failure error={error} />;
  if (!preview)
    return <LinearProgress aria-label={translate("imports.cut.title")} />;
  const isLegible = preview.headers.length > 0;
  const columns = reading.columns ?? [];
  const words = shownWords(
    preview,
    batch,
    columns,
    (field, word) =>
      choice.meansOf(field, word) ??
      (field === "site" && sites.some(({ code }) => code === word)
        ? word
        : null),
  );
  return (
    <>
      <CutInputs choice={choice} />
      {!isLegible && preview.outcome && (
        <OutcomeAlert outcome={preview.outcome} />
      )}
      {isLegible && (
        <>
          <ColumnTable
            kind={batch.kind}
            preview={preview}
            columns={columns}
            onAssign={choice.assign}
          />
          {words.length > 0 && (
            <WordTable
              kind={batch.kind}
              words={words}
              sites={sites}
              onMean={choice.mean}
            />
          )}
          <FirstRows
            preview={preview}
            columns={columns}
            words={words}
            nameOf={(field, means) =>
              choicesOf(field, means).find(({ id }) => id === means)?.name ??
              means
            }
          />
          <GoOn
            batch={batch}
            choice={choice}
            missing={neededFields[batch.kind].filter(
              (field) => !columns.some((one) => one.field === field),
            )}
            unknown={words.filter(({ means }) => means === null)}
          />
        </>
      )}
    </>
  );
}

/** What still stands in the way, and the buttons; always in sight. */
function GoOn({
  batch,
  choice,
  missing,
  unknown,
}: {
  batch: ImportBatch;
  choice: ReadingChoice;
  missing: readonly string[];
  unknown: readonly { count: number }[];
}) {
  const translate = useTranslate();
  const tellRefusal = useTellRefusal();
  const act = useAct("import-batches");
  const [isBusy, setIsBusy] = useState(false);
  const { id, version } = batch;
  const start = async (isDryRun: boolean) => {
    setIsBusy(true);
    try {
      await act({
        id,
        verb: "start",
        version,
        data: { isDryRun, reading: choice.reading },
      });
      choice.forget();
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  const obstacle =
    missing.length > 0
      ? translate("imports.missing.fields", {
          fields: missing
            .map((field) => translate(`imports.field.${field}`))
            .join(translate("app.comma")),
        })
      : unknown.length > 0
        ? translate("imports.missing.words", {
            words: numberText(unknown.length),
            rows: numberText(
              unknown.reduce((sum, { count }) => sum + count, 0),
            ),
          })
        : null;
  return (
    <Box
      className="keii-screen-only"
      sx={{
        position: "sticky",
        bottom: 0,
        zIndex: 2,
        bgcolor: "background.default",
        borderTop: 1,
        borderColor: "divider",
        py: 1.5,
      }}
    >
      {obstacle && (
        <Alert severity="warning" sx={{ mb: 1 }} role="status">
          {obstacle}
        </Alert>
      )}
      <Box
        sx={{ display: "flex", flexWrap: "wrap", gap: 1, alignItems: "center" }}
      >
        <Button
          variant="outlined"
          disabled={isBusy || missing.length > 0}
          onClick={() => void start(true)}
        >
          {translate("imports.check")}
        </Button>
        <Button
          variant="contained"
          disabled={isBusy || obstacle !== null}
          onClick={() => void start(false)}
        >
          {translate("imports.import")}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {translate("imports.import.hint")}
        </Typography>
      </Box>
    </Box>
  );
}
