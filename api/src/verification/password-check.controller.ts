import { Body, Controller, Get, Put, Res } from "@nestjs/common";
import { PasswordCheckChange, type PasswordCheck } from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { PasswordCheckService } from "./password-check.service.js";

@Controller("incidents/:incidentId/password-check")
export class PasswordCheckController {
  constructor(private readonly check: PasswordCheckService) {}

  @Can("codes.read")
  @Get()
  async read(
    @RecordId("incidentId") incidentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasswordCheck> {
    return sendVersion(reply, await this.check.read(incidentId));
  }

  @Can("codes.make")
  @Put()
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @BaseVersion() base: number,
    @Body() change: PasswordCheckChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PasswordCheck> {
    return sendVersion(
      reply,
      await this.check.change(actor, incidentId, base, change),
    );
  }
}
