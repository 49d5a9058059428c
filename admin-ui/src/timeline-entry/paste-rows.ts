import {
  momentProblems,
  readPastedTimeline,
  sameness,
  type Learned,
  type Moment,
  type NewTimelineEvent,
  type PasteWarning,
  type PastedEntry,
  type Precision,
  type TimelineCategory,
  type TimelineType,
  type Visibility,
} from "@keii/shared";
import { guessEntry } from "./entry-guess.js";
import { readWhen, whenText, type WhenContext } from "./when-text.js";

/** An entry of the preview as somebody may change it. */
export interface PasteRow {
  key: number;
  /** Numbers of the lines it came from. */
  lines: number[];
  when: string;
  /** Chosen instead of what the date says. */
  precision: Precision | null;
  text: string;
  learned: Learned | null;
  type: TimelineType;
  category: TimelineCategory;
  visibility: Visibility;
  split: [string, string] | null;
  /** What only the reading of the whole could tell, until the date is changed. */
  readWarnings: PasteWarning[];
}

export interface PasteContext extends WhenContext {
  existing: readonly { on: string; text: string }[];
}

/** The preview with what led to it, so that each step can be undone. */
export interface PastePreview {
  rows: PasteRow[];
  undo: { rows: PasteRow[]; what: string }[];
  nextKey: number;
  /** First line that was too much for one paste. */
  unreadFrom: number | null;
}

/** A row as it stands: its moment, and what is to be looked at. */
export interface CheckedRow {
  row: PasteRow;
  moment: Moment | null;
  warnings: PasteWarning[];
  isReady: boolean;
}

const fromReading = new Set<PasteWarning>([
  "ambiguous-day",
  "year-assumed",
  "year-wrapped",
  "year-doubtful",
  "past-midnight",
  "skipped-time",
  "repeated-time",
  "wrong-weekday",
  "impossible-day",
  "end-before-start",
]);

/** Reads what was pasted into rows to look over. */
export function readRows(
  text: string,
  context: PasteContext,
  visibility: Visibility,
): PastePreview {
  const { entries, unreadFrom } = readPastedTimeline(text, {
    zone: context.zone,
    today: context.today,
    incidentYear: context.year,
  });
  const rows = entries.map((entry, key) =>
    rowOf(entry, key, context, visibility),
  );
  return { rows, undo: [], nextKey: rows.length, unreadFrom };
}

function rowOf(
  entry: PastedEntry,
  key: number,
  context: WhenContext,
  visibility: Visibility,
): PasteRow {
  const { moment, text, lines, learned, split, warnings } = entry;
  const isPlanned = moment?.precision === "planned";
  return {
    key,
    lines,
    when: moment ? whenText(moment, context) : entry.dateText,
    precision: isPlanned ? "planned" : null,
    text,
    learned,
    ...guessEntry(text),
    visibility,
    split,
    readWarnings: warnings.filter((warning) => fromReading.has(warning)),
  };
}

/** Changes a row. Going on typing in the same field is one step to undo. */
export function editRow(
  preview: PastePreview,
  key: number,
  part: Partial<PasteRow>,
): PastePreview {
  const what = `${key} ${Object.keys(part).sort().join()}`;
  const change = (row: PasteRow): PasteRow => ({
    ...row,
    ...part,
    ...(part.when !== undefined && { readWarnings: [] }),
    ...(part.text !== undefined && { split: null }),
  });
  const rows = preview.rows.map((row) => (row.key === key ? change(row) : row));
  return step(preview, rows, what);
}

/** Gives all rows the same visibility, type or category. */
export function editAll(
  preview: PastePreview,
  part: Partial<Pick<PasteRow, "visibility" | "type" | "category">>,
): PastePreview {
  const rows = preview.rows.map((row) => ({ ...row, ...part }));
  return step(preview, rows, "all");
}

export function removeRow(preview: PastePreview, key: number): PastePreview {
  return step(
    preview,
    preview.rows.filter((row) => row.key !== key),
    `remove ${key}`,
  );
}

