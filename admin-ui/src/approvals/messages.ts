import type { Messages } from "@keii/shared";

export const approvalScreenMessages: Messages = {
  ja: {
    "resources.approvals.name": "承認",
    "resources.approvals.fields.state": "状態",
    "approvals.title": "承認",
    "approvals.waiting": "承認待ち",
    "approvals.all": "承認の一覧",
    "approvals.asked": "依頼: %{name}",
    "approvals.decided": "判断: %{name}",
    "approvals.now": "いまの内容",
    "approvals.proposed": "変更後",
    "approvals.scopeRun": "範囲 第%{no}版",
    "approvals.edition": "公開ページ 第%{no}版",
    "approvals.drawn": "%{name}: %{text}",
    "approvals.reason": "理由",
    "approvals.approve": "承認する",
    "approvals.refuse": "却下する",
    "approvals.own": "自分の依頼は、ほかの人が承認します",
    "approvals.approve.title": "承認しますか",
    "approvals.approve.sentence":
      "「%{subject}」を承認します。%{name}さんの依頼どおりに変わり、経緯と監査記録に残ります。取り消しはできません。",
    "approvals.refuse.title": "却下しますか",
    "approvals.refuse.sentence":
      "「%{subject}」を却下します。内容はいまのまま変わりません。却下した理由が%{name}さんに表示されます。",
    "approvals.decisionReason": "判断の理由(任意)",
    "approvals.empty.title": "承認の依頼はありません",
    "approvals.empty.text":
      "取り返しのつかない変更は、1人では行えません。依頼があるとここに並び、依頼した人とは別の人が承認します。",
    "approvals.empty.example": "例: 「知った時」を遅い日時に改める",
  },
  en: {
    "resources.approvals.name": "Approval |||| Approvals",
    "resources.approvals.fields.state": "State",
    "approvals.title": "Approvals",
    "approvals.waiting": "Waiting for approval",
    "approvals.all": "All approvals",
    "approvals.asked": "Asked by %{name}",
    "approvals.decided": "Decided by %{name}",
    "approvals.now": "As it stands",
    "approvals.proposed": "As proposed",
    "approvals.scopeRun": "Scope, run %{no}",
    "approvals.edition": "Public page, edition %{no}",
    "approvals.drawn": "%{name}: %{text}",
    "approvals.reason": "Reason",
    "approvals.approve": "Approve",
    "approvals.refuse": "Refuse",
    "approvals.own": "Somebody else has to decide on what you asked for",
    "approvals.approve.title": "Approve?",
    "approvals.approve.sentence":
      "“%{subject}” is approved. It changes as %{name} asked, and stays in the timeline and the audit log. This cannot be undone.",
    "approvals.refuse.title": "Refuse?",
    "approvals.refuse.sentence":
      "“%{subject}” is refused. Everything stays as it is, and %{name} sees the reason.",
    "approvals.decisionReason": "Reason of the decision (optional)",
    "approvals.empty.title": "Nothing has been asked for",
    "approvals.empty.text":
      "Changes that cannot be taken back need two people. What is asked for stands here, and somebody other than the one who asked decides.",
    "approvals.empty.example": "Such as: moving “aware” to a later moment",
  },
};
