import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Put,
  Res,
} from "@nestjs/common";
import {
  EvidenceAttachment,
  EvidenceChange,
  EvidencePurge,
  NewEvidence,
  NewEvidenceRevision,
  type AttachedFile,
  type Evidence,
  type EvidenceRevision,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { AttachmentsService } from "./attachments.service.js";
import {
  evidenceList,
  exportEvidence,
  linkList,
  toAttachedFile,
  toEvidence,
} from "./evidence.queries.js";
import { EvidenceService } from "./evidence.service.js";

@Controller("incidents/:incidentId/evidence")
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly attachments: AttachmentsService,
    private readonly exports: Exports,
  ) {}

  @Can("evidence.read")
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Evidence[]> {
    const page = await this.evidence.list(actor, incidentId, query);
    return sendPage(reply, evidenceList, page, page.rows.map(toEvidence));
  }

  /** Files as the records show them that they are attached to. */
  @Can("evidence.read")
  @Get("links")
  async links(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AttachedFile[]> {
    const page = await this.attachments.list(actor, incidentId, query);
    return sendPage(reply, linkList, page, page.rows.map(toAttachedFile));
  }

  @Can("evidence.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "csv",
      query,
      exportEvidence(incidentId, actor),
    );
  }

  @Can("evidence.read")
  @Get("export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "xlsx",
      query,
      exportEvidence(incidentId, actor),
    );
  }

  @Can("evidence.read")
  @Get(":id")
  async read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Evidence> {
    return sendVersion(reply, await this.evidence.read(actor, incidentId, id));
  }

  @Can("evidence.read")
  @Get(":id/revisions")
  revisions(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<EvidenceRevision[]> {
    return this.evidence.revisions(actor, incidentId, id);
  }

  @Can("evidence.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() file: NewEvidence,
  ): Promise<Evidence> {
    return this.evidence.add(actor, incidentId, file);
  }

  @Can("evidence.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: EvidenceChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Evidence> {
    return sendVersion(
      reply,
      await this.evidence.change(actor, incidentId, id, base, change),
    );
  }

  @Can("evidence.write")
  @Post(":id/revisions")
  async revise(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() revision: NewEvidenceRevision,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Evidence> {
    return sendVersion(
      reply,
      await this.evidence.revise(actor, incidentId, id, base, revision),
    );
  }

  @Can("evidence.write")
  @Post(":id/attach")
  @HttpCode(200)
  attach(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() { timelineEventId }: EvidenceAttachment,
  ): Promise<Evidence> {
    return this.evidence.attachToLine(
      actor,
      incidentId,
      id,
      timelineEventId,
      true,
    );
  }

  @Can("evidence.write")
  @Post(":id/detach")
  @HttpCode(200)
  detach(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() { timelineEventId }: EvidenceAttachment,
  ): Promise<Evidence> {
    return this.evidence.attachToLine(
      actor,
      incidentId,
      id,
      timelineEventId,
      false,
    );
  }

  @Can("evidence.purge")
  @Post(":id/purge")
  @HttpCode(200)
  async purge(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: EvidencePurge,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Evidence> {
    return sendVersion(
      reply,
      await this.evidence.purge(actor, incidentId, id, base, reason),
    );
  }
}
