import fc from "fast-check";

/** Texts as people and attackers write them; every one of them may be kept, and then has to come back as it is. */
const kept = [
  "大阪府南警察署に報告",
  "決済代行会社より「カード情報が漏えいした可能性がある」との連絡を受けた。",
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "</textarea><svg/onload=alert(1)>",
  "{{constructor.constructor('return process')()}} ${7*7} #{7*7} <%= 7*7 %>",
  "'; drop table incident; --",
  "' or '1'='1",
  "$1 $2 :name ? %s %n",
  "%' and 1=1 -- %_\\",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "@SUM(A1)",
  "-2+3",
  "＝1+1",
  "\tTab zuerst",
  "葛󠄀城市 辻󠄀 祇󠄀園",
  "髙橋 﨑山 𠮷野 鷗外 ①㈱㌔ 〜～−－",
  "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟ ＡＢＣ１２３",
  "が (U+304B U+3099)",
  "👩‍👩‍👧‍👦🏳️‍🌈👍🏽🇯🇵",
  "Z̸̢̛͚̰͈a̷̡͎̲̋l̵̰̈́g̶̢̈ǫ̴̈́",
  "שלום \u202eabc\u202c عالم",
  "\u2067אבג\u2069 \u200f\u200e",
  "a\u200bb\u200cc\u200dd\u2060e\ufefff",
  "line\u2028separator\u2029",
  "one\ntwo\r\nthree\rfour",
  "   leading and trailing   ",
  "\u3000全角の空白\u3000",
  "\u0130\u0131ßẞſ",
  "NULL",
  "undefined",
  "null",
  "true",
  "0",
  "-0",
  "1e5",
  "__proto__",
  "constructor",
  "../../../../etc/passwd",
  "C:\\Windows\\System32",
  "http://169.254.169.254/latest/meta-data",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "\\u0000 \\ud800 \\x00",
  "%00 %0d%0aSet-Cookie: a=b",
  '"},"status":"closed',
  '[{"a":1}]',
  "電話 03-0000-1234、会員番号 1234567890123456",
  "2016-02-30",
  "￿ \ufffd \ufdd0",
  "\u{10ffff}",
] as const;

/** What no text may hold: it cannot be stored, or not unchanged. */
export const unstorable = [
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udc00",
  "x\udfff\ud800y",
  "\u0007",
  "\u001b[31mred",
  "\u007f",
  "\u0001\u0002",
] as const;

/** A text of up to `max` units that may be kept where a text is meant. */
export function keptText(
  max: number,
  isOneLine: boolean,
): fc.Arbitrary<string> {
  const limit = Math.min(max, 400);
  const fitting = kept.filter(
    (text) =>
      text.length <= max && !(isOneLine && /[\r\n\u2028\u2029]/.test(text)),
  );
  const usual = [
    { weight: 6, arbitrary: fc.constantFrom("あ", ...fitting) },
    {
      weight: 3,
      arbitrary: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: limit })
        .map((text) => shortened(storable(text, isOneLine), max)),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(fc.constantFrom(...fitting, " "), { minLength: 1, maxLength: 6 })
        .map((parts) => shortened(parts.join(isOneLine ? " " : "\n"), max)),
    },
    {
      // Exactly as long as allowed, in characters of two units each.
      weight: max <= 500 ? 1 : 0,
      arbitrary: fc.constant("𠮷".repeat(Math.floor(max / 2)) || "あ"),
    },
  ];
  return fc.oneof(...usual).map((text) => (text.trim() === "" ? "・" : text));
}

function storable(text: string, isOneLine: boolean): string {
  const plain = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "・")
    .toWellFormed();
  return isOneLine ? plain.replace(/[\r\n\u2028\u2029]/g, " ") : plain;
}

/** Cut to `max` units, never between the two halves of a character. */
function shortened(text: string, max: number): string {
  return text.length <= max
    ? text
    : text
        .slice(0, max)
        .replace(/[\ud800-\udbff]$/u, "")
        .toWellFormed()
        .replace(/\ufffd$/, "");
}

export const longText = (length: number): string => "長".repeat(length);

export const badDays = [
  "2016-02-30",
  "2016-13-01",
  "2016-00-00",
  "0000-01-01",
  "9999-12-31",
  "2016-2-3",
  "2016-02-29T00:00",
  "+2016-02-03",
  "２０１６-02-03",
  "infinity",
  "today",
] as const;

/** JSON that no serialiser of ours would write. */
export const strangeNumbers = [
  "1e400",
  "-1e400",
  "123456789012345678901234567890",
  "9007199254740993",
  "2147483648",
  "-2147483649",
  "-0",
  "1.5",
  "1E+2",
  "0.1e-400",
] as const;

/** What a client may say it sends; only the first few are JSON. */
export const contentTypes = [
  "application/json",
  "application/json; charset=utf-8",
  "APPLICATION/JSON",
  "application/json;charset=UTF-8",
  "application/json ; charset=utf-8",
  "application/json;",
  "application/json; charset=shift_jis",
  "application/json; charset=utf-16",
  "application/json; boundary=x",
  "application/json\t",
  "application/json\t; charset=utf-8",
  " application/json",
  "application/json,text/plain",
  "application/json, application/json",
  "application/jsonp",
  "application/json5",
  "application/x-json",
  "application/ld+json",
  "application/vnd.api+json",
  "application/problem+json",
  "application/merge-patch+json",
  "text/json",
  "text/plain",
  "text/plain; charset=utf-8",
  "text/plain;application/json",
  "text/html",
  "application/xml",
  "text/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data",
  "multipart/form-data; boundary=x",
  "multipart/form-data; boundary=x; application/json",
  "multipart/mixed; boundary=application/json",
  "application/octet-stream",
  "application/javascript",
  "application/graphql",
  "application/x-ndjson",
  "application/cbor",
  "application/*",
  "*/*",
  "application/json/x",
  "json",
  "",
  "application/",
  ";",
] as const;

/** Whether a content type is JSON, whatever its parameters. */
export function saysJson(type: string): boolean {
  return type.split(";")[0]!.trim().toLowerCase() === "application/json";
}
