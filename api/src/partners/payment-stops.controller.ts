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
  NewPaymentStop,
  PartnerWithdrawal,
  PaymentResumption,
  PaymentStopChange,
  ResumeGateWaiver,
  type PaymentStop,
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
import { stopList, toPaymentStop } from "./payment-stops.queries.js";
import { PaymentStopsService } from "./payment-stops.service.js";

@Controller("incidents/:incidentId/payment-stops")
export class PaymentStopsController {
  constructor(private readonly stops: PaymentStopsService) {}

  @Can("partners.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentStop[]> {
    const page = await this.stops.list(incidentId, query);
    return sendPage(reply, stopList, page, page.rows.map(toPaymentStop));
  }

  @Can("partners.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentStop> {
    return sendVersion(reply, await this.stops.read(incidentId, id));
  }

  @Can("partners.write")
  @Post()
  stop(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() body: NewPaymentStop,
  ): Promise<PaymentStop[]> {
    return this.stops.stop(actor, incidentId, body);
  }

  @Can("partners.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: PaymentStopChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentStop> {
    return sendVersion(
      reply,
      await this.stops.change(actor, incidentId, id, base, change),
    );
  }

  @Can("partners.write")
  @Post(":id/resume")
  @HttpCode(200)
  async resume(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() body: PaymentResumption,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentStop> {
    return sendVersion(
      reply,
      await this.stops.resume(actor, incidentId, id, base, body),
    );
  }

  @Can("partners.waive")
  @Post(":id/waive")
  @HttpCode(200)
  async waive(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() body: ResumeGateWaiver,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PaymentStop> {
    return sendVersion(
      reply,
      await this.stops.waive(actor, incidentId, id, base, body),
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
  ): Promise<PaymentStop> {
    return sendVersion(
      reply,
      await this.stops.withdraw(actor, incidentId, id, base, body),
    );
  }
}
