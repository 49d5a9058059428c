import {
  placeMoment,
  type DayContext,
  type PlacedMoment,
} from "./moment-placing.js";
import { momentOn } from "./moment.js";
import { entryOf, type EntryDraft, type PastedEntry } from "./pasted-entry.js";
import { pastedLines, type PastedLine } from "./pasted-line.js";
import { writtenMomentAt, type WrittenMoment } from "./written-moment.js";

export type { PastedEntry } from "./pasted-entry.js";
export { pasteWarnings, type PasteWarning } from "./paste-warning.js";

export interface PasteOptions {
  zone: string;
  /** `yyyy-mm-dd` in the incident's zone. */
  today: string;
  /** The year of days written without one, as long as no line above has said another. */
  incidentYear: number;
  /** What the timeline already holds, to find what is pasted again. */
  existing?: readonly { on: string; text: string }[];
}

export interface PastedTimeline {
  entries: PastedEntry[];
  /** Number of the first line that was not read, because the lines above it make as many entries as can be saved. */
  unreadFrom: number | null;
}

/** As many entries as one paste can make. */
export const mostPastedEntries = 2000;

/**
 * Reads many lines, as people write them down or reports publish them, into entries to look over. No line is lost: what
 * is not understood becomes part of the entry above or an entry without a moment. Never throws, whatever the text.
 */
export function readPastedTimeline(
  text: string,
  options: PasteOptions,
): PastedTimeline {
  const reading = new Reading(options);
  let unreadFrom: number | null = null;
  for (const line of pastedLines(text)) {
    if (!reading.take(line)) {
      unreadFrom = line.number;
      break;
    }
  }
  const context = { ...options, above: null };
  const entries = reading.finish().map((draft) => entryOf(draft, context));
  return { entries: withDuplicates(entries, options), unreadFrom };
}

/** Entries of the same day that say the same as one before them or one that exists are marked. */
function withDuplicates(
  entries: PastedEntry[],
  { existing = [] }: PasteOptions,
): PastedEntry[] {
  const known = new Set(existing.map(({ on, text }) => sameness(on, text)));
  return entries.map((entry) => {
    if (!entry.moment || entry.text === "") return entry;
    const key = sameness(entry.moment.on, entry.text);
    const isKnown = known.has(key);
    known.add(key);
    return isKnown
      ? { ...entry, warnings: [...entry.warnings, "duplicate"] }
      : entry;
  });
}

/** What two entries have in common that say the same of one day: marks, blanks and width aside. */
export function sameness(on: string, text: string): string {
  const bare = text.normalize("NFKC").replace(/[\p{P}\p{S}\s]/gu, "");
  return `${on} ${bare.toLowerCase()}`;
}

const startsWithYear = /^\s*(?:19|20)\d\d ?年/;

/** What the lines under a day belong to. */
interface Day extends PlacedMoment {
  /** Whether it stood in a line of its own. */
  isHeading: boolean;
  /** Such a line, until the first entry below has taken it over. */
  heading: Heading | null;
}

interface Heading {
  dateTexts: string[];
  lines: number[];
}

/** Reads line after line, remembering the day above and the entry that may go on. */
class Reading {
  private readonly drafts: EntryDraft[] = [];
  private day: Day | null = null;
  private above: string | null = null;
  private open: EntryDraft | null = null;

  constructor(private readonly options: PasteOptions) {}

  /** Takes a line in; false when it would make more entries than allowed. */
  take(line: PastedLine): boolean {
    const written = writtenMomentAt(
      line.plain,
      line.start,
      this.options.incidentYear,
    );
    const placed = written && this.place(written);
    if (written && placed) return this.takeDated(line, written, placed);
    const isNew = line.hasBullet || this.startsParagraph(line);
    if (!isNew && this.open) {
      this.open.lines.push(line.number);
      this.open.pieces.push(line.raw);
      return true;
    }
    return this.takeUndated(line);
  }

  finish(): EntryDraft[] {
    this.closeHeading();
    return this.drafts;
  }

  private place(written: WrittenMoment): PlacedMoment | null {
    if (!written.day && this.above === null) return null;
    const { zone, today, incidentYear } = this.options;
    const context: DayContext = {
      zone,
      today,
      incidentYear,
      above: this.above,
    };
    const placed = placeMoment(written, context);
    return placed.warnings.includes("no-moment") ? null : placed;
  }

  private takeDated(
    line: PastedLine,
    written: WrittenMoment,
    placed: PlacedMoment,
  ): boolean {
    const isTimeOnly = written.day === null;
    const completesHeading = isTimeOnly && this.day?.moment?.at === null;
    if (!completesHeading && !this.closeHeading()) return false;
    if (this.isFull()) return false;
    if (!placed.moment) return this.add(line, placed, line.start);
    this.above = placed.moment.on;
    if (line.plain.slice(written.behind).trim() === "") {
      return this.takeHeading(line, placed);
    }
    if (isTimeOnly) return this.add(line, placed, written.end, true);
    const moment = momentOn(placed.moment.on);
    this.day = { moment, warnings: [], heading: null, isHeading: false };
    return this.add(line, placed, written.end);
  }

  private takeHeading(line: PastedLine, placed: PlacedMoment): boolean {
    const { dateTexts, lines } = this.day?.heading ?? {
      dateTexts: [],
      lines: [],
    };
    const heading = {
      dateTexts: [...dateTexts, line.raw.trim()],
      lines: [...lines, line.number],
    };
    this.day = { ...placed, heading, isHeading: true };
    this.open = null;
    return true;
  }

  private takeUndated(line: PastedLine): boolean {
    const belongs = this.day !== null && (line.hasBullet || this.day.isHeading);
    const placed =
      belongs && this.day
        ? { moment: this.day.moment, warnings: this.day.warnings }
        : { moment: null, warnings: [] };
    if (this.isFull()) return false;
    return this.add(line, placed, line.start, belongs);
  }

  /** Prose after a blank line, or a year that was not understood, is not the rest of the entry above. */
  private startsParagraph(line: PastedLine): boolean {
    return line.isAfterBlank || startsWithYear.test(line.plain);
  }

  private add(
    line: PastedLine,
    { moment, warnings }: PlacedMoment,
    textFrom: number,
    takesHeading = false,
  ): boolean {
    const heading = takesHeading ? (this.day?.heading ?? null) : null;
    if (this.day && takesHeading) {
      this.day = { ...this.day, heading: null, warnings: [] };
    }
    const dateText = line.raw.slice(0, textFrom).trim();
    this.open = {
      moment,
      warnings,
      lines: [...(heading?.lines ?? []), line.number],
      dateTexts: [...(heading?.dateTexts ?? []), dateText],
      pieces: [line.raw.slice(textFrom)],
    };
    this.drafts.push(this.open);
    return true;
  }

  /** A heading without anything below it becomes an entry that lacks its text; false where there is no room for it. */
  private closeHeading(): boolean {
    const { day } = this;
    if (!day?.heading) return true;
    if (this.isFull()) return false;
    this.drafts.push({
      moment: day.moment,
      warnings: day.warnings,
      ...day.heading,
      pieces: [],
    });
    this.day = { ...day, heading: null, warnings: [] };
    return true;
  }

  private isFull(): boolean {
    return this.drafts.length >= mostPastedEntries;
  }
}
