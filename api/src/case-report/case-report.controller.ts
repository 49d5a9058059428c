import { Controller, Get, Query, Res } from "@nestjs/common";
import {
  caseReportContents,
  languages,
  problems,
  type CaseReportContent,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { fieldProblem } from "../platform/http/problem.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { CaseReportService } from "./case-report.service.js";

@Controller("incidents/:incidentId/case-report.pdf")
export class CaseReportController {
  constructor(private readonly caseReport: CaseReportService) {}

  /** `content` is all (the reader may read) or public; `language` ja or en, by default the reader's. */
  @Can("timeline.export")
  @Get()
  async print(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Query("content") content: unknown,
    @Query("language") language: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.caseReport.print(
      actor,
      incidentId,
      contentFor(actor, content),
      chosen("language", languages, language) ?? actor.language,
    );
    await reply
      .header("Content-Type", "application/pdf")
      .header("Content-Disposition", 'attachment; filename="case-report.pdf"')
      .header("Cache-Control", "no-store")
      .send(file);
  }
}

/** Whoever reads only what may be published gets no more on paper. */
function contentFor(actor: Actor, asked: unknown): CaseReportContent {
  const content = chosen("content", caseReportContents, asked) ?? "all";
  return actor.held.has("timeline.read") ? content : "public";
}

function chosen<T extends string>(
  name: string,
  words: readonly T[],
  asked: unknown,
): T | undefined {
  if (asked === undefined) return undefined;
  const word = words.find((one) => one === asked);
  if (word === undefined) throw fieldProblem(problems.invalid, name, "isIn");
  return word;
}
