import {
  Alert,
  Box,
  Button,
  FormControlLabel,
  Stack,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useRef, useState, type ReactNode } from "react";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { Failure } from "../app/Failure.js";
import { FileLineRow } from "./FileLineRow.js";
import { userFileColumns, type FileLine } from "./user-csv.js";

interface FileLinesProps {
  lines: FileLine[];
  /** Lines of the file beyond what one step can invite. */
  unreadCount: number;
  onChange: (lines: FileLine[]) => void;
  /** Has the server judge the lines again. */
  onCheck: (lines: FileLine[]) => Promise<FileLine[]>;
  onInvite: (lines: FileLine[]) => Promise<void>;
  onBack: () => void;
}

/** The lines of the file with what is wrong with each, to be corrected in place. */
export function FileLines({
  lines,
  unreadCount,
  onChange,
  onCheck,
  onInvite,
  onBack,
}: FileLinesProps) {
  const translate = useTranslate();
  const [isAsked, setIsAsked] = useState(false);
  const [isOnlyFaulty, setIsOnlyFaulty] = useState(false);
  const { replace, isChecking, problem } = useChecking(onChange, onCheck);
  const count = (state: FileLine["state"]) =>
    lines.filter((line) => line.state === state).length;
  const fresh = lines.filter((line) => line.state === "new");
  const faulty = count("rejected");
  const shown = isOnlyFaulty
    ? lines.filter((line) => line.state === "rejected")
    : lines;
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Summary lines={lines} />
      {unreadCount > 0 && (
        <Alert severity="warning">
          {translate("users.file.tooMany", { smart_count: unreadCount })}
        </Alert>
      )}
      {problem !== null && <Failure error={problem} />}
      {faulty > 0 && (
        <FormControlLabel
          control={
            <Switch
              size="small"
              checked={isOnlyFaulty}
              onChange={(_, isOn) => setIsOnlyFaulty(isOn)}
            />
          }
          label={translate("users.file.onlyFaulty")}
        />
      )}
      <LineTable>
        {shown.map((line) => (
          <FileLineRow
            key={line.line}
            line={line}
            onCorrect={(corrected) =>
              replace(lines.map((l) => (l === line ? corrected : l)))
            }
            onRemove={() => replace(lines.filter((l) => l !== line))}
          />
        ))}
      </LineTable>
      <Stack
        direction="row"
        sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}
      >
        <Button
          variant="contained"
          disabled={isChecking || faulty > 0 || fresh.length === 0}
          onClick={() => setIsAsked(true)}
        >
          {translate("users.file.submit", { smart_count: fresh.length })}
        </Button>
        <Button onClick={onBack}>{translate("users.file.again")}</Button>
        <Typography variant="body2" role="status">
          {isChecking
            ? translate("users.file.checking")
            : faulty > 0
              ? translate("users.file.fixFirst")
              : null}
        </Typography>
      </Stack>
      {isAsked && (
        <ConfirmDialog
          title={translate("users.file.title")}
          sentence={translate("users.file.sentence", {
            smart_count: fresh.length,
          })}
          submitLabel={translate("users.file.submit", {
            smart_count: fresh.length,
          })}
          onSubmit={() => onInvite(fresh)}
          onClose={() => setIsAsked(false)}
        />
      )}
    </Stack>
  );
}

/** Puts a correction on the screen at once, and the server's judgement when it comes; the newest one counts. */
function useChecking(
  onChange: (lines: FileLine[]) => void,
  onCheck: (lines: FileLine[]) => Promise<FileLine[]>,
) {
  const newest = useRef(0);
  const [isChecking, setIsChecking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const check = async (lines: FileLine[]) => {
    const mine = ++newest.current;
    setIsChecking(true);
    setProblem(null);
    try {
      const judged = await onCheck(lines);
      if (mine === newest.current) onChange(judged);
    } catch (error) {
      if (mine === newest.current) setProblem(error);
    } finally {
      if (mine === newest.current) setIsChecking(false);
    }
  };
  const replace = (lines: FileLine[]) => {
    onChange(lines);
    void check(lines);
  };
  return { replace, isChecking, problem };
}

function Summary({ lines }: { lines: FileLine[] }) {
  const translate = useTranslate();
  return (
    <Typography sx={{ fontWeight: 600 }}>
      {(["new", "known", "rejected"] as const)
        .map((state) => ({
          state,
          count: lines.filter((line) => line.state === state).length,
        }))
        .filter(({ state, count }) => state === "new" || count > 0)
        .map(({ state, count }) =>
          translate(`users.file.summary.${state}`, { count }),
        )
        .join(" ／ ")}
    </Typography>
  );
}

function LineTable({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Box sx={{ overflowX: "auto" }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate("users.file.line")}</TableCell>
            <TableCell>{translate("users.file.state")}</TableCell>
            {userFileColumns.map((column) => (
              <TableCell key={column}>
                {translate(`resources.users.fields.${column}`)}
              </TableCell>
            ))}
            <TableCell>{translate("users.file.acts")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>{children}</TableBody>
      </Table>
    </Box>
  );
}
