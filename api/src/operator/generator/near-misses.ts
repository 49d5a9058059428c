import type { Bilingual, OrderStatus, PaymentMethod } from "@keii/shared";
import type { BaseCode } from "./shops.js";

export interface ToldPurchase {
  at: string;
  site: string;
  method?: PaymentMethod;
  /** As the shop writes it, where it is not the first of its words. */
  word?: string;
  status?: OrderStatus;
  /** Which of the customer's cards; null: the export has no reference. */
  card?: 1 | 2 | null;
  /** Exposures that choose it. */
  by?: readonly (1 | 2)[];
  /** In the window of the example with a given list: named by it or not. */
  isListed?: boolean;
}

/** A customer made by hand, so that the case nobody thinks of is in every size. */
export interface ToldCustomer {
  base: BaseCode;
  no: string;
  what: Bilingual;
  /** In no member base: the purchases alone name the id. */
  isUnknown?: true;
  isCompany?: true;
  isWithdrawn?: true;
  hasOddMail?: true;
  /** Another account of this one's person. */
  sameAs?: { base: BaseCode; no: string };
  purchases: readonly ToldPurchase[];
}

const inside = "2015-03-10 14:22:31";
const r1 = { by: [1] } as const;
const r2 = { by: [2] } as const;

const one = (
  id: string,
  ja: string,
  en: string,
  purchases: readonly ToldPurchase[],
  more: Partial<ToldCustomer> = {},
): ToldCustomer => {
  const [base, no] = id.split(" ") as [BaseCode, string];
  return { base, no, what: { ja, en }, purchases, ...more };
};

