import { Box, Button, Typography } from "@mui/material";
import {
  useCreatePath,
  useGetOne,
  useRequireAccess,
  useTranslate,
} from "ra-core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { ImportBatch, ImportState } from "@keii/shared";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { CopyButton } from "../app/CopyButton.js";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { useAct } from "../app/saving.js";
import { useSizeText } from "../app/use-size-text.js";
import { BatchResult } from "./BatchResult.js";
import { BatchState } from "./BatchState.js";
import { delimiterName } from "./delimiters.js";
import { Reading } from "./Reading.js";
import { Refused } from "./Refused.js";
import { Running } from "./Running.js";
import { SendingFile } from "./SendingFile.js";
import { sendings } from "./sendings.js";
import { UndoBatch } from "./UndoBatch.js";

const moving: readonly ImportState[] = ["queued", "running"];
const open: readonly ImportState[] = ["uploaded", "checked", "refused"];
const cancellable: readonly ImportState[] = ["uploading", ...open, ...moving];

/** One batch, from its bytes coming in to what became of them. */
export function BatchShow() {
  const { id = "" } = useParams<{ id: string }>();
  const { isPending } = useRequireAccess({
    resource: "import-batches",
    action: "show",
  });
  const { data, error } = useGetOne<ImportBatch>(
    "import-batches",
    { id },
    {
      enabled: !isPending,
      retry: false,
      // Where no live word comes through, it still moves.
      refetchInterval: ({ state }) =>
        moving.includes(state.data?.state ?? "done") ? 2_000 : false,
    },
  );
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  return <Shown batch={data} />;
}

function Shown({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const { no, kind, state } = batch;
  return (
    <>
      <PageTitle
        text={translate("imports.numbered", {
          no,
          kind: translate(`imports.kind.${kind}`),
        })}
      >
        <ToList />
        {mayWrite && cancellable.includes(state) && (
          <CancelBatch batch={batch} />
        )}
        {mayWrite && state === "done" && <UndoBatch batch={batch} />}
      </PageTitle>
      <Box sx={{ mb: 3 }}>
        <BatchFacts batch={batch} />
      </Box>
      {state === "uploading" && <SendingFile batch={batch} />}
      {moving.includes(state) && <Running batch={batch} />}
      {state === "refused" && <Refused batch={batch} />}
      {(state === "checked" || state === "done" || state === "undone") && (
        <BatchResult batch={batch} />
      )}
      {open.includes(state) && mayWrite && (
        <Reading key={batch.id} batch={batch} />
      )}
      {state === "cancelled" && <Cancelled />}
    </>
  );
}

function ToList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Button
      color="inherit"
      component={Link}
      to={createPath({ resource: "import-batches", type: "list" })}
    >
      {translate("imports.toList")}
    </Button>
  );
}

function Cancelled() {
  const translate = useTranslate();
  return <Typography>{translate("imports.cancelled")}</Typography>;
}

function BatchFacts({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const sizeText = useSizeText();
  const label = (field: string) =>
    translate(`resources.import-batches.fields.${field}`);
  const { fileName, size, isGzip, sha256, createdBy, createdAt } = batch;
  const { encoding, delimiter, undoneAt, undoneBy, undoReason } = batch;
  return (
    <Facts>
      <Fact name={label("state")}>
        <BatchState batch={batch} />
      </Fact>
      <Fact name={label("fileName")}>
        <Box component="span" sx={{ overflowWrap: "anywhere" }}>
          {fileName}
        </Box>
        {size > 0 && ` · ${sizeText(size)}`}
        {isGzip && ` · gzip`}
      </Fact>
      <Fact name={label("memberBaseId")}>{batch.memberBase.code}</Fact>
      {encoding && delimiter && (
        <Fact name={label("encoding")}>
          {translate(`imports.encoding.${encoding}`)}
          {translate("app.comma")}
          {translate(`imports.delimiter.${delimiterName[delimiter]}`)}
        </Fact>
      )}
      <Fact name={label("createdAt")}>
        <InstantText at={createdAt} />
        {createdBy && ` · ${createdBy.name}`}
      </Fact>
      {sha256 && (
        <Fact name="SHA-256">
          <Box component="code" sx={{ overflowWrap: "anywhere" }}>
            {sha256}
          </Box>
          <CopyButton text={sha256} />
        </Fact>
      )}
      {undoneAt && (
        <Fact name={label("undoneAt")}>
          <InstantText at={undoneAt} />
          {undoneBy && ` · ${undoneBy.name}`}
          <Box sx={{ whiteSpace: "pre-line" }}>{undoReason}</Box>
        </Fact>
      )}
    </Facts>
  );
}

/** Ends a batch that is not in the record yet. */
function CancelBatch({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const act = useAct("import-batches");
  const { id, version, no } = batch;
  const cancel = async () => {
    await act({ id, verb: "cancel", version });
    sendings.cancel(id);
  };
  return (
    <>
      <Button color="inherit" onClick={() => setIsOpen(true)}>
        {translate("imports.cancel.button")}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={translate("imports.cancel.title", { no })}
          sentence={translate("imports.cancel.sentence")}
          submitLabel={translate("imports.cancel.button")}
          isIrreversible
          onSubmit={cancel}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
