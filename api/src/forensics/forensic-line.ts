import {
  forensicMessages,
  inLanguage,
  type Bilingual,
  type ForensicMomentKind,
  type ForensicReportKind,
  type Moment,
} from "@keii/shared";
import type { RecordLine } from "../timeline/record-line.js";

/** What an engagement says of one of its moments. */
export function engagementLine(
  kind: ForensicMomentKind,
  occurred: Moment,
  firm: Bilingual,
  requiredBy: Bilingual | null,
): RecordLine {
  return {
    ...line(occurred, engagementText(kind, firm, requiredBy)),
    ...typeOf(kind),
  };
}

function engagementText(
  kind: ForensicMomentKind,
  firm: Bilingual,
  requiredBy: Bilingual | null,
): string {
  const name = inLanguage(firm, "ja");
  switch (kind) {
    case "required":
      return requiredBy === null
        ? "フォレンジック調査の実施を求められる"
        : `${inLanguage(requiredBy, "ja")}からフォレンジック調査の実施を求められる`;
    case "consulted":
      return `${name}とフォレンジック調査の協議を開始`;
    case "requested":
      return `${name}にフォレンジック調査を正式に依頼`;
    case "signed":
      return `${name}とフォレンジック調査の契約を締結`;
    case "started":
      return `${name}がフォレンジック調査を開始`;
    case "completed":
      return `${name}によるフォレンジック調査が完了`;
  }
}

function typeOf(kind: ForensicMomentKind): Pick<RecordLine, "type"> {
  switch (kind) {
    case "required":
    case "consulted":
    case "requested":
      return { type: "communication" };
    case "signed":
    case "started":
      return { type: "action" };
    case "completed":
      return { type: "fact" };
  }
}

function line(occurred: Moment, text: string): RecordLine {
  return { occurred, text, type: "communication", category: "investigation" };
}

/** How a report is called: 第1次報告書, and its edition where it is not the first. */
export function reportName(kind: ForensicReportKind, edition: string): string {
  const name = forensicMessages.ja[`forensics.report.${kind}`] ?? kind;
  return edition === "1.0" ? name : `${name}(${edition}版)`;
}

export function receiptLine(
  occurred: Moment,
  report: string,
  firm: Bilingual,
): RecordLine {
  return line(occurred, `${inLanguage(firm, "ja")}から${report}を受領`);
}

export function handoverLine(
  occurred: Moment,
  report: string,
  recipients: readonly Bilingual[],
): RecordLine {
  const names = recipients.map((name) => inLanguage(name, "ja")).join("、");
  return line(occurred, `${report}を${names}に共有`);
}
