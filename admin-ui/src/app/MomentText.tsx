import {
  dayOf,
  formatMoment,
  momentOn,
  timeOf,
  type Moment,
} from "@keii/shared";
import { useKnownYear, useZone } from "./Incident.js";
import { useLanguage } from "./i18n.js";

/** A moment as people say it; the full instant and zone on hover. */
export function MomentText({ moment }: { moment: Moment }) {
  const zone = useZone();
  const language = useLanguage();
  const year = useKnownYear();
  const { on, at, untilOn, untilAt } = moment;
  const ends = [fullText(on, at, zone)];
  if (untilOn) ends.push(fullText(untilOn, untilAt, zone));
  return (
    <time dateTime={at ?? on} title={`${ends.join(" – ")} ${zone}`}>
      {formatMoment(moment, { zone, language, year })}
    </time>
  );
}

/** An instant as people say it, in the zone of the incident. */
export function InstantText({ at }: { at: string }) {
  const zone = useZone();
  const language = useLanguage();
  const year = useKnownYear();
  const on = dayOf(at, zone);
  const moment: Moment = { ...momentOn(on), precision: "minute", at };
  return (
    <time dateTime={at} title={`${fullText(on, at, zone)} ${zone}`}>
      {formatMoment(moment, { zone, language, year })}
    </time>
  );
}

/** A calendar day as people say it. */
export function DayText({ on }: { on: string }) {
  const language = useLanguage();
  const year = useKnownYear();
  return (
    <time dateTime={on} title={on}>
      {formatMoment(momentOn(on), { zone: "UTC", language, year })}
    </time>
  );
}

function fullText(on: string, at: string | null, zone: string): string {
  return at ? `${on} ${timeOf(at, zone)} (${at})` : on;
}
