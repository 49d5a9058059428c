import { Injectable } from "@nestjs/common";
import type { Readable } from "node:stream";
import {
  inLanguage,
  type CaseReportContent,
  type Language,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { Database, recordAct } from "../platform/database/database.js";
import { Turns } from "../platform/http/turns.js";
import { Paper } from "../platform/paper/paper.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { instantText, wordsOf, type Reading } from "./chapter.js";
import { chapters } from "./chapters.js";
import { filesOf } from "./files.js";

/** The whole case on paper, as far as its reader may read it. */
@Injectable()
export class CaseReportService {
  /** Typesetting keeps a core busy: one at a time, the others wait. */
  private readonly turns = new Turns(1, 10);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incidents: IncidentsService,
  ) {}

  /** Answers the file while it is still being written; who took it along is in the log. */
  async print(
    actor: Actor,
    incidentId: string,
    content: CaseReportContent,
    language: Language,
  ): Promise<Readable> {
    await this.database.transaction(actor, incidentId, (tx) =>
      recordAct(tx, "export", "incidents", incidentId, {
        format: "pdf",
        content,
        language,
      }),
    );
    return this.turns.take(() =>
      this.database.snapshot(async (database) => {
        const incident = await this.incidents.read(incidentId, database);
        const reading = {
          actor,
          database,
          incident,
          content,
          language,
          now: this.clock.now(),
          files: await filesOf(actor, incidentId, content, language, database),
        };
        const paper = this.begin(reading);
        for (const chapter of chapters) await chapter(paper, reading);
        this.close(paper, reading);
        return paper.stream;
      }),
    );
  }

  private begin(reading: Reading): Paper {
    const { actor, content, incident, language, now: at } = reading;
    const words = wordsOf(reading);
    const title = inLanguage(incident.title, language);
    const paper = new Paper({
      title: `${incident.code} ${title}`,
      language,
      runningHead: [
        incident.code,
        words("title"),
        words(`content.${content}`),
        instantText(at, reading),
      ].join("  ·  "),
      pageWords: (page, count) => words("page", { page, count }),
      at,
    });
    paper.title(
      `${incident.code} ${title}`,
      words("made", { at: instantText(at, reading), by: actor.name }),
    );
    return paper;
  }

  private close(paper: Paper, reading: Reading): void {
    if (paper.missing.length > 0)
      paper.paragraph(
        wordsOf(reading)("glyphs", {
          characters: paper.missing
            .map((c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase()}`)
            .join(", "),
        }),
        { isFaint: true },
      );
    paper.end();
  }
}
