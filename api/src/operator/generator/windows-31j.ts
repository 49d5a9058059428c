/**
 * The bytes of every character Windows-31J has, as Windows writes them: where two spellings mean one character, the
 * standard's comes before NEC's row 13 (①), and that before IBM's extensions (髙 﨑); NEC's copy of those is not written.
 */
const bytesOf = ((): Uint16Array => {
  const decoder = new TextDecoder("windows-31j");
  const found = new Uint16Array(65536);
  const take = (bytes: number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes));
    const code = character.charCodeAt(0);
    if (character.length === 1 && code !== 0xfffd && found[code] === 0)
      found[code] =
        bytes.length === 1 ? bytes[0]! : bytes[0]! * 256 + bytes[1]!;
  };
  for (let byte = 1; byte < 0x80; byte++) take([byte]);
  for (let byte = 0xa1; byte < 0xe0; byte++) take([byte]);
  const leads = [
    ...range(0x81, 0x84),
    ...range(0x88, 0x9f),
    ...range(0xe0, 0xea),
    0x87,
    ...range(0xfa, 0xfc),
  ];
  for (const lead of leads)
    for (let trail = 0x40; trail < 0xfd; trail++)
      if (trail !== 0x7f) take([lead, trail]);
  return found;
})();

function range(from: number, until: number): number[] {
  return Array.from({ length: until - from + 1 }, (_, i) => from + i);
}

/** A text in the encoding of Japanese Windows; a character it lacks is an error. */
export function toWindows31j(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length * 2);
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0 && code < 0x80) {
      bytes[end++] = code;
      continue;
    }
    const pair = bytesOf[code]!;
    if (pair === 0)
      throw new Error(`Windows-31J has no ${JSON.stringify(text[at])}`);
    if (pair > 0xff) bytes[end++] = pair >> 8;
    bytes[end++] = pair & 0xff;
  }
  return bytes.subarray(0, end);
}
