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
  ForensicHandoverChange,
  ForensicWithdrawal,
  NewForensicHandover,
  type ForensicHandover,
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
  handoverList,
  exportHandovers,
  toHandover,
} from "./forensic-handovers.queries.js";
import { ForensicHandoversService } from "./forensic-handovers.service.js";

@Controller("incidents/:incidentId/forensic_handovers")
export class ForensicHandoversController {
  constructor(
    private readonly handovers: ForensicHandoversService,
    private readonly exports: Exports,
  ) {}

  @Can("forensics.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicHandover[]> {
    const page = await this.handovers.list(incidentId, query);
    return sendPage(reply, handoverList, page, page.rows.map(toHandover));
  }

  @Can("forensics.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportHandovers(incidentId, actor.language);
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
    const list = exportHandovers(incidentId, actor.language);
    return this.exports.send(actor, reply, "xlsx", query, list);
  }

  @Can("forensics.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicHandover> {
    return sendVersion(reply, await this.handovers.read(incidentId, id));
  }

  @Can("forensics.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() handover: NewForensicHandover,
  ): Promise<ForensicHandover> {
    return this.handovers.add(actor, incidentId, handover);
  }

  @Can("forensics.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: ForensicHandoverChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicHandover> {
    return sendVersion(
      reply,
      await this.handovers.change(actor, incidentId, id, base, change),
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
  ): Promise<ForensicHandover> {
    return sendVersion(
      reply,
      await this.handovers.withdraw(actor, incidentId, id, base, withdrawal),
    );
  }
}
