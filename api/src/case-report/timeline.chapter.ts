import {
  inLanguage,
  timelineMessages,
  type Decision,
  type Learned,
  type TimelineEvent,
} from "@keii/shared";
import { rowsOf, sql } from "../platform/database/sql.js";
import type { Paper, Setting } from "../platform/paper/paper.js";
import {
  reachOf,
  timelineOf,
  toTimelineEvent,
  type TimelineRow,
} from "../timeline/timeline.queries.js";
import {
  breathe,
  joined,
  learnedText,
  momentText,
  wordsOf,
  type Chapter,
  type Reading,
  type Words,
} from "./chapter.js";

type Line = readonly [string, Setting];

/** The course of events in its order; what a reader may not have is listed by its number. */
export const timeline: Chapter = async (paper, reading) => {
  const words = wordsOf(reading);
  const { actor, content, database, incident } = reading;
  const reach = reachOf(actor);
  const lines = timelineOf(incident.id, reach);
  const rows = await database.query<TimelineRow>(
    rowsOf(lines, [], sql`order by t.occurred_on, t.position, t.id`),
    lines.parameters,
  );
  paper.heading(words("timeline"));
  if (rows.length === 0) paper.paragraph(words("none"), { isFaint: true });
  const omitted: TimelineEvent[] = [];
  for (const [n, row] of rows.entries()) {
    if (n % 20 === 0) await breathe();
    const entry = toTimelineEvent(row, reach);
    if (content === "all")
      paper.beside(momentText(entry.occurred, reading), said(entry, reading));
    else if (entry.visibility === "public" && entry.state === "current")
      paper.beside(momentText(entry.occurred, reading), [
        [inLanguage(row.public_wording, reading.language) || row.text, {}],
      ]);
    else if (entry.state === "current") omitted.push(entry);
  }
  if (content === "public" && omitted.length > 0)
    tellOmitted(paper, omitted, reading, words);
};

/** All an entry says, the text first. */
function said(entry: TimelineEvent, reading: Reading): Line[] {
  const words = wordsOf(reading);
  const counsel = { no: entry.no, basis: entry.counselBasis ?? "" };
  if (entry.text === null)
    return [[words("withheld", counsel), { isFaint: true }]];
  const name = (kind: string, word: string) =>
    timelineMessages[reading.language][`timeline.${kind}.${word}`] ?? word;
  const faint = (text: string): Line[] =>
    text === "" ? [] : [[text, { isFaint: true }]];
  const files = reading.files.get(entry.id);
  const marks = [
    `#${entry.no}`,
    name("type", entry.type),
    name("category", entry.category),
    name("visibility", entry.visibility),
    entry.counselBasis,
    entry.correctionCount > 0
      ? words("corrected", { count: entry.correctionCount })
      : null,
    entry.recordedBy?.name,
  ];
  const wording = inLanguage(entry.publicWording, reading.language);
  const isStruck = entry.state === "retracted";
  return [
    [entry.text, { isStruck }],
    ...(isStruck
      ? faint(words("retracted", { reason: entry.reason ?? "" }))
      : []),
    ...(!isStruck && entry.reason !== null
      ? faint(words("correctedFor", { reason: entry.reason }))
      : []),
    ...decided(entry.decision, words),
    ...(wording === "" ? [] : faint(words("publicWording", { text: wording }))),
    ...(entry.learned && isLearnedApart(entry, entry.learned)
      ? faint(
          words("learned", {
            moment: learnedText(entry.learned, reading),
          }),
        )
      : []),
    ...faint(files === undefined ? "" : `${words("files")}: ${files}`),
    ...faint(joined(marks)),
  ];
}

function decided(decision: Decision | null, words: Words): Line[] {
  if (!decision) return [];
  const { options, advice, decidedBy, dissent } = decision;
  const parts = {
    options: options.join(" / "),
    advice,
    decidedBy,
    dissent,
  };
  return Object.entries(parts).flatMap(([key, text]) =>
    text === "" ? [] : [[words(key, { text }), {}] as const],
  );
}

function isLearnedApart(
  { occurred }: TimelineEvent,
  learned: Learned,
): boolean {
  return (
    learned.on !== occurred.on ||
    (learned.at !== null &&
      (occurred.at === null ||
        Date.parse(learned.at) !== Date.parse(occurred.at)))
  );
}

/** Nothing disappears without a trace: its number stays, counsel's with date and basis. */
function tellOmitted(
  paper: Paper,
  omitted: readonly TimelineEvent[],
  reading: Reading,
  words: Words,
): void {
  paper.subheading(words("omitted"));
  const internal = omitted.filter((e) => e.visibility !== "counsel");
  if (internal.length > 0)
    paper.paragraph(
      words("omitted.internal", { nos: internal.map((e) => e.no).join(", ") }),
    );
  for (const entry of omitted)
    if (entry.visibility === "counsel")
      paper.paragraph(
        words("omitted.counsel", {
          no: entry.no,
          on: momentText(entry.occurred, reading),
          basis: entry.counselBasis ?? "",
        }),
      );
}
