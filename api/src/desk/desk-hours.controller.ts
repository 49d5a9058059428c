import { Body, Controller, Get, HttpCode, Post } from "@nestjs/common";
import { DeskTermInput, type DeskNow, type ExplainedDue } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { DeskHoursService } from "./desk-hours.service.js";

@Controller("incidents/:incidentId/desk-hours")
export class DeskHoursController {
  constructor(private readonly hours: DeskHoursService) {}

  @Can("desk.read")
  @Get()
  read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
  ): Promise<DeskNow> {
    return this.hours.now(actor, incidentId);
  }

  @Can("desk.read")
  @Post("explain")
  @HttpCode(200)
  explain(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() term: DeskTermInput,
  ): Promise<ExplainedDue> {
    return this.hours.explain(actor, incidentId, term);
  }
}
