import {
  formatMoment,
  momentOn,
  type AuthorityReplyKind,
  type PoliceContact,
  type ReportStage,
} from "@keii/shared";

/** What was done, in the words of the glossary. */
export interface FiledWords {
  recipient: string;
  isPolice: boolean;
  stage: ReportStage;
  policeContact: PoliceContact | null;
  round: number;
  receiptNumber: string;
}

/** `大阪府南警察署に被害届を提出（受理番号 …）`. */
export function filedText(filed: FiledWords): string {
  const number = filed.isPolice ? "受理番号" : "受付番号";
  const remarks = [
    ...(filed.round > 1 ? [`第${filed.round}回`] : []),
    ...(filed.receiptNumber === "" ? [] : [`${number} ${filed.receiptNumber}`]),
  ];
  return `${filed.recipient}に${actOf(filed)}${inBrackets(remarks)}`;
}

function actOf({ policeContact, stage }: FiledWords): string {
  switch (policeContact) {
    case "consultation":
      return "相談";
    case "tip":
      return "情報を提供";
    case "damage_report":
      return "被害届を提出";
    case null:
      break;
  }
  switch (stage) {
    case "preliminary":
      return "速報を提出";
    case "follow_up":
      return "続報を提出";
    case "final":
      return "確報を提出";
    case "voluntary":
      return "任意で報告";
  }
}

export interface AskedWords {
  recipient: string;
  kind: AuthorityReplyKind;
  text: string;
  dueOn: string | null;
  dueAt: string | null;
  zone: string;
  /** The year a reader takes for granted. */
  year: number;
}

/** `個人情報保護委員会から照会: 対象件数の内訳（回答期限 9/20(火)）`. */
export function askedText(asked: AskedWords): string {
  const gist = gistOf(asked.text);
  const due = dueText(asked);
  const remarks = inBrackets(due === "" ? [] : [`回答期限 ${due}`]);
  switch (asked.kind) {
    case "accepted":
      return `${asked.recipient}が報告を受理${gist}`;
    case "revision_requested":
      return `${asked.recipient}が補正を求めた${gist}${remarks}`;
    case "question":
      return `${asked.recipient}から照会${gist}${remarks}`;
  }
}

export function answeredText(
  recipient: string,
  kind: AuthorityReplyKind,
): string {
  return kind === "revision_requested"
    ? `${recipient}の補正の求めに回答`
    : `${recipient}の照会に回答`;
}

/** The first line says what it is about. */
function gistOf(text: string): string {
  const [first = ""] = text.trim().split(/\r?\n/);
  if (first === "") return "";
  const characters = [...first];
  return `: ${characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : first}`;
}

function dueText({ dueOn, dueAt, zone, year }: AskedWords): string {
  const format = { zone, language: "ja", year } as const;
  if (dueAt !== null) {
    const on = new Date(dueAt).toLocaleDateString("sv-SE", { timeZone: zone });
    return formatMoment(
      { ...momentOn(on), precision: "minute", at: dueAt },
      format,
    );
  }
  return dueOn === null ? "" : formatMoment(momentOn(dueOn), format);
}

function inBrackets(remarks: string[]): string {
  return remarks.length === 0 ? "" : `（${remarks.join("、")}）`;
}
