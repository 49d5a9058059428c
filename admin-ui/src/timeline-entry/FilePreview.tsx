import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  ToggleButton,
  ToggleButtonGroup,
} from "@mui/material";
import { useTranslate } from "react-admin";
import { useState } from "react";
import type { TimelineFilePreview, TimelineFileRow } from "@keii/shared";
import { WideTable } from "../app/WideTable.js";

const states = ["new", "changed", "same", "rejected"] as const;
type RowState = (typeof states)[number];

const shownAtOnce = 200;

/** Line by line what a file would do: new, changed from what to what, the same, or refused and why. */
export function FilePreview({ preview }: { preview: TimelineFilePreview }) {
  const translate = useTranslate();
  const counts: Record<RowState, number> = {
    new: preview.newCount,
    changed: preview.changedCount,
    same: preview.sameCount,
    rejected: preview.rejectedCount,
  };
  const [chosen, setChosen] = useState<RowState | null>(null);
  const [limit, setLimit] = useState(shownAtOnce);
  const rows = preview.rows.filter((row) =>
    chosen ? row.state === chosen : row.state !== "same",
  );
  return (
    <Box sx={{ mt: 2 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={chosen}
        aria-label={translate("timeline.file.show")}
        onChange={(_, next: RowState | null) => setChosen(next)}
        sx={{ flexWrap: "wrap" }}
      >
        {states.map((state) => (
          <ToggleButton
            key={state}
            value={state}
            disabled={counts[state] === 0}
          >
            {translate(`timeline.file.state.${state}`)} {counts[state]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <WideTable label={translate("timeline.file.title")}>
        <Table
          size="small"
          sx={{ mt: 1, "& td:not(:last-child)": { width: "1%" } }}
        >
          <TableHead>
            <TableRow>
              <TableCell>{translate("timeline.file.line")}</TableCell>
              <TableCell>{translate("timeline.file.what")}</TableCell>
              <TableCell>{translate("timeline.column.no")}</TableCell>
              <TableCell>{translate("timeline.column.text")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.slice(0, limit).map((row) => (
              <PreviewRow key={row.line} row={row} />
            ))}
          </TableBody>
        </Table>
      </WideTable>
      {rows.length > limit && (
        <Button color="inherit" onClick={() => setLimit(limit + shownAtOnce)}>
          {translate("timeline.more")}
        </Button>
      )}
    </Box>
  );
}

function PreviewRow({ row }: { row: TimelineFileRow }) {
  const translate = useTranslate();
  const label = (column: string) =>
    translate(`timeline.column.${column}`, {
      _: translate(`timeline.field.${column}`, { _: column }),
    });
  return (
    <TableRow sx={{ verticalAlign: "top" }}>
      <TableCell>{row.line}</TableCell>
      <TableCell sx={{ whiteSpace: "nowrap", fontWeight: 600 }}>
        {translate(`timeline.file.state.${row.state}`)}
      </TableCell>
      <TableCell>{row.no ?? ""}</TableCell>
      <TableCell>
        {row.text}
        {Object.entries(row.changes).map(([column, { before, after }]) => (
          <Box key={column} sx={{ fontSize: 13 }}>
            {label(column)}: <del>{before || translate("app.none")}</del> →{" "}
            <b>{after || translate("app.none")}</b>
          </Box>
        ))}
        {Object.entries(row.errors).map(([column, error]) => (
          <Box key={column} sx={{ fontSize: 13, color: "error.main" }}>
            {label(column)}: {error}
          </Box>
        ))}
      </TableCell>
    </TableRow>
  );
}
