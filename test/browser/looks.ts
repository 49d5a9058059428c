import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Language } from "@keii/shared";
import type { Page } from "playwright-core";
import { keyPrefixes } from "./words.js";

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

interface AxeViolation {
  id: string;
  impact: string | null;
  tags: string[];
  nodes: { target: string[]; failureSummary?: string }[];
}

/** What axe finds: anything against WCAG 2.0–2.2 A and AA, and what is serious among its best practices. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          of: Document,
          options: object,
        ) => Promise<{ violations: AxeViolation[] }>;
      };
    };
    const result = await axe.run(document, {
      resultTypes: ["violations"],
      runOnly: {
        type: "tag",
        values: [
          "wcag2a",
          "wcag2aa",
          "wcag21a",
          "wcag21aa",
          "wcag22aa",
          "best-practice",
        ],
      },
    });
    return result.violations;
  });
  return violations
    .filter(
      ({ tags, impact }) =>
        !tags.includes("best-practice") ||
        impact === "serious" ||
        impact === "critical",
    )
    .map(
      ({ id, impact, nodes }) =>
        `axe ${id} (${impact ?? "?"}) at ${nodes
          .slice(0, 3)
          .map(({ target }) => target.join(" "))
          .join(
            " | ",
          )}: ${(nodes[0]?.failureSummary ?? "").replaceAll(/\s+/g, " ").slice(0, 200)}`,
    );
}

interface Sight {
  title: string;
  headings: number;
  overflow: string[];
  text: string;
  /** What the console itself says: headings, buttons, labels, and the names for screen readers. Quotations say their language. */
  own: string[];
}

/** The cheap checks: what hangs over the edge, what was not translated, what is in the wrong language. */
export async function looksFindings(
  page: Page,
  language: Language,
  /** What people wrote; null where it may be in any language. */
  written: readonly string[] | null,
): Promise<string[]> {
  const sight = await page.evaluate(look);
  return [
    ...sight.overflow.map((what) => `hangs over the right edge: ${what}`),
    ...(sight.headings === 1 ? [] : [`${sight.headings} headings of level 1`]),
    ...untranslated([sight.title, sight.text, ...sight.own].join("\n")),
    ...(written === null
      ? []
      : wrongLanguage([sight.title, ...sight.own], language, written)),
  ];
}

/** Runs in the page. */
function look(): Sight {
  const isSeen = (element: Element) => element.checkVisibility();
  const isOwn = (element: Element) =>
    isSeen(element) && !element.closest("body [lang]");
  const { scrollWidth, clientWidth } = document.documentElement;
  const overflow =
    scrollWidth > clientWidth
      ? [...document.querySelectorAll("body *")]
          .filter(
            (e) =>
              isSeen(e) && e.getBoundingClientRect().right > clientWidth + 1,
          )
          .slice(-3)
          .map(
            (e) =>
              `${e.tagName.toLowerCase()}.${e.className} “${(e.textContent ?? "").slice(0, 40)}” at ${Math.round(e.getBoundingClientRect().right)} of ${clientWidth}`,
          )
      : [];
  const labelled = [
    ...document.querySelectorAll(
      "h1,h2,h3,h4,button,a,label,legend,th,dt,summary,caption,option,[role=tab],[role=button],[role=menuitem],[role=menuitemradio],[role=menuitemcheckbox],[role=option],[role=alert],[role=status]",
    ),
  ].filter(isOwn);
  const withoutQuotations = (element: Element) => {
    let words =
      element instanceof HTMLElement
        ? element.innerText
        : (element.textContent ?? "");
    for (const quoted of element.querySelectorAll<HTMLElement>("[lang]"))
      words = words.replace(quoted.innerText, () => "");
    return words;
  };
  const named = ["aria-label", "title", "placeholder", "alt"].flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)]
      .filter(isOwn)
      .map((e) => e.getAttribute(name) ?? ""),
  );
  return {
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    overflow,
    text: document.body.innerText,
    own: [...labelled.map(withoutQuotations), ...named].filter(
      (words) => words.trim() !== "",
    ),
  };
}

const keyLike = new RegExp(
  `(?<![\\w@./-])(${keyPrefixes().join("|")})(\\.[a-zA-Z_-]+)+(?![\\w@/])`,
  "g",
);

function untranslated(text: string): string[] {
  return [
    ...new Set([
      ...(text.match(keyLike) ?? []),
      ...(text.match(/%\{\w*\}?|\|\|\|\|/g) ?? []),
      ...(text.match(/\bundefined\b|\bNaN\b|\[object \w+\]/g) ?? []),
    ]),
  ].map((found) => `not translated: ${found}`);
}

/** Words that are the same in both languages. */
const alike =
  /Keii 経緯|Keii|^経$|日本語|English|FAQ|R-[A-Z\d]{4}-[A-Z\d]{4}|CSV|XLSX|PDF|PFI|SHA-256|URL|Ctrl|Enter|Asia\/Tokyo|INC-[\d-]+|[\w.+-]+@[\w.-]+|https?:\/\/\S+|Chrome|Linux|API/gm;

/** What the console says itself, without what people wrote, has to be in the reader's language. */
function wrongLanguage(
  own: readonly string[],
  language: Language,
  written: readonly string[],
): string[] {
  const foreign =
    language === "ja"
      ? /[A-Za-z]{3,}/
      : /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
  // What is not foreign by itself is part of many words, and would cut them apart.
  const longestFirst = written
    .map((one) => one.replaceAll(alike, ""))
    .filter((one) => foreign.test(one))
    .sort((a, b) => b.length - a.length);
  const found = new Set<string>();
  for (const words of own) {
    if (!foreign.test(words)) continue;
    let rest = words.replaceAll(alike, "");
    for (const one of longestFirst) rest = rest.replaceAll(one, "");
    if (foreign.test(rest)) found.add(words.replaceAll(/\s+/g, " "));
  }
  return [...found].map((words) => `in the wrong language: ${words}`);
}
