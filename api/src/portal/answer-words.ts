import type {
  FeeStanding,
  Language,
  ReceiptChannel,
  SelfCheckStep,
} from "@keii/shared";

interface AnswerWords {
  affected: string;
  unlisted: (day: string) => string;
  notAffected: (day: string) => string;
  /** What a "not affected" does not say. */
  mayChange: string;
  changed: (day: string, before: string) => string;
  before: Record<"affected" | "unlisted" | "not_affected", string>;
  toDo: string;
  steps: (company: string) => Record<SelfCheckStep, string>;
  exposures: string;
  rule: string;
  allSites: string;
  exposure: (
    span: string,
    sites: string,
    subject: "purchases" | "customers",
  ) => string;
  span: (from: string | null, until: string | null) => string;
  dataItems: string;
  purchases: string;
  unknownDay: string;
  card: (brand: string, last4: string) => string;
  morePurchases: (count: number) => string;
  fees: string;
  feesUnknown: string;
  fee: Record<FeeStanding, string>;
  receipt: string;
  receiptUse: string;
  told: (at: string, channel: string, day: string) => string;
  channels: Record<ReceiptChannel, string>;
  print: string;
  list: string;
}

/** What somebody is told about themselves. */
export const answerWords: Record<Language, AnswerWords> = {
  ja: {
    affected: "お客様の情報は、今回の対象に含まれています。",
    unlisted: (day) =>
      `対象の期間にご利用がありますが、${day}時点の調査では、漏えいが確認された一覧に含まれていません。`,
    notAffected: (day) =>
      `${day}時点の調査では、今回の対象に含まれていません。`,
    mayChange:
      "調査の結果が変わったときは、このページの答えも変わります。その場合は当社からもお知らせします。",
    changed: (day, before) =>
      `${day}には「${before}」とお伝えしていましたが、その後の調査で変わりました。`,
    before: {
      affected: "対象に含まれています",
      unlisted: "漏えいが確認された一覧に含まれていません",
      not_affected: "対象に含まれていません",
    },
    toDo: "お願いしたいこと",
    steps: (company) => ({
      call_card_company: `カードの裏にある番号へ電話し、「${company}からカード情報漏えいの連絡を受けた」と伝えて、カードの再発行（番号の変更）を依頼してください。`,
      watch_statements:
        "カードのご利用明細を確認し、覚えのない請求があれば、すぐにカード会社へ連絡してください。",
      change_password:
        "同じパスワードを使っているほかのサービスがあれば、パスワードを変更してください。",
      watch_bank_account:
        "口座の入出金を確認し、覚えのない取引があれば、すぐに金融機関へ連絡してください。",
      beware_of_fraud:
        "当社を装った電話やメールにご注意ください。当社からカード番号や暗証番号、パスワードをお聞きすることはありません。",
      ask_desk:
        "ご不明な点は、下の窓口へ確認番号を添えてお問い合わせください。",
    }),
    exposures: "対象となった期間",
    rule: "今回の対象",
    allSites: "すべてのサイト",
    exposure: (span, sites, subject) =>
      `${span}：${sites}での${subject === "purchases" ? "ご購入" : "会員登録"}`,
    span: (from, until) =>
      from === null && until === null
        ? "期間を問わず"
        : `${from ?? ""}〜${until ?? ""}`,
    dataItems: "漏えいした、またはそのおそれがある項目",
    purchases: "該当するご購入",
    unknownDay: "日付不明",
    card: (brand, last4) =>
      `（カード ${brand}${brand === "" ? "" : " "}下4桁 ${last4}）`,
    morePurchases: (count) => `ほか${count}件`,
    fees: "カード再発行の手数料",
    feesUnknown:
      "手数料については、まだ分かっていません。カード会社へお尋ねください。",
    fee: {
      requested: "手数料をいただかないよう、当社からお願いしています。",
      promised: "手数料はかからないとの回答を得ています。",
      partly: "一部のカードは手数料がかからないとの回答を得ています。",
      unknown: "まだ分かっていません。",
    },
    receipt: "確認番号",
    receiptUse: "お問い合わせの際にお知らせください。",
    told: (at, channel, day) =>
      `${at}に${channel}で確認。${day}時点の調査の結果です。`,
    channels: {
      code: "お手紙の番号",
      password: "ショップのログイン情報",
      mail: "メールのリンク",
      shop: "ショップへのログイン",
      phone: "電話",
      letter: "郵便",
    },
    print: "このページは1枚に印刷できます。ブラウザーの印刷をお使いください。",
    list: "、",
  },
  en: {
    affected: "Your data are among those affected.",
    unlisted: (day) =>
      `You used the shop in the period concerned, but according to the investigation as of ${day} you are not on the list of those whose data were confirmed to have leaked.`,
    notAffected: (day) =>
      `According to the investigation as of ${day}, you are not among those affected.`,
    mayChange:
      "If the result of the investigation changes, the answer on this page changes too. In that case we will also let you know.",
    changed: (day, before) =>
      `On ${day} we told you “${before}”. The investigation has since changed this.`,
    before: {
      affected: "among those affected",
      unlisted: "not on the list of data confirmed to have leaked",
      not_affected: "not among those affected",
    },
    toDo: "What we ask you to do",
    steps: (company) => ({
      call_card_company: `Call the number on the back of your card, say that ${company} told you your card data have leaked, and ask for a new card with a new number.`,
      watch_statements:
        "Check your card statements. If there is a charge you do not recognise, call your card company at once.",
      change_password:
        "If you use the same password elsewhere, change it there.",
      watch_bank_account:
        "Check your bank account. If there is a transaction you do not recognise, call your bank at once.",
      beware_of_fraud:
        "Beware of calls and mails that pretend to be from us. We never ask for a card number, a PIN or a password.",
      ask_desk:
        "If anything is unclear, ask the desk below and give the reference number.",
    }),
    exposures: "The period concerned",
    rule: "Who is affected",
    allSites: "all sites",
    exposure: (span, sites, subject) =>
      `${span}: ${subject === "purchases" ? "purchases" : "accounts"} at ${sites}`,
    span: (from, until) =>
      from === null && until === null
        ? "at any time"
        : `${from ?? "until"} – ${until ?? "now"}`,
    dataItems: "Data that leaked or may have leaked",
    purchases: "Your purchases concerned",
    unknownDay: "day unknown",
    card: (brand, last4) =>
      ` (card ${brand}${brand === "" ? "" : " "}ending in ${last4})`,
    morePurchases: (count) => `and ${count} more`,
    fees: "Fee for a new card",
    feesUnknown:
      "Nothing is known about fees yet. Please ask your card company.",
    fee: {
      requested: "we have asked them not to charge you.",
      promised: "they have promised not to charge a fee.",
      partly: "they have promised not to charge a fee for some of the cards.",
      unknown: "not known yet.",
    },
    receipt: "Reference number",
    receiptUse: "Please give it when you ask us.",
    told: (at, channel, day) =>
      `Checked by ${channel}, ${at}. Result of the investigation as of ${day}.`,
    channels: {
      code: "the number in your letter",
      password: "your shop log-in",
      mail: "a link in a mail",
      shop: "the shop's own log-in",
      phone: "telephone",
      letter: "letter",
    },
    print: "This page prints on one sheet: use Print in your browser.",
    list: ", ",
  },
};
