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
  NewPassage,
  PassageChange,
  type Passage,
  type PassageRevision,
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
import { passageList, toPassage } from "./passages.queries.js";
import { PassagesService } from "./passages.service.js";

@Controller("incidents/:incidentId/passages")
export class PassagesController {
  constructor(private readonly passages: PassagesService) {}

  @Can("disclosure.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Passage[]> {
    const page = await this.passages.list(incidentId, query);
    return sendPage(reply, passageList, page, page.rows.map(toPassage));
  }

  @Can("disclosure.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Passage> {
    return sendVersion(reply, await this.passages.read(incidentId, id));
  }

  @Can("disclosure.read")
  @Get(":id/revisions")
  revisions(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<PassageRevision[]> {
    return this.passages.revisions(incidentId, id);
  }

  @Can("disclosure.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() passage: NewPassage,
  ): Promise<Passage> {
    return this.passages.add(actor, incidentId, passage);
  }

  @Can("disclosure.write")
  @Put(":id")
  async revise(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: PassageChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Passage> {
    return sendVersion(
      reply,
      await this.passages.revise(actor, incidentId, id, base, change),
    );
  }

  @Can("disclosure.publish")
  @Post(":id/approve")
  @HttpCode(200)
  async approve(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Passage> {
    return sendVersion(
      reply,
      await this.passages.approve(actor, incidentId, id, base),
    );
  }
}
