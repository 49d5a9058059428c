import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import {
  closedReasonText,
  dayOf,
  inLanguage,
  periodsText,
  type DayPlan,
  type DeskReader,
} from "@keii/shared";
import { DayText } from "../app/MomentText.js";

/** Day by day from today on: when the desk is open, or why it is not. */
export function DeskWeek({
  week,
  reader,
}: {
  week: readonly DayPlan[];
  reader: DeskReader;
}) {
  const translate = useTranslate();
  const today = dayOf(reader.now, reader.zone);
  return (
    <Table size="small" sx={{ maxWidth: 640 }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: "9em" }}>{translate("desk.day")}</TableCell>
          <TableCell>{translate("desk.hours")}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {week.map((plan) => (
          <TableRow key={plan.on}>
            <TableCell
              component="th"
              scope="row"
              sx={{
                whiteSpace: "nowrap",
                fontWeight: plan.on === today ? 700 : 400,
              }}
            >
              <DayText on={plan.on} />
            </TableCell>
            <TableCell
              sx={{
                fontWeight: plan.on === today ? 700 : 400,
                color: plan.reason ? "text.secondary" : undefined,
                fontVariantNumeric: "tabular-nums",
              }}
            >
              {periodsText(plan.periods, reader.language)}
              {noteOf(plan, reader)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Why it is closed, where the day's name does not say it; or what a day with hours of its own is called. */
function noteOf({ reason, name }: DayPlan, reader: DeskReader): string {
  if (reason?.kind === "weekend" || reason?.kind === "weekday") return "";
  if (reason) return ` (${closedReasonText(reason, reader)})`;
  return name ? ` (${inLanguage(name, reader.language)})` : "";
}
