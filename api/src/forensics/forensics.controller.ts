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
  ForensicEngagementChange,
  ForensicMomentMove,
  ForensicMomentRemoval,
  ForensicWithdrawal,
  NewForensicEngagement,
  NewForensicMoment,
  type ForensicEngagement,
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
  engagementList,
  exportEngagements,
  toEngagement,
} from "./forensics.queries.js";
import { ForensicsService } from "./forensics.service.js";

@Controller("incidents/:incidentId/forensics")
export class ForensicsController {
  constructor(
    private readonly forensics: ForensicsService,
    private readonly exports: Exports,
  ) {}

  @Can("forensics.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicEngagement[]> {
    const page = await this.forensics.list(incidentId, query);
    return sendPage(reply, engagementList, page, page.rows.map(toEngagement));
  }

  @Can("forensics.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportEngagements(incidentId, actor.language);
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
    const list = exportEngagements(incidentId, actor.language);
    return this.exports.send(actor, reply, "xlsx", query, list);
  }

  @Can("forensics.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicEngagement> {
    return sendVersion(reply, await this.forensics.read(incidentId, id));
  }

  @Can("forensics.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() engagement: NewForensicEngagement,
  ): Promise<ForensicEngagement> {
    return this.forensics.add(actor, incidentId, engagement);
  }

  @Can("forensics.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: ForensicEngagementChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicEngagement> {
    return sendVersion(
      reply,
      await this.forensics.change(actor, incidentId, id, base, change),
    );
  }

  @Can("forensics.write")
  @Post(":id/mark")
  @HttpCode(200)
  async mark(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() moment: NewForensicMoment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicEngagement> {
    return sendVersion(
      reply,
      await this.forensics.mark(actor, incidentId, id, base, moment),
    );
  }

  @Can("forensics.write")
  @Post(":id/move")
  @HttpCode(200)
  async move(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() move: ForensicMomentMove,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicEngagement> {
    return sendVersion(
      reply,
      await this.forensics.move(actor, incidentId, id, base, move),
    );
  }

  @Can("forensics.write")
  @Post(":id/unmark")
  @HttpCode(200)
  async unmark(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() removal: ForensicMomentRemoval,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ForensicEngagement> {
    return sendVersion(
      reply,
      await this.forensics.unmark(actor, incidentId, id, base, removal),
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
  ): Promise<ForensicEngagement> {
    return sendVersion(
      reply,
      await this.forensics.withdraw(actor, incidentId, id, base, withdrawal),
    );
  }
}
