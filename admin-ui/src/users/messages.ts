import type { Messages } from "@keii/shared";

export const userScreenMessages: Messages = {
  ja: {
    "resources.users.name": "ユーザー",
    "resources.users.fields.q": "氏名・メールアドレス・勤務先",
    "resources.users.fields.name": "氏名",
    "resources.users.fields.email": "メールアドレス",
    "resources.users.fields.right": "権限",
    "resources.users.fields.account": "区分",
    "resources.users.fields.employer": "勤務先",
    "resources.users.fields.expiresOn": "有効期限",
    "resources.users.fields.language": "言語",
    "resources.users.fields.state": "状態",
    "resources.users.fields.lastSeenAt": "最終利用",
    "resources.users.fields.createdAt": "登録日",

    "users.title": "ユーザー",
    "users.new": "招待する",
    "users.newMany": "まとめて招待",
    "users.empty.title": "ユーザーはまだいません",
    "users.empty.body":
      "対応にあたる人をここから招待します。事案ごとの役割は、事案の「メンバー」で決めます。",
    "users.empty.example":
      "例: 法務の佐藤さん(社内、権限なし)、コールセンターのオペレーター30人(勤務先と有効期限を付けてCSVでまとめて)、外部の監査人",
    "users.never": "まだ利用していません",
    "users.noEnd": "期限なし",
    "users.daysLeft": "あと%{count}日",
    "users.lastDay": "今日まで",

    "users.create.title": "ユーザーを招待",
    "users.create.save": "招待する",
    "users.create.another": "続けて招待する",
    "users.back": "一覧に戻る",
    "users.hint.employer":
      "社外の人だけ入力します。入力すると「外部」の扱いになり、勤務先ごとにまとめて利用を停止できます。",
    "users.hint.expiresOn":
      "この日の終わりまで利用できます。空欄は期限なしです。",
    "users.hint.right":
      "管理者はユーザーと会社情報を管理します。監査人はすべてを読めますが、何も変更できません。事案での役割はここでは決めません。",
    "users.hint.language":
      "招待メールと最初の画面の言語です。本人があとから変えられます。",

    "users.link.title": "%{name}さんへのリンク",
    "users.link.many": "招待した%{smart_count}人へのリンク",
    "users.link.once":
      "このリンクが表示されるのは今だけです。メールの送信が設定されていないため、本人に安全な方法で渡してください。",
    "users.link.expires": "%{date} まで、1回だけ使えます。",
    "users.link.copy": "%{name}さんへのリンクをコピー",
    "users.link.copyAll": "すべてコピー",
    "users.link.copiedAll": "コピーしました",
    "users.link.lost":
      "リンクを渡しそびれても、各ユーザーの画面でいつでも作り直せます。",
    "users.link.mailed": "%{email} に招待メールを送りました。",
    "users.link.mailedMany": "%{smart_count}人に招待メールを送りました。",
    "users.link.column": "リンク",

    "users.edit.readOnly": "ユーザーを変更できるのは管理者だけです。",
    "users.acts.title": "利用の状況",
    "users.acts.link": "招待リンクを作り直す",
    "users.acts.linkPassword": "パスワード再設定のリンクを作る",
    "users.acts.linkSentence":
      "%{name}さん用の新しいリンクを作ります。前に渡したリンクは使えなくなります。",
    "users.acts.linkSubmit": "リンクを作る",
    "users.acts.end": "サインアウトさせる",
    "users.acts.endSentence":
      "%{name}さんが開いているすべての画面から、すぐにサインアウトさせます。パスワードは変わらないので、本人はもう一度サインインできます。",
    "users.acts.ended": "サインアウトさせました",
    "users.acts.disable": "利用を停止する",
    "users.acts.disableSentence":
      "%{name}さんはすぐにサインインできなくなり、開いている画面も閉じられます。記録した内容は残ります。あとから再開できます。",
    "users.acts.disabled": "利用を停止しました",
    "users.acts.enable": "利用を再開する",
    "users.acts.enableSentence":
      "%{name}さんは、これまでのパスワードで再びサインインできるようになります。",
    "users.acts.enabled": "利用を再開しました",
    "users.acts.self":
      "自分自身の利用は停止できません。ほかの管理者に依頼してください。",
    "users.acts.expired":
      "有効期限が過ぎているため、サインインできません。続けて利用するには有効期限を延ばしてください。",
    "users.refusal.title": "保存できませんでした",

    "users.employer.open": "勤務先ごとに停止",
    "users.employer.title": "勤務先ごとの利用停止",
    "users.employer.intro":
      "委託契約が終わったときなどに、ある会社の人全員の利用を一度に停止します。",
    "users.employer.label": "勤務先",
    "users.employer.choose": "勤務先を選んでください。",
    "users.employer.counting": "人数を確かめています…",
    "users.employer.sentence":
      "%{employer}の%{smart_count}人がすぐにサインインできなくなり、開いている画面も閉じられます。記録した内容は残ります。再開は1人ずつ行います。",
    "users.employer.nobody":
      "%{employer}には、現在利用できる人がいません。停止の必要はありません。",
    "users.employer.submit": "%{smart_count}人の利用を停止する",
    "users.employer.none": "勤務先が登録されたユーザーはいません。",
    "users.employer.done": "%{employer}の%{smart_count}人の利用を停止しました",

    "users.file.title": "ユーザーをまとめて招待",
    "users.file.intro":
      "表計算ソフトの表を貼り付けるか、CSVファイルを選んでください。招待する前に内容を確かめ、直すことができます。",
    "users.file.columns":
      "列: 氏名、メールアドレス、勤務先、有効期限、権限(管理者・監査人・なし)、言語(日本語・英語)。氏名とメールアドレス以外は省けます。",
    "users.file.example":
      "氏名,メールアドレス,勤務先,有効期限\n青木 はるか,aoki@call.example,みなとコール,2016/12/31\n井上 健,inoue@call.example,みなとコール,2016/12/31",
    "users.file.paste": "表を貼り付け",
    "users.file.choose": "CSVファイルを選ぶ",
    "users.file.template": "ひな形をダウンロード",
    "users.file.templateName": "招待するユーザー.csv",
    "users.file.check": "内容を確かめる",
    "users.file.again": "貼り付けからやり直す",
    "users.file.nothing":
      "読み取れる行がありませんでした。1行目に列の名前があるか確かめてください。",
    "users.file.line": "行",
    "users.file.state": "確認結果",
    "users.file.acts": "操作",
    "users.file.remove": "%{line}行目を外す",
    "users.file.removeShort": "外す",
    "users.file.edit": "%{line}行目を直す",
    "users.file.editShort": "直す",
    "users.file.field": "%{line}行目の%{field}",
    "users.file.known": "登録済みのため招待しません",
    "users.file.summary.new": "新規 %{count}人",
    "users.file.summary.known": "登録済み %{count}人(招待しません)",
    "users.file.summary.rejected": "要修正 %{count}行",
    "users.file.fixFirst": "要修正の行を直すか、外してください。",
    "users.file.onlyFaulty": "要修正の行だけを表示",
    "users.file.tooMany":
      "一度に招待できるのは500人までです。残りの%{smart_count}人は読み込んでいません。",
    "users.file.checking": "確かめています…",
    "users.file.submit": "%{smart_count}人を招待する",
    "users.file.sentence":
      "%{smart_count}人を一度に招待します。1人でも登録できないときは、だれも登録されません。",
    "users.file.unreadable": "このファイルを開けませんでした。",
  },
  en: {
    "resources.users.name": "User |||| Users",
    "resources.users.fields.q": "Name, e-mail, employer",
    "resources.users.fields.name": "Name",
    "resources.users.fields.email": "E-mail",
    "resources.users.fields.right": "Right",
    "resources.users.fields.account": "Kind",
    "resources.users.fields.employer": "Employer",
    "resources.users.fields.expiresOn": "Expires on",
    "resources.users.fields.language": "Language",
    "resources.users.fields.state": "State",
    "resources.users.fields.lastSeenAt": "Last seen",
    "resources.users.fields.createdAt": "Added",

    "users.title": "Users",
    "users.new": "Invite",
    "users.newMany": "Invite many",
    "users.empty.title": "No users yet",
    "users.empty.body":
      "Invite the people who run the response. What they do in an incident is decided there, among its members.",
    "users.empty.example":
      "Such as: Sato of legal (our own, no right), thirty call-centre agents (with employer and expiry, from a CSV), an outside auditor",
    "users.never": "Never yet",
    "users.noEnd": "No end",
    "users.daysLeft": "%{count} days left",
    "users.lastDay": "Until today",

    "users.create.title": "Invite a user",
    "users.create.save": "Invite",
    "users.create.another": "Invite another",
    "users.back": "Back to the list",
    "users.hint.employer":
      "Only for people of another company. They count as external, and everybody of an employer can be disabled at once.",
    "users.hint.expiresOn":
      "Can sign in until the end of this day. Blank: no end.",
    "users.hint.right":
      "An administrator manages users and the organisation. An auditor reads everything and changes nothing. Roles in incidents are not given here.",
    "users.hint.language":
      "Of the invitation and of the first screen. They can change it themselves.",

    "users.link.title": "Link for %{name}",
    "users.link.many":
      "Link for the person invited |||| Links for the %{smart_count} people invited",
    "users.link.once":
      "This is shown only now. No mail is configured: hand it over in a safe way.",
    "users.link.expires": "Works once, until %{date}.",
    "users.link.copy": "Copy the link for %{name}",
    "users.link.copyAll": "Copy all",
    "users.link.copiedAll": "Copied",
    "users.link.lost":
      "If it gets lost, a new one can be made on the user's page at any time.",
    "users.link.mailed": "An invitation was mailed to %{email}.",
    "users.link.mailedMany":
      "An invitation was mailed to one person. |||| Invitations were mailed to %{smart_count} people.",
    "users.link.column": "Link",

    "users.edit.readOnly": "Only administrators can change users.",
    "users.acts.title": "Access",
    "users.acts.link": "New invitation link",
    "users.acts.linkPassword": "Link for a new password",
    "users.acts.linkSentence":
      "Makes a new link for %{name}. A link handed over before will no longer work.",
    "users.acts.linkSubmit": "Make the link",
    "users.acts.end": "Sign out everywhere",
    "users.acts.endSentence":
      "Signs %{name} out of every open screen at once. The password stays, so they can sign in again.",
    "users.acts.ended": "Signed out everywhere",
    "users.acts.disable": "Disable",
    "users.acts.disableSentence":
      "%{name} can no longer sign in, at once, and open screens are closed. What they recorded stays. It can be undone.",
    "users.acts.disabled": "Disabled",
    "users.acts.enable": "Enable again",
    "users.acts.enableSentence":
      "%{name} can sign in again, with the password they had.",
    "users.acts.enabled": "Enabled",
    "users.acts.self":
      "You cannot disable yourself. Ask another administrator.",
    "users.acts.expired":
      "Cannot sign in, because the expiry has passed. To go on, set a later day.",
    "users.refusal.title": "Not saved",

    "users.employer.open": "Disable an employer",
    "users.employer.title": "Disable a whole employer",
    "users.employer.intro":
      "Takes access away from everybody of a company at once, such as when its contract ends.",
    "users.employer.label": "Employer",
    "users.employer.choose": "Choose an employer.",
    "users.employer.counting": "Counting…",
    "users.employer.sentence":
      "One person of %{employer} loses access at once, and open screens are closed. What they recorded stays. They are enabled again one by one. |||| %{smart_count} people of %{employer} lose access at once, and open screens are closed. What they recorded stays. They are enabled again one by one.",
    "users.employer.nobody":
      "Nobody of %{employer} has access now. There is nothing to disable.",
    "users.employer.submit":
      "Disable one person |||| Disable %{smart_count} people",
    "users.employer.none": "No user has an employer.",
    "users.employer.done":
      "Disabled one person of %{employer} |||| Disabled %{smart_count} people of %{employer}",

    "users.file.title": "Invite many",
    "users.file.intro":
      "Paste a table from a spreadsheet or choose a CSV file. You can look it over and correct it before anybody is invited.",
    "users.file.columns":
      "Columns: name, e-mail, employer, expires on, right (administrator, auditor, none), language (ja, en). All but name and e-mail may be left out.",
    "users.file.example":
      "Name,E-mail,Employer,Expires on\nHaruka Aoki,aoki@call.example,Minato Call,2016-12-31\nKen Inoue,inoue@call.example,Minato Call,2016-12-31",
    "users.file.paste": "Paste a table",
    "users.file.choose": "Choose a CSV file",
    "users.file.template": "Download a template",
    "users.file.templateName": "users-to-invite.csv",
    "users.file.check": "Look it over",
    "users.file.again": "Start again",
    "users.file.nothing":
      "No line could be read. Make sure that the first line names the columns.",
    "users.file.line": "Line",
    "users.file.state": "Result",
    "users.file.acts": "Acts",
    "users.file.remove": "Leave out line %{line}",
    "users.file.removeShort": "Leave out",
    "users.file.edit": "Correct line %{line}",
    "users.file.editShort": "Correct",
    "users.file.field": "%{field} in line %{line}",
    "users.file.known": "Known already, will not be invited",
    "users.file.summary.new": "New: %{count}",
    "users.file.summary.known": "Known already: %{count} (not invited)",
    "users.file.summary.rejected": "To be corrected: %{count}",
    "users.file.fixFirst": "Correct these lines or leave them out.",
    "users.file.onlyFaulty": "Show only lines to be corrected",
    "users.file.tooMany":
      "At most 500 people at once. One more was not read. |||| At most 500 people at once. %{smart_count} more were not read.",
    "users.file.checking": "Looking it over…",
    "users.file.submit": "Invite one person |||| Invite %{smart_count} people",
    "users.file.sentence":
      "Invites one person. |||| Invites %{smart_count} people in one step. If one of them cannot be added, nobody is.",
    "users.file.unreadable": "This file could not be opened.",
  },
};
