import {
  inLanguage,
  momentOn,
  periodsText,
  weekdays,
  weekdayText,
  type DeskLine,
  type RecordedDay,
  type RecordedSchedule,
} from "@keii/shared";
import {
  dayList,
  daysOf,
  toDay,
  type DeskDayRow,
} from "../desk/desk-days.queries.js";
import {
  lineList,
  linesOf,
  toDeskLine,
  type DeskLineRow,
} from "../desk/desk-lines.queries.js";
import {
  scheduleList,
  schedulesOf,
  toSchedule,
  type DeskScheduleRow,
} from "../desk/desk-schedules.queries.js";
import { wholeList } from "../platform/http/list.js";
import type { Paper } from "../platform/paper/paper.js";
import { momentText, wordsOf, type Chapter, type Reading } from "./chapter.js";

/** Where the desk was reached, and when it answered. */
export const desk: Chapter = async (paper, reading) => {
  const { actor, content, database, incident } = reading;
  if (content === "public" || !actor.held.has("desk.read")) return;
  const parameters = [incident.id];
  const lines = await database.query<DeskLineRow>(
    wholeList(lineList, linesOf(incident.id)),
    parameters,
  );
  const schedules = await database.query<DeskScheduleRow>(
    wholeList(scheduleList, schedulesOf(incident.id)),
    parameters,
  );
  const days = await database.query<DeskDayRow>(
    wholeList(dayList, daysOf(incident.id)),
    parameters,
  );
  const words = wordsOf(reading);
  paper.heading(words("desk"));
  if (lines.length + schedules.length + days.length === 0)
    paper.paragraph(words("none"), { isFaint: true });
  for (const line of lines) tellLine(paper, toDeskLine(line), reading);
  for (const schedule of schedules)
    tellSchedule(paper, toSchedule(schedule), reading);
  for (const day of days) tellDay(paper, toDay(day), reading);
};

function tellLine(paper: Paper, line: DeskLine, reading: Reading): void {
  const words = wordsOf(reading);
  paper.beside(words(`desk.${line.kind}`), [
    [`${line.place}. ${line.value}`, {}],
    [inLanguage(line.label, reading.language), {}],
    [line.isShown ? "" : words("desk.hidden"), { isFaint: true }],
  ]);
}

function tellSchedule(
  paper: Paper,
  { from, weekly, ...schedule }: RecordedSchedule,
  reading: Reading,
): void {
  const { language } = reading;
  const words = wordsOf(reading);
  const { withdrawalReason, announcement, closedOnHolidays } = schedule;
  const isStruck = withdrawalReason !== null;
  paper.beside(
    words("desk.from", { day: momentText(momentOn(from), reading) }),
    [
      ...weekdays.map(
        (day) =>
          [
            `${weekdayText(day, language)} ${periodsText(weekly[day], language)}`,
            { isStruck },
          ] as const,
      ),
      [words(closedOnHolidays ? "desk.noHolidays" : "desk.holidays"), {}],
      [inLanguage(announcement, language), {}],
      [isStruck ? words("withdrawn", { reason: withdrawalReason }) : "", {}],
    ],
  );
}

function tellDay(
  paper: Paper,
  { on, name, periods, withdrawalReason }: RecordedDay,
  reading: Reading,
): void {
  const { language } = reading;
  const isStruck = withdrawalReason !== null;
  const withdrawn = isStruck
    ? wordsOf(reading)("withdrawn", { reason: withdrawalReason })
    : "";
  paper.beside(momentText(momentOn(on), reading), [
    [inLanguage(name, language), { isStruck }],
    [periodsText(periods, language), { isStruck }],
    [withdrawn, {}],
  ]);
}
