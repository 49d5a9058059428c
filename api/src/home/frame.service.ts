import { Injectable } from "@nestjs/common";
import type { IncidentFrame } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { all } from "../platform/database/sql.js";
import { AuthorityDuesService } from "../authorities/authority-dues.service.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import {
  milestoneColumns,
  milestoneTables,
  toMilestone,
  type MilestoneRow,
} from "../milestones/milestones.queries.js";
import { reachOf, timelineOf } from "../timeline/timeline.queries.js";

/** What the header of an incident shows: gathered from the domains that have something to say. */
@Injectable()
export class FrameService {
  constructor(
    private readonly database: Database,
    private readonly incidents: IncidentsService,
    private readonly dues: AuthorityDuesService,
  ) {}

  async read(actor: Actor, incidentId: string): Promise<IncidentFrame> {
    const timeline = timelineOf(incidentId, reachOf(actor));
    const [incident, milestones, counts, nextDue] = await Promise.all([
      this.incidents.read(incidentId),
      actor.held.has("milestones.read")
        ? this.database.query<MilestoneRow>(
            `select ${milestoneColumns} from ${milestoneTables} where m.incident_id = $1 order by m.occurred_on, m.occurred_at nulls first, m.id`,
            [incidentId],
          )
        : [],
      this.database.query<{ n: number }>(
        `select count(*)::int as n from (select from ${timeline.from} where ${all(timeline.where)} limit 10001) counted`,
        timeline.parameters,
      ),
      actor.held.has("authorities.read") ? this.dues.nextDue(incidentId) : null,
    ]);
    return {
      ...incident,
      summary: actor.held.has("timeline.read") ? incident.summary : "",
      membership: actor.membership,
      permissions: [...actor.held],
      milestones: milestones.map(toMilestone),
      timelineCount: counts[0]?.n ?? 0,
      nextDue,
    };
  }
}
