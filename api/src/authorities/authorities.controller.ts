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
  AuthorityReportAmendment,
  AuthorityReportChange,
  AuthorityReportWithdrawal,
  NewAuthorityFiling,
  NewAuthorityReport,
  type AuthorityReport,
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
import { exportReports, reportList, toReport } from "./authorities.queries.js";
import { AuthoritiesService } from "./authorities.service.js";

@Controller("incidents/:incidentId/authorities")
export class AuthoritiesController {
  constructor(
    private readonly reports: AuthoritiesService,
    private readonly exports: Exports,
  ) {}

  @Can("authorities.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReport[]> {
    const page = await this.reports.list(incidentId, query);
    return sendPage(reply, reportList, page, page.rows.map(toReport));
  }

  @Can("authorities.read")
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
      exportReports(incidentId, actor.language),
    );
  }

  @Can("authorities.read")
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
      exportReports(incidentId, actor.language),
    );
  }

  @Can("authorities.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReport> {
    return sendVersion(reply, await this.reports.show(incidentId, id));
  }

  @Can("authorities.write")
  @Post()
  draft(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() report: NewAuthorityReport,
  ): Promise<AuthorityReport> {
    return this.reports.draft(actor, incidentId, report);
  }

  @Can("authorities.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: AuthorityReportChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReport> {
    return sendVersion(
      reply,
      await this.reports.change(actor, incidentId, id, base, change),
    );
  }

  @Can("authorities.file")
  @Post(":id/filing")
  @HttpCode(200)
  async file(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() filing: NewAuthorityFiling,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReport> {
    return sendVersion(
      reply,
      await this.reports.file(actor, incidentId, id, base, filing),
    );
  }

  @Can("authorities.write")
  @Post(":id/amend")
  @HttpCode(200)
  async amend(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() amendment: AuthorityReportAmendment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReport> {
    return sendVersion(
      reply,
      await this.reports.amend(actor, incidentId, id, base, amendment),
    );
  }

  @Can("authorities.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: AuthorityReportWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReport> {
    return sendVersion(
      reply,
      await this.reports.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
