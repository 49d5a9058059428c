import {
  longestInquiry,
  type InquiryCategory,
  type Language,
} from "@keii/shared";
import type { PortalThread } from "./portal-inquiries.js";

interface InquiryWords {
  introduction: string;
  /** How long an answer takes at present. */
  waiting: (seconds: number | null) => string;
  signedIn: string;
  signedOut: string;
  category: string;
  categories: Record<InquiryCategory, string>;
  strangeCharge: string;
  text: string;
  textHint: string;
  name: string;
  nameHint: string;
  email: string;
  emailHint: string;
  phone: string;
  phoneHint: string;
  callBack: string;
  callBackHint: string;
  noCallBack: string;
  send: string;
  optional: string;
  pick: string;
  noMail: string;
  noPhone: string;
  phoneForCall: string;
  slotGone: string;
  received: string;
  receipt: string;
  readingCode: string;
  keepCode: string;
  codeShownBefore: string;
  readSignedIn: string;
  willCall: (slot: string) => string;
  print: string;
  toMy: string;
  mySignedOut: string;
  toCheck: string;
  byCode: string;
  byCodeIntroduction: string;
  receiptHint: string;
  codeHint: string;
  open: string;
  notFound: string;
  verdict: string;
  inquiries: string;
  noInquiries: string;
  ask: string;
  endsAt: (at: string) => string;
  signOut: string;
  signOutTitle: string;
  signOutText: string;
  thread: string;
  status: Record<PortalThread["status"], string>;
  by: Record<"customer" | "desk", string>;
  reply: string;
  replyTo: (receipt: string) => string;
  sendReply: string;
  replied: string;
  full: string;
}

