import { blocksOf } from "@keii/shared";

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
 * A text as somebody typed it: an empty line begins a paragraph, a line that begins with `# ` is a heading, lines that
 * begin with ・ or - are a list where there are several or nothing else, any other line break stays one.
 */
export function paragraphs(text: string, heading: 2 | 3 | 4 = 2): Html {
  return html`${blocksOf(text).map(({ kind, lines }) =>
    kind === "heading" ? headingOf(heading, lines[0]!) : runsOf(lines),
  )}`;
}

function headingOf(level: 2 | 3 | 4, words: string): Html {
  if (level === 2) return html`<h2>${words}</h2>`;
  return level === 3 ? html`<h3>${words}</h3>` : html`<h4>${words}</h4>`;
}

function runsOf(lines: readonly string[]): Html[] {
  const runs: { isList: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const isList = bullet.test(line);
    const last = runs.at(-1);
    if (last?.isList === isList) last.lines.push(line);
    else runs.push({ isList, lines: [line] });
  }
  if (runs.some((run) => run.isList && run.lines.length === 1))
    return [paragraphOf(lines, lines.length === 1)];
  return runs.map((run) => paragraphOf(run.lines, run.isList));
}

function paragraphOf(lines: readonly string[], isList: boolean): Html {
  return isList
    ? html`<ul>
        ${lines.map((line) => html`<li>${line.replace(bullet, "")}</li>`)}
      </ul>`
    : html`<p>
        ${lines.map((line, no) => html`${no > 0 && html`<br />`}${line}`)}
      </p>`;
}

const bullet = /^\s*[・\-*]\s*(?=\S)/;
