import type { Messages } from "@keii/shared";

export const milestoneScreenMessages: Messages = {
  ja: {
    "resources.milestones.name": "起点となる日時",
    "resources.milestones.fields.kind": "種類",
    "resources.milestones.fields.occurred": "日時",
    "resources.milestones.fields.learnedBy": "知った人",
    "resources.milestones.fields.channel": "経路",
    "resources.milestones.fields.evidence": "根拠",
    "resources.milestones.fields.state": "確かさ",
    "milestones.title": "起点となる日時",
    "milestones.explain":
      "法令の期限は、ここにある日時から数えます。だれが・何を・どの経路で知ったかが根拠になります。",
    "milestones.empty.title": "起点となる日時はまだありません",
    "milestones.empty.text":
      "当局への報告などの期限を数え始める日時です。受付をすると「知った時」の候補がここに入ります。",
    "milestones.empty.example":
      "例: 知った時 8/12(金) 17:42 ・ 総務 ・ 決済代行会社からの電話",
    "milestones.add.title": "起点となる日時を追加",
    "milestones.add.sentence":
      "経緯にも1行記録されます。期限はこの日時から数えます。",
    "milestones.add.submit": "追加",
    "milestones.edit.title": "根拠を編集",
    "milestones.edit.sentence":
      "だれが、どの経路で、何によって知ったかを残します。日時は「日時を改める」で変えます。",
    "milestones.confirm.button": "確定する",
    "milestones.confirm.title": "この日時で確定しますか",
    "milestones.confirm.sentence":
      "「%{kind}」を %{moment} で確定します。期限はこの日時から数えます。以後に改めるときは理由が必要です。",
    "milestones.move.button": "日時を改める",
    "milestones.move.title": "日時を改める",
    "milestones.move.sentence":
      "いまの日時は %{moment} です。早める場合は理由があればすぐに変わります。遅らせる場合は、ほかの人が承認するまで変わりません(記録した本人が2時間以内に直すときを除きます)。",
    "milestones.move.submit": "改める",
    "milestones.move.asked":
      "承認を依頼しました。ほかの人が承認するまで、日時は変わりません",
    "milestones.pending":
      "%{name}さんが %{moment} への変更を依頼しています(承認待ち)",
    "milestones.pending.reason": "理由: %{reason}",
    "milestones.more": "その他の操作",
  },
  en: {
    "resources.milestones.name": "Milestone |||| Milestones",
    "resources.milestones.fields.kind": "Kind",
    "resources.milestones.fields.occurred": "When",
    "resources.milestones.fields.learnedBy": "Who learned it",
    "resources.milestones.fields.channel": "By which channel",
    "resources.milestones.fields.evidence": "Evidence",
    "resources.milestones.fields.state": "Certainty",
    "milestones.title": "Milestones",
    "milestones.explain":
      "Legal deadlines are counted from these moments. Who learned what, and by which channel, is the evidence.",
    "milestones.empty.title": "There are no milestones yet",
    "milestones.empty.text":
      "A milestone is a moment from which a legal deadline is counted. The intake puts the candidate for “aware” here.",
    "milestones.empty.example":
      "Such as: Aware, Aug 12 (Fri) 17:42 · general affairs · call from the payment processor",
    "milestones.add.title": "Add a milestone",
    "milestones.add.sentence":
      "It is also written to the timeline. Deadlines are counted from it.",
    "milestones.add.submit": "Add",
    "milestones.edit.title": "Edit the evidence",
    "milestones.edit.sentence":
      "Who learned it, by which channel, and from what. The moment itself is changed with “Move”.",
    "milestones.confirm.button": "Confirm",
    "milestones.confirm.title": "Confirm this moment?",
    "milestones.confirm.sentence":
      "“%{kind}” is confirmed as %{moment}. Deadlines are counted from it. To move it later on, a reason is needed.",
    "milestones.move.button": "Move",
    "milestones.move.title": "Move the moment",
    "milestones.move.sentence":
      "It now stands at %{moment}. Moving it earlier takes effect at once, with a reason. Moving it later waits until somebody else approves (unless its author corrects it within two hours).",
    "milestones.move.submit": "Move",
    "milestones.move.asked":
      "Approval has been asked for. The moment stays as it is until somebody else approves",
    "milestones.pending":
      "%{name} asks to move it to %{moment} (waiting for approval)",
    "milestones.pending.reason": "Reason: %{reason}",
    "milestones.more": "More",
  },
};
