import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import type { ColumnMeaning, ImportPreview, WordField } from "@keii/shared";
import { Section } from "../app/Section.js";
import { WideTable } from "../app/WideTable.js";
import type { ShownWord } from "./shown-words.js";

interface FirstRowsProps {
  preview: ImportPreview;
  columns: readonly ColumnMeaning[];
  words: readonly ShownWord[];
  nameOf: (field: WordField, means: string) => string;
}

/** The first rows under the fields they are read into. */
export function FirstRows({ preview, columns, words, nameOf }: FirstRowsProps) {
  const translate = useTranslate();
  const title = translate("imports.rows.title");
  const read = columns.flatMap(({ column, field }) =>
    field === null ? [] : [{ column, field }],
  );
  if (read.length === 0) return null;
  // As long as a column is missing, every row lacks its value: that is said once, elsewhere.
  const isIncomplete = preview.outcome?.problem === "columnsNeeded";
  const means = new Map<string, ShownWord>(
    words.map((one) => [`${one.field} ${one.word}`, one] as const),
  );
  const meaning = (field: string, cell = "") => {
    const word = means.get(`${field} ${cell.trim()}`);
    if (!word?.means) return "";
    const name = nameOf(word.field, word.means);
    return name === cell.trim() ? "" : ` → ${name}`;
  };
  const rows = preview.rows.map((row) =>
    isIncomplete && row.rejected === "needed"
      ? { ...row, rejected: null }
      : row,
  );
  return (
    <Section title={title}>
      <WideTable label={title}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell align="right">
                {translate("imports.rows.line")}
              </TableCell>
              {read.map(({ column, field }) => (
                <TableCell key={column}>
                  {translate(`imports.field.${field}`)}
                </TableCell>
              ))}
              <TableCell>{translate("imports.rows.rejected")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ line, cells, rejected }) => (
              <TableRow key={line}>
                <TableCell align="right">{line}</TableCell>
                {read.map(({ column, field }) => (
                  <TableCell
                    key={column}
                    sx={{
                      whiteSpace: "nowrap",
                      textDecoration: rejected ? "line-through" : undefined,
                    }}
                  >
                    {cells[column]}
                    {meaning(field, cells[column])}
                  </TableCell>
                ))}
                <TableCell sx={{ whiteSpace: "nowrap" }}>
                  {rejected && translate(`imports.reject.${rejected}`)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </WideTable>
    </Section>
  );
}
