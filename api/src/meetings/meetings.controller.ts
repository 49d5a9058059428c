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
  MeetingChange,
  MeetingDecisionWithdrawal,
  MeetingHeld,
  MeetingWithdrawal,
  NewMeeting,
  NewMeetingDecision,
  NewMeetingTasks,
  type Meeting,
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
import { exportMeetings, meetingList, toMeeting } from "./meetings.queries.js";
import { MeetingsService } from "./meetings.service.js";

@Controller("incidents/:incidentId/meetings")
export class MeetingsController {
  constructor(
    private readonly meetings: MeetingsService,
    private readonly exports: Exports,
  ) {}

  @Can("meetings.read")
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting[]> {
    const page = await this.meetings.list(actor, incidentId, query);
    return sendPage(reply, meetingList, page, page.rows.map(toMeeting));
  }

  @Can("meetings.read")
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
      exportMeetings(actor, incidentId, actor.language),
    );
  }

  @Can("meetings.read")
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
      exportMeetings(actor, incidentId, actor.language),
    );
  }

  @Can("meetings.read")
  @Get(":id")
  async read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting> {
    return sendVersion(reply, await this.meetings.read(actor, incidentId, id));
  }

  @Can("meetings.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() meeting: NewMeeting,
  ): Promise<Meeting> {
    return this.meetings.add(actor, incidentId, meeting);
  }

  @Can("meetings.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: MeetingChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting> {
    return sendVersion(
      reply,
      await this.meetings.change(actor, incidentId, id, base, change),
    );
  }

  @Can("meetings.write")
  @Post(":id/hold")
  @HttpCode(200)
  async hold(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() held: MeetingHeld,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting> {
    return sendVersion(
      reply,
      await this.meetings.hold(actor, incidentId, id, base, held),
    );
  }

  @Can("meetings.write")
  @Post(":id/decide")
  @HttpCode(200)
  async decide(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() decision: NewMeetingDecision,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting> {
    return sendVersion(
      reply,
      await this.meetings.decide(actor, incidentId, id, base, decision),
    );
  }

  @Can("meetings.write")
  @Post(":id/withdraw-decision")
  @HttpCode(200)
  async withdrawDecision(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() withdrawal: MeetingDecisionWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting> {
    return sendVersion(
      reply,
      await this.meetings.withdrawDecision(
        actor,
        incidentId,
        id,
        base,
        withdrawal,
      ),
    );
  }

  @Can("meetings.write")
  @Post(":id/tasks")
  assign(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() tasks: NewMeetingTasks,
  ): Promise<Task[]> {
    return this.meetings.assign(actor, incidentId, id, base, tasks);
  }

  @Can("meetings.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() withdrawal: MeetingWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Meeting> {
    return sendVersion(
      reply,
      await this.meetings.withdraw(actor, incidentId, id, base, withdrawal),
    );
  }
}
