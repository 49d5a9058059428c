import {
  customerStatuses,
  orderStatuses,
  paymentMethods,
  type CustomerStatus,
  type ImportKind,
  type OrderStatus,
  type PaymentMethod,
} from "@keii/shared";

/** A word as it is compared: width, case and spaces do not count. */
export function foldWord(word: string): string {
  return word.normalize("NFKC").toLowerCase().replace(/\s/g, "");
}

const methods: Record<PaymentMethod, string[]> = {
  card: [
    "クレカ",
    "クレジット",
    "クレジットカード",
    "カード",
    "カード決済",
    "クレジット決済",
    "credit",
    "credit card",
    "creditcard",
    "card",
  ],
  convenience_store: [
    "コンビニ",
    "コンビニ決済",
    "コンビニ払い",
    "コンビニ前払い",
    "コンビニエンスストア",
    "convenience store",
    "konbini",
  ],
  bank_transfer: [
    "銀行振込",
    "振込",
    "銀行振り込み",
    "銀行",
    "郵便振替",
    "ゆうちょ振替",
    "ペイジー",
    "bank transfer",
    "bank",
    "wire transfer",
  ],
  cash_on_delivery: [
    "代引",
    "代引き",
    "代金引換",
    "代金引き換え",
    "cod",
    "cash on delivery",
  ],
  carrier_billing: [
    "キャリア決済",
    "携帯キャリア決済",
    "ドコモ払い",
    "auかんたん決済",
    "ソフトバンクまとめて支払い",
    "carrier billing",
    "carrier",
  ],
  wallet: [
    "電子マネー",
    "ウォレット",
    "paypay",
    "paypal",
    "楽天ペイ",
    "wallet",
  ],
  pay_later: [
    "後払い",
    "後払",
    "掛け払い",
    "請求書払い",
    "pay later",
    "invoice",
  ],
  points: [
    "ポイント",
    "全額ポイント",
    "ポイント払い",
    "ポイント全額",
    "points",
  ],
  other: ["その他", "other"],
};

const orders: Record<OrderStatus, string[]> = {
  completed: [
    "完了",
    "決済完了",
    "支払済",
    "支払済み",
    "入金済",
    "入金済み",
    "発送済",
    "発送済み",
    "成功",
    "正常",
    "paid",
    "success",
    "ok",
  ],
  failed: ["失敗", "決済失敗", "エラー", "与信ng", "ng", "error", "declined"],
  cancelled: ["キャンセル", "取消", "取消し", "取り消し", "cancel", "canceled"],
  refunded: ["返金", "返金済", "返金済み", "返品", "refund"],
};

const customers: Record<CustomerStatus, string[]> = {
  active: ["会員", "有効", "通常", "在籍", "入会中", "現会員"],
  withdrawn: ["退会", "退会済", "退会済み", "解約"],
  deceased: ["死亡", "逝去", "故人"],
  minor: ["未成年", "未成年者"],
  represented: ["代理人", "代理人あり"],
  do_not_contact: ["連絡不可", "配信停止", "送付停止"],
};

function indexOf<T extends string>(
  ours: readonly T[],
  theirs: Record<T, string[]>,
): Map<string, T> {
  const index = new Map<string, T>();
  for (const meaning of ours) {
    index.set(foldWord(meaning), meaning);
    for (const word of theirs[meaning]) index.set(foldWord(word), meaning);
  }
  return index;
}

const methodIndex = indexOf(paymentMethods, methods);
const orderIndex = indexOf(orderStatuses, orders);
const customerIndex = indexOf(customerStatuses, customers);

// As "points + card": a card that was used in part was used.
const joined = /[+＋&＆、,・/と]|併用/u;
const isPoints = /^(?:一部)?(?:ポイント|points?)(?:利用|払い)?$/;
const cardWithMore =
  /^(?:クレジットカード|クレジット|クレカ|カード|creditcard|card)(?:決済|払い)?[(\-:/]?(?:分割|一括|リボ|リボ払い|分割払い|一括払い|ボーナス|ボーナス払い|\d+回|\d+回払い|visa|master|mastercard|jcb|amex|diners)(?:払い)?\)?$/;

/** What a shop means by a word for a way to pay; null where that is not plain. */
export function guessMethod(word: string): PaymentMethod | null {
  const folded = foldWord(word);
  const known = methodIndex.get(folded);
  if (known !== undefined) return known;
  if (cardWithMore.test(folded)) return "card";
  const parts = folded
    .replace("併用", "")
    .split(joined)
    .filter((part) => part !== "");
  if (parts.length !== 2 || !parts.some((part) => isPoints.test(part)))
    return null;
  const [other] = parts.filter((part) => !isPoints.test(part));
  return other === undefined ? "points" : guessMethod(other);
}

/** What a shop means by a word for the state of an order or a customer; null where that is not plain. */
export function guessStatus(
  kind: ImportKind,
  word: string,
): OrderStatus | CustomerStatus | null {
  const folded = foldWord(word);
  return (
    (kind === "purchases" ? orderIndex : customerIndex).get(folded) ?? null
  );
}
