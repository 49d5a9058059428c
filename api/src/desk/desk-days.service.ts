import { Injectable } from "@nestjs/common";
import {
  problems,
  type DeskDayChange,
  type DeskWithdrawal,
  type NewDeskDay,
  type RecordedDay,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { DeskDayEntity } from "./desk-day.entity.js";
import {
  dayList,
  daysOf,
  toDay,
  type DeskDayRow,
} from "./desk-days.queries.js";
import { needReasonFor } from "./held-hours.js";

onConstraint("desk_day_on_key", () =>
  fieldProblem(problems.alreadyExists, "on", "hasOwnHours"),
);

/** Days on which the desk keeps hours of its own, or none. */
@Injectable()
export class DeskDaysService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<DeskDayRow>> {
    return readPage<DeskDayRow>(
      this.database,
      dayList,
      query,
      daysOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<RecordedDay> {
    const [row] = await database.query<DeskDayRow>(
      rowsOf(daysOf(incidentId), [sql`d.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toDay(row);
  }

  /** All that hold, in order. */
  async holding(
    incidentId: string,
    database: Queryable = this.database,
  ): Promise<RecordedDay[]> {
    const rows = await database.query<DeskDayRow>(
      rowsOf(
        daysOf(incidentId),
        [sql`d.withdrawal_reason is null`],
        sql`order by d.day_on`,
      ),
      [incidentId],
    );
    return rows.map(toDay);
  }

  add(
    actor: Actor,
    incidentId: string,
    { reason, on, periods, name }: NewDeskDay,
  ): Promise<RecordedDay> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await needReasonFor(tx, [on], reason);
      const id = uuidv7();
      await tx.manager.insert(DeskDayEntity, {
        id,
        version: 1,
        incidentId,
        dayOn: on,
        periods,
        name,
        withdrawalReason: null,
        withdrawnAt: null,
        withdrawnBy: null,
        createdAt: tx.now,
        createdBy: actor.id,
      });
      return this.read(incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, on, ...change }: DeskDayChange,
  ): Promise<RecordedDay> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      await needReasonFor(tx, [before.on, on ?? before.on], reason);
      return this.write(tx, before, { ...change, dayOn: on });
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: DeskWithdrawal,
  ): Promise<RecordedDay> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      await giveReason(tx, reason);
      return this.write(tx, before, {
        withdrawalReason: reason,
        withdrawnAt: tx.now,
        withdrawnBy: actor.id,
      });
    });
  }

  private async standing(
    tx: Tx,
    id: string,
    base: number,
  ): Promise<RecordedDay> {
    const day = await this.read(tx.incidentId!, id, within(tx));
    if (day.version !== base)
      throw new Problem(problems.changedMeanwhile, { current: day });
    if (day.withdrawalReason !== null)
      throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
    return day;
  }

  private async write(
    tx: Tx,
    { id, incidentId, version }: RecordedDay,
    change: Partial<DeskDayEntity>,
  ): Promise<RecordedDay> {
    const present = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      DeskDayEntity,
      { id, incidentId },
      version,
      change,
      present,
    );
    return present();
  }
}
