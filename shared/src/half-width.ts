const like: Readonly<Record<string, string>> = {
  "\u3000": " ",
  "\u00a0": " ",
  "\t": " ",
  "〜": "~",
  "∼": "~",
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "―": "-",
  "−": "-",
  "─": "-",
};

/**
 * The text with full-width letters, digits, blanks and marks as ordinary ones, character for character: every offset
 * into the result is one into the text.
 */
export function halfWidth(text: string): string {
  return text.replace(
    /[！-～\u3000\u00a0\t〜∼‐‑‒–—―−─]/g,
    (character) =>
      like[character] ?? String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}
