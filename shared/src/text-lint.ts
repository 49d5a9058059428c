import type { Fact } from "./facts.js";
import type { Language } from "./language.js";
import type { ScopeUnit } from "./scope.js";

/** What a writer is warned of: a sentence we may not be able to keep, or a figure the record does not say. */
export interface TextFinding {
  kind: "promise" | "figure";
  /** Where in the text, and what stands there. */
  at: number;
  found: string;
  /** What the record says in this unit. */
  expected: string[];
}

/** Sentences that a company says and is held to (言わないこと). */
export const riskyPhrases: Record<Language, readonly string[]> = {
  ja: [
    "安全です",
    "安全が確認",
    "安全性が確認",
    "ご安心ください",
    "安心してください",
    "無料になります",
    "無料です",
    "無償で再発行",
    "必ず補償",
    "全額補償",
    "補償いたします",
    "補償します",
    "被害はありません",
    "被害はございません",
    "影響はありません",
    "影響はございません",
    "心配はありません",
    "心配ありません",
    "問題ありません",
    "問題ございません",
    "絶対に",
    "完全に防",
    "万全の",
    "二度と",
    "漏えいはありません",
    "流出はありません",
  ],
  en: [
    "is safe",
    "are safe",
    "rest assured",
    "free of charge",
    "for free",
    "will be compensated",
    "full compensation",
    "we guarantee",
    "guaranteed",
    "no damage",
    "no impact",
    "not affected in any way",
    "no need to worry",
    "nothing to worry",
    "never again",
    "completely secure",
    "100%",
  ],
};

const digits = "[0-9０-９][0-9０-９,，]*";
const figures: Record<Language, RegExp> = {
  ja: new RegExp(
    `(${digits})(万(${digits})?)?(千)?\\s*余?り?(件|枚|人|名|アカウント)(?!ひとり|以内|まで)`,
    "g",
  ),
  en: new RegExp(
    `(${digits})()()()\\s+(cards?|cases?|people|persons?|customers?|accounts?|purchases?)\\b`,
    "gi",
  ),
};

/** A figure with 件 may mean cards or purchases; 人 and 名 are persons and nothing else. */
function unitsOf(word: string): readonly ScopeUnit[] {
  if (/^(件|枚|cards?|cases?)$/i.test(word)) return ["cards", "purchases"];
  if (/^(アカウント|accounts?)$/i.test(word)) return ["accounts"];
  if (/^purchases?$/i.test(word)) return ["purchases"];
  return ["persons"];
}

function numberOf(written: string): number {
  return Number(written.normalize("NFKC").replaceAll(",", ""));
}

/** Warnings about a text in one language, in the order of the text. Merge fields are not looked into. */
export function lintText(
  text: string,
  language: Language,
  facts: readonly Fact[],
): TextFinding[] {
  const words = text.replace(/\{\{[^{}]*\}\}/g, (place) =>
    " ".repeat(place.length),
  );
  return [
    ...promises(words, language),
    ...otherFigures(words, language, facts),
  ].sort((a, b) => a.at - b.at);
}

function promises(text: string, language: Language): TextFinding[] {
  const folded = text.toLowerCase();
  return riskyPhrases[language].flatMap((phrase) => {
    const found: TextFinding[] = [];
    for (
      let at = folded.indexOf(phrase);
      at >= 0;
      at = folded.indexOf(phrase, at + phrase.length)
    )
      found.push({
        kind: "promise",
        at,
        found: text.slice(at, at + phrase.length),
        expected: [],
      });
    return found;
  });
}

function otherFigures(
  text: string,
  language: Language,
  facts: readonly Fact[],
): TextFinding[] {
  return [...text.matchAll(figures[language])].flatMap((match) => {
    const [found, head = "", myriads, rest, thousands, word = ""] = match;
    const scale = thousands ? 1_000 : 1;
    const amount = myriads
      ? numberOf(head) * 10_000 + (rest ? numberOf(rest) : 0) * scale
      : numberOf(head) * scale;
    const units = unitsOf(word);
    const said = facts.filter(
      ({ unit, amount: known }) =>
        unit !== null && known !== null && units.includes(unit),
    );
    if (said.some((fact) => fact.amount === amount)) return [];
    return [
      {
        kind: "figure" as const,
        at: match.index,
        found,
        expected: said.flatMap(({ value }) => value?.[language] ?? []),
      },
    ];
  });
}
