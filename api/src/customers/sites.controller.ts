import { Body, Controller, Get, Post, Put, Res } from "@nestjs/common";
import { SiteChange, NewSite, type Site } from "@keii/shared";
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
import { siteList, toSite } from "./sites.queries.js";
import { SitesService } from "./sites.service.js";

@Controller("incidents/:incidentId/sites")
export class SitesController {
  constructor(private readonly sites: SitesService) {}

  @Can("scope.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Site[]> {
    const page = await this.sites.list(incidentId, query);
    return sendPage(reply, siteList, page, page.rows.map(toSite));
  }

  @Can("scope.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Site> {
    return sendVersion(reply, await this.sites.read(incidentId, id));
  }

  @Can("scope.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() site: NewSite,
  ): Promise<Site> {
    return this.sites.add(actor, incidentId, site);
  }

  @Can("scope.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: SiteChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Site> {
    return sendVersion(
      reply,
      await this.sites.change(actor, incidentId, id, base, change),
    );
  }
}
