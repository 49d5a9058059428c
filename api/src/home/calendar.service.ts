import { Injectable } from "@nestjs/common";
import { Clock } from "../platform/clock/clock.js";
import { ConsoleAddress } from "../platform/config/console-address.js";
import type { Actor } from "../platform/database/actor.js";
import { Database, recordAct } from "../platform/database/database.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { holdersOf } from "../members/own-membership.js";
import { calendarFile, calendarName } from "./calendar-file.js";
import {
  duesOfIncident,
  ownDuePermissions,
  ownDues,
  type DueRow,
} from "./calendar.queries.js";

/** What is due, for calendars: of one's own incidents, or all of one. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly address: ConsoleAddress,
    private readonly incidents: IncidentsService,
  ) {}

  async own(actor: Actor): Promise<string> {
    await this.recordTaking(actor, null);
    const dues = await this.database.query<DueRow>(ownDues, [
      actor.id,
      this.clock.now(),
      ...ownDuePermissions.map((permission) =>
        holdersOf(actor.account!, permission),
      ),
    ]);
    return this.file(actor, dues, calendarName(actor.language));
  }

  async ofIncident(actor: Actor, incidentId: string): Promise<string> {
    await this.recordTaking(actor, incidentId);
    const question = duesOfIncident(actor.held);
    const [incident, dues] = await Promise.all([
      this.incidents.read(incidentId),
      question
        ? this.database.query<DueRow>(question, [incidentId, this.clock.now()])
        : [],
    ]);
    return this.file(actor, dues, calendarName(actor.language, incident.code));
  }

  private file(actor: Actor, dues: DueRow[], name: string): string {
    return calendarFile(dues, {
      name,
      language: actor.language,
      now: this.clock.now(),
      consoleUrl: this.address.url,
    });
  }

  /** Who took it along is in the log; a calendar program, which asks all day, is known by its password's last use. */
  private async recordTaking(
    actor: Actor,
    incidentId: string | null,
  ): Promise<void> {
    if (actor.sessionId === null) return;
    await this.database.transaction(actor, incidentId, (tx) =>
      recordAct(tx, "export", "incidents", incidentId, { format: "ics" }),
    );
  }
}
