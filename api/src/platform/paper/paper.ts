import { createRequire } from "node:module";
import type { Readable } from "node:stream";
import PDFDocument from "pdfkit";
import { legible, glyphsOf, type Glyphs } from "./legible.js";

const require = createRequire(import.meta.url);
const faces = {
  plain: typeface("400Regular/NotoSansJP_400Regular.ttf"),
  bold: typeface("700Bold/NotoSansJP_700Bold.ttf"),
} as const;
type Face = keyof typeof faces;

const margin = { top: 62, bottom: 58, left: 56, right: 56 };
const ink = "#1a1a1a";
const faint = "#6a6a6a";
const rule = "#c8c8c8";
const size = { title: 20, heading: 13, subheading: 11, text: 9.5, small: 8 };
const gutter = 12;

export interface PaperFacts {
  title: string;
  language: "ja" | "en";
  /** Stands at the head of each page: what this is, and for whom. */
  runningHead: string;
  /** Page number and count in words. */
  pageWords: (page: number, count: number) => string;
  /** When it was made; also the date inside the file. */
  at: Date;
}

/** Text and how it is set. */
export interface Setting {
  isFaint?: boolean;
  isBold?: boolean;
  /** Retracted: legible, with a line through it. */
  isStruck?: boolean;
}

/** A document on A4 with a Japanese typeface embedded, so that it reads the same everywhere. */
export class Paper {
  private readonly document: PDFKit.PDFDocument;
  private readonly glyphs: Glyphs;
  private readonly illegible = new Set<string>();

  constructor(private readonly facts: PaperFacts) {
    this.document = new PDFDocument({
      size: "A4",
      margins: margin,
      bufferPages: true,
      lang: facts.language,
      displayTitle: true,
      info: {
        Title: facts.title,
        Creator: "Keii",
        Producer: "Keii",
        CreationDate: facts.at,
      },
    });
    for (const face of Object.keys(faces) as Face[])
      this.document.registerFont(face, faces[face]);
    this.glyphs = glyphsOf(faces.plain);
  }

  /** The document as it is being written. */
  get stream(): Readable {
    return this.document;
  }

  /** Characters the typeface has no picture for, in the order they were met. */
  get missing(): readonly string[] {
    return [...this.illegible];
  }

  title(text: string, subtitle: string): void {
    this.write(text, { face: "bold", size: size.title });
    this.document.moveDown(0.2);
    this.write(subtitle, { size: size.text, colour: faint });
    this.document.moveDown(1);
  }

  /** Begins a chapter; also an entry of the reader's outline. */
  heading(text: string): void {
    this.keepTogether(110);
    this.document.moveDown(0.9);
    this.document.outline.addItem(this.shown(text));
    this.write(text, { face: "bold", size: size.heading });
    const { y } = this.document;
    this.line(y + 2);
    this.document.y = y + 8;
  }

  subheading(text: string): void {
    this.keepTogether(40);
    this.document.moveDown(0.5);
    this.write(text, { face: "bold", size: size.subheading });
    this.document.moveDown(0.2);
  }

  paragraph(text: string, setting: Setting = {}): void {
    if (text === "") return;
    this.write(text, styleOf(setting));
    this.document.moveDown(0.35);
  }

  /** Names beside their values; what has no value is left out. */
  entries(rows: readonly (readonly [string, string, Setting?])[]): void {
    for (const [name, value, setting] of rows)
      if (value !== "") this.beside(name, [[value, setting ?? {}]]);
  }

  /**
   * A line of a chronology: what stands in the left column, and beside it paragraphs. Longer than a page flows on.
   */
  beside(
    left: string,
    paragraphs: readonly (readonly [string, Setting])[],
    leftWidth = 118,
  ): void {
    const { document } = this;
    const x = document.page.margins.left;
    const width = this.width - leftWidth - gutter;
    const first = paragraphs[0]?.[0] ?? "";
    this.select({ size: size.text });
    this.keepTogether(
      Math.min(
        Math.max(
          document.heightOfString(this.shown(left), { width: leftWidth }),
          document.heightOfString(this.shown(first), { width }),
        ),
        120,
      ),
    );
    const top = document.y;
    const page = document.bufferedPageRange().count;
    this.write(
      left,
      { size: size.text, colour: faint },
      { x, width: leftWidth },
    );
    const below = document.y;
    document.y = top;
    for (const [text, setting] of paragraphs)
      if (text !== "")
        this.write(text, styleOf(setting), {
          x: x + leftWidth + gutter,
          width,
        });
    const isSamePage = document.bufferedPageRange().count === page;
    document.y = (isSamePage ? Math.max(below, document.y) : document.y) + 4;
    document.x = x;
  }

