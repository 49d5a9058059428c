import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import {
  GivenListWithdrawal,
  NewGivenList,
  type GivenList,
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
import { givenListList, toGivenList } from "./given-lists.queries.js";
import { GivenListsService } from "./given-lists.service.js";

@Controller("incidents/:incidentId/given-lists")
export class GivenListsController {
  constructor(private readonly lists: GivenListsService) {}

  @Can("scope.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenList[]> {
    const page = await this.lists.list(incidentId, query);
    return sendPage(reply, givenListList, page, page.rows.map(toGivenList));
  }

  @Can("scope.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenList> {
    return sendVersion(reply, await this.lists.read(incidentId, id));
  }

  @Can("scope.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() list: NewGivenList,
  ): Promise<GivenList> {
    return this.lists.add(actor, incidentId, list);
  }

  @Can("scope.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: GivenListWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GivenList> {
    return sendVersion(
      reply,
      await this.lists.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
