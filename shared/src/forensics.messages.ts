import type { Messages } from "./language.js";

/** What a line of the timeline calls the record it speaks of; the log calls it alike. */
const sources: Record<string, readonly [ja: string, en: string]> = {
  required: ["調査: 求められた日", "Forensics: required"],
  consulted: ["調査: 相談", "Forensics: consulted"],
  requested: ["調査: 正式依頼", "Forensics: requested"],
  signed: ["調査: 契約締結", "Forensics: signed"],
  started: ["調査: 開始", "Forensics: started"],
  completed: ["調査: 完了", "Forensics: completed"],
  received: ["調査報告書", "Forensic report"],
  handed: ["報告書の配布", "Report handed over"],
};

function sourceWords(side: 0 | 1): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([kind, words]) => [
      [`timeline.source.forensics.${kind}`, words[side]],
      [`audit.source.forensics.${kind}`, words[side]],
    ]),
  );
}

/** What the closed sets of the forensic work are called, and its chips in the timeline. */
export const forensicMessages: Messages = {
  ja: {
    ...sourceWords(0),
    "forensics.moment.required": "求められた日",
    "forensics.moment.consulted": "相談",
    "forensics.moment.requested": "正式依頼",
    "forensics.moment.signed": "契約締結",
    "forensics.moment.started": "調査開始",
    "forensics.moment.completed": "調査完了",
    "forensics.report.first": "第1次報告書",
    "forensics.report.interim": "中間報告書",
    "forensics.report.final": "最終報告書",
    "forensics.severity.critical": "緊急",
    "forensics.severity.high": "高",
    "forensics.severity.medium": "中",
    "forensics.severity.low": "低",
    "forensics.severityMeaning.critical":
      "いまも漏えいが続いているか、すぐに悪用できる",
    "forensics.severityMeaning.high": "今回の原因、または同じ被害を招くもの",
    "forensics.severityMeaning.medium":
      "ほかの弱点と重なると被害につながるもの",
    "forensics.severityMeaning.low": "被害には直結しないが、改めるべきもの",
    "forensics.finding.open": "未対応",
    "forensics.finding.addressed": "対応済み",
    "forensics.finding.accepted": "受容",
    "forensics.finding.withdrawn": "取り消し済み",
    "forensics.method.in_person": "手渡し",
    "forensics.method.secure_transfer": "安全なファイル転送",
    "forensics.method.email": "メール",
    "forensics.method.post": "郵送",
    "forensics.method.other": "その他",
    "forensics.state.current": "有効",
    "forensics.state.withdrawn": "取り消し済み",
  },
  en: {
    ...sourceWords(1),
    "forensics.moment.required": "Required",
    "forensics.moment.consulted": "Consulted",
    "forensics.moment.requested": "Formally requested",
    "forensics.moment.signed": "Signed",
    "forensics.moment.started": "Started",
    "forensics.moment.completed": "Completed",
    "forensics.report.first": "First report",
    "forensics.report.interim": "Interim report",
    "forensics.report.final": "Final report",
    "forensics.severity.critical": "Critical",
    "forensics.severity.high": "High",
    "forensics.severity.medium": "Medium",
    "forensics.severity.low": "Low",
    "forensics.severityMeaning.critical":
      "Data may still be leaking, or it can be abused at once",
    "forensics.severityMeaning.high":
      "Caused this leak, or would cause another like it",
    "forensics.severityMeaning.medium":
      "Does harm together with another weakness",
    "forensics.severityMeaning.low":
      "Does no harm by itself, but should be mended",
    "forensics.finding.open": "Open",
    "forensics.finding.addressed": "Addressed",
    "forensics.finding.accepted": "Accepted",
    "forensics.finding.withdrawn": "Withdrawn",
    "forensics.method.in_person": "In person",
    "forensics.method.secure_transfer": "Secure transfer",
    "forensics.method.email": "E-mail",
    "forensics.method.post": "Post",
    "forensics.method.other": "Other",
    "forensics.state.current": "Current",
    "forensics.state.withdrawn": "Withdrawn",
  },
};
