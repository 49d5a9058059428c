import type { Messages } from "@keii/shared";

export const intakeScreenMessages: Messages = {
  ja: {
    "resources.intake.fields.text": "いま受けた連絡を、聞いたままに",
    "resources.intake.fields.callerOrganisation": "相手の会社・団体",
    "resources.intake.fields.callerName": "相手の氏名",
    "resources.intake.fields.callBackNumber": "折り返しの電話番号",
    "resources.intake.fields.takenBy": "受けた人",
    "resources.intake.fields.receivedAt": "受けた日時",
    "resources.intake.fields.channel": "経路",
    "intake.title": "受付",
    "intake.hint":
      "必要なのは本文だけです。あとから直したり足したりできます。カード番号は書かないでください(見つかった場合は伏せ字にします)。",
    "intake.save": "記録して始める",
    "intake.takenBy.hint": "空欄のときはあなたの名前になります",
    "intake.done.title": "%{code} として記録しました",
    "intake.done.sentence":
      "%{moment} を『知った時』の候補として記録しました。期限はここから数えます。",
    "intake.done.steps": "最初にやること",
    "intake.done.stepsHint":
      "選ぶと、あなたの「やること」に入ります。担当と期日はあとから変えられます。",
    "intake.done.stepSaved": "やることに入れました",
    "intake.done.open": "この事案を開く",
    "intake.notes": "受付の記録",
    "intake.notes.from": "相手",
    "intake.notes.takenBy": "受けた人",
    "intake.notes.tasks": "最初にやること",
  },
  en: {
    "resources.intake.fields.text": "What you are being told, as you hear it",
    "resources.intake.fields.callerOrganisation": "Their company",
    "resources.intake.fields.callerName": "Their name",
    "resources.intake.fields.callBackNumber": "Number to call back",
    "resources.intake.fields.takenBy": "Taken by",
    "resources.intake.fields.receivedAt": "Received",
    "resources.intake.fields.channel": "Channel",
    "intake.title": "Intake",
    "intake.hint":
      "Only the text is needed; everything can be corrected and added later. Do not write card numbers (those that are found are masked).",
    "intake.save": "Record and begin",
    "intake.takenBy.hint": "Left blank, it is you",
    "intake.done.title": "Recorded as %{code}",
    "intake.done.sentence":
      "%{moment} is now the candidate for “aware”. Deadlines are counted from here.",
    "intake.done.steps": "What to do first",
    "intake.done.stepsHint":
      "Choosing one makes it a task of yours. Who does it and by when can be changed later.",
    "intake.done.stepSaved": "Now a task of yours",
    "intake.done.open": "Open this incident",
    "intake.notes": "Intake notes",
    "intake.notes.from": "From",
    "intake.notes.takenBy": "Taken by",
    "intake.notes.tasks": "What to do first",
  },
};
