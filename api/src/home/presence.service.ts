import { Injectable } from "@nestjs/common";
import { problems, type Looking } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { identifier, sql, type Sql } from "../platform/database/sql.js";
import { fieldProblem } from "../platform/http/problem.js";

/** Who else is looking at an incident; forgotten after a minute without a sign. */
@Injectable()
export class PresenceService {
  private lookup: Promise<Sql> | null = null;

  constructor(private readonly database: Database) {}

  async look(
    actor: Actor,
    incidentId: string,
    resource: string,
    recordId: string | null,
  ): Promise<Looking[]> {
    if (recordId !== null && !(await this.isOfIncident(recordId, incidentId)))
      throw fieldProblem(problems.invalid, "recordId", "unknownReference");
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

  private async isOfIncident(
    recordId: string,
    incidentId: string,
  ): Promise<boolean> {
    if (recordId === incidentId) return true;
    this.lookup ??= this.makeLookup().catch((error: unknown) => {
      this.lookup = null;
      throw error;
    });
    const rows = await this.database.query(await this.lookup, [
      incidentId,
      recordId,
    ]);
    return rows.length > 0;
  }

  /** Any table whose rows have an id of a record and belong to an incident. */
  private async makeLookup(): Promise<Sql> {
    const tables = await this.database.query<{ name: string }>(
      `select c.table_name as name from column_class c
       join pg_attribute a on a.attrelid = c.table_name::regclass and a.attname = c.column_name and a.atttypid = 'uuid'::regtype
       where c.column_name in ('id', 'incident_id') group by c.table_name having count(*) = 2 order by 1`,
    );
    return tables
      .map(
        ({ name }) =>
          sql`select from ${identifier(name)} where incident_id = $1 and id = $2`,
      )
      .reduce((all, one) => sql`${all} union all ${one}`);
  }
}
