import { readFileSync } from "node:fs";

const file = new URL("../../../docs/walkthrough.md", import.meta.url);

/** One section of the page as it is written: what is to be typed, pasted and pressed. */
export interface Section {
  /** Without the minutes it takes. */
  title: string;
  /** The text to be typed, or to be found on the screen, that begins so, whole. */
  text: (beginning: string) => string;
  /** All that begin so. */
  texts: (beginning: string) => string[];
  /** What stands in the block to be copied. */
  block: string;
  /** The rows of the table under that heading of its first column, cell by cell as they are read. */
  table: (heading: string) => string[][];
  /** The names of all that is to be pressed or looked at: what is written in bold. */
  names: string[];
}

/** The walkthrough: what it says of itself, and its sections. */
export function readWalkthrough(): { preface: string; sections: Section[] } {
  const [preface = "", ...parts] = readFileSync(file, "utf8").split(/^## /m);
  return {
    preface: preface.replaceAll(/\s+/g, " "),
    sections: parts.map(sectionOf),
  };
}

function sectionOf(part: string): Section {
  const title = part.split("\n")[0]!.replace(/ \(\d+ minutes\)$/, "");
  const block = /```\n(.*?)\n```/s.exec(part)?.[1] ?? "";
  const prose = part.replace(/```\n.*?\n```/s, "");
  const texts = [...prose.matchAll(/`([^`]+)`|(?<!\w)_([^_]+)_(?!\w)/g)].map(
    ([, typed, read]) => (typed ?? read)!.replaceAll(/\s+/g, " "),
  );
  const tables = tablesOf(prose);
  return {
    title,
    text: (beginning) => {
      const found = new Set(texts.filter((t) => t.startsWith(beginning)));
      const [whole] = found.has(beginning) ? [beginning] : found;
      if (whole === undefined)
        throw new Error(`“${title}” has no text “${beginning}…”`);
      return whole;
    },
    texts: (beginning) => texts.filter((t) => t.startsWith(beginning)),
    block,
    table: (heading) => {
      const table = tables.find(([head]) => head?.[0] === heading);
      if (!table) throw new Error(`“${title}” has no table of “${heading}”`);
      return table.slice(1);
    },
    names: [...prose.matchAll(/\*\*(.+?)\*\*/gs)].flatMap(([, bold]) =>
      bold!.split(" › ").map((name) => name.replaceAll(/\s+/g, " ")),
    ),
  };
}

/** Each with its heading row, without the rule below it. */
function tablesOf(text: string): string[][][] {
  return [...text.matchAll(/(?:^\|.*\|$\n?)+/gm)].map(([table]) =>
    table
      .trim()
      .split("\n")
      .filter((row) => !/^[|\s:-]+$/.test(row))
      .map((row) =>
        row
          .slice(1, -1)
          .split("|")
          .map((cell) => cell.trim()),
      ),
  );
}
