import { Injectable } from "@nestjs/common";
import type { Looking } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";

/** Who else is looking at an incident; forgotten after a minute without a sign. */
@Injectable()
export class PresenceService {
  constructor(private readonly database: Database) {}

  async look(
    actor: Actor,
    incidentId: string,
    resource: string,
    recordId: string | null,
  ): Promise<Looking[]> {
    await this.database.query(
      `insert into presence (user_id, incident_id, resource, record_id, seen_at) values ($1, $2, $3, $4, now())
       on conflict (user_id, incident_id) do update set resource = $3, record_id = $4, seen_at = now()`,
      [actor.id, incidentId, resource, recordId],
    );
    return this.database.query<Looking>(
      `select p.user_id as "userId", u.name, p.resource, p.record_id as "recordId" from presence p join app_user u on u.id = p.user_id
       where p.incident_id = $1 and p.user_id <> $2 and p.seen_at > now() - interval '1 minute' order by u.name limit 20`,
      [incidentId, actor.id],
    );
  }
}
