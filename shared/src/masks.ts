const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

function first(text: string): string {
  for (const { segment } of graphemes.segment(text)) return segment;
  return "";
}

/** Stars as wide as the letters they stand for. Always three: how long it was is not told either. */
function stars(like: string): string {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff9f]/u.test(
    like,
  )
    ? "＊＊＊"
    : "***";
}

/** The first character: "山田太郎" is "山＊＊＊". For names, kana, companies and departments. */
export function maskName(name: string): string {
  const text = name.trim();
  return text === "" ? "" : first(text) + stars(text);
}

/** The first letters of both sides and the last label: "taro@example.test" is "t***@e***.test". */
export function maskEmail(email: string): string {
  const text = email.trim();
  if (text === "") return "";
  const at = text.lastIndexOf("@");
  if (at === -1) return `${first(text)}***`;
  const local = `${first(text.slice(0, at))}***`;
  const domain = text.slice(at + 1);
  if (domain === "") return `${local}@`;
  const dot = domain.lastIndexOf(".");
  const end = dot > 0 && dot < domain.length - 1 ? domain.slice(dot) : "";
  return `${local}@${first(domain)}***${end}`;
}

/** The last four digits, where they are not most of the number. */
export function maskPhone(phone: string): string {
  if (phone.trim() === "") return "";
  const digits = phone.normalize("NFKC").replace(/\D/g, "");
  return digits.length < 8 ? "***" : `***-${digits.slice(-4)}`;
}

/** The district of a Japanese code: "100-0001" is "100-****". */
export function maskPostalCode(postalCode: string): string {
  const text = postalCode.normalize("NFKC").trim();
  if (text === "") return "";
  const digits = text.replace(/[^0-9A-Za-z]/g, "");
  return /^\d{7}$/.test(digits) ? `${digits.slice(0, 3)}-****` : "***";
}

const prefecture = /^(?:北海道|東京都|京都府|大阪府|\p{Script=Han}{2,3}?県)/u;

/** The prefecture: "東京都千代田区…" is "東京都＊＊＊". */
export function maskAddress(address: string): string {
  const text = address
    .normalize("NFKC")
    .replace(/^〒?[\d\s-]+/, "")
    .trim();
  if (text === "") return address.trim() === "" ? "" : "***";
  return (prefecture.exec(text)?.[0] ?? "") + stars(text);
}
