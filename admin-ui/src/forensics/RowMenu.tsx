import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import { IconButton, Menu, MenuItem } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState, type ReactNode } from "react";

interface RowMenuProps<A extends string> {
  /** The record in words, for screen readers. */
  what: string;
  acts: readonly { act: A; label: string }[];
  /** The dialog of an act. */
  dialog: (act: A, onClose: () => void) => ReactNode;
}

/** What may be done with one record, behind three dots. */
export function RowMenu<A extends string>({
  what,
  acts,
  dialog,
}: RowMenuProps<A>) {
  const translate = useTranslate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<A | null>(null);
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        data-keii-edit
        aria-label={translate("forensics.acts.of", { what })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon fontSize="small" />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {acts.map(({ act, label }) => (
          <MenuItem
            key={act}
            onClick={() => {
              setAnchor(null);
              setOpen(act);
            }}
          >
            {translate(label)}
          </MenuItem>
        ))}
      </Menu>
      {open && dialog(open, () => setOpen(null))}
    </>
  );
}
