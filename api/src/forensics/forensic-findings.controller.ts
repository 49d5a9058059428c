import { Body, Controller, Get, Post, Put, Res } from "@nestjs/common";
import {
  ForensicFindingChange,
  FindingTask,
  NewForensicFinding,
  type ForensicFinding,
  type Task,
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
import { findingList, exportFindings } from "./forensic-findings.queries.js";
import { ForensicFindingsService } from "./forensic-findings.service.js";

@Controller("incidents/:incidentId/forensic_findings")
export class ForensicFindingsController {
  constructor(
    private readonly findings: ForensicFindingsService,
    private readonly exports: Exports,
  ) {}

  @Can("forensics.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicFinding[]> {
    const page = await this.findings.list(incidentId, query);
    return sendPage(reply, findingList, page, page.findings);
  }

  @Can("forensics.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportFindings(incidentId, actor.language);
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
    const list = exportFindings(incidentId, actor.language);
    return this.exports.send(actor, reply, "xlsx", query, list);
  }

  @Can("forensics.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicFinding> {
    return sendVersion(reply, await this.findings.read(incidentId, id));
  }

  @Can("forensics.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() finding: NewForensicFinding,
  ): Promise<ForensicFinding> {
    return this.findings.add(actor, incidentId, finding);
  }

  @Can("forensics.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: ForensicFindingChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicFinding> {
    return sendVersion(
      reply,
      await this.findings.change(actor, incidentId, id, base, change),
    );
  }

  @Can("forensics.write")
  @Post(":id/task")
  makeTask(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() task: FindingTask,
  ): Promise<Task> {
    return this.findings.makeTask(actor, incidentId, id, task);
  }
}
