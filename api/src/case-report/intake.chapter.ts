import { intakeMessages, taskMessages } from "@keii/shared";
import {
  intakesOf,
  toIntake,
  type IntakeRow,
} from "../intake/intake.queries.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { reachOf } from "../timeline/timeline.queries.js";
import { instantText, joined, wordsOf, type Chapter } from "./chapter.js";

/** How the company was told, as it was written down while listening. */
export const intake: Chapter = async (paper, reading) => {
  const { actor, content, database, incident, language } = reading;
  if (content === "public" || !actor.held.has("timeline.read")) return;
  const rows = await database.query<IntakeRow>(
    rowsOf(intakesOf(incident.id), [], sql`order by k.recorded_at, k.id`),
    [incident.id],
  );
  if (rows.length === 0) return;
  const words = wordsOf(reading);
  const name = (key: string) =>
    intakeMessages[language][key] ?? taskMessages[language][key] ?? key;
  paper.heading(words("intake"));
  for (const row of rows) {
    const told = toIntake(row, reachOf(actor));
    paper.beside(instantText(told.receivedAt, reading), [
      [told.text ?? words("intake.withheld"), { isFaint: told.isWithheld }],
    ]);
    paper.entries([
      [
        words("intake.caller"),
        joined([told.callerOrganisation, told.callerName, told.callBackNumber]),
      ],
      [words("intake.takenBy"), told.takenBy],
      [words("intake.channel"), name(`intake.channel.${told.channel}`)],
      [
        words("intake.firstSteps"),
        told.tasks.map((step) => name(`tasks.firstStep.${step}`)).join(", "),
      ],
    ]);
  }
};
