/** What the words beside a number say it is: a card's, something else's, or nothing. */
export type NumberLabel = "card" | "other" | "none";

const suffix =
  "(?:の|[\\s_-])?(?:会員)?(?:番号|ナンバー|コード|キー|no|nos|nr|num|numbers?|id|code|key)?s?";

const japaneseCard =
  "カード|クレジット|クレカ|デビット|ビザ|マスター|アメックス|アメリカン[・ ]?エキスプレス|ダイナース(?:クラブ)?|ディスカバー|銀聯";
const englishCard =
  "(?:(?:credit|debit|payment|bank|master)[\\s_-]?)?card|credit|debit|visa|jcb|amex|american[\\s_-]?express|diners(?:[\\s_-]?club)?|discover|union[\\s_-]?pay|maestro|primary[\\s_-]?account|pan|ccn?";
const cardWords = `(?:${japaneseCard}|(?<![a-z])(?:${englishCard}))${suffix}`;

const japaneseOther =
  "注文|受注|発注|予約|伝票|送り状|追跡|問い?合わ?せ|受付|受理|口座|普通|当座|電話|携帯|ファックス";
const englishOther =
  "jan|isbn|ean|upc|gtin|imei|meid|tel|phone|mobile|fax|order|ord|tracking|invoice|inv|ticket|case|reference|ref|receipt|booking|reservation|member|membership|customer|account|acct|iban|serial|sku|lot|waybill|shipment|parcel|transaction|txn|trx|request|trace|session|message|user|item|product|contract|policy|isin|timestamp|epoch|id|uid|uuid|guid";
const otherWords = `(?:${japaneseOther}|(?<![a-z])(?:${englishOther}))${suffix}`;

const loyaltyCard = new RegExp(
  `(?:ポイント|会員|社員|職員|図書|利用者?|診察|学生|メンバーズ?|スタンプ|プリペイド|ギフト|gift|point|membership|library|sim|ic|id)[\\s_-]?(?:カード|card)${suffix}$`,
);
const card = new RegExp(`${cardWords}$`);
const other = new RegExp(`${otherWords}$`);
const namedNumber =
  /([\p{Script=Han}\p{Script=Katakana}ー]{1,20})の?(?:番号|no|id|コード|ナンバー)$/u;
const pointingWord =
  /(?:下記|上記|以下|左記|右記|次|同|同じ|当該|該当|全|桁|生|実|元|本|面|記載|入力|英数字|数字)$/;

const cardAfter = new RegExp(
  `^ ?(?:\\( ?(?:${cardWords})|(?:の|という)(?:${japaneseCard}))`,
);
const otherAfter = new RegExp(
  `^ ?\\( ?(?:${otherWords}|[\\p{Script=Han}]+番号)`,
  "u",
);

const reach = 160;
const mostSkipped = 4;
const joiner =
  /[\s\p{Pd}\p{Pc}:=>"'“”‘’「『【〔《〈([{<#*№、,・|;&?./\\~→⇒^`]/u;
const particle =
  /(?:は|が|を|の|第|及び|および|または|又は|です|\bis|\bwas|\bare|\band|\bor)$/;
const remark = /[([][^()[\]]{0,16}[)\]]$/;
const listedNumber =
  /(?:\[カード番号 \*{4}\d{4}\]|(?<!\p{Nd})\p{Nd}[\p{Nd} \p{Pd}./]{6,60})\s*(?:[、,\n]|と|及び|および|\band)\s*$/u;
const hidden = /[\p{Cf}\p{Me}\p{Variation_Selector}]/gu;

/** What the nearest words before a number, or a remark in brackets after it, say it is. */
export function labelOf(text: string, start: number, end: number): NumberLabel {
  const after = plain(text.slice(end, end + 24));
  if (cardAfter.test(after)) return "card";
  const before = labelBefore(
    plain(text.slice(Math.max(0, start - reach), start)),
  );
  if (before !== "none") return before;
  return otherAfter.test(after) ? "other" : "none";
}

/**
 * Whether letters stand directly at the number in a way that makes it part of an identifier (`a716446655440000`)
 * rather than a number with a word stuck to it (`VISA4111…`, `…1111CVV`).
 */
export function isPartOfIdentifier(
  text: string,
  start: number,
  end: number,
): boolean {
  const before = plain(text.slice(Math.max(0, start - 24), start));
  const after = plain(text.slice(end, end + 24));
  const [lead = ""] = /[a-z\d]*$/.exec(before) ?? [];
  const [tail = ""] = /^[a-z\d]*/.exec(after) ?? [];
  return !isWordBefore(lead, before) || !isWordAfter(tail);
}

function isWordBefore(lead: string, before: string): boolean {
  if (lead === "" || /^(?:no|nr|num|number|is|for|and|or|to)$/.test(lead))
    return true;
  if (lead === "n" && before.endsWith("\\n")) return true;
  return !/\d/.test(lead) && (card.test(lead) || other.test(lead));
}

function isWordAfter(tail: string): boolean {
  if (tail === "" || /^(?:exp|valid|cvv|cvc|jpy|yen|usd|eur)/.test(tail))
    return true;
  return !/\d/.test(tail) && tail.length > 2;
}

function labelBefore(before: string): NumberLabel {
  let tail = before;
  for (let skipped = 0; skipped <= mostSkipped; skipped++) {
    const label = labelAtEnd(withoutJoiners(tail));
    if (label !== "none") return label;
    const shorter = tail.replace(listedNumber, "");
    if (shorter === tail) return "none";
    tail = shorter;
  }
  return "none";
}

function labelAtEnd(tail: string): NumberLabel {
  if (loyaltyCard.test(tail)) return "other";
  if (card.test(tail)) return "card";
  if (other.test(tail)) return "other";
  const named = namedNumber.exec(tail);
  return named && !pointingWord.test(named[1] ?? "") ? "other" : "none";
}

function withoutJoiners(tail: string): string {
  let end = tail;
  for (let round = 0; round < 3; round++) {
    while (joiner.test(end.slice(-1))) end = end.slice(0, -1);
    const shorter = end.replace(particle, "");
    end = shorter.endsWith("]") ? shorter : shorter.replace(remark, "");
  }
  while (joiner.test(end.slice(-1))) end = end.slice(0, -1);
  return end;
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(hidden, "");
}
