import type { Language } from "@keii/shared";

/** What the portal itself says. English has the same words by its type; texts of the company come from the database. */
const ja = {
  skip: "本文へ進む",
  navigation: "このサイトのページ",
  languages: "言語",
  report: "お知らせ",
  faq: "よくあるご質問",
  check: "対象かどうかの確認",
  inquiry: "お問い合わせ",
  my: "マイページ",
  messages: "当社からの連絡の見分け方",
  incidents: "公表している事案",
  noIncidents: "現在、公表している事案はありません。",
  publishedOn: (day: string) => `${day} 公表`,
  updatedOn: (day: string) => `${day} 更新`,
  revisedOn: (day: string, no: number) => `${day} 更新（第${no}版）`,
  revision: (no: number) => `第${no}版`,
  amendments: "お知らせの訂正・追記",
  whatYouCanDo: "このページからできること",
  toCheck: "ご自身が対象かどうかを確認する",
  toFaq: "よくあるご質問を読む",
  toInquiry: "お問い合わせを送る",
  toMy: "お問い合わせへのお答えを読む（マイページ）",
  toMessages: "当社からの連絡かどうかを見分ける",
  noFaq: "掲載しているご質問はまだありません。",
  faqSections: "目次",
  sentIntroduction:
    "当社がこの件でお客様へお送りした連絡は、次のものだけです。",
  noneSent: "当社がこの件でお客様へお送りした連絡は、まだありません。",
  impostors: "当社を装った連絡にご注意ください",
  kinds: { mail: "メール", letter: "郵便", phone: "電話" },
  sender: "差出人",
  subject: "件名",
  looksLike: "特徴",
  fromTo: (from: string, until: string | null) =>
    until === null ? `${from}から` : `${from}から${until}まで`,
  desk: "お客様窓口",
  phone: "電話",
  mail: "メール",
  hours: "受付時間",
  hoursFrom: (day: string) => `${day}からの受付時間`,
  colon: "：",
  toDay: "〜",
  andDay: "・",
  nextDays: "／",
  closedOnHolidays: "祝日 休み",
  noDesk: "窓口の受付時間は、決まりしだいこのページに掲載します。",
  problemTitle: "ご確認ください",
  errorPrefix: "エラー：",
  required: "（必須）",
  send: "送信する",
  tooLong: "長すぎます。短くしてください。",
  missing: "入力してください。",
  notFoundTitle: "ページが見つかりません",
  notFound:
    "アドレスをもう一度お確かめください。公表している事案は最初のページにあります。",
  toStart: "最初のページへ",
  unavailableTitle: "ただいま混み合っています",
  unavailable: (seconds: number) =>
    `ただいまお答えできません。${waitingJa(seconds)}ほどたってから、もう一度お試しください。お急ぎの方はお電話でもご確認いただけます。`,
  tooManyTitle: "続けてのご利用が多くなっています",
  tooMany: (seconds: number) =>
    `${waitingJa(seconds)}ほどたってから、もう一度お試しください。お電話でもお調べします。`,
  faultTitle: "表示できませんでした",
  fault:
    "当社のシステムの不具合です。お手数ですが、お電話でお問い合わせください。",
  malformedTitle: "読み取れませんでした",
  malformed:
    "送られた内容を読み取れませんでした。前のページへ戻り、もう一度お試しください。",
  methodTitle: "この操作はできません",
  method: "最初のページからやり直してください。",
  tooLargeTitle: "内容が長すぎます",
  tooLarge: "送られた内容が長すぎます。短くして、もう一度お試しください。",
  foreignTitle: "このページからお送りください",
  foreign:
    "ほかのサイトから送られた内容は受け付けていません。このサイトのページを開いて入力してください。",
  expired:
    "ページを開いてから時間がたったため、まだ送信していません。お手数ですが、もう一度送信してください。",
  expiredSecret:
    "ページを開いてから時間がたったため、まだ送信していません。お手数ですが、番号などをもう一度入力して送信してください。",
  checkTitle: "ご自身が対象かどうかの確認",
  checkIntroduction:
    "お送りしたお手紙またはメールにある番号を入力してください。ほかの情報はいりません。",
  code: "お手紙の番号",
  codeHint:
    "ハイフンや空白はあってもなくてもかまいません。大文字・小文字、全角・半角のどれでも入力できます。",
  checkNow: "確認する",
  accountTitle: "番号がお手元にない方",
  accountIntroduction:
    "ショップの会員IDとパスワードでも確認できます。入力された内容は、確認のためだけに使い、保存しません。",
  shop: "ご利用のショップ",
  choose: "選んでください",
  accountId: "会員ID",
  accountPassword: "パスワード",
  accountNow: "会員IDで確認する",
  noLetter:
    "番号がお手元にない方は、お電話かお問い合わせフォームでお調べします。お手紙が届いていれば、ここで確認していただかなくても、お手紙だけでお分かりいただけます。",
  notConfirmed:
    "番号を確認できませんでした。お手紙の番号をもう一度ご覧ください。お電話でもお調べします",
  noCheck:
    "このページでの確認は、現在受け付けていません。お電話でお調べします。",
};

