import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import {
  GivenFigureWithdrawal,
  NewGivenFigure,
  type GivenFigure,
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
import { givenFigureList, toGivenFigure } from "./given-figures.queries.js";
import { GivenFiguresService } from "./given-figures.service.js";

@Controller("incidents/:incidentId/given-figures")
export class GivenFiguresController {
  constructor(private readonly figures: GivenFiguresService) {}

  @Can("scope.figures")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenFigure[]> {
    const page = await this.figures.list(incidentId, query);
    return sendPage(reply, givenFigureList, page, page.rows.map(toGivenFigure));
  }

  @Can("scope.figures")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenFigure> {
    return sendVersion(reply, await this.figures.read(incidentId, id));
  }

  @Can("scope.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() figure: NewGivenFigure,
  ): Promise<GivenFigure> {
    return this.figures.add(actor, incidentId, figure);
  }

  @Can("scope.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: GivenFigureWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenFigure> {
    return sendVersion(
      reply,
      await this.figures.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
