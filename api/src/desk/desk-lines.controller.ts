import { Body, Controller, Get, Post, Put, Res } from "@nestjs/common";
import { DeskLineChange, NewDeskLine, type DeskLine } from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { lineList, toDeskLine } from "./desk-lines.queries.js";
import { DeskLinesService } from "./desk-lines.service.js";

@Controller("incidents/:incidentId/desk-lines")
export class DeskLinesController {
  constructor(private readonly lines: DeskLinesService) {}

  @Can("desk.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskLine[]> {
    const page = await this.lines.list(incidentId, query);
    return sendPage(reply, lineList, page, page.rows.map(toDeskLine));
  }

  @Can("desk.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskLine> {
    return sendVersion(reply, await this.lines.read(incidentId, id));
  }

  @Can("desk.writeHours")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() body: NewDeskLine,
  ): Promise<DeskLine> {
    return this.lines.add(actor, incidentId, body);
  }

  @Can("desk.writeHours")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: DeskLineChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskLine> {
    return sendVersion(
      reply,
      await this.lines.change(actor, incidentId, id, base, change),
    );
  }
}
