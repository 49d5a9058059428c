import type { Messages } from "@keii/shared";

export const homeScreenMessages: Messages = {
  ja: {
    "home.title": "ホーム",
    "home.mine": "わたしの対応待ち",
    "home.mine.none": "いま、あなたの対応を待っているものはありません。",
    "home.mine.noneText":
      "担当になったやることや再発防止策、承認の依頼、確定を待つ「知った時」の候補がここに並びます。",
    "home.changes": "前回から変わったこと",
    "home.changes.after": "以降",
    "home.changes.none": "前回から変わったことはありません。",
    "home.changes.noneText":
      "ほかの人が経緯に書いたこと、直したことがここに並びます。",
    "home.changes.seen": "すべて確認した",
    "home.task.approval": "承認の依頼",
    "home.task.measure": "再発防止策",
    "home.task.task": "やること",
    "home.task.authority_due": "当局への提出",
    "home.task.authority_reply": "当局への回答",
    "home.task.milestone_candidate": "確定を待つ候補",
    "home.due": "期限",
    "home.since": "依頼・記録",
    "home.welcome.title": "参加している事案はまだありません",
    "home.welcome.text":
      "事案のメンバーになると、あなたの対応を待っていることと、前回から変わったことがここに並びます。",
    "home.welcome.example":
      "漏えいやその疑いの連絡を受けたときは、「受付」で聞いたままに書いて始めます。",
  },
  en: {
    "home.title": "Home",
    "home.mine": "Waiting for me",
    "home.mine.none": "Nothing waits for you right now.",
    "home.mine.noneText":
      "Your tasks and measures, approvals asked of you and candidates for “aware” that wait to be confirmed stand here.",
    "home.changes": "Changed since I was last here",
    "home.changes.after": "and later",
    "home.changes.none": "Nothing has changed since you were last here.",
    "home.changes.noneText":
      "What others wrote to the timeline, or corrected in it, stands here.",
    "home.changes.seen": "Seen it all",
    "home.task.approval": "Approval asked for",
    "home.task.measure": "Measure",
    "home.task.task": "Task",
    "home.task.authority_due": "To be filed",
    "home.task.authority_reply": "To be answered",
    "home.task.milestone_candidate": "Candidate to confirm",
    "home.due": "Due",
    "home.since": "Since",
    "home.welcome.title": "You do not belong to any incident yet",
    "home.welcome.text":
      "Once you are a member of one, what waits for you and what changed since you were last here stand here.",
    "home.welcome.example":
      "When somebody tells you of a leak, or the suspicion of one, begin with the intake and write down what you hear.",
  },
};
