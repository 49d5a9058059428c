import {
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
import {
  importFields,
  neededFields,
  type ColumnMeaning,
  type ImportField,
  type ImportKind,
  type ImportPreview,
} from "@keii/shared";
import { Section } from "../app/Section.js";
import { WideTable } from "../app/WideTable.js";

interface ColumnTableProps {
  kind: ImportKind;
  preview: ImportPreview;
  columns: readonly ColumnMeaning[];
  onAssign: (column: number, field: ImportField | null) => void;
}

const samples = 3;
const notRead = "none";

/** Each header of the file with some of its values, and what it is read into. */
export function ColumnTable({
  kind,
  preview,
  columns,
  onAssign,
}: ColumnTableProps) {
  const translate = useTranslate();
  const title = translate("imports.columns.title");
  const fields: readonly ImportField[] = importFields[kind];
  const fieldOf = new Map(columns.map(({ column, field }) => [column, field]));
  return (
    <Section title={title}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate(
          preview.isRemembered
            ? "imports.columns.remembered"
            : "imports.columns.hint",
        )}
      </Typography>
      <WideTable label={title}>
        <Table size="small" sx={{ maxWidth: 900 }}>
          <TableHead>
            <TableRow>
              <TableCell>{translate("imports.columns.header")}</TableCell>
              <TableCell>{translate("imports.columns.samples")}</TableCell>
              <TableCell>{translate("imports.columns.field")}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {preview.headers.map((header, column) => {
              const name =
                header ||
                translate("imports.columns.noHeader", { no: column + 1 });
              return (
                <TableRow key={column}>
                  <TableCell component="th" scope="row">
                    {name}
                  </TableCell>
                  <TableCell
                    sx={{ color: "text.secondary", overflowWrap: "anywhere" }}
                  >
                    {samplesOf(preview, column).join(" / ")}
                  </TableCell>
                  <TableCell>
                    <TextField
                      select
                      fullWidth={false}
                      size="small"
                      hiddenLabel
                      id={`column-${column}`}
                      value={fieldOf.get(column) ?? notRead}
                      onChange={({ target }) =>
                        onAssign(
                          column,
                          target.value === notRead
                            ? null
                            : (target.value as ImportField),
                        )
                      }
                      slotProps={{
                        select: {
                          SelectDisplayProps: {
                            "aria-label": translate("imports.columns.fieldOf", {
                              name,
                            }),
                          },
                        },
                      }}
                      sx={{ minWidth: 200, my: 0.25 }}
                    >
                      <MenuItem value={notRead}>
                        {translate("imports.columns.notRead")}
                      </MenuItem>
                      {fields.map((field) => (
                        <MenuItem key={field} value={field}>
                          {translate(`imports.field.${field}`)}
                          {neededFields[kind].includes(field) && " *"}
                        </MenuItem>
                      ))}
                    </TextField>
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </WideTable>
    </Section>
  );
}

/** A few values that differ. */
function samplesOf({ rows }: ImportPreview, column: number): string[] {
  const values = rows.map(({ cells }) => cells[column]?.trim() ?? "");
  return [...new Set(values.filter((value) => value !== ""))].slice(0, samples);
}
