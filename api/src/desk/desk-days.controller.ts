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
  DeskDayChange,
  DeskWithdrawal,
  NewDeskDay,
  type RecordedDay,
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
import { dayList, toDay } from "./desk-days.queries.js";
import { DeskDaysService } from "./desk-days.service.js";

@Controller("incidents/:incidentId/desk-days")
export class DeskDaysController {
  constructor(private readonly days: DeskDaysService) {}

  @Can("desk.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedDay[]> {
    const page = await this.days.list(incidentId, query);
    return sendPage(reply, dayList, page, page.rows.map(toDay));
  }

  @Can("desk.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedDay> {
    return sendVersion(reply, await this.days.read(incidentId, id));
  }

  @Can("desk.writeHours")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() body: NewDeskDay,
  ): Promise<RecordedDay> {
    return this.days.add(actor, incidentId, body);
  }

  @Can("desk.writeHours")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: DeskDayChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedDay> {
    return sendVersion(
      reply,
      await this.days.change(actor, incidentId, id, base, change),
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
  ): Promise<RecordedDay> {
    return sendVersion(
      reply,
      await this.days.withdraw(actor, incidentId, id, base, body),
    );
  }
}
