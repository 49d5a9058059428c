import { Controller, Get, Post, Query, Res } from "@nestjs/common";
import { problems, type EvidenceUpload } from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import {
  FileBody,
  TakesFile,
  type IncomingFile,
} from "../platform/http/file-body.js";
import { sendFile } from "../platform/http/file-answer.js";
import { fieldProblem } from "../platform/http/problem.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { ContentService } from "./content.service.js";
import { EvidenceService } from "./evidence.service.js";

/** The bytes themselves, in and out. */
@Controller("incidents/:incidentId/evidence")
export class ContentController {
  constructor(
    private readonly contents: ContentService,
    private readonly evidence: EvidenceService,
  ) {}

  @Can("evidence.write")
  @Post("uploads")
  @TakesFile()
  upload(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @FileBody() file: IncomingFile,
  ): Promise<EvidenceUpload> {
    return this.contents.receive(actor, incidentId, file);
  }

  @Can("evidence.read")
  @Get(":id/content")
  async download(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Query("no") no: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendFile(
      reply,
      await this.evidence.open(actor, incidentId, id, revisionNo(no)),
    );
  }
}

function revisionNo(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw fieldProblem(problems.invalid, "no", "unknownValue");
  return Number(text);
}
