import type { Messages } from "./language.js";

/** What is asked to be approved, and how it stands. */
export const approvalMessages: Messages = {
  ja: {
    "approvals.state.asked": "承認待ち",
    "approvals.state.approved": "承認",
    "approvals.state.refused": "却下",
    "approvals.state.void": "無効(対象が変わったため)",
    "approvals.subject.milestone": "起点となる日時の変更",
    "approvals.subject.scope_run": "対象範囲の確定",
    "approvals.subject.publication": "公開ページの公表",
  },
  en: {
    "approvals.state.asked": "Waiting for approval",
    "approvals.state.approved": "Approved",
    "approvals.state.refused": "Refused",
    "approvals.state.void": "Void (the subject changed)",
    "approvals.subject.milestone": "Moving the start of a clock",
    "approvals.subject.scope_run": "Making a scope run official",
    "approvals.subject.publication": "Publishing the public page",
  },
};
