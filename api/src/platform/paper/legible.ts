import { readFileSync } from "node:fs";
import { create } from "fontkit";

/** Whether a typeface has a picture for a character. */
export type Glyphs = (codePoint: number) => boolean;

const known = new Map<string, Glyphs>();

/** What a typeface file can show; read once per process. */
export function glyphsOf(file: string): Glyphs {
  const before = known.get(file);
  if (before) return before;
  const font = create(readFileSync(file));
  if (!("hasGlyphForCodePoint" in font))
    throw new Error(`${file} holds several typefaces`);
  const glyphs: Glyphs = (codePoint) => font.hasGlyphForCodePoint(codePoint);
  known.set(file, glyphs);
  return glyphs;
}

/** The sign printers put where they lack a type. */
const geta = "〓";

/**
 * The text as paper can show it: a character without a picture is replaced by 〓 and told to `tell`, instead of
 * vanishing. Variation selectors and joiners, which only choose among pictures, are left out silently.
 */
export function legible(
  text: string,
  glyphs: Glyphs,
  tell: (character: string) => void,
): string {
  let shown = "";
  for (const character of composed(text)) {
    const codePoint = character.codePointAt(0)!;
    if (character === "\n") shown += character;
    else if (character === "\t") shown += " ";
    else if (isUnseen(codePoint)) continue;
    else if (glyphs(codePoint)) shown += character;
    else {
      shown += geta;
      tell(character);
    }
  }
  return shown;
}

/** Kana typed as letter and sound mark come together; nothing else, for that would turn 神 into another 神. */
function composed(text: string): string {
  return text.replace(/[\u3046-\u30f2][\u3099\u309a]/g, (pair) =>
    pair.normalize("NFC"),
  );
}

function isUnseen(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint < 0xa0) ||
    codePoint === 0x200b ||
    codePoint === 0x200c ||
    codePoint === 0x200d ||
    codePoint === 0xfeff ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    (codePoint >= 0xe0100 && codePoint <= 0xe01ef)
  );
}
