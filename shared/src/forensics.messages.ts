import type { Messages } from "./language.js";

/** What the closed sets of the forensic work are called, and its chips in the timeline. */
export const forensicMessages: Messages = {
  ja: {
    "forensics.moment.required": "求められた日",
    "forensics.moment.consulted": "相談",
    "forensics.moment.requested": "正式依頼",
    "forensics.moment.signed": "契約締結",
    "forensics.moment.started": "調査開始",
    "forensics.moment.completed": "調査完了",
    "forensics.state.current": "有効",
    "forensics.state.withdrawn": "取り消し済み",
    "timeline.source.forensics.required": "調査: 求められた日",
    "timeline.source.forensics.consulted": "調査: 相談",
    "timeline.source.forensics.requested": "調査: 正式依頼",
    "timeline.source.forensics.signed": "調査: 契約締結",
    "timeline.source.forensics.started": "調査: 開始",
    "timeline.source.forensics.completed": "調査: 完了",
  },
  en: {
    "forensics.moment.required": "Required",
    "forensics.moment.consulted": "Consulted",
    "forensics.moment.requested": "Formally requested",
    "forensics.moment.signed": "Signed",
    "forensics.moment.started": "Started",
    "forensics.moment.completed": "Completed",
    "forensics.state.current": "Current",
    "forensics.state.withdrawn": "Withdrawn",
    "timeline.source.forensics.required": "Forensics: required",
    "timeline.source.forensics.consulted": "Forensics: consulted",
    "timeline.source.forensics.requested": "Forensics: requested",
    "timeline.source.forensics.signed": "Forensics: signed",
    "timeline.source.forensics.started": "Forensics: started",
    "timeline.source.forensics.completed": "Forensics: completed",
  },
};
