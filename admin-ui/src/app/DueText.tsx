import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import { timeLeft, type DueTime, type TimeLeft } from "@keii/shared";
import { useZone } from "./Incident.js";
import { DayText, InstantText } from "./MomentText.js";
import { useNow } from "./use-now.js";

interface DueTextProps extends DueTime {
  /** First day of a yardstick. */
  dueFromOn?: string | null;
}

/** Until when: a day, a minute, or a yardstick of days. */
export function DueText({ dueFromOn, dueOn, dueAt }: DueTextProps) {
  const translate = useTranslate();
  if (dueAt) return <InstantText at={dueAt} />;
  if (!dueOn) return <>{translate("app.noDue")}</>;
  if (!dueFromOn) return <DayText on={dueOn} />;
  return (
    <span>
      {translate("app.yardstick")} <DayText on={dueFromOn} />
      {translate("app.dueTo")}
      <DayText on={dueOn} />
    </span>
  );
}

/** How long there is: in days, and in hours only where a minute is due and it is near. */
export function TimeLeftText(due: DueTime) {
  const translate = useTranslate();
  const zone = useZone();
  const { now } = useNow();
  const left = timeLeft(due, now, zone);
  if (!left) return null;
  const { key, count } = wordsOf(left);
  return (
    <Box
      component="span"
      sx={{
        whiteSpace: "nowrap",
        fontWeight: 700,
        color: left.isOver || left.days <= 1 ? "secondary.main" : "inherit",
      }}
    >
      {translate(`app.left.${key}`, { smart_count: count })}
    </Box>
  );
}

const hoursFromHere = 48;

function wordsOf({ days, hours, isOver }: TimeLeft): {
  key: string;
  count: number;
} {
  if (hours !== null && Math.abs(hours) < hoursFromHere)
    return { key: isOver ? "hoursOver" : "hours", count: Math.abs(hours) };
  if (isOver) return { key: "daysOver", count: Math.abs(days) };
  return days === 0 ? { key: "today", count: 0 } : { key: "days", count: days };
}
