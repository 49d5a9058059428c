import { Alert } from "@mui/material";
import { useTranslate } from "ra-core";
import {
  forensicDisorders,
  isCalendarDay,
  type ForensicMoment,
  type ForensicMomentKind,
  type OccurredInput,
} from "@keii/shared";

/** Steps out of their usual order: that may be so, and may be a slip. */
export function Disorders({
  moments,
  about,
}: {
  moments: readonly ForensicMoment[];
  /** Only what concerns this step. */
  about?: ForensicMomentKind;
}) {
  const translate = useTranslate();
  const found = forensicDisorders(moments).filter(
    ({ later, earlier }) => !about || later === about || earlier === about,
  );
  if (found.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mt: 1 }}>
      {found.map(({ later, earlier }) => (
        <div key={`${later} ${earlier}`}>
          {translate("forensics.disorder", {
            later: translate(`forensics.moment.${later}`),
            earlier: translate(`forensics.moment.${earlier}`),
          })}
        </div>
      ))}
    </Alert>
  );
}

/** A moment as far as it is entered; none where its day is not. */
export function momentOf(
  kind: ForensicMomentKind,
  occurred: OccurredInput | null | undefined,
): ForensicMoment[] {
  if (!occurred || !isCalendarDay(occurred.on)) return [];
  const { on, precision = "day", at = null } = occurred;
  const { untilOn = null, untilAt = null } = occurred;
  return [{ kind, occurred: { precision, on, at, untilOn, untilAt } }];
}
