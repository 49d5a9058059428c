import { Controller, Get } from "@nestjs/common";
import type { IncidentProgress } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { ProgressService } from "./progress.service.js";

@Controller("incidents/:incidentId/progress")
export class ProgressController {
  constructor(private readonly progress: ProgressService) {}

  @Can("incidents.read")
  @Get()
  read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
  ): Promise<IncidentProgress> {
    return this.progress.read(actor, incidentId);
  }
}
