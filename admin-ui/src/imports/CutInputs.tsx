import { Box, MenuItem, TextField, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import {
  importDelimiters,
  importEncodings,
  type ImportDelimiter,
  type ImportEncoding,
} from "@keii/shared";
import { Section } from "../app/Section.js";
import { delimiterName } from "./delimiters.js";
import type { ReadingChoice } from "./use-reading.js";

/** How bytes become cells: guessed, and changeable where the guess is wrong. */
export function CutInputs({ choice }: { choice: ReadingChoice }) {
  const translate = useTranslate();
  const { reading, cut } = choice;
  return (
    <Section title={translate("imports.cut.title")}>
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 2 }}>
        <TextField
          select
          fullWidth={false}
          id="encoding"
          label={translate("imports.cut.encoding")}
          value={reading.encoding ?? ""}
          onChange={({ target }) =>
            cut({ encoding: target.value as ImportEncoding })
          }
          sx={{ minWidth: 220 }}
        >
          {importEncodings.map((one) => (
            <MenuItem key={one} value={one}>
              {translate(`imports.encoding.${one}`)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          fullWidth={false}
          id="delimiter"
          label={translate("imports.cut.delimiter")}
          value={reading.delimiter ?? ""}
          onChange={({ target }) =>
            cut({ delimiter: target.value as ImportDelimiter })
          }
          sx={{ minWidth: 160 }}
        >
          {importDelimiters.map((one) => (
            <MenuItem key={one} value={one}>
              {translate(`imports.delimiter.${delimiterName[one]}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
        {translate("imports.cut.hint")}
      </Typography>
    </Section>
  );
}
