import { Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import type { AuditEntry, AuditVerification } from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../database/actor.js";
import { Exports } from "../http/exports.js";
import { Listing, sendPage, type ListQuery } from "../http/list.js";
import { CurrentActor, RecordId } from "../http/request.js";
import { Can } from "../permissions/can.js";
import { exportAudit } from "./audit-export.js";
import { auditList, toAuditEntry } from "./audit.queries.js";
import { AuditService } from "./audit.service.js";

@Controller()
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly exports: Exports,
  ) {}

  @Can("audit.read")
  @Get("audit")
  async list(
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntry[]> {
    const page = await this.audit.list(query, null);
    return sendPage(
      reply,
      auditList(null),
      page,
      page.rows.map((row) => toAuditEntry(row, false)),
    );
  }

  @Can("audit.read")
  @Get("audit/export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "csv",
      query,
      exportAudit(null, false, actor.language),
    );
  }

  @Can("audit.read")
  @Get("audit/export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "xlsx",
      query,
      exportAudit(null, false, actor.language),
    );
  }

  @Can("audit.verify")
  @Get("audit/verification")
  newest(): Promise<AuditVerification | null> {
    return this.audit.newest();
  }

  @Can("audit.verify")
  @Post("audit/verification")
  @HttpCode(202)
  verify(@CurrentActor() actor: Actor): Promise<AuditVerification | null> {
    return this.audit.verify(actor);
  }

  @Can("activity.read")
  @Get("incidents/:incidentId/activity")
  async activity(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditEntry[]> {
    const page = await this.audit.list(query, incidentId);
    const seesCounsel = actor.held.has("timeline.readCounsel");
    return sendPage(
      reply,
      auditList(incidentId),
      page,
      page.rows.map((row) => toAuditEntry(row, seesCounsel)),
    );
  }

  @Can("activity.read")
  @Get("incidents/:incidentId/activity/export.csv")
  exportActivityCsv(
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
      exportAudit(
        incidentId,
        actor.held.has("timeline.readCounsel"),
        actor.language,
      ),
    );
  }

  @Can("activity.read")
  @Get("incidents/:incidentId/activity/export.xlsx")
  exportActivityXlsx(
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
      exportAudit(
        incidentId,
        actor.held.has("timeline.readCounsel"),
        actor.language,
      ),
    );
  }
}
