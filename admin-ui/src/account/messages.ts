import type { Messages } from "@keii/shared";

export const accountScreenMessages: Messages = {
  ja: {
    "own.title": "自分の設定",
    "own.looks.title": "表示と操作",
    "own.looks.language": "言語",
    "own.looks.theme": "配色",
    "own.looks.keys": "1文字のキー操作(n、/、j、k、eなど)を使う",
    "own.looks.keysHint":
      "?キーで、その画面で使えるキーの一覧が出ます。日本語の変換中や入力欄の中では働きません。",
    "own.looks.saved": "保存しました",
    "own.password.title": "パスワードの変更",
    "own.password.current": "現在のパスワード",
    "own.password.next": "新しいパスワード",
    "own.password.repeat": "新しいパスワード(確認)",
    "own.password.rule":
      "%{count}文字以上。言葉をいくつか並べると覚えやすくなります",
    "own.password.ends":
      "変更すると、ほかの端末やブラウザーではサインアウトされます。この画面はそのまま使えます。",
    "own.password.submit": "パスワードを変更する",
    "own.password.done":
      "パスワードを変更しました。ほかの端末ではサインアウトされています",
    "own.sessions.title": "サインイン中の端末",
    "own.sessions.intro":
      "あなたのアカウントでサインインしている端末です。心当たりのないものがあれば、終了してパスワードを変えてください。",
    "own.sessions.client": "端末・ブラウザー",
    "own.sessions.startedAt": "サインイン",
    "own.sessions.lastUsedAt": "最終利用",
    "own.sessions.acts": "操作",
    "own.sessions.current": "この画面",
    "own.sessions.end": "終了する",
    "own.sessions.endOne": "%{client}のサインインを終了する",
    "own.sessions.endOthers": "ほかをすべて終了する",
    "own.sessions.sentence":
      "ほかの%{smart_count}か所をサインアウトさせます。そこで入力中の内容は下書きに残っていることがあります。",
    "own.sessions.ended": "終了しました",
    "own.sessions.alone": "サインインしているのはこの画面だけです。",
    "own.calendar.title": "カレンダーでの購読",
    "own.calendar.intro":
      "参加している事案の期限を、お使いのカレンダーに表示できます。下の所在地、ユーザー名、カレンダー専用のパスワードを登録してください。このパスワードで開けるのは期限の一覧だけです。サインイン用のパスワードを変えると失効します。",
    "own.calendar.address": "所在地(URL)",
    "own.calendar.user": "ユーザー名",
    "own.calendar.password": "パスワード",
    "own.calendar.hidden": "発行時に一度だけ表示しました",
    "own.calendar.once":
      "パスワードを表示するのは今だけです。カレンダーに登録してから離れてください。",
    "own.calendar.madeAt": "発行",
    "own.calendar.lastUsedAt": "最終利用",
    "own.calendar.unused": "まだ使われていません",
    "own.calendar.copyAddress": "所在地をコピー",
    "own.calendar.copyUser": "ユーザー名をコピー",
    "own.calendar.copyPassword": "パスワードをコピー",
    "own.calendar.make": "カレンダー用パスワードを発行する",
    "own.calendar.replace": "パスワードを発行し直す",
    "own.calendar.replaceSentence":
      "いまのパスワードはすぐに使えなくなります。登録済みのカレンダーには、新しいパスワードを入れ直してください。",
    "own.calendar.revoke": "購読をやめる",
    "own.calendar.revokeSentence":
      "パスワードはすぐに使えなくなり、カレンダーは期限を取得できなくなります。",
    "own.calendar.revoked": "カレンダー用パスワードを失効させました",
  },
  en: {
    "own.title": "My settings",
    "own.looks.title": "Looks and keys",
    "own.looks.language": "Language",
    "own.looks.theme": "Colours",
    "own.looks.keys": "Use single-letter keys (n, /, j, k, e and others)",
    "own.looks.keysHint":
      "The ? key lists the keys of a screen. They do nothing during Japanese conversion and inside fields.",
    "own.looks.saved": "Saved",
    "own.password.title": "Change the password",
    "own.password.current": "Present password",
    "own.password.next": "New password",
    "own.password.repeat": "New password, again",
    "own.password.rule":
      "At least %{count} characters. A few words in a row are easy to remember",
    "own.password.ends":
      "Signs you out on other devices and browsers. This screen goes on.",
    "own.password.submit": "Change the password",
    "own.password.done":
      "The password was changed. Other devices have been signed out",
    "own.sessions.title": "Where I am signed in",
    "own.sessions.intro":
      "Devices signed in with your account. End whatever you do not recognise, and change your password.",
    "own.sessions.client": "Device, browser",
    "own.sessions.startedAt": "Signed in",
    "own.sessions.lastUsedAt": "Last used",
    "own.sessions.acts": "Acts",
    "own.sessions.current": "this screen",
    "own.sessions.end": "End",
    "own.sessions.endOne": "End the session of %{client}",
    "own.sessions.endOthers": "End all others",
    "own.sessions.sentence":
      "Signs out one other place. What is being typed there may be kept as a draft. |||| Signs out %{smart_count} other places. What is being typed there may be kept as a draft.",
    "own.sessions.ended": "Ended",
    "own.sessions.alone": "You are signed in on this screen only.",
    "own.calendar.title": "In your calendar",
    "own.calendar.intro":
      "Your calendar program can show what is due in your incidents. Give it the address, the user name and a password of its own. That password opens the list of what is due and nothing else; it ends when you change your sign-in password.",
    "own.calendar.address": "Address",
    "own.calendar.user": "User name",
    "own.calendar.password": "Password",
    "own.calendar.hidden": "shown once, when it was made",
    "own.calendar.once":
      "The password is shown only now. Enter it in your calendar before you leave.",
    "own.calendar.madeAt": "Made",
    "own.calendar.lastUsedAt": "Last used",
    "own.calendar.unused": "not used yet",
    "own.calendar.copyAddress": "Copy the address",
    "own.calendar.copyUser": "Copy the user name",
    "own.calendar.copyPassword": "Copy the password",
    "own.calendar.make": "Make a calendar password",
    "own.calendar.replace": "Make a new password",
    "own.calendar.replaceSentence":
      "The present password stops working at once. Enter the new one in the calendars that use it.",
    "own.calendar.revoke": "End the subscription",
    "own.calendar.revokeSentence":
      "The password stops working at once, and calendars no longer get what is due.",
    "own.calendar.revoked": "The calendar password was ended",
  },
};
