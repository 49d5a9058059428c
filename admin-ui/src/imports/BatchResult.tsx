import DownloadIcon from "@mui/icons-material/DownloadOutlined";
import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { useState } from "react";
import type { ImportBatch, ImportRejectTally } from "@keii/shared";
import { saveFile } from "../app/ExportButtons.js";
import { call, callFile } from "../app/http.js";
import { useMay } from "../app/Incident.js";
import { useKeiiDataProvider, useTellRefusal } from "../app/saving.js";
import { Section } from "../app/Section.js";
import { WideTable } from "../app/WideTable.js";
import { numberText } from "./number-text.js";

const outcomes = [
  "newRows",
  "changedRows",
  "sameRows",
  "rejectedRows",
] as const;

/** What a batch brought, or what it would bring. */
export function BatchResult({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const { state, rows, kind } = batch;
  return (
    <Section title={translate(`imports.result.${state}`)}>
      <Typography sx={{ mb: 1 }}>
        {translate(`imports.result.${state}.hint`, {
          rows: numberText(rows),
        })}
      </Typography>
      <Box
        component="dl"
        sx={{ display: "flex", flexWrap: "wrap", gap: 3, m: 0, mb: 2 }}
      >
        {outcomes.map((field) => (
          <div key={field}>
            <Typography component="dt" variant="body2" color="textSecondary">
              {translate(`resources.import-batches.fields.${field}`)}
            </Typography>
            <Typography
              component="dd"
              sx={{
                m: 0,
                fontSize: "1.5rem",
                fontVariantNumeric: "tabular-nums",
              }}
            >
              {numberText(batch[field])}
            </Typography>
            <Typography
              variant="body2"
              color="textSecondary"
              component="dd"
              sx={{ m: 0 }}
            >
              {translate(`imports.result.${field}.${kind}`)}
            </Typography>
          </div>
        ))}
      </Box>
      {batch.rejectedRows > 0 && <Rejects batch={batch} />}
    </Section>
  );
}

/** Why rows were left out, and the way to get them back as a file. */
function Rejects({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const dataProvider = useKeiiDataProvider();
  const path = `${dataProvider.pathOf("import-batches")}/${batch.id}`;
  const { data: tallies = [] } = useQuery({
    queryKey: ["import-batches", batch.id, "rejects", batch.version],
    queryFn: async ({ signal }) =>
      (await call<ImportRejectTally[]>(`${path}/rejects`, { signal })).data,
  });
  const title = translate("imports.rejects.title");
  return (
    <>
      <Typography variant="h3" sx={{ mt: 1 }}>
        {title}
      </Typography>
      <WideTable label={title}>
        <Table size="small" sx={{ maxWidth: 760 }}>
          <TableHead>
            <TableRow>
              <TableCell>{translate("imports.rejects.reason")}</TableCell>
              <TableCell>{translate("imports.rejects.field")}</TableCell>
              <TableCell align="right">
                {translate("imports.rejects.count")}
              </TableCell>
              <TableCell align="right">
                {translate("imports.rejects.firstLine")}
              </TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {tallies.map(({ reason, field, count, firstLine }) => (
              <TableRow key={`${reason} ${field}`}>
                <TableCell>{translate(`imports.reject.${reason}`)}</TableCell>
                <TableCell>
                  {field && translate(`imports.field.${field}`)}
                </TableCell>
                <TableCell align="right">{numberText(count)}</TableCell>
                <TableCell align="right">{numberText(firstLine)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </WideTable>
      {mayWrite && <DownloadRejects path={path} />}
    </>
  );
}

function DownloadRejects({ path }: { path: string }) {
  const translate = useTranslate();
  const tellRefusal = useTellRefusal();
  const [isBusy, setIsBusy] = useState(false);
  const download = async () => {
    setIsBusy(true);
    try {
      const { blob, name } = await callFile(`${path}/rejects.csv`);
      saveFile(blob, name);
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Box sx={{ mt: 1.5 }} className="keii-screen-only">
      <Button
        variant="outlined"
        startIcon={<DownloadIcon />}
        disabled={isBusy}
        onClick={() => void download()}
      >
        {translate("imports.rejects.download")}
      </Button>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
        {translate("imports.rejects.hint")}
      </Typography>
    </Box>
  );
}
