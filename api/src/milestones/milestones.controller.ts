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
  MilestoneChange,
  MilestoneMove,
  NewMilestone,
  type Milestone,
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
import { exportMilestones } from "./milestone-export.js";
import { milestoneList, toMilestone } from "./milestones.queries.js";
import { MilestonesService } from "./milestones.service.js";

@Controller("incidents/:incidentId/milestones")
export class MilestonesController {
  constructor(
    private readonly milestones: MilestonesService,
    private readonly exports: Exports,
  ) {}

  @Can("milestones.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Milestone[]> {
    const page = await this.milestones.list(incidentId, query);
    return sendPage(reply, milestoneList, page, page.rows.map(toMilestone));
  }

  @Can("milestones.read")
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
      exportMilestones(incidentId, actor.language),
    );
  }

  @Can("milestones.read")
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
      exportMilestones(incidentId, actor.language),
    );
  }

  @Can("milestones.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Milestone> {
    return sendVersion(reply, await this.milestones.read(incidentId, id));
  }

  @Can("milestones.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() milestone: NewMilestone,
  ): Promise<Milestone> {
    return this.milestones.add(actor, incidentId, milestone);
  }

  @Can("milestones.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: MilestoneChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Milestone> {
    return sendVersion(
      reply,
      await this.milestones.change(actor, incidentId, id, base, change),
    );
  }

  @Can("milestones.write")
  @Post(":id/move")
  @HttpCode(200)
  async move(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() move: MilestoneMove,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Milestone> {
    return sendVersion(
      reply,
      await this.milestones.move(actor, incidentId, id, base, move),
    );
  }
}
