import type { DrawnValue, Fact } from "./facts.js";
import { languages, type Bilingual, type Language } from "./language.js";

/** A piece of a text: words, or a place where something is put in. */
type Piece =
  | { kind: "words"; text: string }
  | { kind: "fact" | "passage"; name: string; place: string }
  | { kind: "malformed"; place: string };

/** A passage as texts use it: its newest approved words, and its newest ones. */
export interface UsablePassage {
  key: string;
  approved: { no: number; text: Bilingual } | null;
  newest: { no: number; text: Bilingual };
}

/** What texts may draw on. */
export interface Sources {
  facts: readonly Fact[];
  passages: readonly UsablePassage[];
}

/** Why a text cannot be published as it is, by the name of the rule; `place` as it stands in the text. */
export interface MergeProblem {
  rule:
    | "mergeMalformed"
    | "mergeUnknown"
    | "mergeNested"
    | "mergeEmpty"
    | "mergeNotApproved";
  place: string;
}

/** A piece of a rendered text, with what it was drawn from; null for words of its own. */
export interface RenderedPiece {
  text: string;
  fact: string | null;
  passage: string | null;
}

export interface Rendered {
  text: string;
  pieces: RenderedPiece[];
  problems: MergeProblem[];
}

const places = /\{\{\s*([^{}]*?)\s*\}\}|\{\{|\}\}/g;
const nameShape = /^(fact|passage)\.([a-z][a-z0-9_.]*)$/;

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(places)) {
    if (match.index > from)
      pieces.push({ kind: "words", text: text.slice(from, match.index) });
    from = match.index + match[0].length;
    const [, kind, name] = nameShape.exec(match[1] ?? "") ?? [];
    const place = match[0];
    pieces.push(
      name === undefined
        ? { kind: "malformed", place }
        : { kind: kind as "fact" | "passage", name, place },
    );
  }
  if (from < text.length)
    pieces.push({ kind: "words", text: text.slice(from) });
  return pieces;
}

/**
 * A text in one language with everything put in. Nothing is guessed: what has no value stays as it was written and is
 * named among the problems.
 */
export function renderText(
  text: string,
  language: Language,
  sources: Sources,
): Rendered {
  return renderWithin(text, language, sources, null);
}

function renderWithin(
  text: string,
  language: Language,
  sources: Sources,
  passage: string | null,
): Rendered {
  const pieces: RenderedPiece[] = [];
  const problems: MergeProblem[] = [];
  const refuse = (rule: MergeProblem["rule"], place: string) => {
    problems.push({ rule, place });
    pieces.push({ text: place, fact: null, passage });
  };
  for (const piece of piecesOf(text)) {
    if (piece.kind === "words")
      pieces.push({ text: piece.text, fact: null, passage });
    else if (piece.kind === "malformed") refuse("mergeMalformed", piece.place);
    else if (piece.kind === "fact") {
      const fact = sources.facts.find(({ name }) => name === piece.name);
      if (!fact) refuse("mergeUnknown", piece.place);
      else if (!fact.value?.[language]) refuse("mergeEmpty", piece.place);
      else
        pieces.push({ text: fact.value[language], fact: fact.name, passage });
    } else if (passage !== null) refuse("mergeNested", piece.place);
    else {
      const found = sources.passages.find(({ key }) => key === piece.name);
      if (!found) {
        refuse("mergeUnknown", piece.place);
        continue;
      }
      if (!found.approved)
        problems.push({ rule: "mergeNotApproved", place: piece.place });
      const words = (found.approved ?? found.newest).text[language];
      if (words.trim() === "") {
        refuse("mergeEmpty", piece.place);
        continue;
      }
      const inner = renderWithin(words, language, sources, piece.name);
      pieces.push(...inner.pieces);
      problems.push(...inner.problems);
    }
  }
  return { text: pieces.map((piece) => piece.text).join(""), pieces, problems };
}

/** What a text refuses to be saved with: places that can never be filled. */
export function lastingProblems(
  problems: readonly MergeProblem[],
): MergeProblem[] {
  return problems.filter(
    ({ rule }) => rule !== "mergeEmpty" && rule !== "mergeNotApproved",
  );
}

/** Everything texts in both languages draw, once each: facts by their printed value, passages by their words. */
export function drawnBy(
  texts: readonly Bilingual[],
  sources: Sources,
): DrawnValue[] {
  const drawn = new Map<string, DrawnValue>();
  const visit = (text: string) => {
    for (const piece of piecesOf(text)) {
      if (piece.kind === "fact") {
        const fact = sources.facts.find(({ name }) => name === piece.name);
        if (fact) {
          const value = drawnFact(fact);
          if (value) drawn.set(value.name, value);
        }
      } else if (piece.kind === "passage") {
        const found = sources.passages.find(({ key }) => key === piece.name);
        if (found?.approved && !drawn.has(`passage.${found.key}`)) {
          const value = drawnPassage(found)!;
          drawn.set(value.name, value);
          for (const language of languages) visit(value.text[language]);
        }
      }
    }
  };
  for (const text of texts)
    for (const language of languages) visit(text[language]);
  return [...drawn.values()];
}

function drawnFact(fact: Fact): DrawnValue | null {
  if (!fact.value) return null;
  const { amount, unit, asOf, certainty, source } = fact;
  return {
    name: `fact.${fact.name}`,
    text: fact.value,
    amount,
    unit,
    asOf,
    certainty,
    source,
  };
}

function drawnPassage({ key, approved }: UsablePassage): DrawnValue | null {
  if (!approved) return null;
  return {
    name: `passage.${key}`,
    text: approved.text,
    amount: null,
    unit: null,
    asOf: null,
    certainty: null,
    source: { resource: "passages", id: null },
  };
}

/** What was drawn then and is said otherwise now. */
export function staleOf(
  drawn: readonly DrawnValue[],
  sources: Sources,
): { name: string; then: Bilingual; now: Bilingual | null }[] {
  const now = new Map<string, Bilingual>();
  for (const fact of sources.facts)
    if (fact.value) now.set(`fact.${fact.name}`, fact.value);
  for (const { key, approved } of sources.passages)
    if (approved) now.set(`passage.${key}`, approved.text);
  return drawn.flatMap(({ name, text }) => {
    const present = now.get(name) ?? null;
    return present?.ja === text.ja && present.en === text.en
      ? []
      : [{ name, then: text, now: present }];
  });
}
