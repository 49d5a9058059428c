import {
  Box,
  Button,
  MenuItem,
  TableCell,
  TableRow,
  TextField,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { accountRights, languages } from "@keii/shared";
import {
  userFileColumns,
  type FileLine,
  type UserFileColumn,
} from "./user-csv.js";

interface FileLineRowProps {
  line: FileLine;
  onCorrect: (line: FileLine) => void;
  onRemove: () => void;
}

/** One line: as text, or as inputs while something is wrong with it or somebody corrects it. */
export function FileLineRow({ line, onCorrect, onRemove }: FileLineRowProps) {
  const translate = useTranslate();
  // A line that was corrected stays open: whoever is typing goes on to the next field.
  const [isOpen, setIsOpen] = useState(line.state === "rejected");
  const isInput = isOpen || line.state === "rejected";
  const { values, errors } = line;
  const others = Object.entries(errors).filter(
    ([field]) => !(userFileColumns as readonly string[]).includes(field),
  );
  return (
    <TableRow sx={{ verticalAlign: "top" }}>
      <TableCell>{line.line}</TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <Box
          component="span"
          sx={{ fontWeight: line.state === "rejected" ? 700 : 400 }}
        >
          {translate(`users.row.${line.state}`)}
        </Box>
        {others.map(([field, message]) => (
          <Typography key={field} variant="caption" component="p" color="error">
            {message}
          </Typography>
        ))}
      </TableCell>
      {userFileColumns.map((column) => (
        <TableCell
          key={column}
          sx={{ minWidth: isInput ? (widths[column] ?? 130) : undefined }}
        >
          {isInput ? (
            <Cell
              key={values[column]}
              line={line}
              column={column}
              onCorrect={(value) =>
                onCorrect({ ...line, values: { ...values, [column]: value } })
              }
            />
          ) : (
            <ValueText column={column} value={values[column]} />
          )}
        </TableCell>
      ))}
      <TableCell sx={{ whiteSpace: "nowrap", textAlign: "right" }}>
        {line.state !== "rejected" && (
          <Button
            aria-label={translate("users.file.edit", { line: line.line })}
            aria-pressed={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {translate("users.file.editShort")}
          </Button>
        )}
        <Button
          aria-label={translate("users.file.remove", { line: line.line })}
          onClick={onRemove}
        >
          {translate("users.file.removeShort")}
        </Button>
      </TableCell>
    </TableRow>
  );
}

const widths: Partial<Record<UserFileColumn, number>> = {
  email: 220,
  employer: 160,
};

/** The words of the columns that take only certain words. */
const choices: Partial<
  Record<UserFileColumn, { prefix: string; words: readonly string[] }>
> = {
  right: { prefix: "users.right", words: accountRights },
  language: { prefix: "language", words: languages },
};

function ValueText({
  column,
  value,
}: {
  column: UserFileColumn;
  value: string;
}) {
  const translate = useTranslate();
  const choice = choices[column];
  return choice && value !== ""
    ? translate(`${choice.prefix}.${value}`, { _: value })
    : value;
}

/** An input that hands over what was typed when it is left, so that a line is judged once per correction. */
function Cell({
  line,
  column,
  onCorrect,
}: {
  line: FileLine;
  column: UserFileColumn;
  onCorrect: (value: string) => void;
}) {
  const translate = useTranslate();
  const value = line.values[column];
  const [typed, setTyped] = useState(value);
  const error = line.errors[column];
  const choice = choices[column];
  const label = translate("users.file.field", {
    line: line.line,
    field: translate(`resources.users.fields.${column}`),
  });
  const hasOptions = choice !== undefined;
  const isUnknownWord = choice !== undefined && !choice.words.includes(value);
  const handOver = (next: string) => {
    if (next !== value) onCorrect(next);
  };
  return (
    <TextField
      select={hasOptions}
      value={typed}
      margin="none"
      error={error !== undefined}
      helperText={error}
      onChange={(event) => {
        setTyped(event.target.value);
        if (hasOptions) handOver(event.target.value);
      }}
      onBlur={() => {
        if (!hasOptions) handOver(typed.trim());
      }}
      onKeyDown={({ key, nativeEvent }) => {
        if (!hasOptions && key === "Enter" && !nativeEvent.isComposing)
          handOver(typed.trim());
      }}
      slotProps={{
        htmlInput: { "aria-label": label },
        select: { SelectDisplayProps: { "aria-label": label } },
      }}
    >
      {isUnknownWord && <MenuItem value={value}>{value}</MenuItem>}
      {choice?.words.map((word) => (
        <MenuItem key={word} value={word}>
          {translate(`${choice.prefix}.${word}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
