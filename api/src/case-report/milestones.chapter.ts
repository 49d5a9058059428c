import { milestoneMessages } from "@keii/shared";
import { sql } from "../platform/database/sql.js";
import {
  milestoneColumns,
  milestoneTables,
  type MilestoneRow,
} from "../milestones/milestones.queries.js";
import { toMoment } from "../timeline/occurrence.js";
import { momentText, wordsOf, type Chapter } from "./chapter.js";

/** The moments the clocks start from, with who learned them and from what. */
export const milestones: Chapter = async (paper, reading) => {
  const { actor, content, database, incident, language } = reading;
  if (content === "public" || !actor.held.has("milestones.read")) return;
  const rows = await database.query<MilestoneRow>(
    sql`select ${milestoneColumns} from ${milestoneTables} where m.incident_id = $1
        order by m.occurred_on, m.occurred_at nulls first, m.id`,
    [incident.id],
  );
  const words = wordsOf(reading);
  const name = (key: string) =>
    milestoneMessages[language][`milestones.${key}`];
  paper.heading(words("milestones"));
  if (rows.length === 0) paper.paragraph(words("none"), { isFaint: true });
  for (const row of rows) {
    const state = row.state === "candidate" ? name("state.candidate") : "";
    paper.beside(momentText(toMoment(row), reading), [
      [[name(`kind.${row.kind}`), state].filter(Boolean).join(" · "), {}],
      [
        [row.learned_by, row.channel, row.evidence].filter(Boolean).join(" · "),
        { isFaint: true },
      ],
    ]);
  }
};
