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
  DeskScheduleChange,
  DeskWithdrawal,
  NewDeskSchedule,
  type RecordedSchedule,
} from "@keii/shared";
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
import { scheduleList, toSchedule } from "./desk-schedules.queries.js";
import { DeskSchedulesService } from "./desk-schedules.service.js";

@Controller("incidents/:incidentId/desk-schedules")
export class DeskSchedulesController {
  constructor(private readonly schedules: DeskSchedulesService) {}

  @Can("desk.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedSchedule[]> {
    const page = await this.schedules.list(incidentId, query);
    return sendPage(reply, scheduleList, page, page.rows.map(toSchedule));
  }

  @Can("desk.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedSchedule> {
    return sendVersion(reply, await this.schedules.read(incidentId, id));
  }

  @Can("desk.writeHours")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() body: NewDeskSchedule,
  ): Promise<RecordedSchedule> {
    return this.schedules.add(actor, incidentId, body);
  }

  @Can("desk.writeHours")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: DeskScheduleChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedSchedule> {
    return sendVersion(
      reply,
      await this.schedules.change(actor, incidentId, id, base, change),
    );
  }

  @Can("desk.writeHours")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() body: DeskWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedSchedule> {
    return sendVersion(
      reply,
      await this.schedules.withdraw(actor, incidentId, id, base, body),
    );
  }
}
