import {
  disclosureMessages,
  inLanguage,
  momentOn,
  type Bilingual,
  type FaqEntry,
  type Passage,
  type PublicationEdition,
  type SentMessage,
} from "@keii/shared";
import {
  faqList,
  faqOf,
  toFaqEntry,
  type FaqRow,
} from "../disclosure/faq.queries.js";
import {
  editionsOf,
  publicationOf,
  toEdition,
  type EditionRow,
  type PublicationRow,
} from "../disclosure/publication.queries.js";
import {
  sentMessageList,
  sentMessagesOf,
  toSentMessage,
  type SentMessageRow,
} from "../disclosure/sent-messages.queries.js";
import {
  passageList,
  passagesOf,
  toPassage,
  type PassageRow,
} from "../facts/passages.queries.js";
import { wholeList } from "../platform/http/list.js";
import type { Paper } from "../platform/paper/paper.js";
import {
  instantText,
  joined,
  momentText,
  wordsOf,
  type Chapter,
  type Reading,
} from "./chapter.js";

/** What was said in public, and what it was made of. */
export const disclosure: Chapter = async (paper, reading) => {
  const { actor, content, database, incident } = reading;
  if (content === "public" || !actor.held.has("disclosure.read")) return;
  const parameters = [incident.id];
  const [page] = await database.query<PublicationRow>(
    publicationOf,
    parameters,
  );
  const editions = await database.query<EditionRow>(editionsOf, parameters);
  const answers = await database.query<FaqRow>(
    wholeList(faqList, faqOf(incident.id)),
    parameters,
  );
  const passages = await database.query<PassageRow>(
    wholeList(passageList, passagesOf(incident.id)),
    parameters,
  );
  const messages = await database.query<SentMessageRow>(
    wholeList(sentMessageList, sentMessagesOf(incident.id)),
    parameters,
  );
  const words = wordsOf(reading);
  paper.heading(words("disclosure"));
  if (!page && answers.length + passages.length + messages.length === 0)
    paper.paragraph(words("none"), { isFaint: true });
  if (page) tellPage(paper, page, reading);
  for (const row of editions) tellEdition(paper, toEdition(row), reading);
  for (const row of answers)
    tellAnswer(paper, toFaqEntry(row, { facts: [], passages: [] }), reading);
  for (const row of passages) tellPassage(paper, toPassage(row), reading);
  for (const row of messages) tellMessage(paper, toSentMessage(row), reading);
};

function tellPage(paper: Paper, page: PublicationRow, reading: Reading): void {
  const words = wordsOf(reading);
  const { language } = reading;
  paper.subheading(`/${page.slug} ${inLanguage(page.title, language)}`);
  paper.entries([
    [
      words("disclosure.checks"),
      page.checks
        .map((one) => word(reading, "publication.check", one))
        .join(", "),
    ],
    [words("disclosure.edition"), String(page.edition_no ?? "")],
    [
      words("disclosure.publishedAt"),
      page.published_at ? instantText(page.published_at, reading) : "",
    ],
    [words("disclosure.draft"), inLanguage(page.report, language)],
    [
      words("disclosure.impostorAdvice"),
      inLanguage(page.impostor_advice, language),
    ],
    [
      words("disclosure.asked"),
      joined([
        page.asked_by_name,
        page.asked_at && instantText(page.asked_at, reading),
      ]),
    ],
  ]);
}

function tellEdition(
  paper: Paper,
  edition: PublicationEdition,
  reading: Reading,
): void {
  const words = wordsOf(reading);
  const said = (text: Bilingual | null) => inLanguage(text, reading.language);
  paper.subheading(
    `${words("disclosure.edition")} ${edition.no} ${said(edition.title)}`,
  );
  paper.entries([
    [
      words("disclosure.publishedAt"),
      instantText(edition.publishedAt, reading),
    ],
    [words("disclosure.note"), said(edition.note)],
    [words("disclosure.askedBy"), edition.askedBy?.name ?? ""],
    [words("disclosure.approvedBy"), edition.approvedBy?.name ?? ""],
    ["SHA-256", edition.sha256],
    [words("disclosure.text"), said(edition.text)],
    [words("disclosure.impostorAdvice"), said(edition.impostorAdvice)],
    ...edition.takenDown.map(
      ({ at, by, reason }) =>
        [
          words("disclosure.takenDown"),
          joined([instantText(at, reading), by?.name, reason]),
        ] as const,
    ),
  ]);
}

function tellAnswer(paper: Paper, entry: FaqEntry, reading: Reading): void {
  const words = wordsOf(reading);
  const said = (text: Bilingual) => inLanguage(text, reading.language);
  const { edition } = entry;
  const days = (from: string, until: string | null) =>
    [from, until]
      .filter((day) => day !== null)
      .map((day) => momentText(momentOn(day), reading))
      .join(" – ");
  paper.subheading(said(entry.question));
  paper.entries([
    [words("disclosure.section"), said(entry.section)],
    [
      words("disclosure.state"),
      joined([
        word(reading, "faq.state", entry.state),
        word(reading, "faq.visibility", entry.visibility),
        String(entry.no),
      ]),
    ],
    [
      words("disclosure.effective"),
      days(entry.effectiveFrom, entry.effectiveUntil),
    ],
    [words("disclosure.answer"), said(entry.answer)],
    ...(edition
      ? ([
          [
            `${words("disclosure.edition")} ${edition.no}`,
            joined([
              instantText(edition.publishedAt, reading),
              days(edition.effectiveFrom, edition.effectiveUntil),
            ]),
          ],
          [words("disclosure.asked.question"), said(edition.question)],
          [words("disclosure.answered"), said(edition.answer)],
        ] as const)
      : []),
    [words("disclosure.withdrawn"), entry.withdrawalReason ?? ""],
  ]);
}

function tellPassage(paper: Paper, passage: Passage, reading: Reading): void {
  const words = wordsOf(reading);
  paper.subheading(`${words("disclosure.passage")} ${passage.key}`);
  paper.entries([
    [
      `${words("disclosure.text")} ${passage.no}`,
      inLanguage(passage.text, reading.language),
    ],
    [
      words("disclosure.writtenBy"),
      joined([
        passage.writtenBy?.name,
        instantText(passage.writtenAt, reading),
      ]),
    ],
    [
      `${words("disclosure.approvedText")} ${passage.approvedNo ?? ""}`,
      inLanguage(passage.approvedText, reading.language),
    ],
  ]);
}

function tellMessage(
  paper: Paper,
  message: SentMessage,
  reading: Reading,
): void {
  const words = wordsOf(reading);
  const isStruck = message.withdrawalReason !== null;
  const said = (text: Bilingual | null) => inLanguage(text, reading.language);
  paper.beside(word(reading, "sentMessages.kind", message.kind), [
    [said(message.sender), { isStruck }],
    [said(message.subject), { isStruck }],
    [said(message.looksLike), { isStruck }],
    [
      [message.fromOn, message.untilOn]
        .filter((day) => day !== null)
        .map((day) => momentText(momentOn(day), reading))
        .join(" – "),
      {},
    ],
    [
      isStruck ? words("withdrawn", { reason: message.withdrawalReason }) : "",
      {},
    ],
  ]);
}

function word({ language }: Reading, set: string, value: string): string {
  return disclosureMessages[language][`${set}.${value}`] ?? value;
}
