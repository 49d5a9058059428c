import type { Messages } from "./language.js";

/** What a broken rule says, by the rule's name. `%{0}` is the rule's first bound. */
export const ruleMessages: Messages = {
  ja: {
    "rule.isString": "文字で入力してください",
    "rule.isNotBlank": "入力してください",
    "rule.isOneLine": "1行で入力してください",
    "rule.maxLength": "%{0}文字以内で入力してください",
    "rule.minLength": "%{0}文字以上で入力してください",
    "rule.isIn": "選択肢から選んでください",
    "rule.isSomeOf": "選択肢から選んでください",
    "rule.isBoolean": "「はい」か「いいえ」で指定してください",
    "rule.isInt": "整数で入力してください",
    "rule.min": "%{0}以上で入力してください",
    "rule.max": "%{0}以下で入力してください",
    "rule.isUuid": "IDの形式が正しくありません",
    "rule.isCalendarDay": "実在する日付を入力してください(例 2016-08-18)",
    "rule.isInstant": "日時の形式が正しくありません(例 2016-08-18T14:30+09:00)",
    "rule.isTimeZone": "時間帯の名前が正しくありません(例 Asia/Tokyo)",
    "rule.isMailAddress": "メールアドレスの形式が正しくありません",
    "rule.isPhoneNumber": "電話番号の形式が正しくありません",
    "rule.isPhoneOrMail":
      "電話番号かメールアドレスの形式で入力してください(例 03-0000-0000)",
    "rule.isWallTime": "時刻は 09:00 の形で入力してください",
    "rule.isWallTimeEnd": "時刻は 17:00 の形で入力してください(24:00 まで)",
    "rule.isInOrder":
      "早い順に、重ならないように、終わりが始まりより後になるように入力してください",
    "rule.hasHeld":
      "すでに適用された受付時間を変えることになります。理由を入力してください",
    "rule.oneTerm": "分か営業日のどちらか一方を指定してください",
    "rule.isBilingual": "日本語か英語の少なくとも一方を入力してください",
    "rule.isArray": "一覧の形で指定してください",
    "rule.arrayMaxSize": "%{0}件までにしてください",
    "rule.isNotEmpty": "1件以上指定してください",
    "rule.isIds": "IDの形式が正しくないものがあります",
    "rule.isLines": "各行に%{0}文字以内で入力してください",
    "rule.isObject": "項目の形が正しくありません",
    "rule.isListOfObjects": "項目の形が正しくありません",
    "rule.nestedValidation": "項目の形が正しくありません",
    "rule.whitelistValidation": "この項目は受け付けていません",
    "rule.unknownValue": "項目の形が正しくありません",
    "rule.hasRejectedRows": "取り込めない行があるため、1行も取り込んでいません",
    "rule.isWellFormed": "保存できない文字(制御文字など)が含まれています",
    "rule.hasCardNumber": "カード番号は使えません",
    "rule.isShallow": "入れ子が深すぎるか、項目が多すぎます",
    "rule.isPlainKey": "使えない項目名です",
    "rule.isMoment": "日時の組み合わせが正しくありません",
    "rule.isPassword": "%{0}文字以上で、推測されにくいものにしてください",
    "rule.wrongPassword": "現在のパスワードが違います",
    "rule.isCorporateNumber": "法人番号の検査数字が合いません",
    "rule.emailTaken": "このメールアドレスはすでに登録されています",
    "rule.externalAdministrator": "社外の方を管理者にすることはできません",
    "rule.lastAdministrator":
      "サインインできる管理者が一人もいなくなるため、変更できません",
    "rule.lastHead":
      "対応責任者が一人もいなくなるため、変更できません。先に後任を指定してください",
    "rule.alreadyMember": "すでにメンバーです",
    "rule.expiryNeeded": "委託先オペレーターには終了日が必要です",
    "rule.employerNeeded":
      "委託先オペレーターにできるのは、勤務先(委託先)が登録されている人だけです",
    "rule.vendorAgentOnly": "委託先オペレーターには付けられません",
    "rule.vendorAgentHasEmployer":
      "委託先オペレーターとして参加している事案があるため、勤務先を空にできません",
    "rule.auditorStaysOutside":
      "監査人はすべての事案を閲覧できるため、メンバーにはなれません",
    "rule.isTransition": "いまの状態からは移れません",
    "rule.secondPerson": "依頼した本人は承認できません",
    "rule.isRetracted": "取り消された記録です。先に元に戻してください",
    "rule.isNotRetracted": "取り消されていない記録です",
    "rule.isWithdrawn": "取り消された記録です",
    "rule.isPromise":
      "公表した約束です。約束でなくす理由を書いてから行ってください",
    "rule.isOver":
      "取りやめたか取り消された対策です。公表した約束にはできません",
    "rule.otherPersonVerifies":
      "実施済みにした本人は確認できません。ほかの人が確認してください",
    "rule.beforeItBegan": "実施・開始より前の日時になっています",
    "rule.preservationNeeded":
      "消去の前に保全が必要です。保全したイメージのファイルを選ぶか、だれが・どこに・いつ保全したかを書いてください",
    "rule.momentExists":
      "この日時はすでに記録されています。「改める」から変更してください",
    "rule.completedBeforeRequested":
      "調査の完了が、正式な依頼より前になっています",
    "rule.editionExists": "この種類の報告書には同じ版がすでにあります",
    "rule.isRetired": "使用を終えた手順書です",
    "rule.notHeldYet": "開催した会議にだけ記録できます",
    "rule.hasNextMeeting": "次の会議はもう予定されています",
    "rule.eitherMember": "メンバーか社外の人の、どちらか一方です",
    "rule.isNamedTwice": "同じ相手が2回選ばれています",
    "rule.hasReports":
      "この調査で受け取った報告書があります。先に報告書を取り消してください",
    "rule.hasHandovers":
      "この報告書を渡した記録があります。先に配布の記録を取り消してください",
    "rule.basisNeeded": "弁護士限りとする根拠を入力してください",
    "rule.counselOnly": "弁護士限りの記録は、閲覧できる人だけが作成できます",
    "rule.otherDayEntry": "同じ日の記録の後ろにだけ移せます",
    "rule.otherDayLine": "この行は別の日の出来事です",
    "rule.followsRecord":
      "この行は別の画面の記録が書いたものです。日時の変更と取り消しはその記録で行ってください",
    "rule.nothingChanges": "変更がありません",
    "rule.movePending": "承認待ちの変更があります",
    "rule.milestoneExists": "この節目はすでに記録されています",
    "rule.lineExists": "この連絡先はすでに登録されています",
    "rule.startsThatDay":
      "この日から適用する受付時間はすでに登録されています。そちらを直してください",
    "rule.hasOwnHours":
      "この日の休業・臨時受付はすでに登録されています。そちらを直してください",
    "rule.codeExists": "このコードはすでに使われています",
    "rule.importNewer":
      "同じ種類のもっと新しい取り込みがあります。新しいものから順に取り消してください",
    "rule.importFrozen":
      "確定した対象範囲がこの取り込みのデータに基づいているため、取り消せません",
    "rule.importCorrected":
      "この取り込みで加わった顧客に訂正が入っているため、取り消せません",
    "rule.importLinked":
      "この取り込みで加わった顧客が同じ人として結び付けられているため、取り消せません",
    "rule.importInquired":
      "この取り込みで加わった顧客からの問い合わせがあるため、取り消せません",
    "rule.notOfDesk": "窓口の担当者ではありません",
    "rule.callBackPhone": "折り返しをご希望の場合は電話番号が必要です",
    "rule.notForCustomers": "顧客(登録日)を選ぶ経路では指定できません",
    "rule.listOfCustomers": "顧客を選ぶ経路には会員IDのリストだけを使えます",
    "rule.tooManyExposures": "有効な流出経路は%{0}件までです",
    "rule.noExposures": "有効な流出経路がありません",
    "rule.noOfficialRun":
      "確定した対象範囲がありません。先に範囲を確定してください",
    "rule.nobodyToMakeCodesFor": "この対象に当てはまる顧客がいません",
    "rule.codesDownloaded":
      "この照会番号はすでにダウンロードされました。もう一度必要なときは、新しく作ってください",
    "rule.codesRevoked": "この照会番号は無効にされています",
    "rule.codesNotMade": "照会番号がまだ作られていません",
    "rule.wrongCodeKey":
      "照会番号の鍵が、これまでのものと違います。管理者にご連絡ください",
    "rule.loginDataLeaked":
      "ログイン情報(IDまたはパスワード)が漏えいした項目に含まれているため、受け付けられません",
    "rule.rulingOutNeeded":
      "ログイン情報が漏れていないといえる根拠を記入してください",
    "rule.notInFuture": "これから先の日時は記録できません",
    "rule.notAReceipt":
      "受付番号の形ではありません。R-XXXX-XXXX の形で、読み違いがないかご確認ください",
    "rule.runNotDone": "計算が終わった実行だけを確定できます",
    "rule.listInUse":
      "このリストを使う流出経路があります。先に経路を変更するか取り消してください",
    "rule.runTooLong":
      "計算が時間内に終わりませんでした。コマンドラインから実行してください",
    "rule.dataItemsNeeded": "項目を選んでください",
    "rule.isDecision": "判断の詳細は種類が「判断」の記録にだけ付けられます",
    "rule.isCsv":
      "CSVとして読み取れません。1行目に「日付」と「内容」の見出しが必要です",
    "rule.isUserCsv":
      "CSVとして読み取れません。1行目に「氏名」と「メールアドレス」の見出しが必要です",
    "rule.unknownReference": "指定された項目が見つかりません",
    "rule.isNoCardNumber": "カード番号の可能性がある数は入力できません",
    "rule.isSha256": "SHA-256 は 16進数 64桁で入力してください",
    "rule.otherContent": "届いたファイルの内容と一致しません",
    "rule.nothingToPurge": "ここに保管している中身がありません",
    "rule.policeOnly":
      "相談・情報提供・被害届の別は、警察への報告にだけ指定できます",
    "rule.isFiled":
      "提出済みの報告の内容は変えられません。受理番号などは追記し、誤りは取り下げてください",
    "rule.isNotFiled": "提出済みの報告ではありません",
    "rule.isYardstick": "目安は、初日と末日の両方を日で指定してください",
    "rule.momentNotUsed": "この種類の日時では指定できません",
    "rule.untilBeforeStart": "終わりが始まりより前です",
    "rule.otherDay": "時刻が日付と合っていません",
    "rule.answeredBefore": "回答が依頼より前になります",
    "rule.stopOverlaps":
      "「%{0}」の%{1}は、この期間にすでに停止が記録されています",
    "rule.isStopped": "まだ再開していません",
    "rule.isResumed": "すでに再開しています",
    "rule.resumeGate":
      "再開の条件がまだ%{0}件満たされていません。満たすか、対応責任者が理由を付けて免除してください",
    "rule.resumeGateMet": "再開の条件はすべて満たされています",
    "rule.agreementStays": "決済代行会社などの同意は、条件から外せません",
    "rule.isSlug":
      "半角の英小文字・数字・ハイフンで、2〜41文字にしてください(先頭は英数字)",
    "rule.alreadyThere": "すでに登録されています",
    "rule.slugTaken": "このアドレスはほかの事案が使っています",
    "rule.slugReserved": "このアドレスは使えません",
    "rule.slugStays": "公開中はアドレスを変えられません",
    "rule.isPassageKey":
      "半角の英小文字で始まり、英小文字・数字・下線で40文字以内にしてください",
    "rule.passageExists": "同じ名前の共通文がすでにあります",
    "rule.mergeMalformed":
      "差し込みの書き方が正しくありません: %{0}(例 {{fact.affected.cards}})",
    "rule.mergeUnknown": "この名前の差し込みはありません: %{0}",
    "rule.mergeNested": "共通文の中に共通文は差し込めません: %{0}",
    "rule.mergeEmpty": "記録にまだ値がありません: %{0}",
    "rule.mergeNotApproved": "共通文がまだ承認されていません: %{0}",
    "rule.languageMissing": "公表に使う言語の文がありません: %{0}",
    "rule.noteNeeded": "前の版から何が変わったかを書いてください",
    "rule.nothingNew": "公開中の版と同じ内容です",
    "rule.notPublished": "公開されていません",
    "rule.publicationMoved":
      "依頼のあとで記録の値が変わりました。内容を確かめて、もう一度依頼してください",
    "rule.isApprovedAlready": "すでに承認されています",
    "rule.ownPassage": "書いた本人は承認できません",
    "rule.untilBeforeFrom": "終了日が開始日より前です",
  },
  en: {
    "rule.isString": "Enter text",
    "rule.isNotBlank": "Required",
    "rule.isOneLine": "Enter one line only",
    "rule.maxLength": "At most %{0} characters",
    "rule.minLength": "At least %{0} characters",
    "rule.isIn": "Choose one of the options",
    "rule.isSomeOf": "Choose from the options",
    "rule.isBoolean": "Answer yes or no",
    "rule.isInt": "Enter a whole number",
    "rule.min": "At least %{0}",
    "rule.max": "At most %{0}",
    "rule.isUuid": "Not the form of an id",
    "rule.isCalendarDay": "Enter a day that exists (such as 2016-08-18)",
    "rule.isInstant":
      "Not a date and time with offset (such as 2016-08-18T14:30+09:00)",
    "rule.isTimeZone": "Not the name of a time zone (such as Asia/Tokyo)",
    "rule.isMailAddress": "Not the form of an e-mail address",
    "rule.isPhoneNumber": "Not the form of a telephone number",
    "rule.isPhoneOrMail":
      "This is neither a telephone number nor an e-mail address",
    "rule.isWallTime": "Write the time like 09:00",
    "rule.isWallTimeEnd": "Write the time like 17:00, at most 24:00",
    "rule.isInOrder":
      "In order, not over each other, each ending after it begins",
    "rule.hasHeld": "This changes hours that have held already. Say why",
    "rule.oneTerm": "Either minutes or business days",
    "rule.isBilingual": "Enter at least one of Japanese and English",
    "rule.isArray": "Expected a list",
    "rule.arrayMaxSize": "At most %{0} items",
    "rule.isNotEmpty": "At least one item",
    "rule.isIds": "Some of these are no ids",
    "rule.isLines": "At most %{0} characters in each line",
    "rule.isObject": "Not of the expected form",
    "rule.isListOfObjects": "Not of the expected form",
    "rule.nestedValidation": "Not of the expected form",
    "rule.whitelistValidation": "This property is not accepted",
    "rule.unknownValue": "Not of the expected form",
    "rule.hasRejectedRows": "Some rows cannot be taken, so none was",
    "rule.isWellFormed":
      "Contains characters that cannot be stored (such as control characters)",
    "rule.hasCardNumber": "This must not be or hold a card number",
    "rule.isShallow": "Nested too deeply, or too many properties",
    "rule.isPlainKey": "This property name cannot be used",
    "rule.isMoment": "Date and time do not fit together",
    "rule.isPassword": "At least %{0} characters, and not easy to guess",
    "rule.wrongPassword": "The present password is wrong",
    "rule.isCorporateNumber": "The check digit does not fit",
    "rule.emailTaken": "This e-mail address is already registered",
    "rule.externalAdministrator": "An external person cannot be administrator",
    "rule.lastAdministrator": "No administrator who can sign in would be left",
    "rule.lastHead":
      "No head of response would be left. Name a successor first",
    "rule.alreadyMember": "Already a member",
    "rule.expiryNeeded": "A vendor agent needs a last day",
    "rule.employerNeeded":
      "Only somebody whose employer is registered can be a vendor agent",
    "rule.vendorAgentOnly": "Not for a vendor agent",
    "rule.vendorAgentHasEmployer":
      "Is a vendor agent in an incident, and so needs an employer",
    "rule.auditorStaysOutside":
      "Auditors read every incident and are not members of any",
    "rule.isTransition": "Not reachable from the present status",
    "rule.secondPerson": "Whoever asked cannot approve",
    "rule.isRetracted": "This entry is retracted. Restore it first",
    "rule.isNotRetracted": "This entry is not retracted",
    "rule.isWithdrawn": "This record is withdrawn",
    "rule.isPromise":
      "This was published as a promise. Say first why it is one no more",
    "rule.isOver":
      "This measure was dropped or withdrawn. It cannot be a published promise",
    "rule.otherPersonVerifies":
      "Whoever marked it done cannot verify it. Somebody else has to",
    "rule.beforeItBegan": "This lies before it was done or began",
    "rule.preservationNeeded":
      "Preserve before you delete: choose the file of the image, or say who preserved it, where and when",
    "rule.momentExists": "This moment is already recorded. Move it instead",
    "rule.completedBeforeRequested":
      "The investigation cannot be completed before it was requested",
    "rule.editionExists":
      "There is a report of this kind with the same edition already",
    "rule.isRetired": "This playbook is retired",
    "rule.notHeldYet": "Only for a meeting that was held",
    "rule.hasNextMeeting": "A next meeting is planned already",
    "rule.eitherMember": "Either a member or somebody from outside",
    "rule.isNamedTwice": "Named twice",
    "rule.hasReports": "It has reports. Withdraw them first",
    "rule.hasHandovers": "It was handed over. Withdraw that first",
    "rule.basisNeeded": "Give the basis for counsel only",
    "rule.counselOnly":
      "Only those who may read counsel-only entries can write them",
    "rule.otherDayEntry": "Only behind an entry of the same day",
    "rule.otherDayLine": "This line is of another day",
    "rule.followsRecord":
      "A record of another screen wrote this line. Move or retract it there",
    "rule.nothingChanges": "Nothing changes",
    "rule.movePending": "A change is waiting for approval",
    "rule.milestoneExists": "This milestone is already recorded",
    "rule.lineExists": "This line is there already",
    "rule.startsThatDay":
      "Hours that begin on this day are there already. Change those",
    "rule.hasOwnHours": "This day is there already. Change that one",
    "rule.codeExists": "This code is taken already",
    "rule.importNewer":
      "There is a newer import of this kind: undo the newest first",
    "rule.importFrozen":
      "A scope that was made official rests on what this import brought: it cannot be undone",
    "rule.importCorrected":
      "A customer that this import brought has been corrected: it cannot be undone",
    "rule.importLinked":
      "A customer that this import brought has been linked to a person: it cannot be undone",
    "rule.importInquired":
      "Customers it brought have asked since, so it cannot be undone",
    "rule.notOfDesk": "Does not answer inquiries here",
    "rule.callBackPhone": "A telephone number is needed to be called back",
    "rule.notForCustomers": "Not for an exposure that chooses customers",
    "rule.listOfCustomers":
      "An exposure that chooses customers takes a list of customer ids only",
    "rule.tooManyExposures": "At most %{0} exposures at a time",
    "rule.noExposures": "There is no current exposure",
    "rule.noOfficialRun": "No scope run is official yet. Freeze one first",
    "rule.nobodyToMakeCodesFor": "No customer is meant by this",
    "rule.codesDownloaded":
      "These codes were downloaded already. Make new ones if they are needed again",
    "rule.codesRevoked": "These codes are revoked",
    "rule.codesNotMade": "The codes have not been made yet",
    "rule.wrongCodeKey":
      "The key of the codes is not the one used so far. Please tell the administrator",
    "rule.loginDataLeaked":
      "Log-in data (id or password) are among the data that leaked: this cannot be switched on",
    "rule.rulingOutNeeded": "Say what rules log-in data out of the leak",
    "rule.notInFuture": "This has not happened yet",
    "rule.notAReceipt":
      "This is no receipt number. It looks like R-XXXX-XXXX; a sign may have been misread",
    "rule.runNotDone": "Only a run that is done can be made official",
    "rule.listInUse": "An exposure uses this list. Change or withdraw it first",
    "rule.runTooLong": "This took too long. Run it on the command line",
    "rule.dataItemsNeeded": "Choose at least one kind of data",
    "rule.isDecision":
      "Only entries of type decision carry the details of a decision",
    "rule.isCsv":
      "Not readable as CSV. The first line needs the headings Date and Text",
    "rule.isUserCsv":
      "Not readable as CSV. The first line needs the headings Name and E-mail",
    "rule.unknownReference": "No such record",
    "rule.isNoCardNumber": "This number could be the number of a card",
    "rule.isSha256": "A SHA-256 has 64 hexadecimal digits",
    "rule.otherContent": "This is not the content that arrived",
    "rule.nothingToPurge": "No content of this file is kept here",
    "rule.policeOnly":
      "Only a contact with the police is a consultation, a tip or a damage report",
    "rule.isFiled":
      "What was filed cannot be changed. Add what arrived later, or withdraw it",
    "rule.isNotFiled": "This report has not been filed",
    "rule.isYardstick": "A yardstick needs its first and its last day, as days",
    "rule.momentNotUsed": "Not used with this kind of date",
    "rule.untilBeforeStart": "The end lies before the start",
    "rule.otherDay": "The time does not lie on that day",
    "rule.answeredBefore": "The answer would lie before the request",
    "rule.stopOverlaps":
      "“%{0}”, %{1}: a stop is recorded in this time already",
    "rule.isStopped": "This has not been resumed yet",
    "rule.isResumed": "This has been resumed already",
    "rule.resumeGate":
      "%{0} conditions are not met yet. Meet them, or let the head of response waive them with a reason",
    "rule.resumeGateMet": "All conditions are met",
    "rule.agreementStays":
      "The agreement of those who settle the payments stays among the conditions",
    "rule.isSlug":
      "2 to 41 lower-case letters, digits and hyphens; a letter or digit first",
    "rule.alreadyThere": "This is there already",
    "rule.slugTaken": "Another incident has this address",
    "rule.slugReserved": "This address cannot be used",
    "rule.slugStays": "The address stays while the page is published",
    "rule.isPassageKey":
      "Up to 40 lower-case letters, digits and underscores; a letter first",
    "rule.passageExists": "There is a passage of this name already",
    "rule.mergeMalformed":
      "Not a merge field: %{0} (such as {{fact.affected.cards}})",
    "rule.mergeUnknown": "There is nothing of this name to merge: %{0}",
    "rule.mergeNested": "A passage cannot hold another passage: %{0}",
    "rule.mergeEmpty": "The record has no value for it yet: %{0}",
    "rule.mergeNotApproved": "The passage has not been approved yet: %{0}",
    "rule.languageMissing":
      "There is no text in a language we publish in: %{0}",
    "rule.noteNeeded": "Say what changed against the edition before",
    "rule.nothingNew": "This is what the published edition says already",
    "rule.notPublished": "Nothing is published",
    "rule.publicationMoved":
      "Values of the record changed since this was asked. Look at the text and ask again",
    "rule.isApprovedAlready": "This has been approved already",
    "rule.ownPassage": "Who wrote it cannot approve it",
    "rule.untilBeforeFrom": "The end lies before the start",
  },
};
