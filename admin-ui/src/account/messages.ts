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
  },
};
