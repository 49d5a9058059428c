import { Body, Controller, Get, Post, Req } from "@nestjs/common";
import { NewIntake, type Intake } from "@keii/shared";
import type { FastifyRequest } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { IntakeService } from "./intake.service.js";

@Controller()
export class IntakeController {
  constructor(private readonly intake: IntakeService) {}

  @Can("incidents.create")
  @Post("intake")
  take(
    @CurrentActor() actor: Actor,
    @Body() intake: NewIntake,
    @Req() { maskedCount }: FastifyRequest,
  ): Promise<Intake> {
    return this.intake.take(actor, intake, maskedCount);
  }

  @Can("timeline.read")
  @Get("incidents/:incidentId/intake")
  list(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
  ): Promise<Intake[]> {
    return this.intake.list(actor, incidentId);
  }
}
