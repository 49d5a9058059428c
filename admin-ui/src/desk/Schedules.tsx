import { Box, Button, Typography } from "@mui/material";
import { useGetList, useTranslate } from "react-admin";
import { useState } from "react";
import {
  inLanguage,
  periodsText,
  weekdays,
  type Language,
  type RecordedSchedule,
  type WeeklyHours,
} from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { DayText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { StateMark } from "../app/StateMark.js";
import { Row } from "./Row.js";
import { ScheduleDialog } from "./ScheduleDialogs.js";
import { Withdraw } from "./Withdraw.js";

/** The hours of the week, each from a day on: what held, what holds, what is announced. */
export function Schedules({ today }: { today: string }) {
  const translate = useTranslate();
  const mayWrite = useMay("desk.writeHours");
  const [isAdding, setIsAdding] = useState(false);
  const { data = [], error } = useGetList<RecordedSchedule>("desk-schedules", {
    pagination: { page: 1, perPage: 100 },
    sort: { field: "from", order: "ASC" },
  });
  const standing = data.filter((one) => one.withdrawalReason === null);
  const held = standing.filter(({ from }) => from <= today).at(-1);
  if (data.length === 0 && !error) return null;
  return (
    <Section
      title={translate("desk.schedules.title")}
      actions={
        mayWrite && (
          <Button onClick={() => setIsAdding(true)}>
            {translate("desk.schedules.new")}
          </Button>
        )
      }
    >
      {error && <Failure error={error} />}
      <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {data.map((schedule) => (
          <ScheduleRow
            key={schedule.id}
            schedule={schedule}
            state={
              schedule.withdrawalReason !== null
                ? "withdrawn"
                : schedule === held
                  ? "holds"
                  : schedule.from > today
                    ? "announced"
                    : "over"
            }
          />
        ))}
      </Box>
      {isAdding && (
        <ScheduleDialog like={held} onClose={() => setIsAdding(false)} />
      )}
    </Section>
  );
}

function ScheduleRow({
  schedule,
  state,
}: {
  schedule: RecordedSchedule;
  state: "withdrawn" | "holds" | "announced" | "over";
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayWrite = useMay("desk.writeHours");
  const [open, setOpen] = useState<"change" | "withdraw" | null>(null);
  const { from, weekly, closedOnHolidays, announcement, withdrawalReason } =
    schedule;
  const close = () => setOpen(null);
  return (
    <Row
      isBack={state === "withdrawn"}
      note={
        withdrawalReason ?? (inLanguage(announcement, language) || undefined)
      }
      acts={
        mayWrite &&
        state !== "withdrawn" && (
          <>
            <Button
              aria-label={translate("desk.change.of", { what: from })}
              onClick={() => setOpen("change")}
            >
              {translate("desk.change")}
            </Button>
            <Button
              color="inherit"
              aria-label={translate("desk.withdraw.of", { what: from })}
              onClick={() => setOpen("withdraw")}
            >
              {translate("desk.withdraw")}
            </Button>
          </>
        )
      }
    >
      <StateMark isOver={state === "over" || state === "withdrawn"}>
        {translate(`desk.schedules.${state}`)}
      </StateMark>{" "}
      <b>
        {translate("desk.schedules.from")} <DayText on={from} />
      </b>
      {weekText(weekly, language, (day) =>
        translate(`desk.weekday.${day}`),
      ).map((line) => (
        <Typography key={line} variant="body2">
          {line}
        </Typography>
      ))}
      <Typography variant="body2">
        {translate(
          closedOnHolidays
            ? "desk.schedules.closedOnHolidays"
            : "desk.schedules.openOnHolidays",
        )}
      </Typography>
      {open === "change" && (
        <ScheduleDialog schedule={schedule} onClose={close} />
      )}
      {open === "withdraw" && (
        <Withdraw
          resource="desk-schedules"
          record={schedule}
          sentence="desk.schedules.withdraw.sentence"
          onClose={close}
        />
      )}
    </Row>
  );
}

/** Days with the same hours in one line: `月〜金 10:00〜17:00`. */
function weekText(
  weekly: WeeklyHours,
  language: Language,
  nameOf: (day: string) => string,
): string[] {
  const lines: { first: string; last: string; hours: string }[] = [];
  for (const day of weekdays) {
    const hours = periodsText(weekly[day], language);
    const line = lines.at(-1);
    if (line?.hours === hours) line.last = day;
    else lines.push({ first: day, last: day, hours });
  }
  const dash = language === "ja" ? "〜" : "–";
  return lines.map(({ first, last, hours }) => {
    const days =
      first === last ? nameOf(first) : `${nameOf(first)}${dash}${nameOf(last)}`;
    return `${days} ${hours}`;
  });
}
