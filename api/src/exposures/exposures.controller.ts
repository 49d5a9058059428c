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
  ExposureWithdrawal,
  ExposureChange,
  NewExposure,
  type Exposure,
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
import { exposureList, toExposure } from "./exposures.queries.js";
import { ExposuresService } from "./exposures.service.js";

@Controller("incidents/:incidentId/exposures")
export class ExposuresController {
  constructor(private readonly exposures: ExposuresService) {}

  @Can("scope.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Exposure[]> {
    const page = await this.exposures.list(incidentId, query);
    return sendPage(reply, exposureList, page, page.rows.map(toExposure));
  }

  @Can("scope.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Exposure> {
    return sendVersion(reply, await this.exposures.read(incidentId, id));
  }

  @Can("scope.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() exposure: NewExposure,
  ): Promise<Exposure> {
    return this.exposures.add(actor, incidentId, exposure);
  }

  @Can("scope.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: ExposureChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Exposure> {
    return sendVersion(
      reply,
      await this.exposures.change(actor, incidentId, id, base, change),
    );
  }

  @Can("scope.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: ExposureWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Exposure> {
    return sendVersion(
      reply,
      await this.exposures.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
