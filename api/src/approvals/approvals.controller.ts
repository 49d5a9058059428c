import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import { ApprovalDecision, type Approval } from "@keii/shared";
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
import { exportApprovals } from "./approval-export.js";
import { approvalList, toApproval } from "./approvals.queries.js";
import { ApprovalsService } from "./approvals.service.js";

@Controller("incidents/:incidentId/approvals")
export class ApprovalsController {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly exports: Exports,
  ) {}

  @Can("approvals.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Approval[]> {
    const page = await this.approvals.list(incidentId, query);
    return sendPage(reply, approvalList, page, page.rows.map(toApproval));
  }

  @Can("approvals.read")
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
      exportApprovals(incidentId, actor.language),
    );
  }

  @Can("approvals.read")
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
      exportApprovals(incidentId, actor.language),
    );
  }

  @Can("approvals.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Approval> {
    return sendVersion(reply, await this.approvals.read(incidentId, id));
  }

  @Can("approvals.decide")
  @Post(":id/decide")
  @HttpCode(200)
  async decide(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() decision: ApprovalDecision,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Approval> {
    return sendVersion(
      reply,
      await this.approvals.decide(actor, incidentId, id, base, decision),
    );
  }
}