function waitingJa(seconds: number): string {
  return seconds < 60 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分`;
}

export type PortalWords = typeof ja;

const en: PortalWords = {
  skip: "Skip to content",
  navigation: "Pages of this site",
  languages: "Language",
  report: "Report",
  faq: "Questions and answers",
  check: "Am I affected?",
  inquiry: "Ask us",
  my: "My page",
  messages: "Is a message really ours?",
  incidents: "Published incidents",
  noIncidents: "No incident is published at present.",
  publishedOn: (day) => `Published on ${day}`,
  updatedOn: (day) => `Updated on ${day}`,
  revisedOn: (day, no) => `Updated on ${day} (version ${no})`,
  revision: (no) => `Version ${no}`,
  amendments: "Corrections and additions to this report",
  whatYouCanDo: "What you can do here",
  toCheck: "Check whether you are affected",
  toFaq: "Read questions and answers",
  toInquiry: "Send us a question",
  toMy: "Read our answer to you (My page)",
  toMessages: "Tell whether a message is really ours",
  noFaq: "No questions have been published yet.",
  faqSections: "Contents",
  sentIntroduction:
    "In this matter we have sent our customers the following messages, and no others.",
  noneSent: "In this matter we have not sent our customers any message yet.",
  impostors: "Beware of messages that pretend to be from us",
  kinds: { mail: "E-mail", letter: "Letter", phone: "Telephone" },
  sender: "Sender",
  subject: "Subject",
  looksLike: "What it looks like",
  fromTo: (from, until) =>
    until === null ? `from ${from}` : `${from} to ${until}`,
  desk: "Customer desk",
  phone: "Telephone",
  mail: "E-mail",
  hours: "Hours",
  hoursFrom: (day) => `Hours from ${day}`,
  colon: ": ",
  toDay: "–",
  andDay: ", ",
  nextDays: "; ",
  closedOnHolidays: "closed on public holidays",
  noDesk: "The hours of the desk will be given here as soon as they are set.",
  problemTitle: "Please check",
  errorPrefix: "Error: ",
  required: "(required)",
  send: "Send",
  tooLong: "Too long. Please shorten it.",
  missing: "Please fill this in.",
  notFoundTitle: "Page not found",
  notFound:
    "Please check the address. The published incidents are on the first page.",
  toStart: "To the first page",
  unavailableTitle: "We are very busy at present",
  unavailable: (seconds) =>
    `We cannot answer right now. Please try again in about ${waitingEn(seconds)}. If it is urgent, you can also ask by telephone.`,
  tooManyTitle: "Too many attempts in a row",
  tooMany: (seconds) =>
    `Please try again in about ${waitingEn(seconds)}. We can also look it up for you by telephone.`,
  faultTitle: "This page could not be shown",
  fault: "Something is wrong on our side. We are sorry. Please telephone us.",
  malformedTitle: "We could not read that",
  malformed:
    "What was sent could not be read. Please go back and try once more.",
  methodTitle: "This cannot be done",
  method: "Please start again from the first page.",
  tooLargeTitle: "Too long",
  tooLarge: "What was sent is too long. Please shorten it and try again.",
  foreignTitle: "Please send this from our own page",
  foreign:
    "We do not accept what is sent from other sites. Please open the page here and fill it in.",
  expired:
    "The page was open for a long time, so nothing has been sent yet. Please send it once more.",
  expiredSecret:
    "The page was open for a long time, so nothing has been sent yet. Please type the number once more and send it.",
  checkTitle: "Check whether you are affected",
  checkIntroduction:
    "Please type the number printed in the letter or mail we sent you. We ask for nothing else.",
  code: "Number in your letter",
  codeHint: "With or without hyphens and spaces, in capital or small letters.",
  checkNow: "Check",
  accountTitle: "If you have no number",
  accountIntroduction:
    "You can also check with the customer id and password of the shop. What you type is used for this check alone and is not kept.",
  shop: "Shop",
  choose: "Please choose",
  accountId: "Customer id",
  accountPassword: "Password",
  accountNow: "Check with your id",
  noLetter:
    "If you have no number, we can look it up by telephone or through the form “Ask us”. If you have our letter, it tells you everything; you need not check here.",
  notConfirmed:
    "We could not confirm this number. Please look at the number in your letter once more. We can also look it up for you by telephone",
  noCheck:
    "Checking on this page is not available at present. We can look it up for you by telephone.",
};

function waitingEn(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

export const portalWords: Record<Language, PortalWords> = { ja, en };
