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
  NewResumeCondition,
  PartnerWithdrawal,
  ResumeConditionChange,
  type ResumeCondition,
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
import { conditionList, toResumeCondition } from "./payment-stops.queries.js";
import { ResumeConditionsService } from "./resume-conditions.service.js";

@Controller("incidents/:incidentId/resume-conditions")
export class ResumeConditionsController {
  constructor(private readonly conditions: ResumeConditionsService) {}

  @Can("partners.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResumeCondition[]> {
    const page = await this.conditions.list(incidentId, query);
    return sendPage(
      reply,
      conditionList,
      page,
      page.rows.map(toResumeCondition),
    );
  }

  @Can("partners.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResumeCondition> {
    return sendVersion(reply, await this.conditions.read(incidentId, id));
  }

  @Can("partners.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() body: NewResumeCondition,
  ): Promise<ResumeCondition> {
    return this.conditions.add(actor, incidentId, body);
  }

  @Can("partners.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: ResumeConditionChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResumeCondition> {
    return sendVersion(
      reply,
      await this.conditions.change(actor, incidentId, id, base, change),
    );
  }

  @Can("partners.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() body: PartnerWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ResumeCondition> {
    return sendVersion(
      reply,
      await this.conditions.withdraw(actor, incidentId, id, base, body),
    );
  }
}
