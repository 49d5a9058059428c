import { Controller, Get, Header } from "@nestjs/common";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can, Feed } from "../platform/permissions/can.js";
import { CalendarService } from "./calendar.service.js";

const type = "text/calendar; charset=utf-8";
const disposition = 'attachment; filename="keii.ics"';

@Controller()
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Can("home.read")
  @Feed()
  @Get("calendar.ics")
  @Header("Content-Type", type)
  @Header("Content-Disposition", disposition)
  own(@CurrentActor() actor: Actor): Promise<string> {
    return this.calendar.own(actor);
  }

  @Can("incidents.read")
  @Get("incidents/:incidentId/calendar.ics")
  @Header("Content-Type", type)
  @Header("Content-Disposition", disposition)
  ofIncident(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
  ): Promise<string> {
    return this.calendar.ofIncident(actor, incidentId);
  }
}
