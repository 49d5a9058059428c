import type { Messages } from "@keii/shared";

export const customerScreenMessages: Messages = {
  ja: {
    "resources.customers.name": "顧客",
    "resources.customers.fields.batchNo": "取り込み",
    "resources.person-suggestions.name": "同一人物の候補",
    "customers.title": "顧客",
    "customers.search.label": "顧客を探す",
    "customers.search.hint":
      "会員ID・氏名・フリガナ(ひらがなでも可)・会社名・メールアドレス・電話番号・郵便番号のどれかを2文字以上",
    "customers.search.tooShort": "2文字以上入力してください",
    "customers.search.looking": "探しています…",
    "customers.base.all": "すべての会員基盤",
    "customers.total": "%{count}アカウント",
    "customers.total.capped": "%{count}アカウント以上。条件を足してください",
    "customers.masked": "氏名や連絡先は一部を伏せて表示しています。",
    "customers.masked.mayReveal":
      "氏名や連絡先は一部を伏せて表示しています。必要なときは、おひとりずつ理由を記録して表示できます。",
    "customers.more": "さらに表示",
    "customers.mark.corrected": "訂正あり",
    "customers.mark.linked": "紐づけあり",
    "customers.empty.title": "顧客はまだ取り込まれていません",
    "customers.empty.text":
      "会員の名簿(CSV・TSV)を取り込むと、ここで会員ID・氏名・フリガナ・メールアドレス・電話番号・郵便番号から探せます。",
    "customers.empty.example":
      "例: やまだ → 山田・ヤマダ・ﾔﾏﾀﾞ\n例: 03-0000-1234 → 0300001234・０３（００００）１２３４",
    "customers.empty.import": "名簿を取り込む",
    "customers.nobody.title": "当てはまる顧客が見つかりません",
    "customers.nobody.text":
      "氏名の2文字、フリガナ、メールアドレスの一部、電話番号や郵便番号の先頭、会員IDの先頭でも探せます。全角・半角、ひらがな・カタカナ、ハイフンの有無は問いません。「髙」と「高」のような異体字は別の文字として扱うため、フリガナでもお試しください。",
    "customers.nobody.example":
      "例: 山田 ・ やまだ ・ ﾔﾏﾀﾞ\n例: taro@ ・ 0300001234 ・ 〒100-0001",
    "customers.show.title": "顧客の詳細",
    "customers.copyCustomerNo": "会員IDをコピー",
    "customers.batch": "第%{no}回の取り込みの内容",
    "customers.oddEmail":
      "形式が規格と異なるアドレスがあります。届くことがあるため、そのまま残しています。",
    "customers.reveal.button": "表示する",
    "customers.reveal.title": "このお客様の情報を表示する",
    "customers.reveal.sentence":
      "伏せてある氏名・連絡先を、このお客様についてだけ表示します。あなたが表示したことと理由は、記録に残ります。",
    "customers.reveal.reasonHint":
      "例: 警察からの照会への回答。お客様の氏名や連絡先は書かないでください",
    "customers.reveal.shown":
      "氏名と連絡先を表示しています。表示したことは、理由とともに記録されました。この画面を離れると、また伏せられます。",
    "customers.reveal.hide": "伏せる",
    "customers.verdict": "対象かどうか",
    "customers.verdict.noRun": "対象範囲の計算はまだ行われていません。",
    "customers.verdict.affected":
      "このお客様は対象です。次の流出経路に当てはまります。",
    "customers.verdict.unlisted":
      "期間内の購入がありますが、受け取ったリストにはこのお客様が載っていません。",
    "customers.verdict.not_affected":
      "このお客様は対象ではありません。どの流出経路にも当てはまりません。",
    "customers.verdict.later":
      "このお客様は、範囲 第%{no}版の計算より後に取り込まれました。この判定には含まれていません。",
    "customers.verdict.run": "範囲 第%{no}版(%{state})",
    "customers.verdict.purchasesOf": "経路%{no}に当てはまる購入",
    "customers.verdict.others":
      "どの経路にも当てはまらない購入 %{smart_count}件とその理由",
    "customers.standing.affected": "購入%{smart_count}件が当てはまります",
    "customers.standing.unlisted":
      "期間内の購入%{smart_count}件がリストにありません",
    "customers.because.method": "支払方法が対象外",
    "customers.because.site": "サイトが対象外",
    "customers.because.status": "決済の状態が対象外",
    "customers.because.before": "期間より前",
    "customers.because.after": "期間より後",
    "customers.because.list": "リストにない",
    "customers.because.base": "会員基盤が対象外",
    "customers.purchases": "購入",
    "customers.purchases.none": "購入の記録はありません。",
    "customers.purchase.paidAt": "決済日時",
    "customers.purchase.site": "サイト",
    "customers.purchase.method": "支払方法",
    "customers.purchase.card": "カード(下4桁)",
    "customers.purchase.status": "状態",
    "customers.purchase.orderNo": "注文番号",
    "customers.purchase.because": "対象外の理由",
    "customers.accounts": "同じ方のアカウント",
    "customers.accounts.none": "同じ方のほかのアカウントは登録されていません。",
    "customers.accounts.this": "(この顧客)",
    "customers.unlink.button": "紐づけを外す",
    "customers.unlink.title": "%{customerNo}の紐づけを外す",
    "customers.unlink.sentence":
      "このアカウントを、ほかのアカウントとは別の方のものとして扱います。人数の計算には、次の計算から反映されます。理由は記録に残ります。",
    "customers.unlink.sentence.pair":
      "2つのアカウントを、別々の方のものとして扱います。人数の計算には、次の計算から反映されます。理由は記録に残ります。",
    "customers.corrections": "訂正",
    "customers.corrections.none":
      "訂正はありません。訂正は取り込んだ値の上に重ねて残り、次の取り込みでも失われません。",
    "customers.corrections.field": "項目",
    "customers.corrections.imported": "取り込んだ値",
    "customers.corrections.corrected": "訂正後の値",
    "customers.corrections.why": "最後の訂正の理由: %{reason}",
    "customers.correct.button": "訂正する",
    "customers.correct.title": "このお客様の情報を訂正する",
    "customers.correct.sentence":
      "直す項目だけ入力してください。空欄の項目は変わりません。取り込んだ値は残り、次の取り込みのあとも訂正した値が使われます。",
    "customers.correct.now": "現在: %{value}",
    "customers.correct.keep": "変えない",
    "customers.correct.reasonHint": "例: ご本人からのお申し出(改姓)",
    "customers.correct.submit": "訂正する",
    "customers.correct.nothing": "訂正する項目を1つ以上入力してください",
    "customers.takeAway.button": "訂正を取り消す",
    "customers.takeAway.title": "「%{field}」の訂正を取り消す",
    "customers.takeAway.sentence":
      "取り込んだ値に戻ります。訂正したことと取り消したことは、記録に残ります。",
    "customers.takeAway.submit": "取り消す",
    "customers.history": "このお客様についての記録",
    "customers.history.reveal": "氏名・連絡先を表示",
    "customers.history.correct": "訂正",
    "customers.history.link": "同じ方のアカウントと紐づけ",
    "customers.history.unlink": "同じ方との紐づけを外した",
    "customers.history.none": "表示・訂正・紐づけの記録はありません。",
    "customers.suggestions.link": "同一人物の候補を見る",
    "customers.suggestions.title": "同一人物の候補",
    "customers.suggestions.back": "顧客を探す",
    "customers.suggestions.intro":
      "氏名とフリガナが同じで、メールアドレス・電話番号・住所のどれかも同じアカウントです。自動では紐づきません。見比べて、同じ方のものだけを選んでください。紐づけてもアカウントの内容は変わらず、人数を数えるときに1人になります。",
    "customers.suggestions.field": "項目",
    "customers.suggestions.of": "候補: %{customerNos}",
    "customers.suggestions.same": "同じ",
    "customers.suggestions.someSame": "同じものがある",
    "customers.suggestions.different": "異なる",
    "customers.suggestions.open": "詳細",
    "customers.suggestions.empty.title": "候補はありません",
    "customers.suggestions.empty.text":
      "氏名とフリガナが同じで、メールアドレス・電話番号・住所のどれかも同じアカウントがあると、ここに並びます。同じ方かどうかは、人が見て決めます。",
    "customers.link.button": "同じ方として紐づける",
    "customers.link.choose": "2つ以上のアカウントを選んでください",
    "customers.link.title": "%{customerNos}を同じ方として紐づける",
    "customers.link.sentence":
      "選んだアカウントを同じ方のものとして扱います。すでに紐づいているアカウントも一緒になります。人数の計算には、次の計算から反映され、あとから外すこともできます。",
    "customers.link.reasonHint": "例: 電話番号と住所が同じ。ご本人に確認済み",
    "customers.export.button": "名簿を書き出す",
    "customers.export.title": "顧客の名簿をファイルに書き出す",
    "customers.export.sentence":
      "氏名・連絡先を伏せずにCSVに書き出します。ファイルはこのシステムの管理を離れ、取り消せません。書き出したこと・件数・理由は記録に残ります。",
    "customers.export.count":
      "%{count}アカウント分のお客様の情報が、このシステムの外に出ます。",
    "customers.export.reasonHint":
      "例: 通知の発送を委託するため(委託先・契約を書く)",
    "customers.export.submit": "書き出す",
    "customers.export.done":
      "書き出しました。ファイルの保管と廃棄には十分ご注意ください",
  },
  en: {
    "resources.customers.name": "Customer |||| Customers",
    "resources.customers.fields.batchNo": "Import",
    "resources.person-suggestions.name": "Possible same person",
    "customers.title": "Customers",
    "customers.search.label": "Find a customer",
    "customers.search.hint":
      "Two characters or more of a customer ID, name, kana, company, e-mail, phone or postal code",
    "customers.search.tooShort": "Type two characters or more",
    "customers.search.looking": "Looking …",
    "customers.base.all": "All member bases",
    "customers.total": "%{count} account |||| %{count} accounts",
    "customers.total.capped": "%{count}+ accounts; type more to narrow them",
    "customers.masked": "Parts of names and contact details are hidden.",
    "customers.masked.mayReveal":
      "Parts of names and contact details are hidden. You can reveal one customer at a time, with a reason.",
    "customers.more": "Show more",
    "customers.mark.corrected": "corrected",
    "customers.mark.linked": "linked",
    "customers.empty.title": "No customers have been imported yet",
    "customers.empty.text":
      "Once a member list (CSV or TSV) is imported, customers are found here by ID, name, kana, e-mail, phone or postal code.",
    "customers.empty.example":
      "Example: yamada finds Yamada and YAMADA\nExample: 03-0000-1234 finds 0300001234 and 03 (0000) 1234",
    "customers.empty.import": "Import a member list",
    "customers.nobody.title": "No customer matches",
    "customers.nobody.text":
      "Two characters of a name, kana, a part of an e-mail address, or the beginning of a phone number, postal code or customer ID are enough. Width, case, kind of kana and hyphens do not matter. Variant characters count as different ones: try the kana as well.",
    "customers.nobody.example":
      "Example: yamada\nExample: taro@ · 0300001234 · 100-0001",
    "customers.show.title": "Customer details",
    "customers.copyCustomerNo": "Copy the customer ID",
    "customers.batch": "As of import No. %{no}",
    "customers.oddEmail":
      "An address does not follow the standard. Such mail often arrives, so it is kept as it is.",
    "customers.reveal.button": "Reveal",
    "customers.reveal.title": "Reveal this customer’s details",
    "customers.reveal.sentence":
      "Shows the hidden name and contact details of this customer alone. That you looked, and why, is kept in the log.",
    "customers.reveal.reasonHint":
      "Example: to answer an inquiry of the police. Leave out names and contact details",
    "customers.reveal.shown":
      "Name and contact details are shown. That you looked was logged, with your reason. They are hidden again when you leave this page.",
    "customers.reveal.hide": "Hide",
    "customers.verdict": "Is this customer affected?",
    "customers.verdict.noRun": "The scope has not been calculated yet.",
    "customers.verdict.affected":
      "This customer is affected, through the exposures below.",
    "customers.verdict.unlisted":
      "This customer bought inside the window, but is not on the list that was given to us.",
    "customers.verdict.not_affected":
      "This customer is not affected: no exposure applies.",
    "customers.verdict.later":
      "This customer was imported after scope run No. %{no} and is not part of its verdict.",
    "customers.verdict.run": "Scope run No. %{no} (%{state})",
    "customers.verdict.purchasesOf": "Purchases chosen by exposure %{no}",
    "customers.verdict.others":
      "%{smart_count} purchase that no exposure applies to, and why |||| %{smart_count} purchases that no exposure applies to, and why",
    "customers.standing.affected":
      "applies to %{smart_count} purchase |||| applies to %{smart_count} purchases",
    "customers.standing.unlisted":
      "%{smart_count} purchase in the window, not on the list |||| %{smart_count} purchases in the window, not on the list",
    "customers.because.method": "Other payment method",
    "customers.because.site": "Other site",
    "customers.because.status": "Other payment status",
    "customers.because.before": "Before the window",
    "customers.because.after": "After the window",
    "customers.because.list": "Not on the list",
    "customers.because.base": "Other member base",
    "customers.purchases": "Purchases",
    "customers.purchases.none": "No purchases are on record.",
    "customers.purchase.paidAt": "Paid at",
    "customers.purchase.site": "Site",
    "customers.purchase.method": "Payment",
    "customers.purchase.card": "Card (last 4)",
    "customers.purchase.status": "Status",
    "customers.purchase.orderNo": "Order",
    "customers.purchase.because": "Not affected because",
    "customers.accounts": "Accounts of the same person",
    "customers.accounts.none":
      "No other account of the same person is on record.",
    "customers.accounts.this": "(this customer)",
    "customers.unlink.button": "Unlink",
    "customers.unlink.title": "Unlink %{customerNo}",
    "customers.unlink.sentence":
      "This account will count as another person’s than the rest. Persons are counted so from the next scope run. The reason is kept in the log.",
    "customers.unlink.sentence.pair":
      "The two accounts will count as two persons’. Persons are counted so from the next scope run. The reason is kept in the log.",
    "customers.corrections": "Corrections",
    "customers.corrections.none":
      "Nothing is corrected. A correction lies over the imported value, and the next import does not undo it.",
    "customers.corrections.field": "Field",
    "customers.corrections.imported": "Imported",
    "customers.corrections.corrected": "Corrected",
    "customers.corrections.why": "Reason of the last correction: %{reason}",
    "customers.correct.button": "Correct",
    "customers.correct.title": "Correct this customer’s details",
    "customers.correct.sentence":
      "Fill in only what is to be corrected; empty fields stay as they are. The imported values are kept, and the corrected ones hold after the next import, too.",
    "customers.correct.now": "Now: %{value}",
    "customers.correct.keep": "Leave as it is",
    "customers.correct.reasonHint":
      "Example: the customer told us of a new name",
    "customers.correct.submit": "Correct",
    "customers.correct.nothing": "Fill in at least one field to correct",
    "customers.takeAway.button": "Take away",
    "customers.takeAway.title": "Take away the correction of “%{field}”",
    "customers.takeAway.sentence":
      "The imported value shows again. The correction and its removal stay in the log.",
    "customers.takeAway.submit": "Take away",
    "customers.history": "Log of this customer",
    "customers.history.reveal": "Revealed",
    "customers.history.correct": "Corrected",
    "customers.history.link": "Linked to another account",
    "customers.history.unlink": "Unlinked from the other accounts",
    "customers.history.none":
      "Nobody revealed, corrected or linked this customer.",
    "customers.suggestions.link": "Possible same person",
    "customers.suggestions.title": "Possible same person",
    "customers.suggestions.back": "Find a customer",
    "customers.suggestions.intro":
      "These accounts have the same name and kana, and share an e-mail address, phone number or address. Nothing is linked by itself: compare them, and choose only those of one person. Linked accounts stay as they are, and count as one person.",
    "customers.suggestions.field": "Field",
    "customers.suggestions.of": "Suggestion: %{customerNos}",
    "customers.suggestions.same": "same",
    "customers.suggestions.someSame": "some are the same",
    "customers.suggestions.different": "different",
    "customers.suggestions.open": "Details",
    "customers.suggestions.empty.title": "There are no suggestions",
    "customers.suggestions.empty.text":
      "Accounts with the same name and kana that share an e-mail address, phone number or address are listed here. Whether they are one person is for people to decide.",
    "customers.link.button": "Link as one person",
    "customers.link.choose": "Choose two accounts or more",
    "customers.link.title": "Link %{customerNos} as one person",
    "customers.link.sentence":
      "The chosen accounts will count as one person’s, together with any they are linked to already. Persons are counted so from the next scope run. You can take them apart again.",
    "customers.link.reasonHint":
      "Example: same phone and address, confirmed by the customer",
    "customers.export.button": "Export customers",
    "customers.export.title": "Export customers as a file",
    "customers.export.sentence":
      "Names and contact details leave unmasked, as CSV. The file is then out of this system’s control, and cannot be called back. The export, its size and your reason are kept in the log.",
    "customers.export.count":
      "The details of %{count} account leave this system. |||| The details of %{count} accounts leave this system.",
    "customers.export.reasonHint":
      "Example: to have notices sent (name the company and the contract)",
    "customers.export.submit": "Export",
    "customers.export.done":
      "Exported. Take good care of the file, and destroy it when it is no longer needed",
  },
};
