import { Injectable } from "@nestjs/common";
import {
  announcedChange,
  dayOf,
  dueSentences,
  dueWithin,
  holidaysOf,
  planOf,
  problems,
  stateAt,
  type DeskHours,
  type DeskNow,
  type DeskTerm,
  type DeskTermInput,
  type ExplainedDue,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { fieldProblem } from "../platform/http/problem.js";
import { DeskDaysService } from "./desk-days.service.js";
import { DeskLinesService } from "./desk-lines.service.js";
import { DeskSchedulesService } from "./desk-schedules.service.js";

/** When the desk answers, from what is recorded of it, and by when something is due in its time. */
@Injectable()
export class DeskHoursService {
  constructor(
    private readonly lines: DeskLinesService,
    private readonly schedules: DeskSchedulesService,
    private readonly days: DeskDaysService,
    private readonly clock: Clock,
  ) {}

  /** The hours as everything is counted by them; wall time of the zone. */
  async hoursOf(incidentId: string, zone: string): Promise<DeskHours> {
    const [schedules, days] = await Promise.all([
      this.schedules.holding(incidentId),
      this.days.holding(incidentId),
    ]);
    return {
      zone,
      holidays: holidaysOf(zone),
      schedules: schedules.map(
        ({ from, weekly, closedOnHolidays, announcement }) => ({
          from,
          weekly,
          closedOnHolidays,
          announcement,
        }),
      ),
      days: days.map(({ on, periods, name }) => ({ on, periods, name })),
    };
  }

  async now(actor: Actor, incidentId: string): Promise<DeskNow> {
    const { zone } = actor.incident!;
    const [hours, lines] = await Promise.all([
      this.hoursOf(incidentId, zone),
      this.lines.shown(incidentId),
    ]);
    const asOf = this.clock.now().toISOString();
    return {
      ...hours,
      asOf,
      state: stateAt(hours, asOf),
      week: nextDays(dayOf(asOf, zone), 7).map((on) => planOf(hours, on)),
      change: announcedChange(hours, asOf),
      lines,
    };
  }

  async explain(
    actor: Actor,
    incidentId: string,
    term: DeskTermInput,
  ): Promise<ExplainedDue> {
    const asked = termOf(term);
    const { zone } = actor.incident!;
    const hours = await this.hoursOf(incidentId, zone);
    const due = dueWithin(hours, term.from, asked);
    const reader = {
      language: actor.language,
      zone,
      now: this.clock.now().toISOString(),
    };
    return { ...due, sentences: dueSentences(due, term.from, asked, reader) };
  }
}

function termOf({ minutes, businessDays }: DeskTermInput): DeskTerm {
  if (minutes !== undefined && businessDays === undefined) return { minutes };
  if (businessDays !== undefined && minutes === undefined)
    return { businessDays };
  throw fieldProblem(problems.invalid, "minutes", "oneTerm");
}

function nextDays(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + day * 86_400_000)
      .toISOString()
      .slice(0, 10),
  );
}
