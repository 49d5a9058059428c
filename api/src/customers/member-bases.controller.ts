import { Body, Controller, Get, Post, Put, Res } from "@nestjs/common";
import { MemberBaseChange, NewMemberBase, type MemberBase } from "@keii/shared";
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
import { memberBaseList, toMemberBase } from "./member-bases.queries.js";
import { MemberBasesService } from "./member-bases.service.js";

@Controller("incidents/:incidentId/member-bases")
export class MemberBasesController {
  constructor(private readonly bases: MemberBasesService) {}

  @Can("scope.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberBase[]> {
    const page = await this.bases.list(incidentId, query);
    return sendPage(reply, memberBaseList, page, page.rows.map(toMemberBase));
  }

  @Can("scope.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberBase> {
    return sendVersion(reply, await this.bases.read(incidentId, id));
  }

  @Can("scope.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() base: NewMemberBase,
  ): Promise<MemberBase> {
    return this.bases.add(actor, incidentId, base);
  }

  @Can("scope.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: MemberBaseChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MemberBase> {
    return sendVersion(
      reply,
      await this.bases.change(actor, incidentId, id, base, change),
    );
  }
}
