import type { SxProps, Theme } from "@mui/material";

export const pasteTableStyle: SxProps<Theme> = (theme) => ({
  width: "100%",
  minWidth: 860,
  borderCollapse: "collapse",
  fontSize: 14,
  "& th": {
    textAlign: "left",
    fontSize: 12.5,
    fontWeight: 600,
    color: theme.palette.text.secondary,
    padding: "4px 6px",
  },
  "& td": {
    verticalAlign: "top",
    padding: "6px",
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  "& tr.unready td:first-of-type": {
    borderLeft: `4px solid ${theme.palette.warning.main}`,
  },
  "& input, & select, & textarea": {
    font: "inherit",
    color: "inherit",
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: "3px",
    padding: "4px 6px",
    boxSizing: "border-box",
  },
  "& textarea": { width: "100%", resize: "vertical", display: "block" },
  "& td.occurred": {
    width: "12.5rem",
    "& input": { width: "100%" },
    "& .kind": {
      display: "flex",
      flexWrap: "wrap",
      alignItems: "center",
      columnGap: "8px",
      marginTop: "4px",
      fontSize: 13,
      color: theme.palette.text.secondary,
    },
    "& .kind select": { fontSize: 13, padding: "2px 4px" },
  },
  "& p": {
    margin: "3px 0 0",
    fontSize: 13,
    color: theme.palette.text.secondary,
  },
  "& p.warning": { color: theme.palette.warning.main },
  "& p.split": { display: "flex", gap: "8px", alignItems: "flex-start" },
  "& p.split button": { flex: "none" },
  "& td.source": {
    width: "26%",
    minWidth: 180,
    color: theme.palette.text.secondary,
    fontSize: 13,
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
    "& button": { display: "block", marginLeft: "auto" },
  },
});
