const trusted: unique symbol = Symbol("trusted");

/** Markup written by us. Nothing that was read from anywhere is one, so that everything else is escaped. */
export class Html {
  private constructor(readonly text: string) {}

  static [trusted](text: string): Html {
    return new Html(text);
  }
}

export type Piece =
  Html | string | number | null | undefined | false | readonly Piece[];

/** Puts a page together. Every value is escaped, between tags as well as in quoted attributes; what is empty leaves nothing. */
export function html(text: TemplateStringsArray, ...pieces: Piece[]): Html {
  let whole = text[0]!;
  for (let at = 0; at < pieces.length; at++)
    whole += written(pieces[at]) + text[at + 1]!;
  return Html[trusted](whole);
}

/** Markup of our own that is no template, such as the style sheet. Takes constants of this folder only. */
html.ours = (text: string): Html => Html[trusted](text);

function written(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "string") return escaped(piece);
  if (typeof piece === "number") return String(piece);
  if (piece === null || piece === undefined || piece === false) return "";
  let whole = "";
  for (const one of piece) whole += written(one);
  return whole;
}

const signs = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function escaped(text: string): string {
  if (!signs.test(text)) return text;
  return text.replace(
    new RegExp(signs, "g"),
    // A control character has no place in HTML, not even by its number.
    (sign) => (/[&<>"']/.test(sign) ? `&#${sign.charCodeAt(0)};` : "\ufffd"),
  );
}

/**
 * A text as somebody typed it: an empty line begins a paragraph, lines that all begin with ・ or - are a list, any other
 * line break stays one.
 */
export function paragraphs(text: string): Html {
  const blocks = text
    .replaceAll("\r\n", "\n")
    .split(/\n[ \t\u3000]*\n/)
    .map((block) => block.replace(/^\n+|\s+$/g, ""))
    .filter((block) => block !== "");
  return html`${blocks.map((block) => {
    const lines = block.split("\n");
    return lines.every((line) => bullet.test(line))
      ? html`<ul>
          ${lines.map((line) => html`<li>${line.replace(bullet, "")}</li>`)}
        </ul>`
      : html`<p>
          ${lines.map((line, no) => html`${no > 0 && html`<br />`}${line}`)}
        </p>`;
  })}`;
}

const bullet = /^\s*[・\-*]\s*(?=\S)/;
