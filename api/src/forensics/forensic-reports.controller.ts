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
  ForensicReportChange,
  ForensicWithdrawal,
  NewForensicReport,
  type ForensicReport,
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
import {
  reportList,
  exportReports,
  toReport,
} from "./forensic-reports.queries.js";
import { ForensicReportsService } from "./forensic-reports.service.js";

@Controller("incidents/:incidentId/forensic_reports")
export class ForensicReportsController {
  constructor(
    private readonly reports: ForensicReportsService,
    private readonly exports: Exports,
  ) {}

  @Can("forensics.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicReport[]> {
    const page = await this.reports.list(incidentId, query);
    return sendPage(reply, reportList, page, page.rows.map(toReport));
  }

  @Can("forensics.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportReports(incidentId, actor.language);
    return this.exports.send(actor, reply, "csv", query, list);
  }

  @Can("forensics.read")
  @Get("export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportReports(incidentId, actor.language);
    return this.exports.send(actor, reply, "xlsx", query, list);
  }

  @Can("forensics.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicReport> {
    return sendVersion(reply, await this.reports.read(incidentId, id));
  }

  @Can("forensics.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() report: NewForensicReport,
  ): Promise<ForensicReport> {
    return this.reports.add(actor, incidentId, report);
  }

  @Can("forensics.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: ForensicReportChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicReport> {
    return sendVersion(
      reply,
      await this.reports.change(actor, incidentId, id, base, change),
    );
  }

  @Can("forensics.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() withdrawal: ForensicWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicReport> {
    return sendVersion(
      reply,
      await this.reports.withdraw(actor, incidentId, id, base, withdrawal),
    );
  }
}
