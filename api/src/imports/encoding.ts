import type { ImportEncoding } from "@keii/shared";
import { ImportRefusal } from "./import-refusal.js";

/** Bytes as text, strictly: what the encoding does not have refuses the file. */
export class StrictDecoder {
  private readonly decoder: InstanceType<typeof TextDecoder>;

  constructor(encoding: ImportEncoding) {
    // The label under which the standard of encodings knows Windows-31J, extensions of NEC and IBM included.
    const label = encoding === "utf-8" ? "utf-8" : "shift_jis";
    this.decoder = new TextDecoder(label, { fatal: true });
  }

  decode(bytes: Uint8Array): string {
    return strictly(() => this.decoder.decode(bytes, { stream: true }));
  }

  end(): string {
    return strictly(() => this.decoder.decode());
  }
}

function strictly(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TypeError) throw new ImportRefusal("encoding");
    throw error;
  }
}

/**
 * The encoding that bytes are in as far as they tell: null while they are all ASCII. `isEnd` says that nothing follows, so
 * that a character cut off at the end is a fault.
 */
export function detectEncoding(
  bytes: Uint8Array,
  isEnd: boolean,
): ImportEncoding | null {
  if (bytes.every((byte) => byte < 0x80)) {
    if (isShifted(bytes)) throw new ImportRefusal("encoding");
    return null;
  }
  if (isIn(bytes, "utf-8", isEnd)) return "utf-8";
  if (likeliestEncoding(bytes) === "windows-31j")
    if (isIn(bytes, "windows-31j", isEnd) && !isEucJp(bytes))
      return "windows-31j";
  throw new ImportRefusal("encoding");
}

/** ISO-2022-JP is all ASCII: only its escapes say what it is. */
function isShifted(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1))
    if (bytes[at + 1] === 0x24 || bytes[at + 1] === 0x28) return true;
  return false;
}

/** EUC-JP reads as half-width katakana by chance. */
function isEucJp(bytes: Uint8Array): boolean {
  const kanaAndKanji = (label: string): number =>
    new TextDecoder(label).decode(bytes).match(/[\u3041-\u30fa\u4e00-\u9fff]/g)
      ?.length ?? 0;
  try {
    new TextDecoder("euc-jp", { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
  return kanaAndKanji("euc-jp") > kanaAndKanji("shift_jis");
}

/** What bytes were most likely meant to be, faults and all. */
export function likeliestEncoding(bytes: Uint8Array): ImportEncoding {
  return isMostlyUtf8(bytes) ? "utf-8" : "windows-31j";
}

/** The first line with bytes that an encoding does not have, from 1; lines are told apart as people see them. */
export async function faultyLine(
  content: AsyncIterable<Uint8Array>,
  encoding: ImportEncoding,
): Promise<number | null> {
  const decoder = new StrictDecoder(encoding);
  const holds = (bytes: Uint8Array) => {
    try {
      decoder.decode(bytes);
      return true;
    } catch (error) {
      if (error instanceof ImportRefusal) return false;
      throw error;
    }
  };
  let line = 1;
  let isAfterReturn = false;
  for await (const piece of content) {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      const isPair = byte === 0x0a && isAfterReturn;
      isAfterReturn = byte === 0x0d;
      if (byte !== 0x0a && byte !== 0x0d) continue;
      if (!holds(piece.subarray(from, at + 1))) return line;
      from = at + 1;
      if (!isPair) line++;
    }
    if (!holds(piece.subarray(from))) return line;
  }
  try {
    decoder.end();
    return null;
  } catch (error) {
    if (error instanceof ImportRefusal) return line;
    throw error;
  }
}

function isIn(
  bytes: Uint8Array,
  encoding: ImportEncoding,
  isEnd: boolean,
): boolean {
  try {
    const decoder = new StrictDecoder(encoding);
    decoder.decode(bytes);
    if (isEnd) decoder.end();
    return true;
  } catch (error) {
    if (error instanceof ImportRefusal) return false;
    throw error;
  }
}

/** UTF-8 with faults in it reads as Windows-31J by chance, but as nothing that anybody wrote. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let right = 0;
  let wrong = 0;
  for (const character of new TextDecoder("utf-8").decode(bytes))
    if (character === "\ufffd") wrong++;
    else if (character >= "\u3000") right++;
  return right > wrong;
}