/** Makes the two facts of a row two rows of the same moment. */
export function splitRow(preview: PastePreview, key: number): PastePreview {
  const at = preview.rows.findIndex((row) => row.key === key);
  const row = preview.rows[at];
  if (!row?.split) return preview;
  const [first, second] = row.split;
  const parts: PasteRow[] = [
    { ...row, text: first, ...guessEntry(first), split: null },
    {
      ...row,
      key: preview.nextKey,
      text: second,
      ...guessEntry(second),
      split: null,
    },
  ];
  const rows = [...preview.rows];
  rows.splice(at, 1, ...parts);
  return {
    ...step(preview, rows, `split ${key}`),
    nextKey: preview.nextKey + 1,
  };
}

export function undoStep(preview: PastePreview): PastePreview {
  const last = preview.undo.at(-1);
  if (!last) return preview;
  return { ...preview, rows: last.rows, undo: preview.undo.slice(0, -1) };
}

const mostSteps = 200;

function step(
  preview: PastePreview,
  rows: PasteRow[],
  what: string,
): PastePreview {
  const isSameStep = preview.undo.at(-1)?.what === what && what !== "all";
  const undo = isSameStep
    ? preview.undo
    : [...preview.undo, { rows: preview.rows, what }].slice(-mostSteps);
  return { ...preview, rows, undo };
}

/** Every row with its moment and what is to be looked at, as it stands now. */
export function checkRows(
  rows: readonly PasteRow[],
  context: PasteContext,
): CheckedRow[] {
  const known = new Set(
    context.existing.map(({ on, text }) => sameness(on, text)),
  );
  return rows.map((row) => {
    const { moment, warnings } = momentOf(row, context);
    const found: PasteWarning[] = [...row.readWarnings, ...warnings];
    if (!moment) found.push("no-moment");
    if (row.text.trim() === "") found.push("no-text");
    if (row.text.length > 10_000) found.push("text-too-long");
    if (moment && moment.precision !== "planned" && moment.on > context.today)
      found.push("in-future");
    const key = moment && row.text.trim() && sameness(moment.on, row.text);
    if (key && known.has(key)) found.push("duplicate");
    if (key) known.add(key);
    if (row.split) found.push("two-facts");
    const isReady =
      moment !== null &&
      row.text.trim() !== "" &&
      row.text.length <= 10_000 &&
      momentProblems(moment, context.zone).length === 0;
    return { row, moment, warnings: [...new Set(found)], isReady };
  });
}

interface RowMoment {
  moment: Moment | null;
  warnings: PasteWarning[];
}

/** Rows are never changed in place: of two thousand, only the one somebody types in is read again. */
const readMoments = new WeakMap<PasteRow, { by: string; read: RowMoment }>();

function momentOf(row: PasteRow, context: WhenContext): RowMoment {
  const by = `${context.zone} ${context.year} ${context.today}`;
  const known = readMoments.get(row);
  if (known?.by === by) return known.read;
  const read = readMoment(row, context);
  readMoments.set(row, { by, read });
  return read;
}

function readMoment(row: PasteRow, context: WhenContext): RowMoment {
  if (row.when.trim() === "") return { moment: null, warnings: [] };
  const read = readWhen(row.when, context);
  if (!read) return { moment: null, warnings: [] };
  const { occurred, warnings } = read;
  const moment = row.precision ? shaped(occurred, row.precision) : occurred;
  return { moment, warnings };
}

/** The moment as another kind, without what that kind does not have. */
function shaped(moment: Moment, precision: Precision): Moment {
  const { on, at, untilOn, untilAt } = moment;
  const alone = { precision, on, untilOn: null, untilAt: null };
  switch (precision) {
    case "day":
      return { ...alone, at: null };
    case "minute":
    case "about":
      return { ...alone, at };
    case "planned":
    case "period":
      return { precision, on, at, untilOn, untilAt };
  }
}

/** What is sent for a row that is ready. */
export function entryOfRow({ row, moment }: CheckedRow): NewTimelineEvent {
  if (!moment) throw new Error("A row without a moment cannot be saved");
  return {
    occurred: moment,
    ...(row.learned && { learned: row.learned }),
    text: row.text.trim(),
    type: row.type,
    category: row.category,
    visibility: row.visibility,
  };
}