/** What the pages say of questions to the company. */
export const inquiryWords: Record<Language, InquiryWords> = {
  ja: {
    introduction:
      "ご質問やご心配なことをお書きください。お答えは、このサイトの「マイページ」でお読みいただけます。",
    waiting: (seconds) =>
      seconds === null
        ? "順番にお答えしています。お答えまでの時間は、まだお約束できません。お急ぎの方はお電話ください。"
        : `現在、お答えまでに${roughlyJa(seconds)}ほどお時間をいただいています。お急ぎの方はお電話ください。`,
    signedIn:
      "ご本人の確認が済んでいます。お名前などを書いていただかなくても、お客様のマイページにお答えします。",
    signedOut:
      "確認から時間がたったため、まだ送信していません。このまま送信していただくと、お答えをお読みいただくための番号をお渡しします。",
    category: "ご用件",
    categories: {
      secondary_damage: "身に覚えのない請求がある",
      affected: "自分が対象かどうか知りたい",
      reissue: "カードの再発行について",
      compensation: "補償について",
      personal_data: "個人情報の取り扱いについて",
      other: "そのほか",
    },
    strangeCharge:
      "身に覚えのない請求があるときは、先にカードの裏にある番号へお電話ください。カード会社で、すぐにカードの利用を止めることができます。",
    text: "お問い合わせの内容",
    textHint: `${longestInquiry.toLocaleString("ja-JP")}字まで。カード番号、暗証番号、パスワードは書かないでください。`,
    name: "お名前",
    nameHint: "書いていただかなくてもお答えします。",
    email: "メールアドレス",
    emailHint:
      "書いていただかなくてもお答えします。確認のためにご連絡することがあります。",
    phone: "電話番号",
    phoneHint: "折り返しの電話をご希望の方はお書きください。",
    callBack: "折り返しの電話",
    callBackHint: "窓口の受付時間内で、ご都合のよい時間帯をお選びください。",
    noCallBack: "希望しない",
    send: "この内容で送信する",
    optional: "（任意）",
    pick: "お選びください。",
    noMail: "メールアドレスの形ではないようです。もう一度ご確認ください。",
    noPhone: "電話番号の形ではないようです。もう一度ご確認ください。",
    phoneForCall: "折り返しをご希望の場合は、電話番号を入力してください。",
    slotGone:
      "お選びの時間帯は受け付けられなくなりました。ほかの時間帯をお選びください。",
    received: "お問い合わせを受け付けました。",
    receipt: "受付番号",
    readingCode: "閲覧番号",
    keepCode:
      "お答えは、マイページで受付番号と閲覧番号を入力してお読みください。閲覧番号はこの画面でしか表示できません。書き写すか、この画面を印刷してお手元に残してください。最後のやり取りから90日間ご利用いただけます。",
    codeShownBefore:
      "この内容はすでに受け付けています。閲覧番号は、受け付けたときの画面に表示しました。お手元にない方は、受付番号を添えて窓口へお電話ください。",
    readSignedIn:
      "お答えはマイページに表示します。次にお読みになるときも、お手紙の番号で確認してからお進みください。",
    willCall: (slot) => `折り返しのご希望：${slot}`,
    print: "この画面は1枚に印刷できます。ブラウザーの印刷をお使いください。",
    toMy: "マイページへ",
    mySignedOut:
      "お手紙の番号で確認していただくと、確認の結果と、これまでのお問い合わせをまとめてご覧いただけます。",
    toCheck: "お手紙の番号で確認する",
    byCode: "受付番号で読む",
    byCodeIntroduction:
      "お問い合わせの際に表示した受付番号と閲覧番号を入力してください。",
    receiptHint: "Qで始まる番号です。",
    codeHint:
      "ハイフンや空白はあってもなくてもかまいません。大文字・小文字、全角・半角のどれでも入力できます。",
    open: "お答えを読む",
    notFound:
      "番号を確認できませんでした。受付番号と閲覧番号をもう一度ご覧ください。お電話でもお調べします",
    verdict: "確認の結果",
    inquiries: "これまでのお問い合わせ",
    noInquiries: "お問い合わせはまだありません。",
    ask: "新しいお問い合わせを送る",
    endsAt: (at) =>
      `操作のないまま${at}を過ぎると、このページは表示されなくなります。ほかの方もお使いの端末では、最後に「終了する」を押してください。`,
    signOut: "終了する",
    signOutTitle: "マイページの終了",
    signOutText: "この端末でマイページの表示を終了します。",
    thread: "お問い合わせとお答え",
    status: {
      received: "受け付けました。お答えをお待ちください。",
      answered: "お答えしました。",
      closed: "完了しました。",
    },
    by: { customer: "お客様", desk: "お客様窓口" },
    reply: "返信",
    replyTo: (receipt) => `${receipt} への返信`,
    sendReply: "返信を送る",
    replied: "返信を受け付けました。",
    full: "やり取りが長くなったため、ここには追加できません。お手数ですが、新しいお問い合わせとしてお送りください。",
  },
  en: {
    introduction:
      "Please tell us your question or worry. You can read our answer on this site, under “My page”.",
    waiting: (seconds) =>
      seconds === null
        ? "We answer in turn, and cannot promise yet how long it takes. If it is urgent, please telephone us."
        : `At present it takes us about ${roughlyEn(seconds)} to answer. If it is urgent, please telephone us.`,
    signedIn:
      "We know who you are from your check. You need not give your name; our answer will be on your page.",
    signedOut:
      "Some time has passed since your check, so nothing has been sent yet. If you send it now, we will give you numbers with which to read our answer.",
    category: "What it is about",
    categories: {
      secondary_damage: "There is a charge I do not recognise",
      affected: "Whether I am affected",
      reissue: "A new card",
      compensation: "Compensation",
      personal_data: "How my data are handled",
      other: "Something else",
    },
    strangeCharge:
      "If there is a charge you do not recognise, please first call the number on the back of your card. The card company can stop the card at once.",
    text: "Your question",
    textHint: `Up to ${longestInquiry.toLocaleString("en-GB")} characters. Please do not write card numbers, PINs or passwords.`,
    name: "Your name",
    nameHint: "We also answer without it.",
    email: "E-mail address",
    emailHint:
      "We also answer without it. We may write to you if we need to ask something.",
    phone: "Telephone number",
    phoneHint: "Needed if you would like us to call you back.",
    callBack: "Call back",
    callBackHint: "Choose a time that suits you while our desk is open.",
    noCallBack: "Not needed",
    send: "Send this",
    optional: " (optional)",
    pick: "Please choose one.",
    noMail: "This does not look like an e-mail address. Please check it.",
    noPhone: "This does not look like a telephone number. Please check it.",
    phoneForCall: "Please give a telephone number if we are to call you back.",
    slotGone: "This time can no longer be taken. Please choose another one.",
    received: "We have received your question.",
    receipt: "Receipt number",
    readingCode: "Reading code",
    keepCode:
      "To read our answer, type the receipt number and the reading code on My page. We can show the reading code only here: please write it down or print this page. It is good for 90 days after the last message.",
    codeShownBefore:
      "We have received this before. The reading code was shown on the page you saw then. If you do not have it, please telephone our desk and give the receipt number.",
    readSignedIn:
      "Our answer will be on My page. To read it later, check with the number in your letter again.",
    willCall: (slot) => `You would like a call: ${slot}`,
    print: "This page prints on one sheet: use Print in your browser.",
    toMy: "To My page",
    mySignedOut:
      "If you check with the number in your letter, you see the result and all your questions in one place.",
    toCheck: "Check with the number in your letter",
    byCode: "Read with a receipt number",
    byCodeIntroduction:
      "Please type the receipt number and the reading code that were shown when you sent your question.",
    receiptHint: "It begins with Q.",
    codeHint:
      "With or without hyphens and spaces, in capital or small letters.",
    open: "Read the answer",
    notFound:
      "We could not confirm these numbers. Please look at the receipt number and the reading code once more. We can also look it up for you by telephone",
    verdict: "Result of your check",
    inquiries: "Your questions",
    noInquiries: "You have not asked us anything yet.",
    ask: "Send another question",
    endsAt: (at) =>
      `Without a further step, this page can be seen until ${at}. If others use this device, please press “Leave” at the end.`,
    signOut: "Leave",
    signOutTitle: "Leave My page",
    signOutText: "My page will no longer be shown on this device.",
    thread: "Your question and our answer",
    status: {
      received: "Received. Please wait for our answer.",
      answered: "Answered.",
      closed: "Completed.",
    },
    by: { customer: "You", desk: "Customer desk" },
    reply: "Reply",
    replyTo: (receipt) => `Reply to ${receipt}`,
    sendReply: "Send the reply",
    replied: "We have received your reply.",
    full: "This exchange has become too long to add to. Please send a new question.",
  },
};

const hour = 3_600;
const day = 24 * hour;

function roughlyJa(seconds: number): string {
  if (seconds <= day) return `${Math.max(1, Math.ceil(seconds / hour))}時間`;
  return `${Math.ceil(seconds / day)}日`;
}

function roughlyEn(seconds: number): string {
  const [count, unit] =
    seconds <= day
      ? [Math.max(1, Math.ceil(seconds / hour)), "hour"]
      : [Math.ceil(seconds / day), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
