import type { Messages } from "@keii/shared";

export const partyScreenMessages: Messages = {
  ja: {
    "resources.parties.name": "関係先",
    "resources.parties.fields.q": "名称",
    "resources.parties.fields.role": "役割",
    "resources.parties.fields.officialName": "正式名称",
    "resources.parties.fields.shortName": "略称",
    "resources.parties.fields.roles": "役割",
    "resources.parties.fields.mayBeNamed": "公表文で名前を出してよい",
    "resources.parties.fields.channel": "連絡方法・注意",
    "resources.parties.fields.contacts": "連絡先",
    "resources.parties.fields.contactName": "氏名",
    "resources.parties.fields.department": "部署",
    "resources.parties.fields.phone": "電話番号",
    "resources.parties.fields.email": "メールアドレス",
    "parties.title": "関係先",
    "parties.add": "関係先を追加",
    "parties.add.sentence":
      "警察・省庁・決済代行会社・調査会社など、社外の相手を一度だけ登録します。ほかの事案でも使われます。",
    "parties.edit.of": "%{name}を変更",
    "parties.edit.sentence": "変更はすべての事案に反映されます。",
    "parties.named": "出してよい",
    "parties.notNamed": "出さない",
    "parties.empty.title": "関係先はまだありません",
    "parties.empty.text":
      "社外の相手を一度だけ登録します。受付で連絡元の会社を書くと、ここに自動で加わります。",
    "parties.empty.example":
      "例: 大阪府南警察署 ・ 警察\n例: 決済代行会社 ・ 担当者と折り返し先",
  },
  en: {
    "resources.parties.name": "Party |||| Parties",
    "resources.parties.fields.q": "Name",
    "resources.parties.fields.role": "Role",
    "resources.parties.fields.officialName": "Official name",
    "resources.parties.fields.shortName": "Short name",
    "resources.parties.fields.roles": "Roles",
    "resources.parties.fields.mayBeNamed": "May be named in public",
    "resources.parties.fields.channel": "How to reach, what to mind",
    "resources.parties.fields.contacts": "Contacts",
    "resources.parties.fields.contactName": "Name",
    "resources.parties.fields.department": "Department",
    "resources.parties.fields.phone": "Telephone number",
    "resources.parties.fields.email": "E-mail address",
    "parties.title": "Parties",
    "parties.add": "Add a party",
    "parties.add.sentence":
      "Police, ministry, payment service provider, forensic firm: every outside body once, for all incidents.",
    "parties.edit.of": "Change %{name}",
    "parties.edit.sentence": "The change holds in every incident.",
    "parties.named": "May be named",
    "parties.notNamed": "Not named",
    "parties.empty.title": "There are no parties yet",
    "parties.empty.text":
      "Every outside body once. The company named at the intake is added here by itself.",
    "parties.empty.example":
      "Such as: Osaka Minami police station · police\nSuch as: payment service provider · whom to call back",
  },
};
