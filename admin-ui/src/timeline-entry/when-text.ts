import {
  momentAt,
  readPastedTimeline,
  timeOf,
  type Moment,
  type PasteWarning,
} from "@keii/shared";

/** By what a written date is understood. */
export interface WhenContext {
  zone: string;
  /** The year of the incident. */
  year: number;
  /** Today and the time, by the clock of the incident. */
  today: string;
  time: string;
}

export interface ReadWhen {
  occurred: Moment;
  /** Nothing was written: it is now. */
  isFromClock: boolean;
  /** What should be looked at before it is saved. */
  warnings: PasteWarning[];
}

/** Warnings that the words beside the field already answer, by saying how the date was read. */
const answered = new Set<PasteWarning>(["year-assumed", "no-text"]);

/** A date as people type it: `8/18 14:30`, `8/18頃`, `昨日 15時`, `14:30` (today), `5/20〜8/14`; null where it says none. */
export function readWhen(text: string, context: WhenContext): ReadWhen | null {
  const { today, time, zone } = context;
  if (text.trim() === "")
    return {
      occurred: momentAt(today, time, zone),
      isFromClock: true,
      warnings: [],
    };
  return readLine(text, context) ?? readLine(`${today} ${text}`, context);
}

function readLine(text: string, context: WhenContext): ReadWhen | null {
  const read = likelyYears(context)
    .map((incidentYear) => {
      const { entries } = readPastedTimeline(text, {
        ...context,
        incidentYear,
      });
      const [entry] = entries;
      return entries.length === 1 && entry?.text === "" ? entry : undefined;
    })
    .filter((entry) => entry?.moment);
  const [nearest] = read.sort(
    (a, b) => distance(a!.moment!, context) - distance(b!.moment!, context),
  );
  if (!nearest?.moment) return null;
  return {
    occurred: nearest.moment,
    isFromClock: false,
    warnings: nearest.warnings.filter((warning) => !answered.has(warning)),
  };
}

/** Where a case goes on over New Year, a day without a year is the one nearer to today; else it is the case's. */
function likelyYears({ year, today }: WhenContext): number[] {
  const now = Number(today.slice(0, 4));
  return now === year + 1 ? [year, now] : [year];
}

function distance({ on }: Moment, { today }: WhenContext): number {
  return Math.abs(Date.parse(on) - Date.parse(today));
}

/** A moment in the form in which it is typed. */
export function whenText(
  moment: Moment,
  { zone, year }: Pick<WhenContext, "zone" | "year">,
): string {
  const { on, at, untilOn, untilAt, precision } = moment;
  const end = (on: string, at: string | null, known: number) => {
    const [y, m, d] = on.split("-").map(Number);
    const day = y === known ? `${m}/${d}` : `${y}/${m}/${d}`;
    return at === null ? day : `${day} ${timeOf(at, zone)}`;
  };
  const start = end(on, at, year);
  if (precision === "about") return `${start}頃`;
  if (untilOn === null) return precision === "period" ? `${start}〜` : start;
  return `${start}〜${end(untilOn, untilAt, Number(on.slice(0, 4)))}`;
}
