import { Injectable } from "@nestjs/common";
import {
  problems,
  type PasswordCheck,
  type PasswordCheckChange,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { PasswordCheckEntity } from "./password-check.entity.js";

interface PasswordCheckRow {
  version: number | null;
  is_on: boolean | null;
  source: string | null;
  is_leaked: boolean;
  ended_at: Date | null;
  changed_at: Date | null;
  changed_by: string | null;
  changed_by_name: string | null;
  passwords: PasswordCheck["passwords"];
}

const passwordCheckOf = sql`select c.version, c.is_on, c.source, login_data_leaked(i.id) as is_leaked, c.ended_at, c.changed_at, c.changed_by,
    (select name from app_user where id = c.changed_by) as changed_by_name,
    coalesce((select jsonb_agg(jsonb_build_object('memberBase', b.code, 'count', k.n, 'outdated', k.outdated) order by b.no)
      from (select base_no, count(*) as n, count(*) filter (where setting not like '$argon2id$v=19$m=19456,t=2,p=1$%') as outdated
        from customer_password where incident_id = i.id group by base_no) k
      join member_base b on b.incident_id = i.id and b.no = k.base_no), '[]') as passwords
  from incident i left join password_check c on c.incident_id = i.id where i.id = $1`;

/** The switch of the check by id and password of the shop; it stays off while log-in data may have leaked. */
@Injectable()
export class PasswordCheckService {
  constructor(private readonly database: Database) {}

  async read(
    incidentId: string,
    database: Queryable = this.database,
  ): Promise<PasswordCheck> {
    const [row] = await database.query<PasswordCheckRow>(passwordCheckOf, [
      incidentId,
    ]);
    if (!row) throw new Problem(problems.notFound);
    return {
      id: incidentId,
      version: row.version ?? 0,
      incidentId,
      isOn: row.is_on === true && !row.is_leaked,
      source: row.source ?? "",
      isLoginDataLeaked: row.is_leaked,
      endedAt: row.ended_at?.toISOString() ?? null,
      changedAt: row.changed_at?.toISOString() ?? null,
      changedBy:
        row.changed_by === null
          ? null
          : { id: row.changed_by, name: row.changed_by_name ?? "" },
      passwords: row.passwords,
    };
  }

  change(
    actor: Actor,
    incidentId: string,
    base: number,
    change: PasswordCheckChange,
  ): Promise<PasswordCheck> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, within(tx));
      if (before.version !== base)
        throw new Problem(problems.changedMeanwhile, { current: before });
      const { isOn } = change;
      const source = change.source ?? before.source;
      if (isOn && before.isLoginDataLeaked)
        throw fieldProblem(problems.broken, "isOn", "loginDataLeaked");
      if (isOn && source === "")
        throw fieldProblem(problems.invalid, "source", "rulingOutNeeded");
      await this.store(tx, base, { isOn, source });
      return this.read(incidentId, within(tx));
    });
  }

  private async store(
    tx: Tx,
    base: number,
    change: { isOn: boolean; source: string },
  ): Promise<void> {
    const incidentId = tx.incidentId!;
    const values = {
      ...change,
      endedAt: null,
      changedAt: tx.now,
      changedBy: tx.actor.id,
    };
    if (base > 0) {
      await changeVersioned(
        tx,
        PasswordCheckEntity,
        { id: incidentId },
        base,
        values,
        () => this.read(incidentId, within(tx)),
      );
      return;
    }
    const { count } = await run(
      tx,
      `insert into password_check (incident_id, version, is_on, source, changed_at, changed_by)
       values ($1, 1, $2, $3, $4, $5) on conflict do nothing`,
      [incidentId, change.isOn, change.source, tx.now, tx.actor.id],
    );
    if (count === 0)
      throw new Problem(problems.changedMeanwhile, {
        current: await this.read(incidentId, within(tx)),
      });
  }
}