/** The first customers of each base, in the order of their numbers, and one that no base knows. */
export const toldCustomers: readonly ToldCustomer[] = [
  one(
    "print 100001",
    "期間内の銀行振込: 対象外",
    "bank transfer inside the window: not affected",
    [{ at: inside, site: "print", method: "bank_transfer" }],
  ),
  one(
    "print 100002",
    "経路1の期間が終わって1秒後のカード決済: 対象外",
    "card one second after the first window: not affected",
    [{ at: "2015-09-24 00:00:00", site: "print" }],
  ),
  one(
    "print 100003",
    "経路1の期間の最後の1秒のカード決済: 対象",
    "card on the last second of the first window: affected",
    [{ at: "2015-09-23 23:59:59", site: "print", ...r1 }],
  ),
  one(
    "print 100004",
    "経路1の期間の最初の1秒のカード決済: 対象",
    "card on the first second of the first window: affected",
    [{ at: "2014-08-25 00:00:00", site: "nenga", ...r1 }],
  ),
  one(
    "print 100005",
    "経路1の期間が始まる1秒前のカード決済: 対象外",
    "card one second before the first window: not affected",
    [{ at: "2014-08-24 23:59:59", site: "nenga" }],
  ),
  one(
    "print 100006",
    "一覧にないサイトでのカード決済: 対象外",
    "card at a site that is not on the list: not affected",
    [{ at: inside, site: "stamp" }],
  ),
  one(
    "print 100007",
    "失敗したカード決済だけ: 対象外",
    "a failed card payment alone: not affected",
    [{ at: inside, site: "print", status: "failed" }],
  ),
  one(
    "print 100008",
    "キャンセルしたカード決済だけ: 対象外",
    "a cancelled card payment alone: not affected",
    [{ at: inside, site: "print", status: "cancelled" }],
  ),
  one(
    "print 100009",
    "同じ会員IDの別人がグッズ会員にいる。こちらはカード決済: 対象",
    "the same id is another person in the other base; this one paid by card: affected",
    [{ at: inside, site: "meishi", ...r1 }],
  ),
  one(
    "print 100010",
    "法人の会員、カード2枚: 1アカウント2件",
    "a company with two cards: one account, two cards",
    [
      { at: "2014-11-04 10:05:00", site: "nenga", card: 1, ...r1 },
      { at: "2015-02-17 16:40:12", site: "meishi", card: 2, ...r1 },
    ],
    { isCompany: true },
  ),
  one(
    "print 100011",
    "退会した会員のカード決済: 対象",
    "card by somebody who has left since: affected",
    [{ at: "2014-10-02 21:15:43", site: "seal", ...r1 }],
    { isWithdrawn: true },
  ),
  one(
    "print 100012",
    "1人で2つの会員ID(もう1つは100013): どちらも対象、1人",
    "one person with two accounts (the other is 100013): both affected, one person",
    [{ at: "2015-01-20 12:00:00", site: "print", ...r1 }],
  ),
  one(
    "print 100013",
    "100012と同じ人",
    "the person of 100012",
    [{ at: "2015-06-30 20:31:09", site: "print", ...r1 }],
    { sameAs: { base: "print", no: "100012" } },
  ),
  one(
    "print 100014",
    "グッズ会員100014と同じ人",
    "the person of 100014 in the other base",
    [{ at: "2015-05-11 09:12:55", site: "futo", ...r1 }],
  ),
  one(
    "print 100015",
    "経路2の期間内、経路1だけのサイトでのカード決済: 対象外",
    "card inside the second window at a site of the first alone: not affected",
    [{ at: "2016-06-10 18:00:00", site: "nobori" }],
  ),
  one(
    "print 100016",
    "同じカードで両方の期間に決済: 両方の経路で対象、1件",
    "the same card in both windows: affected by both, one card",
    [
      { at: "2015-04-08 11:11:11", site: "seal", ...r1 },
      { at: "2016-07-21 19:45:00", site: "seal", ...r2 },
    ],
  ),
  one(
    "print 100017",
    "ポイント併用のカード決済: 対象",
    "points and card together: affected",
    [{ at: inside, site: "calendar", word: "ポイント併用(カード)", ...r1 }],
  ),
  one(
    "print 100018",
    "ポイントだけの支払い: 対象外",
    "points alone: not affected",
    [{ at: inside, site: "calendar", method: "points" }],
  ),
  one("print 100019", "同じカードで2回: 1件", "the same card twice: one card", [
    { at: "2015-07-01 08:30:00", site: "uchiwa", ...r1 },
    { at: "2015-07-08 08:31:00", site: "uchiwa", ...r1 },
  ]),
  one(
    "print 100020",
    "カード参照のない決済が2回: 2件",
    "twice without a card reference: two cards",
    [
      { at: "2014-09-03 13:00:00", site: "print", card: null, ...r1 },
      { at: "2014-09-05 13:00:00", site: "print", card: null, ...r1 },
    ],
  ),
  one(
    "print 100021",
    "返金済のカード決済: 対象(カード情報は入力された)",
    "refunded card payment: affected, the card was entered",
    [{ at: inside, site: "futo", status: "refunded", ...r1 }],
  ),
  one(
    "print 100022",
    "経路2の期間が始まる1秒前のカード決済: 対象外",
    "card one second before the second window: not affected",
    [{ at: "2016-05-19 23:59:59", site: "print" }],
  ),
  one(
    "print 100023",
    "経路2の期間の最初の1秒のカード決済: 対象",
    "card on the first second of the second window: affected",
    [{ at: "2016-05-20 00:00:00", site: "print", ...r2 }],
  ),
  one(
    "print 100024",
    "期間内の代金引換: 対象外",
    "cash on delivery inside the window: not affected",
    [{ at: inside, site: "print", method: "cash_on_delivery" }],
  ),
  one(
    "print 100025",
    "カード決済を止める直前の決済: 対象",
    "the last card payment before it was stopped: affected",
    [{ at: "2016-08-13 09:58:20", site: "meishi", ...r2 }],
  ),
  one(
    "print 100026",
    "一覧にないサイトのカード決済、受領したリストの例にある: 例では対象",
    "card at the unlisted site, named by the example's given list: affected there",
    [{ at: "2016-08-05 09:03:00", site: "stamp", isListed: true }],
  ),
  one(
    "print 100027",
    "一覧にないサイトのカード決済、受領したリストの例にない: 例では「期間内・リストになし」",
    "card at the unlisted site, not on the example's given list: unlisted there",
    [{ at: "2016-08-06 10:04:00", site: "stamp", isListed: false }],
  ),
  one(
    "print 100028",
    "RFCに反する携帯電話のメールアドレス: 受け入れて印を付ける、対象",
    "a carrier's mail address that breaks the RFC: taken and flagged, affected",
    [{ at: inside, site: "seal", ...r1 }],
    { hasOddMail: true },
  ),
  one(
    "print 100029",
    "購入のない会員: 対象外",
    "no purchase at all: not affected",
    [],
  ),
  one(
    "print 100030",
    "2枚のカードで両方の期間に決済: 2件",
    "two cards, one in each window: two cards",
    [
      { at: "2015-08-02 17:20:30", site: "meishi", card: 1, ...r1 },
      { at: "2016-06-02 17:20:30", site: "meishi", card: 2, ...r2 },
    ],
  ),
  ...[
    "100001",
    "100002",
    "100003",
    "100004",
    "100005",
    "100006",
    "100007",
    "100008",
  ].map((no) =>
    one(
      `goods ${no}`,
      "しらさぎ会員の同じ会員IDとは別人、購入なし: 対象外",
      "another person than this id in the other base, no purchase: not affected",
      [],
    ),
  ),
  one(
    "goods 100009",
    "しらさぎ会員100009とは別人、期間内の振込だけ: 対象外",
    "another person than 100009 of the other base, bank transfer alone: not affected",
    [{ at: "2015-03-10 14:22:00", site: "mug", method: "bank_transfer" }],
  ),
  ...["100010", "100011", "100012", "100013"].map((no) =>
    one(
      `goods ${no}`,
      "しらさぎ会員の同じ会員IDとは別人、購入なし: 対象外",
      "another person than this id in the other base, no purchase: not affected",
      [],
    ),
  ),
  one(
    "goods 100014",
    "しらさぎ会員100014と同じ人のカード決済: 対象",
    "the person of 100014 in the other base, paid by card: affected",
    [{ at: "2016-07-07 07:07:00", site: "tshirt", ...r2 }],
    { sameAs: { base: "print", no: "100014" } },
  ),
  one(
    "print 999901",
    "会員データにない会員IDのカード決済: 対象として数え、別に示す",
    "card by an id that no base knows: counted as affected and shown apart",
    [{ at: inside, site: "print", ...r1 }],
    { isUnknown: true },
  ),
];

/** How many customers of a base are made by hand. */
export function toldIn(base: BaseCode): number {
  return toldCustomers.filter((c) => c.base === base && !c.isUnknown).length;
}
