import { useState } from "react";
import { Button, Checkbox, ListItemText, Menu, MenuItem } from "@mui/material";
import { useStore, useTranslate } from "react-admin";

/** What can be shown beside day, time and text. */
export const timelineColumns = [
  "no",
  "category",
  "source",
  "visibility",
  "recordedBy",
  "recordedAt",
] as const;
export type TimelineColumn = (typeof timelineColumns)[number];

const usual: readonly TimelineColumn[] = ["category", "source", "visibility"];

export function useTimelineColumns() {
  return useStore<readonly TimelineColumn[]>("timeline.columns", usual);
}

/** The choice of columns. */
export function TimelineColumns() {
  const translate = useTranslate();
  const [columns, setColumns] = useTimelineColumns();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const toggle = (column: TimelineColumn) =>
    setColumns(
      columns.includes(column)
        ? columns.filter((other) => other !== column)
        : [...columns, column],
    );
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate("timeline.columns")}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {timelineColumns.map((column) => (
          <MenuItem
            key={column}
            dense
            role="menuitemcheckbox"
            aria-checked={columns.includes(column)}
            onClick={() => toggle(column)}
          >
            <Checkbox
              checked={columns.includes(column)}
              tabIndex={-1}
              slotProps={{ input: { "aria-hidden": true } }}
            />
            <ListItemText>
              {translate(`timeline.column.${column}`)}
            </ListItemText>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
