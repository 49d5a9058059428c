import { Body, Controller, Get, Put, Res } from "@nestjs/common";
import { OrganisationChange, type Organisation } from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { BaseVersion, CurrentActor } from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { OrganisationService } from "./organisation.service.js";

@Controller("organisation")
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Can("organisation.read")
  @Get()
  async read(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Organisation> {
    return sendVersion(reply, await this.organisation.read());
  }

  @Can("organisation.write")
  @Put()
  async change(
    @CurrentActor() actor: Actor,
    @BaseVersion() base: number,
    @Body() change: OrganisationChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Organisation> {
    return sendVersion(
      reply,
      await this.organisation.change(actor, base, change),
    );
  }
}
