import { halfWidth } from "./half-width.js";
import {
  placeMoment,
  type DayContext,
  type PlacedMoment,
} from "./moment-placing.js";
import type { Moment } from "./moment.js";
import type { Learned } from "./occurred.js";
import { joinedText } from "./pasted-line.js";
import type { PasteWarning } from "./paste-warning.js";
import { splitFacts } from "./two-facts.js";
import { writtenMomentAt } from "./written-moment.js";

/** An entry as it was understood, to be looked over and corrected before it is saved. */
export interface PastedEntry {
  /** Numbers of the lines it came from, from 1; a heading counts with the first entry below it. */
  lines: number[];
  /** What was read as bullet, day and time, as it was written. */
  dateText: string;
  moment: Moment | null;
  text: string;
  learned: Learned | null;
  /** What was read as the moment of learning, as it was written; it stood at the end of the text. */
  learnedText: string;
  warnings: PasteWarning[];
  /** Two texts to make of one that holds two facts; a suggestion. */
  split: [string, string] | null;
}

/** What the lines of an entry hold, before it is looked at as a whole. */
export interface EntryDraft extends PlacedMoment {
  lines: number[];
  dateTexts: string[];
  pieces: string[];
}

const longestText = 10_000;
const plannedEnd = /(?:予定(?:です|である)?|planned|scheduled)[。．.)）]*$/i;
const learnedFirst =
  /^ ?(?:把握|覚知|認知|判明|知得|learned|known)(?: on| at)?[: ]*/i;
const learnedLast = /[に ]*(?:把握|覚知|認知|判明|知得|learned|known) ?$/i;
const remark = /^[（([【［]([^（()）[\]【】［］]{1,60})[）)\]】］]$/;
const longestRemark = 64;

/** The entry that a draft makes, with everything about it that a person should look at. */
export function entryOf(draft: EntryDraft, context: DayContext): PastedEntry {
  const whole = joinedText(draft.pieces);
  const { text, learned, learnedText } = withoutLearned(whole, draft, context);
  const moment = draft.moment && planned(draft.moment, text);
  const split = splitFacts(text, context.incidentYear);
  return {
    lines: draft.lines,
    dateText: draft.dateTexts.filter(Boolean).join(" "),
    moment,
    text,
    learned,
    learnedText,
    warnings: [
      ...new Set([
        ...draft.warnings,
        ...warningsOf(moment, text, context.today),
        ...(split ? (["two-facts"] as const) : []),
      ]),
    ],
    split,
  };
}

function warningsOf(
  moment: Moment | null,
  text: string,
  today: string,
): PasteWarning[] {
  const warnings: PasteWarning[] = [];
  const isPlanned = plannedEnd.test(text.slice(-24));
  if (!moment) warnings.push("no-moment");
  if (text === "") warnings.push("no-text");
  if (text.length > longestText) warnings.push("text-too-long");
  if (isPlanned) warnings.push("planned");
  else if (moment && moment.on > today) warnings.push("in-future");
  return warnings;
}

/** 「…の予定」 at the end makes a plan of a day, a minute or a period with an end. */
function planned(moment: Moment, text: string): Moment {
  const canBe =
    moment.precision === "period"
      ? moment.untilOn !== null
      : moment.precision !== "about";
  return canBe && plannedEnd.test(text.slice(-24))
    ? { ...moment, precision: "planned" }
    : moment;
}

function withoutLearned(
  whole: string,
  draft: EntryDraft,
  context: DayContext,
): Pick<PastedEntry, "text" | "learned" | "learnedText"> {
  const unlearned = { text: whole, learned: null, learnedText: "" };
  const from = Math.max(
    ...["（", "(", "[", "［", "【"].map((open) => whole.lastIndexOf(open)),
  );
  if (!draft.moment || from < 0 || whole.length - from > longestRemark)
    return unlearned;
  const learnedText = whole.slice(from);
  const learned = learnedIn(learnedText, {
    ...context,
    above: draft.moment.on,
  });
  return learned
    ? { text: whole.slice(0, from).trimEnd(), learned, learnedText }
    : unlearned;
}

function learnedIn(learnedText: string, context: DayContext): Learned | null {
  const [, inner = ""] = remark.exec(learnedText) ?? [];
  const line = halfWidth(inner);
  const said = line.replace(learnedFirst, "").replace(learnedLast, "");
  if (said === line) return null;
  const written = writtenMomentAt(said, 0, context.incidentYear);
  if (!written || written.until || said.slice(written.end).trim() !== "")
    return null;
  const { moment } = placeMoment(written, context);
  return moment && { on: moment.on, at: moment.at };
}
