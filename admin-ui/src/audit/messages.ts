import type { Messages } from "@keii/shared";

export const auditScreenMessages: Messages = {
  ja: {
    "resources.audit.name": "監査記録",
    "resources.activity.name": "操作の記録",
    "resources.audit.fields.at": "日時",
    "resources.audit.fields.actor": "操作した人",
    "resources.audit.fields.act": "操作",
    "resources.audit.fields.resource": "対象の種類",
    "resources.audit.fields.from": "この日から",
    "resources.audit.fields.to": "この日まで",

    "audit.title": "監査記録",
    "audit.intro":
      "だれが、いつ、何をしたかの記録です。変更と同時に書き込まれ、あとから書き換えることも消すこともできません。",
    "audit.activity.intro":
      "この事案について、だれが、いつ、何をしたかの記録です。",
    "audit.empty.title": "まだ記録がありません",
    "audit.empty.body":
      "登録や変更をすると、「8/18(木) 14:30 佐藤さんが経緯を訂正」のように、変更前と変更後の値がここに残ります。",
    "audit.emptyFiltered":
      "この条件に当てはまる記録はありません。期間を広げるか、条件を外してください。",

    "audit.value.becomes": "から",

    "audit.changes.more": "登録した内容(%{smart_count}項目)を表示",
    "audit.changes.less": "登録した内容を隠す",
    "audit.row.notSealed": "封印待ち",
    "audit.row.notSealedHint": "数秒のうちに封印されます",
    "audit.row.who.operator": "運用者(%{name})",
    "audit.row.who.system": "システム(%{name})",
    "audit.row.who.anonymous": "サインイン前",

    "audit.verify.title": "記録の検証",
    "audit.verify.intro":
      "すべての記録をもう一度計算し直し、書き換え・抜け・並べ替えがないことを確かめます。",
    "audit.verify.button": "いま検証する",
    "audit.verify.running": "検証しています…",
    "audit.verify.runningHint":
      "記録が多いと数分かかります。この画面を離れても続きます。",
    "audit.verify.never": "まだ一度も検証していません。",
    "audit.verify.valid":
      "異常はありません。記録%{entries}件のうち%{sealed}件が封印済みで、すべて書き込まれたときのままです。",
    "audit.verify.invalid":
      "記録が書き込まれたときのままではありません。%{smart_count}か所で食い違いが見つかりました。",
    "audit.verify.invalidMany":
      "記録が書き込まれたときのままではありません。%{smart_count}か所以上で食い違いが見つかりました。",
    "audit.verify.counts": "記録%{entries}件、うち封印済み%{sealed}件",
    "audit.verify.unsealed":
      "封印を待つ記録が%{smart_count}件あります(最も古いもので%{seconds}秒前)。ふだんは5秒以内に封印されます。",
    "audit.verify.first": "最初の食い違い",
    "audit.verify.others": "ほかの食い違い(%{smart_count}か所)",
    "audit.verify.place.entry": "記録番号 %{id}",
    "audit.verify.place.seal": "封印番号 %{no}",
    "audit.verify.place.row": "%{kind}のデータ",
    "audit.verify.advice":
      "何も変更せずに、この結果を印刷または保存し、システムの管理者と監査人に知らせてください。データベースの複製を先に取っておくと、原因の調査に役立ちます。",
    "audit.verify.checkedAt": "%{date} に検証、%{seconds}秒",
    "audit.verify.checkpoints":
      "%{smart_count}個の確認点すべてと一致しています。確認点は、封印の状態に署名してデータベースの外に保管したものです。記録の末尾が切り取られたり、全体が作り直されたりすれば、これで分かります。",
    "audit.verify.checkpointsUnknown":
      "確認点は%{smart_count}個あります。確認点は、封印の状態に署名してデータベースの外に保管したものです。記録の末尾が切り取られたり、全体が作り直されたりすれば、これで分かります。",
    "audit.verify.uncovered":
      "最後の確認点よりあとの封印が%{smart_count}件あります。次の確認点に含まれます。",
    "audit.verify.noCheckpoints":
      "確認点はまだありません。確認点は、封印の状態に署名してデータベースの外に保管するものです。記録の末尾が切り取られたり、全体が作り直されたりすれば、これで分かります。",
  },
  en: {
    "resources.audit.name": "Audit log",
    "resources.activity.name": "Activity",
    "resources.audit.fields.at": "When",
    "resources.audit.fields.actor": "Who",
    "resources.audit.fields.act": "Act",
    "resources.audit.fields.resource": "Kind of record",
    "resources.audit.fields.from": "From this day",
    "resources.audit.fields.to": "Until this day",

    "audit.title": "Audit log",
    "audit.intro":
      "Who did what, and when. It is written together with each change, and can be neither rewritten nor deleted afterwards.",
    "audit.activity.intro": "Who did what in this incident, and when.",
    "audit.empty.title": "Nothing recorded yet",
    "audit.empty.body":
      "Whatever is added or changed leaves its trace here with the values before and after, such as “Aug 18 (Thu) 14:30 Sato corrected the timeline”.",
    "audit.emptyFiltered":
      "Nothing fits these conditions. Widen the period or remove a condition.",

    "audit.value.becomes": "becomes",

    "audit.changes.more":
      "Show what was added (1 field) |||| Show what was added (%{smart_count} fields)",
    "audit.changes.less": "Hide what was added",
    "audit.row.notSealed": "not sealed yet",
    "audit.row.notSealedHint": "Will be sealed within seconds",
    "audit.row.who.operator": "Operator (%{name})",
    "audit.row.who.system": "System (%{name})",
    "audit.row.who.anonymous": "Not signed in",

    "audit.verify.title": "Verify the log",
    "audit.verify.intro":
      "Re-computes every entry and makes sure that none was rewritten, removed or put in another order.",
    "audit.verify.button": "Verify now",
    "audit.verify.running": "Verifying…",
    "audit.verify.runningHint":
      "A long log takes minutes. It goes on if you leave this screen.",
    "audit.verify.never": "It has never been verified.",
    "audit.verify.valid":
      "Nothing is wrong. Of %{entries} entries %{sealed} are sealed, and all stand as they were written.",
    "audit.verify.invalid":
      "The log does not stand as it was written: it disagrees in one place. |||| The log does not stand as it was written: it disagrees in %{smart_count} places.",
    "audit.verify.invalidMany":
      "The log does not stand as it was written: it disagrees in %{smart_count} places or more.",
    "audit.verify.counts": "%{entries} entries, %{sealed} of them sealed",
    "audit.verify.unsealed":
      "One entry waits for its seal, since %{seconds} s. Usually that takes less than 5 s. |||| %{smart_count} entries wait for their seal, the oldest since %{seconds} s. Usually that takes less than 5 s.",
    "audit.verify.first": "First disagreement",
    "audit.verify.others": "Others (%{smart_count})",
    "audit.verify.place.entry": "entry %{id}",
    "audit.verify.place.seal": "seal %{no}",
    "audit.verify.place.row": "record: %{kind}",
    "audit.verify.advice":
      "Change nothing, print or keep this result, and tell the operator of the system and the auditor. A copy of the database made first helps to find the cause.",
    "audit.verify.checkedAt": "Verified %{date}, in %{seconds} s",
    "audit.verify.checkpoints":
      "It agrees with the one checkpoint. A checkpoint is the state of the seals, signed and kept outside the database: it shows when the end of the log was cut off or the whole was made anew. |||| It agrees with all %{smart_count} checkpoints. A checkpoint is the state of the seals, signed and kept outside the database: it shows when the end of the log was cut off or the whole was made anew.",
    "audit.verify.checkpointsUnknown":
      "There are %{smart_count} checkpoints. A checkpoint is the state of the seals, signed and kept outside the database: it shows when the end of the log was cut off or the whole was made anew.",
    "audit.verify.uncovered":
      "One seal is newer than the last checkpoint; the next one will cover it. |||| %{smart_count} seals are newer than the last checkpoint; the next one will cover them.",
    "audit.verify.noCheckpoints":
      "There is no checkpoint yet. A checkpoint is the state of the seals, signed and kept outside the database: it shows when the end of the log was cut off or the whole was made anew.",
  },
};
