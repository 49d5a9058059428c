import type { Bilingual, OrderStatus, PaymentMethod } from "@keii/shared";

/** The member bases of the invented group: their ids begin at the same number, so one id is two people. */
export const bases = ["print", "goods"] as const;
export type BaseCode = (typeof bases)[number];

export const baseNames: Record<BaseCode, Bilingual> = {
  print: { ja: "しらさぎ会員", en: "Shirasagi members" },
  goods: { ja: "しらさぎグッズ会員", en: "Shirasagi Goods members" },
};

export interface Shop {
  code: string;
  name: Bilingual;
  base: BaseCode;
  /** How the exports of its base write it. */
  word: string;
  /** Which of the two exposures name it. */
  routes: readonly (1 | 2)[];
}

const shop = (
  code: string,
  ja: string,
  en: string,
  base: BaseCode,
  word: string,
  ...routes: (1 | 2)[]
): Shop => ({
  code,
  name: { ja: `しらさぎ${ja}`, en: `Shirasagi ${en}` },
  base,
  word,
  routes,
});

/** The twelve sites of the case, and one that is not on its list: it sent its customers away to pay. */
export const shops: readonly Shop[] = [
  shop("print", "プリント", "Print", "print", "01", 1, 2),
  shop("meishi", "名刺", "Business Cards", "print", "02", 1, 2),
  shop("nenga", "年賀状", "New Year Cards", "print", "03", 1),
  shop("futo", "封筒", "Envelopes", "print", "04", 1),
  shop("seal", "シール", "Stickers", "print", "05", 1, 2),
  shop("nobori", "のぼり", "Banners", "print", "06", 1),
  shop("tshirt", "Tシャツ", "T-shirts", "goods", "T", 1, 2),
  shop("mug", "マグカップ", "Mugs", "goods", "MUG", 1, 2),
  shop("uchiwa", "うちわ", "Fans", "print", "09", 1, 2),
  shop("calendar", "カレンダー", "Calendars", "print", "10", 1),
  shop("badge", "缶バッジ", "Badges", "goods", "BADGE", 1, 2),
  shop("photobook", "フォトブック", "Photo Books", "goods", "PHOTO", 1),
  shop("stamp", "スタンプ", "Stamps", "print", "13"),
];

export function shopOf(code: string): Shop {
  const found = shops.find((one) => one.code === code);
  if (!found) throw new Error(`There is no shop ${code}`);
  return found;
}

/** The words for ways to pay, as each base writes them; points that leave a rest for the card are the card's. */
export const methodWords: Record<
  BaseCode,
  Partial<Record<PaymentMethod, readonly string[]>>
> = {
  print: {
    card: ["クレカ", "カード(一括)", "カード(分割)", "ポイント併用(カード)"],
    bank_transfer: ["銀行振込"],
    convenience_store: ["コンビニ"],
    cash_on_delivery: ["代引き"],
    carrier_billing: ["キャリア決済"],
    pay_later: ["後払い"],
    points: ["ポイント全額"],
  },
  goods: {
    card: ["クレジットカード", "クレジットカード(リボ)", "ポイント+カード"],
    bank_transfer: ["お振込み"],
    convenience_store: ["コンビニ前払い"],
    cash_on_delivery: ["代金引換"],
    wallet: ["ID決済"],
    points: ["ポイント"],
  },
};

export const statusWords: Record<OrderStatus, string> = {
  completed: "完了",
  failed: "決済失敗",
  cancelled: "キャンセル",
  refunded: "返金済",
};

export const memberWords = {
  active: "会員",
  withdrawn: "退会",
  do_not_contact: "連絡不要",
} as const;

/** What the words of all exports mean: the file for `import --values`. */
export function wordMeanings(): Record<string, Record<string, string>> {
  const method: Record<string, string> = {};
  for (const words of Object.values(methodWords))
    for (const [ours, theirs] of Object.entries(words))
      for (const word of theirs) method[word] = ours;
  const status = Object.fromEntries(
    [...Object.entries(statusWords), ...Object.entries(memberWords)].map(
      ([ours, word]) => [word, ours],
    ),
  );
  return {
    site: Object.fromEntries(shops.map(({ word, code }) => [word, code])),
    method,
    status,
  };
}
