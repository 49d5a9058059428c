import type { Messages } from "@keii/shared";

export const organisationScreenMessages: Messages = {
  ja: {
    "resources.organisation.name": "会社情報",
    "resources.organisation.fields.legalName": "正式名称",
    "resources.organisation.fields.shortName": "略称",
    "resources.organisation.fields.representative": "代表者",
    "resources.organisation.fields.corporateNumber": "法人番号",
    "resources.organisation.fields.industry": "業種",
    "resources.organisation.fields.foundedOn": "設立日",
    "resources.organisation.fields.entityTypes": "事業者の区分",
    "resources.organisation.fields.filingContactName": "氏名・部署",
    "resources.organisation.fields.filingContactEmail": "メールアドレス",
    "resources.organisation.fields.filingContactPhone": "電話番号",
    "resources.organisation.fields.returnAddress": "郵便の返送先",
    "resources.organisation.fields.senderAddresses":
      "送信元メールアドレス(1行に1つ)",
    "resources.organisation.fields.portalName": "サイトの名称",
    "resources.organisation.fields.portalColour": "色",
    "resources.organisation.fields.zone": "時間帯",
    "resources.organisation.fields.incidentRetentionMonths": "事案の記録(か月)",
    "resources.organisation.fields.customerRetentionMonths":
      "お客様の情報(か月)",

    "organisation.title": "会社情報",
    "organisation.intro":
      "報告書や通知に使われる、自社についての情報です。事案ごとに入力し直す必要はありません。",
    "organisation.readOnly": "変更できるのは管理者だけです。",
    "organisation.section.names": "名称",
    "organisation.section.duties": "法令の適用",
    "organisation.section.dutiesHint":
      "どの報告・通知の義務が当てはまるかを判断するために使います。",
    "organisation.section.contact": "当局への報告の担当者",
    "organisation.section.contactHint": "報告書の連絡先の欄に入ります。",
    "organisation.section.sending": "通知の発送",
    "organisation.section.portal": "お客様向けサイト",
    "organisation.section.keeping": "時間帯と保存期間",

    "organisation.hint.legalName":
      "例: 株式会社青葉文具 ／ Aoba Stationery Inc.",
    "organisation.hint.shortName": "本文で使う短い名前です。",
    "organisation.hint.corporateNumber":
      "国税庁が指定する13桁の番号です。先頭の1桁で書き間違いを確かめます。",
    "organisation.number.length":
      "13桁の数字で入力してください(いま%{count}桁)",
    "organisation.number.wrong":
      "先頭の数字(検査用の数字)が合いません。写し間違いがないか確かめてください",
    "organisation.number.right": "検査用の数字は合っています",
    "organisation.hint.returnAddress":
      "宛先不明で戻ってくる郵便の送り先です。封筒に印刷されます。",
    "organisation.hint.senderAddresses":
      "お客様への通知に使うアドレスだけを書きます。なりすましと見分けるための一覧として公開されます。",
    "organisation.hint.portalName": "お客様が見るサイトの上部に表示されます。",
    "organisation.hint.zone":
      "日付と期限を数える時間帯です。新しい事案の初めの値になります。",
    "organisation.hint.incidentRetentionMonths":
      "事案を終了してから、記録を残しておく月数です。",
    "organisation.hint.customerRetentionMonths":
      "事案を終了してから、お客様の情報を消去するまでの月数です。",
    "organisation.colour.contrast": "白との明暗差 %{ratio}:1",
    "organisation.colour.sample": "ただいま受付中",
    "organisation.duty.handling_business":
      "個人情報データベースを事業に使うほとんどの会社",
    "organisation.duty.merchant": "クレジットカード払いを受け付けている",
    "organisation.duty.entrusted_party":
      "ほかの会社から個人データを預かって処理している",
  },
  en: {
    "resources.organisation.name": "Organisation",
    "resources.organisation.fields.legalName": "Legal name",
    "resources.organisation.fields.shortName": "Short name",
    "resources.organisation.fields.representative": "Representative",
    "resources.organisation.fields.corporateNumber": "Corporate number",
    "resources.organisation.fields.industry": "Industry",
    "resources.organisation.fields.foundedOn": "Founded on",
    "resources.organisation.fields.entityTypes": "Entity types",
    "resources.organisation.fields.filingContactName": "Name, department",
    "resources.organisation.fields.filingContactEmail": "E-mail",
    "resources.organisation.fields.filingContactPhone": "Telephone",
    "resources.organisation.fields.returnAddress": "Return address of letters",
    "resources.organisation.fields.senderAddresses":
      "Sender addresses of mails (one per line)",
    "resources.organisation.fields.portalName": "Name of the site",
    "resources.organisation.fields.portalColour": "Colour",
    "resources.organisation.fields.zone": "Time zone",
    "resources.organisation.fields.incidentRetentionMonths":
      "Records of incidents (months)",
    "resources.organisation.fields.customerRetentionMonths":
      "Customer data (months)",

    "organisation.title": "Organisation",
    "organisation.intro":
      "What reports and notices say about the company itself. It is entered once, not for every incident.",
    "organisation.readOnly": "Only administrators can change it.",
    "organisation.section.names": "Names",
    "organisation.section.duties": "Which duties apply",
    "organisation.section.dutiesHint":
      "Used to find the duties to report and to notify.",
    "organisation.section.contact": "Contact for authorities",
    "organisation.section.contactHint":
      "Goes into the contact fields of reports.",
    "organisation.section.sending": "Sending notices",
    "organisation.section.portal": "The customers’ site",
    "organisation.section.keeping": "Time zone and retention",

    "organisation.hint.legalName":
      "Such as 株式会社青葉文具 and Aoba Stationery Inc.",
    "organisation.hint.shortName": "Used within texts.",
    "organisation.hint.corporateNumber":
      "The thirteen digits given by the National Tax Agency. The first digit tells a slip of the pen.",
    "organisation.number.length": "Thirteen digits (%{count} now)",
    "organisation.number.wrong":
      "The first digit (the check digit) does not agree. Please compare it with the source",
    "organisation.number.right": "The check digit agrees",
    "organisation.hint.returnAddress":
      "Where undeliverable letters come back to. Printed on envelopes.",
    "organisation.hint.senderAddresses":
      "Only addresses that notices really come from. The list is published, so that impostors can be told apart.",
    "organisation.hint.portalName":
      "Stands at the top of the site customers see.",
    "organisation.hint.zone":
      "The zone in which days and deadlines are counted. New incidents start with it.",
    "organisation.hint.incidentRetentionMonths":
      "How long records are kept after an incident is closed.",
    "organisation.hint.customerRetentionMonths":
      "How long after an incident is closed customer data are erased.",
    "organisation.colour.contrast": "Contrast with white %{ratio}:1",
    "organisation.colour.sample": "Open now",
    "organisation.duty.handling_business":
      "Almost every company that uses a database of personal information",
    "organisation.duty.merchant": "Accepts credit cards",
    "organisation.duty.entrusted_party":
      "Processes personal data on behalf of other companies",
  },
};
