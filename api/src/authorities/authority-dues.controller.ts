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
  AuthorityDueChange,
  AuthorityDueDecision,
  AuthorityDueMeeting,
  NewAuthorityDue,
  type AuthorityDue,
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
import { dueList, exportDues } from "./authority-dues.queries.js";
import { AuthorityDuesService } from "./authority-dues.service.js";

@Controller("incidents/:incidentId/authority-dues")
export class AuthorityDuesController {
  constructor(
    private readonly dues: AuthorityDuesService,
    private readonly exports: Exports,
  ) {}

  @Can("authorities.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityDue[]> {
    const page = await this.dues.list(incidentId, query);
    return sendPage(
      reply,
      dueList,
      page,
      page.rows.map((row) => this.dues.show(row)),
    );
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
      exportDues(incidentId, actor.language),
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
      exportDues(incidentId, actor.language),
    );
  }

  @Can("authorities.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityDue> {
    return sendVersion(reply, await this.dues.read(incidentId, id));
  }

  @Can("authorities.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() due: NewAuthorityDue,
  ): Promise<AuthorityDue> {
    return this.dues.add(actor, incidentId, due);
  }

  @Can("authorities.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: AuthorityDueChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityDue> {
    return sendVersion(
      reply,
      await this.dues.change(actor, incidentId, id, base, change),
    );
  }

  @Can("authorities.write")
  @Post(":id/meet")
  @HttpCode(200)
  async meet(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { authorityReportId }: AuthorityDueMeeting,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityDue> {
    return sendVersion(
      reply,
      await this.dues.meet(actor, incidentId, id, base, authorityReportId),
    );
  }

  @Can("authorities.write")
  @Post(":id/drop")
  @HttpCode(200)
  async drop(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: AuthorityDueDecision,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityDue> {
    return sendVersion(
      reply,
      await this.dues.drop(actor, incidentId, id, base, reason),
    );
  }

  @Can("authorities.write")
  @Post(":id/reopen")
  @HttpCode(200)
  async reopen(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: AuthorityDueDecision,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityDue> {
    return sendVersion(
      reply,
      await this.dues.reopen(actor, incidentId, id, base, reason),
    );
  }
}