  /** A table whose rows are never broken over pages unless one alone is longer than a page. */
  table(
    columns: readonly { heading: string; share: number }[],
    rows: readonly (readonly string[])[],
  ): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(
      ({ share }) => (this.width * share) / shares - gutter,
    );
    this.row(
      columns.map(({ heading }) => heading),
      widths,
      { isBold: true },
    );
    for (const row of rows) this.row(row, widths, {});
    this.document.moveDown(0.4);
  }

  /** Numbers the pages and ends the file. */
  end(): void {
    const { document } = this;
    const { start, count } = document.bufferedPageRange();
    for (let n = start; n < start + count; n++) {
      document.switchToPage(n);
      const { margins, height } = document.page;
      // Below the margin the engine would begin another page.
      const bottom = margins.bottom;
      margins.bottom = 0;
      this.select({ size: size.small, colour: faint });
      const place = { width: this.width, lineBreak: false };
      document.text(this.shown(this.facts.runningHead), margin.left, 32, {
        ...place,
        ellipsis: true,
      });
      document.text(
        this.facts.pageWords(n - start + 1, count),
        margin.left,
        height - 38,
        { ...place, align: "right" },
      );
      margins.bottom = bottom;
    }
    document.end();
  }

  private row(
    cells: readonly string[],
    widths: readonly number[],
    setting: Setting,
  ): void {
    const { document } = this;
    const style = styleOf(setting);
    this.select(style);
    const tallest = Math.max(
      ...cells.map((cell, n) =>
        document.heightOfString(this.shown(cell) || " ", { width: widths[n]! }),
      ),
    );
    this.keepTogether(tallest + 6);
    const top = document.y;
    let x = document.page.margins.left;
    let bottom = top;
    const page = document.bufferedPageRange().count;
    for (const [n, cell] of cells.entries()) {
      document.y = top;
      this.write(cell, style, { x, width: widths[n]! });
      if (document.bufferedPageRange().count > page) bottom = document.y;
      else bottom = Math.max(bottom, document.y);
      x += widths[n]! + gutter;
    }
    this.line(bottom + 2);
    document.y = bottom + 5;
    document.x = document.page.margins.left;
  }

  private get width(): number {
    const { page } = this.document;
    return page.width - page.margins.left - page.margins.right;
  }

  /** Begins a new page where less than this height is left. */
  private keepTogether(height: number): void {
    const { page, y } = this.document;
    if (y + height > page.height - page.margins.bottom) this.document.addPage();
  }

  private line(y: number): void {
    const { left } = this.document.page.margins;
    this.document
      .moveTo(left, y)
      .lineTo(left + this.width, y)
      .lineWidth(0.5)
      .strokeColor(rule)
      .stroke();
  }

  private write(
    text: string,
    style: Style,
    place?: { x: number; width: number },
  ): void {
    this.select(style);
    const options = {
      lineGap: 2,
      width: place?.width ?? this.width,
      strike: style.isStruck ?? false,
    };
    const { document } = this;
    document.text(
      this.shown(text),
      place?.x ?? document.page.margins.left,
      document.y,
      options,
    );
  }

  private select({ face = "plain", size: points, colour = ink }: Style): void {
    this.document
      .font(face)
      .fontSize(points ?? size.text)
      .fillColor(colour);
  }

  private shown(text: string): string {
    return legible(text, this.glyphs, (missing) => this.illegible.add(missing));
  }
}

interface Style {
  face?: Face;
  size?: number;
  colour?: string;
  isStruck?: boolean;
}

function styleOf({ isFaint, isBold, isStruck }: Setting): Style {
  return {
    face: isBold ? "bold" : "plain",
    size: size.text,
    colour: isFaint || isStruck ? faint : ink,
    ...(isStruck && { isStruck }),
  };
}

function typeface(file: string): string {
  return require.resolve(`@expo-google-fonts/noto-sans-jp/${file}`);
}
