import type { CaseReportContent, Language } from "@keii/shared";
import {
  linksOf,
  toAttachedFile,
  type LinkRow,
} from "../evidence/evidence.queries.js";
import type { Actor } from "../platform/database/actor.js";
import type { Queryable } from "../platform/database/database.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { wordsOf } from "./chapter.js";

/** The files of every record in words, by the record's id: number and name, and of what is withheld only the number. */
export async function filesOf(
  actor: Actor,
  incidentId: string,
  content: CaseReportContent,
  language: Language,
  database: Queryable,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  if (content === "public" || !actor.held.has("evidence.read")) return files;
  const words = wordsOf({ language });
  const source = linksOf(incidentId, actor);
  const rows = await database.query<LinkRow>(
    rowsOf(source, [], sql`order by l.attached_at, l.id`),
    source.parameters,
  );
  for (const { subjectId, no, name } of rows.map(toAttachedFile)) {
    const file =
      name === null
        ? words("fileWithheld", { no })
        : `${words("fileNo", { no })} ${name}`;
    const before = files.get(subjectId);
    files.set(subjectId, before === undefined ? file : `${before}, ${file}`);
  }
  return files;
}
