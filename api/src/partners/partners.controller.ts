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
  NewPartnerAnswer,
  NewPartnerRequest,
  PartnerAnswerWithdrawal,
  PartnerRequestChange,
  PartnerWithdrawal,
  type PartnerRequest,
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
  exportPartners,
  partnerList,
  toPartnerRequest,
} from "./partners.queries.js";
import { PartnersService } from "./partners.service.js";

@Controller("incidents/:incidentId/partners")
export class PartnersController {
  constructor(
    private readonly partners: PartnersService,
    private readonly exports: Exports,
  ) {}

  @Can("partners.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnerRequest[]> {
    const page = await this.partners.list(incidentId, query);
    return sendPage(reply, partnerList, page, page.rows.map(toPartnerRequest));
  }

  @Can("partners.read")
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
      exportPartners(incidentId, actor.language),
    );
  }

  @Can("partners.read")
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
      exportPartners(incidentId, actor.language),
    );
  }

  @Can("partners.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnerRequest> {
    return sendVersion(reply, await this.partners.read(incidentId, id));
  }

  @Can("partners.write")
  @Post()
  ask(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() body: NewPartnerRequest,
  ): Promise<PartnerRequest> {
    return this.partners.ask(actor, incidentId, body);
  }

  @Can("partners.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: PartnerRequestChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnerRequest> {
    return sendVersion(
      reply,
      await this.partners.change(actor, incidentId, id, base, change),
    );
  }

  @Can("partners.write")
  @Post(":id/answer")
  @HttpCode(200)
  async answer(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() body: NewPartnerAnswer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnerRequest> {
    return sendVersion(
      reply,
      await this.partners.answer(actor, incidentId, id, base, body),
    );
  }

  @Can("partners.write")
  @Post(":id/withdraw-answer")
  @HttpCode(200)
  async withdrawAnswer(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() body: PartnerAnswerWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PartnerRequest> {
    return sendVersion(
      reply,
      await this.partners.withdrawAnswer(actor, incidentId, id, base, body),
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
  ): Promise<PartnerRequest> {
    return sendVersion(
      reply,
      await this.partners.withdraw(actor, incidentId, id, base, body),
    );
  }
}
