import type { Messages } from "@keii/shared";

export const memberScreenMessages: Messages = {
  ja: {
    "resources.members.name": "メンバー",
    "resources.members.fields.q": "氏名・メール・勤務先",
    "resources.members.fields.userId": "ユーザー",
    "resources.members.fields.name": "氏名",
    "resources.members.fields.email": "メールアドレス",
    "resources.members.fields.employer": "勤務先",
    "resources.members.fields.role": "役割",
    "resources.members.fields.isHead": "対応責任者",
    "resources.members.fields.isCounsel": "弁護士限りの記録を閲覧できる",
    "resources.members.fields.flags": "特別な権限",
    "resources.members.fields.expiresOn": "終了日",
    "resources.members.fields.createdAt": "参加",
    "members.title": "メンバー",
    "members.add": "メンバーを追加",
    "members.add.title": "メンバーを追加",
    "members.add.sentence":
      "追加された人は、役割に応じてこの事案を閲覧・記録できるようになります。",
    "members.add.submit": "追加",
    "members.edit": "変更",
    "members.edit.of": "%{name}さんの役割を変更",
    "members.edit.title": "%{name}さんの役割",
    "members.edit.sentence": "変更はすぐに有効になり、監査記録に残ります。",
    "members.end": "外す",
    "members.end.of": "%{name}さんをメンバーから外す",
    "members.end.title": "%{name}さんをメンバーから外しますか",
    "members.end.sentence":
      "%{name}さんは、この事案をすぐに閲覧できなくなります。これまでに書いた記録は残ります。",
    "members.ended": "期限切れ",
    "members.noEnd": "期限なし",
    "members.expiresOn.hint":
      "この日まで参加します。委託先オペレーターには必要です",
    "members.candidates.none": "追加できるユーザーが見つかりません",
    "members.empty.title": "メンバーはまだいません",
    "members.empty.text":
      "この事案を閲覧・記録できるのはメンバーだけです。役割ごとにできることが決まっています。",
    "members.empty.example":
      "例: 佐藤 ・ 対応担当 ・ 対応責任者\n例: 鈴木 ・ 法務・個人情報",
  },
  en: {
    "resources.members.name": "Member |||| Members",
    "resources.members.fields.q": "Name, e-mail or employer",
    "resources.members.fields.userId": "User",
    "resources.members.fields.name": "Name",
    "resources.members.fields.email": "E-mail address",
    "resources.members.fields.employer": "Employer",
    "resources.members.fields.role": "Role",
    "resources.members.fields.isHead": "Head of response",
    "resources.members.fields.isCounsel": "Reads counsel-only entries",
    "resources.members.fields.flags": "Special rights",
    "resources.members.fields.expiresOn": "Last day",
    "resources.members.fields.createdAt": "Joined",
    "members.title": "Members",
    "members.add": "Add a member",
    "members.add.title": "Add a member",
    "members.add.sentence":
      "Whoever is added can read and record in this incident as the role allows.",
    "members.add.submit": "Add",
    "members.edit": "Change",
    "members.edit.of": "Change the role of %{name}",
    "members.edit.title": "Role of %{name}",
    "members.edit.sentence":
      "A change takes effect at once and stays in the audit log.",
    "members.end": "Remove",
    "members.end.of": "Remove %{name} from the members",
    "members.end.title": "Remove %{name} from the members?",
    "members.end.sentence":
      "%{name} can no longer see this incident from now on. What %{name} recorded stays.",
    "members.ended": "Expired",
    "members.noEnd": "No end",
    "members.expiresOn.hint":
      "Belongs until this day. Needed for vendor agents",
    "members.candidates.none": "Nobody found who could be added",
    "members.empty.title": "There are no members yet",
    "members.empty.text":
      "Only members read and record in this incident. Each role has its own rights.",
    "members.empty.example":
      "Such as: Sato · responder · head of response\nSuch as: Suzuki · compliance",
  },
};
