import type { RaThemeOptions } from "react-admin";

/**
 * Paper, ink, vermilion. `secondary` is the vermilion of a seal: for what is due or irreversible, and for nothing else.
 * What went wrong is told in ochre, with a word.
 */
interface Inks {
  mode: "light" | "dark";
  ground: string;
  sheet: string;
  ink: string;
  faded: string;
  line: string;
  seal: string;
  onSeal: string;
  /** The seal under the pointer. */
  sealPressed: string;
  ochre: string;
  wash: string;
}

const day: Inks = {
  mode: "light",
  ground: "#fbfaf7",
  sheet: "#ffffff",
  ink: "#1c1a17",
  faded: "#5a554d",
  line: "#dcd7cd",
  seal: "#b3321f",
  onSeal: "#ffffff",
  sealPressed: "#8f2819",
  ochre: "#8a4a00",
  wash: "#f1eee7",
};

const night: Inks = {
  mode: "dark",
  ground: "#171614",
  sheet: "#1f1d1b",
  ink: "#ece7de",
  faded: "#b5aea2",
  line: "#3a3733",
  seal: "#f2836f",
  onSeal: "#231310",
  sealPressed: "#f7a797",
  ochre: "#e5b066",
  wash: "#2a2825",
};

const fonts = [
  "system-ui",
  "-apple-system",
  '"Segoe UI"',
  '"Hiragino Sans"',
  '"Hiragino Kaku Gothic ProN"',
  '"Noto Sans JP"',
  '"Noto Sans CJK JP"',
  '"Yu Gothic UI"',
  "Meiryo",
  "sans-serif",
].join(", ");

const inputs = [
  "RaAutocompleteInput",
  "RaBooleanInput",
  "RaCheckboxGroupInput",
  "RaDateInput",
  "RaNumberInput",
  "RaPasswordInput",
  "RaRadioButtonGroupInput",
  "RaSelectArrayInput",
  "RaSelectInput",
  "RaTextInput",
];

/** react-admin keeps a line free below each input for what may be wrong with it; ours grow instead. */
const withoutGap = { defaultProps: { helperText: false } };

export const lightTheme = themeOf(day);
export const darkTheme = themeOf(night);

function themeOf(inks: Inks): RaThemeOptions {
  return {
    palette: {
      mode: inks.mode,
      background: { default: inks.ground, paper: inks.sheet },
      text: { primary: inks.ink, secondary: inks.faded },
      divider: inks.line,
      primary: { main: inks.ink, contrastText: inks.ground },
      secondary: {
        main: inks.seal,
        dark: inks.sealPressed,
        contrastText: inks.onSeal,
      },
      error: { main: inks.ochre, contrastText: inks.ground },
      warning: { main: inks.ochre, contrastText: inks.ground },
      info: { main: inks.faded, contrastText: inks.ground },
      success: { main: inks.ink, contrastText: inks.ground },
      action: { hover: inks.wash, selected: inks.wash },
    },
    shape: { borderRadius: 4 },
    typography: {
      fontFamily: fonts,
      fontSize: 14,
      button: { textTransform: "none", fontWeight: 600 },
      h1: { fontSize: "1.25rem", fontWeight: 700, lineHeight: 1.5 },
      h2: { fontSize: "1rem", fontWeight: 700, lineHeight: 1.6 },
      h3: { fontSize: "0.9375rem", fontWeight: 700, lineHeight: 1.6 },
      body1: { fontSize: "0.9375rem", lineHeight: 1.7 },
      body2: { fontSize: "0.875rem", lineHeight: 1.6 },
      caption: { fontSize: "0.8125rem", lineHeight: 1.5 },
    },
    transitions: { create: () => "none" },
    components: componentsOf(inks),
  };
}

