/** Hyphens, dashes, minus signs, and the long vowel sign, which people type as one of them. */
const hyphens =
  /[-\u00ad\u02d7\u2010-\u2015\u2043\u2212\u2500\u2501\u2796\u30fc]/gu;

/** What people leave out or put between the parts of a name. */
const between =
  /[\s\u00b7\u30fb\u200b\ufeff]|\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;

/** Sound marks that stand alone, as old systems write them after their kana, join the kana before them. */
function composed(text: string): string {
  return text
    .replaceAll("\u309b", "\u3099")
    .replaceAll("\u309c", "\u309a")
    .normalize("NFKC");
}

function hiragana(text: string): string {
  return text.replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, (kana) =>
    String.fromCharCode(kana.charCodeAt(0) - 0x60),
  );
}

/**
 * Text as it is compared in a search: width, case, kind of kana, kind of hyphen and spaces do not count.
 * Characters that are different characters (髙 and 高) stay different.
 */
export function foldForSearch(text: string): string {
  return hiragana(composed(text).toLowerCase())
    .normalize("NFKC")
    .replace(between, "")
    .replace(hyphens, "-");
}

function doubled(folded: string): string {
  return Array.from(folded, (character) => character + character).join("");
}

/**
 * What is stored for the trigram index: every character twice, so that two characters already make trigrams
 * ("田中" is kept as "田田中中"). Empty parts leave nothing.
 */
export function searchText(parts: readonly string[]): string {
  return parts
    .map((part) => doubled(foldForSearch(part)))
    .filter((part) => part !== "")
    .join(" ");
}

/** The LIKE pattern that finds `q` in a searchText; null where less than two characters are left of it. */
export function searchPattern(q: string): string | null {
  const folded = foldForSearch(q);
  if (Array.from(folded).length < 2) return null;
  return `%${asItself(doubled(folded))}%`;
}

/**
 * A LIKE pattern that finds whatever `searchPattern(q)` finds, and little else, of a third of its trigrams: an index
 * walks one list a trigram, and characters by pairs (`aab_ccd_` of "aabbccdd") leave out those that say nothing new. Of a
 * mail address the pairs are of its mailbox: what stands behind it is common to many. Null for less than four characters,
 * of which there is nothing to leave out.
 */
export function searchProbe(q: string): string | null {
  const folded = foldForSearch(q);
  const end = folded.lastIndexOf("@");
  const telling = Array.from(end < 4 ? folded : folded.slice(0, end))
    .slice(0, 16)
    .map(asItself);
  if (telling.length < 4) return null;
  const pairs: string[] = [];
  const isOdd = telling.length % 2 === 1;
  const [a, b, c] = telling;
  if (isOdd) pairs.push(`${a}${a}${b}${b}${c}_`);
  for (let at = isOdd ? 3 : 0; at < telling.length; at += 2) {
    const [first, second] = telling.slice(at, at + 2);
    pairs.push(`${first}${first}${second}_`);
  }
  return `%${pairs.join("")}%`;
}

function asItself(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** The digits of a phone number, as it is dialled inside Japan: "+81 (0)3-0000-1234" is "0300001234". */
export function phoneDigits(text: string): string {
  const folded = text.normalize("NFKC").trim();
  const digits = folded.replace(/\D/g, "");
  const abroad = /^(?:\+|00|010)\s*81/.test(folded.replace(/[()\-.]/g, ""));
  if (!abroad) return digits;
  return `0${digits.replace(/^(?:010|00)?81/, "").replace(/^0/, "")}`;
}

/** A postal code without what stands between: "〒100-0001" is "1000001", "sw1a 1aa" is "SW1A1AA". */
export function postalDigits(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
}
