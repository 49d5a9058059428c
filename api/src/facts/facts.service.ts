import { Injectable } from "@nestjs/common";
import {
  languages,
  lastingProblems,
  problems,
  renderText,
  type Bilingual,
  type Fact,
  type Language,
  type MergeProblem,
  type Sources,
} from "@keii/shared";
import { Database, type Queryable } from "../platform/database/database.js";
import { Problem, type FieldErrors } from "../platform/http/problem.js";
import { drawnFacts } from "./drawn-facts.js";
import { recordsOf } from "./facts.queries.js";
import { usablePassages } from "./passages.queries.js";

/** What outgoing texts may draw on, and what a text is refused for. */
@Injectable()
export class FactsService {
  constructor(private readonly database: Database) {}

  async of(
    incidentId: string,
    database: Queryable = this.database,
  ): Promise<Fact[]> {
    return drawnFacts(await recordsOf(database, incidentId));
  }

  async sources(
    incidentId: string,
    database: Queryable = this.database,
  ): Promise<Sources> {
    return {
      facts: await this.of(incidentId, database),
      passages: await usablePassages(database, incidentId),
    };
  }
}

/** Refuses texts with places that can never be filled; each is named at its field. */
export function refuseUnfillable(
  texts: Record<string, Bilingual | null | undefined>,
  sources: Sources,
): void {
  refuse(texts, sources, languages, lastingProblems);
}

/** The texts with everything put in, to be published; refused where a place has no value, or a language no text. */
export function renderForPublic<T extends Record<string, Bilingual>>(
  texts: T,
  sources: Sources,
  published: readonly Language[],
): { [K in keyof T]: Bilingual } {
  const missing: FieldErrors = {};
  for (const [field, text] of Object.entries(texts))
    for (const language of published)
      if (text[language].trim() === "")
        missing[`${field}.${language}`] = {
          key: "rule.languageMissing",
          values: [language === "ja" ? "日本語" : "English"],
        };
  if (Object.keys(missing).length > 0)
    throw new Problem(problems.invalid, { fields: missing });
  refuse(texts, sources, languages, (found) => [...found]);
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [
      field,
      {
        ja: renderText(text.ja, "ja", sources).text,
        en: renderText(text.en, "en", sources).text,
      },
    ]),
  ) as { [K in keyof T]: Bilingual };
}

function refuse(
  texts: Record<string, Bilingual | null | undefined>,
  sources: Sources,
  of: readonly Language[],
  chosen: (problems: readonly MergeProblem[]) => MergeProblem[],
): void {
  const fields: FieldErrors = {};
  for (const [field, text] of Object.entries(texts))
    for (const language of text ? of : []) {
      const [first] = chosen(
        renderText(text![language], language, sources).problems,
      );
      if (first)
        fields[`${field}.${language}`] = {
          key: `rule.${first.rule}`,
          values: [first.place],
        };
    }
  if (Object.keys(fields).length > 0)
    throw new Problem(problems.invalid, { fields });
}