function componentsOf(inks: Inks): RaThemeOptions["components"] {
  const focus = { outline: `2px solid ${inks.ink}`, outlineOffset: 2 };
  const flat = { boxShadow: "none", backgroundImage: "none" };
  return {
    MuiCssBaseline: {
      styleOverrides: {
        body: {
          fontVariantNumeric: "tabular-nums",
          overflowWrap: "break-word",
          lineBreak: "strict",
        },
        "*:focus-visible": focus,
        time: { whiteSpace: "nowrap" },
        a: { color: "inherit" },
        ".keii-fresh": { animation: "keii-fresh 4s ease-out" },
        "@keyframes keii-fresh": {
          from: {
            backgroundColor: inks.mode === "light" ? "#f6e3b0" : "#51431f",
          },
          to: { backgroundColor: "transparent" },
        },
        "@media print": {
          body: { backgroundColor: "#fff", color: "#000" },
          ".keii-screen-only": { display: "none !important" },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { "&.Mui-focusVisible": focus } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true, size: "small" },
      styleOverrides: {
        root: { whiteSpace: "nowrap" },
        // Without a border, a line below says that it can be pressed.
        text: {
          fontWeight: 500,
          textDecoration: "underline",
          textDecorationColor: inks.faded,
          textDecorationThickness: 1,
          textUnderlineOffset: 4,
        },
      },
    },
    MuiPaper: { styleOverrides: { root: flat } },
    MuiCard: {
      defaultProps: { variant: "outlined" },
    },
    MuiDialog: {
      styleOverrides: { paper: { border: `1px solid ${inks.line}` } },
    },
    MuiMenu: {
      styleOverrides: { paper: { border: `1px solid ${inks.line}` } },
    },
    MuiTextField: {
      defaultProps: {
        variant: "outlined",
        margin: "dense",
        size: "small",
        fullWidth: true,
      },
    },
    MuiFormControl: {
      defaultProps: {
        variant: "outlined",
        margin: "dense",
        size: "small",
        fullWidth: true,
      },
    },
    MuiFormHelperText: { styleOverrides: { root: { marginLeft: 0 } } },
    MuiLink: {
      defaultProps: { underline: "always", color: "inherit" },
    },
    MuiTableCell: {
      styleOverrides: {
        root: { borderColor: inks.line },
        sizeSmall: {
          padding: "7px 10px",
          lineHeight: 1.5,
          // Buttons in a row do not make it higher.
          "& .MuiIconButton-sizeSmall": { marginTop: -5, marginBottom: -5 },
        },
        head: { color: inks.faded, fontWeight: 600, whiteSpace: "nowrap" },
      },
    },
    MuiTableRow: {
      styleOverrides: {
        root: {
          "&:focus-visible": { ...focus, outlineOffset: -2 },
        },
      },
    },
    MuiCheckbox: {
      defaultProps: { size: "small" },
      styleOverrides: { root: { padding: 6 } },
    },
    MuiChip: {
      defaultProps: { size: "small", variant: "outlined" },
      styleOverrides: { root: { borderRadius: 3, borderColor: inks.faded } },
    },
    MuiTab: {
      styleOverrides: {
        root: { minHeight: 40, minWidth: 0, padding: "8px 14px" },
      },
    },
    MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
    MuiTooltip: {
      styleOverrides: {
        tooltip: {
          backgroundColor: inks.ink,
          color: inks.ground,
          fontSize: "0.8125rem",
        },
      },
    },
    MuiAlert: {
      styleOverrides: {
        root: {
          border: `1px solid ${inks.line}`,
          backgroundColor: inks.wash,
          color: inks.ink,
        },
        icon: { color: "inherit !important" },
      },
    },
    MuiTablePagination: {
      styleOverrides: { root: { color: inks.faded } },
    },
    RaListToolbar: {
      styleOverrides: { root: { backgroundColor: "transparent" } },
    },
    RaDataTable: {
      styleOverrides: {
        root: {
          "& .RaDataTable-headerCell": { backgroundColor: inks.ground },
        },
      },
    },
    ...Object.fromEntries(inputs.map((name) => [name, withoutGap])),
    RaSimpleFormIterator: { defaultProps: { fullWidth: true } },
    RaTranslatableInputs: { defaultProps: { fullWidth: true } },
  };
}
