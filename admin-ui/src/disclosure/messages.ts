import type { Messages } from "@keii/shared";

export const disclosureScreenMessages: Messages = {
  ja: {
    "resources.publication.name": "公開ページ",
    "resources.publication.fields.slug": "アドレス",
    "resources.publication.fields.title": "表題",
    "resources.publication.fields.report": "公表文",
    "resources.publication.fields.impostorAdvice": "なりすましへの注意",
    "resources.faq.name": "FAQ",
    "resources.faq.fields.q": "質問・回答",
    "resources.faq.fields.section": "分類",
    "resources.faq.fields.question": "質問",
    "resources.faq.fields.answer": "回答",
    "resources.faq.fields.visibility": "公開範囲",
    "resources.faq.fields.state": "状態",
    "resources.faq.fields.effectiveFrom": "適用開始日",
    "resources.faq.fields.effectiveUntil": "適用終了日",
    "resources.faq.fields.place": "並び順",
    "resources.passages.name": "共通文",
    "resources.passages.fields.q": "名前・本文",
    "resources.passages.fields.key": "名前",
    "resources.passages.fields.text": "本文",
    "resources.passages.fields.approvedNo": "承認",
    "resources.sent-messages.name": "お送りしたご連絡",
    "resources.sent-messages.fields.q": "差出人・件名",
    "resources.sent-messages.fields.kind": "種類",
    "resources.sent-messages.fields.sender": "差出人",
    "resources.sent-messages.fields.subject": "件名",
    "resources.sent-messages.fields.looksLike": "見た目",
    "resources.sent-messages.fields.fromOn": "開始日",
    "resources.sent-messages.fields.untilOn": "終了日",
    "publication.title": "公開ページ",
    "publication.place.publication": "公表文",
    "publication.place.faq": "FAQ",
    "publication.place.passages": "共通文",
    "publication.place.sent-messages": "お送りしたご連絡",
    "publication.begin": "公表文を書き始める",
    "publication.save": "保存する",
    "publication.slug.hint":
      "公開ページのアドレスの末尾。公開中は変えられません",
    "publication.empty.title": "公開ページはまだありません",
    "publication.empty.text":
      "お客さまに読んでいただく公表文を、日本語と英語で書きます。件数や日付は記録から差し込むので、公表文・FAQ・記録の間で食い違いません。公開するまで、社外からは見えません。",
    "publication.empty.example":
      "例: 流出した可能性があるのは、カード情報 {{fact.affected.cards}}です({{fact.affected.on}}時点)。",
    "publication.preview": "公開される文(下線は記録から差し込んだ値)",
    "publication.merge": "記録から差し込める値",
    "publication.merge.hint":
      "コピーして、文の中に貼り付けます。空行で段落が分かれ、行頭の「# 」で見出しになります。",
    "publication.merge.none": "まだ値がありません",
    "publication.merge.passage": "共通文",
    "publication.lint.promise":
      "「%{found}」は、守れない約束や断定と受け取られるおそれがあります",
    "publication.lint.figure":
      "「%{found}」は記録の値(%{expected})と違います。差し込みを使ってください",
    "publication.lint.unknownFigure":
      "「%{found}」は手書きの数で、記録に照らし合わせる値がありません",
    "publication.state.published": "公開中(第%{no}版)",
    "publication.state.notPublished": "公開していません",
    "publication.state.changed": "公開後に書き換えた内容があります",
    "publication.stale": "公開中の値が、いまの記録と違います",
    "publication.stale.value": "公開時「%{then}」→ いま「%{now}」",
    "publication.ask": "公表を依頼",
    "publication.ask.again": "訂正・更新の公表を依頼",
    "publication.ask.title": "公表を依頼する",
    "publication.ask.sentence":
      "「%{title}」を第%{no}版として、公開ページ /%{slug} に公開するよう依頼します。承認されるとすぐに、だれでも読めるようになります。",
    "publication.ask.forGood":
      "公開した文と差し込んだ値は、そのまま記録に残ります。後からの修正は「訂正」として、日時とともに公開されます。",
    "publication.ask.second": "承認するのは、依頼した人とは別の人です。",
    "publication.ask.submit": "公表を依頼する",
    "publication.note": "何が変わったか(公開されます)",
    "publication.note.hint": "例: 対象の件数を14,627件に訂正しました。",
    "publication.asked": "%{name}が公表を依頼し、承認を待っています。",
    "publication.asked.open": "依頼を開く",
    "publication.takeDown": "公開を停止",
    "publication.takeDown.title": "公開を停止する",
    "publication.takeDown.sentence":
      "/%{slug} の公表文・FAQ・照会は、すぐにだれからも見えなくなります。公開していた内容は記録に残ります。",
    "publication.editions": "公開した版",
    "publication.edition": "第%{no}版",
    "publication.edition.by": "依頼 %{asked}、承認 %{approved}",
    "publication.edition.takenDown": "公開停止: %{reason}",
    "faq.title": "FAQ",
    "faq.add": "質問を追加",
    "faq.stale": "記録と違う値",
    "faq.up": "「%{question}」を上へ",
    "faq.down": "「%{question}」を下へ",
    "faq.publish": "この内容で公開",
    "faq.withdraw": "取り下げる",
    "faq.withdraw.sentence":
      "この質問は、すぐに公開ページから消えます。これまでの版は記録に残ります。",
    "faq.withdrawn": "取り下げ済み: %{reason}",
    "faq.changed":
      "公開後に変更があります。公開するまで、公開ページには前の内容が表示されます。",
    "faq.until.hint": "空欄なら期限なし",
    "faq.empty.title": "FAQはまだありません",
    "faq.empty.text":
      "お客さまから多い質問と回答を、日本語と英語で書きます。社内限りの項目は、応対する人だけが読みます。適用開始日を先の日にすると、その日から表示されます。",
    "faq.empty.example": "例: カードの再発行に手数料はかかりますか。",
    "passages.title": "共通文",
    "passages.add": "共通文を追加",
    "passages.approve": "承認する",
    "passages.approved": "第%{no}版を承認済み",
    "passages.notApproved": "未承認",
    "passages.newerWaits": "第%{no}版を使用中。新しい版は承認待ち",
    "passages.waits":
      "書いた人とは別の人が承認するまで、公開する文には使えません。",
    "passages.key.hint":
      "文の中で {{passage.名前}} と書いて使います。半角の英小文字・数字・下線",
    "passages.empty.title": "共通文はまだありません",
    "passages.empty.text":
      "お詫びや「なぜ公表に時間がかかったか」のように、公表文とFAQで一字一句同じにしたい段落を置きます。使うには、書いた人とは別の人の承認が要ります。",
    "passages.empty.example":
      "例: apology → ご迷惑とご心配をおかけしておりますことを、深くお詫び申し上げます。",
    "sentMessages.title": "お送りしたご連絡",
    "sentMessages.add": "ご連絡を追加",
    "sentMessages.withdraw": "取り下げる",
    "sentMessages.withdrawn": "取り下げ済み",
    "sentMessages.withdraw.sentence":
      "公開ページの一覧から、すぐに消えます。記録には残ります。",
    "sentMessages.sender.hint": "差出人の名前と、メールアドレスまたは電話番号",
    "sentMessages.looksLike.hint":
      "封筒や本文の見た目。カード番号などを尋ねないことも書きます",
    "sentMessages.empty.title": "お送りしたご連絡はまだありません",
    "sentMessages.empty.text":
      "当社が実際に送ったメール・手紙・電話を並べます。公開ページに表示され、お客さまが偽の連絡を見分けられます。",
    "sentMessages.empty.example":
      "例: メール、oshirase@shop.example、件名「重要なお知らせ」、9/15から",
  },
  en: {
    "resources.publication.name": "Public page",
    "resources.publication.fields.slug": "Address",
    "resources.publication.fields.title": "Title",
    "resources.publication.fields.report": "Report",
    "resources.publication.fields.impostorAdvice": "Advice on impostors",
    "resources.faq.name": "FAQ",
    "resources.faq.fields.q": "Question or answer",
    "resources.faq.fields.section": "Section",
    "resources.faq.fields.question": "Question",
    "resources.faq.fields.answer": "Answer",
    "resources.faq.fields.visibility": "Visibility",
    "resources.faq.fields.state": "State",
    "resources.faq.fields.effectiveFrom": "Effective from",
    "resources.faq.fields.effectiveUntil": "Effective until",
    "resources.faq.fields.place": "Order",
    "resources.passages.name": "Passages",
    "resources.passages.fields.q": "Name or text",
    "resources.passages.fields.key": "Name",
    "resources.passages.fields.text": "Text",
    "resources.passages.fields.approvedNo": "Approval",
    "resources.sent-messages.name": "Messages sent",
    "resources.sent-messages.fields.q": "Sender or subject",
    "resources.sent-messages.fields.kind": "Kind",
    "resources.sent-messages.fields.sender": "Sender",
    "resources.sent-messages.fields.subject": "Subject",
    "resources.sent-messages.fields.looksLike": "What it looks like",
    "resources.sent-messages.fields.fromOn": "From",
    "resources.sent-messages.fields.untilOn": "Until",
    "publication.title": "Public page",
    "publication.place.publication": "Report",
    "publication.place.faq": "FAQ",
    "publication.place.passages": "Passages",
    "publication.place.sent-messages": "Messages sent",
    "publication.begin": "Begin the report",
    "publication.save": "Save",
    "publication.slug.hint":
      "The last part of the page's address; it stays while the page is published",
    "publication.empty.title": "There is no public page yet",
    "publication.empty.text":
      "Here the report for the public is written, in Japanese and English. Figures and dates are drawn from the record, so that report, FAQ and record never disagree. Until it is published nobody outside sees it.",
    "publication.empty.example":
      "Example: The data of {{fact.affected.cards}} may have leaked (as of {{fact.affected.on}}).",
    "publication.preview":
      "As the public will read it; what is drawn from the record is underlined",
    "publication.merge": "What can be drawn from the record",
    "publication.merge.hint":
      "Copy one and paste it into the text. An empty line begins a paragraph, “# ” at the start of a line a heading.",
    "publication.merge.none": "no value yet",
    "publication.merge.passage": "Passage",
    "publication.lint.promise":
      "“%{found}” may be read as a promise or a certainty we cannot keep",
    "publication.lint.figure":
      "“%{found}” is not what the record says (%{expected}). Draw it from the record",
    "publication.lint.unknownFigure":
      "“%{found}” is written by hand, and the record has nothing to hold it against",
    "publication.state.published": "Published, edition %{no}",
    "publication.state.notPublished": "Not published",
    "publication.state.changed": "The text was changed since",
    "publication.stale":
      "%{smart_count} published value is not what the record says now |||| %{smart_count} published values are not what the record says now",
    "publication.stale.value": "published as “%{then}”, now “%{now}”",
    "publication.ask": "Ask to publish",
    "publication.ask.again": "Ask to publish the changes",
    "publication.ask.title": "Ask to publish",
    "publication.ask.sentence":
      "“%{title}” will be published at /%{slug} as edition %{no}. Once approved, everybody can read it at once.",
    "publication.ask.forGood":
      "The text and its values stay in the record as they were published. Later changes are shown as amendments, with their date.",
    "publication.ask.second": "Somebody else than who asks has to approve.",
    "publication.ask.submit": "Ask to publish",
    "publication.note": "What changed (shown to the public)",
    "publication.note.hint": "Such as: The number of cards was corrected.",
    "publication.asked":
      "%{name} asked to publish; somebody else has to approve.",
    "publication.asked.open": "Open the request",
    "publication.takeDown": "Take down",
    "publication.takeDown.title": "Take the page down",
    "publication.takeDown.sentence":
      "The report, FAQ and check at /%{slug} are gone for everybody at once. What was published stays in the record.",
    "publication.editions": "Editions",
    "publication.edition": "Edition %{no}",
    "publication.edition.by": "asked by %{asked}, approved by %{approved}",
    "publication.edition.takenDown": "Taken down: %{reason}",
    "faq.title": "FAQ",
    "faq.add": "Add a question",
    "faq.stale": "Differs from the record",
    "faq.up": "Move “%{question}” up",
    "faq.down": "Move “%{question}” down",
    "faq.publish": "Publish these words",
    "faq.withdraw": "Withdraw",
    "faq.withdraw.sentence":
      "The entry leaves the public page at once. Its versions stay in the record.",
    "faq.withdrawn": "Withdrawn: %{reason}",
    "faq.changed":
      "Changed since it was published. Until it is published again, the page shows the earlier words.",
    "faq.until.hint": "Empty: no end",
    "faq.empty.title": "There are no questions yet",
    "faq.empty.text":
      "Questions customers ask, with their answers, in Japanese and English. Internal ones are for those who answer. With a later first day an answer waits until that day.",
    "faq.empty.example": "Example: Does a new card cost anything?",
    "passages.title": "Passages",
    "passages.add": "Add a passage",
    "passages.approve": "Approve",
    "passages.approved": "Version %{no} approved",
    "passages.notApproved": "Not approved",
    "passages.newerWaits":
      "Version %{no} is used; a newer one waits for approval",
    "passages.waits":
      "Until somebody who did not write it approves, nothing published can use it.",
    "passages.key.hint":
      "Texts call it {{passage.name}}: lower-case letters, digits, underscores",
    "passages.empty.title": "There are no passages yet",
    "passages.empty.text":
      "Paragraphs that report and FAQ use word for word, such as the apology or why publishing took so long. Somebody who did not write it has to approve.",
    "passages.empty.example":
      "Example: apology → We sincerely apologise for the trouble we have caused.",
    "sentMessages.title": "Messages sent",
    "sentMessages.add": "Add a message",
    "sentMessages.withdraw": "Withdraw",
    "sentMessages.withdrawn": "Withdrawn",
    "sentMessages.withdraw.sentence":
      "It leaves the list on the public page at once and stays in the record.",
    "sentMessages.sender.hint":
      "The name, and the mail address or number it comes from",
    "sentMessages.looksLike.hint":
      "What it looks like, and what it never asks for",
    "sentMessages.empty.title": "There are no messages yet",
    "sentMessages.empty.text":
      "The mails, letters and calls that really come from us. The public page lists them, so that customers can tell impostors apart.",
    "sentMessages.empty.example":
      "Example: e-mail, notice@shop.example, “Important notice”, from Sep 15",
  },
};
