import { Injectable } from "@nestjs/common";
import type { IncidentProgress } from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { identifier, list, sql } from "../platform/database/sql.js";
import { engagementOrder, progressOf } from "./progress.queries.js";

const nothing: IncidentProgress = {
  tasks: null,
  forensics: null,
  authorities: null,
  partners: null,
  paymentStops: null,
  remediation: null,
  scope: null,
  inquiries: null,
  approvals: null,
};

/** How far the work on an incident is, in one question to the database. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor, incidentId: string): Promise<IncidentProgress> {
    const readable = Object.entries(progressOf).filter(([, { permission }]) =>
      actor.held.has(permission),
    );
    if (readable.length === 0) return nothing;
    const domains = readable.map(
      ([name, { select }]) => sql`(${select}) as ${identifier(name)}`,
    );
    const [progress] = await this.database.query<Partial<IncidentProgress>>(
      // Each parameter has its type, whichever domains ask for it.
      sql`select ${list(domains)} where $1::uuid is not null and $2::timestamptz is not null and $3::text[] is not null`,
      [incidentId, this.clock.now(), engagementOrder],
    );
    return { ...nothing, ...progress };
  }
}
