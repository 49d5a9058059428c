import AddIcon from "@mui/icons-material/Add";
import {
  Button,
  MenuItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { type ImportKind, type Site, type WordField } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { WideTable } from "../app/WideTable.js";
import { NewSiteDialog } from "../sites/NewSiteDialog.js";
import { numberText } from "./number-text.js";
import { useMeanings } from "./use-meanings.js";
import type { ShownWord } from "./shown-words.js";

interface WordTableProps {
  kind: ImportKind;
  words: readonly ShownWord[];
  sites: readonly Site[];
  onMean: (field: WordField, word: string, means: string) => void;
}

/** What the shop's own words mean; one without a meaning holds the file up. */
export function WordTable({ kind, words, sites, onMean }: WordTableProps) {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const choicesOf = useMeanings(kind, sites);
  const [newSite, setNewSite] = useState<string | null>(null);
  const title = translate("imports.words.title");
  return (
    <Section title={title}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate("imports.words.hint")}
      </Typography>
      <WideTable label={title}>
        <Table size="small" sx={{ maxWidth: 900 }}>
          <TableHead>
            <TableRow>
              <TableCell>{translate("imports.words.field")}</TableCell>
              <TableCell>{translate("imports.words.word")}</TableCell>
              <TableCell align="right">
                {translate("imports.words.count")}
              </TableCell>
              <TableCell>{translate("imports.words.means")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {words.map(({ field, word, count, isAtLeast, means }) => (
              <TableRow key={`${field} ${word}`}>
                <TableCell>{translate(`imports.field.${field}`)}</TableCell>
                <TableCell component="th" scope="row">
                  {word}
                </TableCell>
                <TableCell align="right" sx={{ whiteSpace: "nowrap" }}>
                  {isAtLeast
                    ? translate("imports.words.atLeast", {
                        count: numberText(count),
                      })
                    : numberText(count)}
                </TableCell>
                <TableCell>
                  <TextField
                    select
                    fullWidth={false}
                    size="small"
                    hiddenLabel
                    error={means === null}
                    value={means ?? ""}
                    onChange={({ target }) => onMean(field, word, target.value)}
                    slotProps={{
                      select: {
                        displayEmpty: true,
                        SelectDisplayProps: {
                          "aria-label": translate("imports.words.meansOf", {
                            word,
                          }),
                        },
                      },
                    }}
                    sx={{ minWidth: 220, my: 0.25 }}
                  >
                    {means === null && (
                      <MenuItem value="" disabled>
                        {translate("imports.words.choose")}
                      </MenuItem>
                    )}
                    {choicesOf(field, means).map(({ id, name }) => (
                      <MenuItem key={id} value={id}>
                        {name}
                      </MenuItem>
                    ))}
                  </TextField>
                  {field === "site" && means === null && mayWrite && (
                    <Button
                      size="small"
                      startIcon={<AddIcon />}
                      onClick={() => setNewSite(word)}
                      aria-label={translate("imports.words.newSiteOf", {
                        word,
                      })}
                      sx={{ ml: 1 }}
                    >
                      {translate("imports.words.newSite")}
                    </Button>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </WideTable>
      {newSite !== null && (
        <NewSiteDialog
          code={newSite}
          onMade={({ code }) => onMean("site", newSite, code)}
          onClose={() => setNewSite(null)}
        />
      )}
    </Section>
  );
}
