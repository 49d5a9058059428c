import CheckBoxIcon from "@mui/icons-material/CheckBox";
import CheckBoxOutlineBlankIcon from "@mui/icons-material/CheckBoxOutlineBlank";
import ViewColumnIcon from "@mui/icons-material/ViewColumn";
import { Button, ListItemIcon, Menu, MenuItem } from "@mui/material";
import { useStore, useTranslate, useTranslateLabel } from "ra-core";
import { useState } from "react";
import { useColumns } from "./columns.js";
import { useResource } from "./saving.js";

/** Which columns are shown; kept in the browser. */
export function ColumnChooser() {
  const resource = useResource();
  const translate = useTranslate();
  const translateLabel = useTranslateLabel();
  const { columns, hidden } = useColumns();
  const [now, setNow] = useStore<readonly string[]>(
    `${resource}.datatable`,
    hidden,
  );
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (columns.length === 0) return null;
  const toggle = (source: string) =>
    setNow(
      now.includes(source)
        ? now.filter((other) => other !== source)
        : [...now, source],
    );
  return (
    <>
      <Button
        startIcon={<ViewColumnIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate("ra.action.select_columns")}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {columns.map(({ source, label }) => {
          const isShown = !now.includes(source);
          return (
            <MenuItem
              key={source}
              role="menuitemcheckbox"
              aria-checked={isShown}
              onClick={() => toggle(source)}
            >
              <ListItemIcon>
                {isShown ? (
                  <CheckBoxIcon fontSize="small" />
                ) : (
                  <CheckBoxOutlineBlankIcon fontSize="small" />
                )}
              </ListItemIcon>
              {translateLabel({ source, label, resource })}
            </MenuItem>
          );
        })}
      </Menu>
    </>
  );
}
