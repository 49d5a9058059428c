import { createHash } from "node:crypto";
import {
  importDelimiters,
  importFields,
  type ColumnMeaning,
  type ImportDelimiter,
  type ImportField,
  type ImportKind,
} from "@keii/shared";

/** What shops call their columns, folded: see `import --help`. */
export const knownHeaders: Record<
  ImportKind,
  Partial<Record<ImportField, string[]>>
> = {
  customers: {
    customerNo: [
      "会員ID",
      "会員番号",
      "会員No",
      "顧客ID",
      "顧客番号",
      "顧客コード",
      "お客様番号",
      "customer id",
      "customer no",
      "customer number",
      "member id",
      "user id",
    ],
    name: ["氏名", "名前", "お名前", "会員名", "顧客名", "name", "full name"],
    kana: [
      "フリガナ",
      "ふりがな",
      "カナ",
      "氏名カナ",
      "氏名(カナ)",
      "カナ氏名",
      "お名前カナ",
      "kana",
      "name kana",
    ],
    company: ["会社名", "法人名", "企業名", "company", "company name"],
    department: ["部署", "部門", "部署名", "department"],
    email: [
      "メールアドレス",
      "メール",
      "Eメール",
      "e-mail",
      "email",
      "mail",
      "email address",
      "mail address",
    ],
    email2: [
      "メールアドレス2",
      "携帯メールアドレス",
      "携帯メール",
      "email 2",
      "mobile email",
    ],
    phone: [
      "電話番号",
      "電話",
      "TEL",
      "phone",
      "phone number",
      "telephone",
      "tel no",
    ],
    postalCode: [
      "郵便番号",
      "〒",
      "postal code",
      "postcode",
      "zip",
      "zip code",
    ],
    address: ["住所", "ご住所", "address"],
    language: ["言語", "language"],
    registeredOn: [
      "会員登録日",
      "登録日",
      "会員登録日時",
      "登録日時",
      "入会日",
      "registered on",
      "registered at",
      "registration date",
      "created at",
    ],
    status: [
      "会員状態",
      "会員状況",
      "会員ステータス",
      "会員区分",
      "状態",
      "ステータス",
      "status",
    ],
  },
  purchases: {
    orderNo: [
      "注文番号",
      "注文ID",
      "受注番号",
      "オーダーID",
      "order id",
      "order no",
      "order number",
    ],
    customerNo: [
      "会員ID",
      "会員番号",
      "会員No",
      "顧客ID",
      "顧客番号",
      "顧客コード",
      "お客様番号",
      "customer id",
      "customer no",
      "customer number",
      "member id",
      "user id",
    ],
    site: [
      "サイト",
      "サイトコード",
      "サイトID",
      "サイト名",
      "店舗",
      "店舗コード",
      "ショップ",
      "site",
      "site code",
      "shop",
      "store",
    ],
    method: [
      "支払方法",
      "お支払方法",
      "支払い方法",
      "お支払い方法",
      "決済方法",
      "決済手段",
      "payment method",
      "payment",
      "method",
    ],
    paidAt: [
      "決済日時",
      "決済日",
      "支払日時",
      "支払日",
      "入金日時",
      "paid at",
      "payment date",
      "paid on",
    ],
    status: [
      "注文状態",
      "注文状況",
      "注文ステータス",
      "決済状態",
      "決済ステータス",
      "状態",
      "ステータス",
      "status",
      "order status",
      "payment status",
    ],
    brand: ["カードブランド", "ブランド", "brand", "card brand"],
    last4: [
      "下4桁",
      "カード下4桁",
      "カード番号下4桁",
      "last4",
      "last 4",
      "card last4",
    ],
    cardRef: [
      "カード参照",
      "カード参照番号",
      "カードID",
      "カードトークン",
      "card reference",
      "card ref",
      "card token",
      "card id",
    ],
    transactionNo: [
      "決済番号",
      "決済取引番号",
      "取引番号",
      "取引ID",
      "決済ID",
      "トランザクションID",
      "transaction id",
      "transaction no",
      "transaction number",
    ],
  },
};

/** A header as it is compared: width, case and what stands between words do not count. */
export function foldHeader(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-./:・]/g, "");
}

const meanings = new Map<ImportKind, Map<string, ImportField>>(
  (["customers", "purchases"] as const).map((kind) => {
    const words = new Map<string, ImportField>();
    for (const field of importFields[kind]) {
      words.set(foldHeader(field), field);
      for (const header of knownHeaders[kind][field] ?? [])
        words.set(foldHeader(header), field);
    }
    return [kind, words];
  }),
);

/** Which column is read into which field, guessed from the headers; of two with one meaning the first. */
export function guessColumns(
  kind: ImportKind,
  headers: readonly string[],
): ColumnMeaning[] {
  const taken = new Set<ImportField>();
  return headers.map((header, column) => {
    const field = meanings.get(kind)?.get(foldHeader(header)) ?? null;
    if (field === null || taken.has(field)) return { column, field: null };
    taken.add(field);
    return { column, field };
  });
}

/** The delimiter of a file by its first line: the one that stands there most often outside of quotes. */
export function guessDelimiter(head: string): ImportDelimiter {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const character of head) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "\r" || character === "\n") break;
    else counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const best = [...importDelimiters].sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0),
  );
  return best[0]!;
}

/** What a set of headers is known by again. */
export function hashOfHeaders(
  kind: ImportKind,
  headers: readonly string[],
): string {
  return createHash("sha256")
    .update(JSON.stringify([kind, headers.map(foldHeader)]))
    .digest("hex");
}
