const name =
  /CVV2?|CVC2?|CVN|セキュリティ[ー・]?[ 　]?コード|セキュリティー?[ 　]?番号|カード確認番号|暗証番号|(?:card )?security code|card verification (?:code|value|number)/giu;
const codeAfter =
  /^[ 　]{0,3}(?:[（(][^（()）]{1,12}[）)])?(?:番号|コード|number|code|no\.?)?(?:(?!\*)[\s\p{P}\p{S}]|は|が|を|の|も|is|was){0,6}?(\p{Nd}(?:[\u200b-\u200d\u2060\ufeff]?\p{Nd}){2,3})(?![\p{Nd}]|[,，./／\-－年月日桁件人名円個枚社回時分歳%％])/iu;
const codeBefore =
  /(?<![\p{Nd}\-.,/／－])(\p{Nd}{3,4})[ 　]{0,2}[（(][ 　]{0,2}$/u;

export interface TextSpan {
  start: number;
  end: number;
}

/** Where a text gives a card's security code or a PIN by name: `CVV 123`, `セキュリティコード：１２３`. */
export function findSecurityCodes(text: string): TextSpan[] {
  const found: TextSpan[] = [];
  for (const match of folded(text).matchAll(name)) {
    const end = match.index + match[0].length;
    const span = spanAfter(text, end) ?? spanBefore(text, match.index);
    const last = found.at(-1);
    if (span && (!last || span.start >= last.end)) found.push(span);
  }
  return found;
}

function spanAfter(text: string, nameEnd: number): TextSpan | null {
  const match = codeAfter.exec(text.slice(nameEnd, nameEnd + 48));
  if (!match?.[1]) return null;
  const end = nameEnd + match[0].length;
  return { start: end - match[1].length, end };
}

function spanBefore(text: string, nameStart: number): TextSpan | null {
  const from = Math.max(0, nameStart - 16);
  const match = codeBefore.exec(text.slice(from, nameStart));
  if (!match?.[1]) return null;
  const start = from + match.index;
  return { start, end: start + match[1].length };
}

/** Full-width letters and digits as ordinary ones; every offset stays. */
function folded(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
}
