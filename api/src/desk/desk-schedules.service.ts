import { Injectable } from "@nestjs/common";
import {
  problems,
  type DeskScheduleChange,
  type DeskWithdrawal,
  type NewDeskSchedule,
  type RecordedSchedule,
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
import { DeskScheduleEntity } from "./desk-schedule.entity.js";
import {
  scheduleList,
  schedulesOf,
  toSchedule,
  type DeskScheduleRow,
} from "./desk-schedules.queries.js";
import { needReasonFor } from "./held-hours.js";

onConstraint("desk_schedule_start_key", () =>
  fieldProblem(problems.alreadyExists, "from", "startsThatDay"),
);

/** The hours of the week, each from a day on. What has held is changed with a reason only. */
@Injectable()
export class DeskSchedulesService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<DeskScheduleRow>> {
    return readPage<DeskScheduleRow>(
      this.database,
      scheduleList,
      query,
      schedulesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<RecordedSchedule> {
    const [row] = await database.query<DeskScheduleRow>(
      rowsOf(schedulesOf(incidentId), [sql`s.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toSchedule(row);
  }

  /** All that hold or will hold, in order. */
  async holding(
    incidentId: string,
    database: Queryable = this.database,
  ): Promise<RecordedSchedule[]> {
    const rows = await database.query<DeskScheduleRow>(
      rowsOf(
        schedulesOf(incidentId),
        [sql`s.withdrawal_reason is null`],
        sql`order by s.starts_on`,
      ),
      [incidentId],
    );
    return rows.map(toSchedule);
  }

  add(
    actor: Actor,
    incidentId: string,
    { reason, ...schedule }: NewDeskSchedule,
  ): Promise<RecordedSchedule> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      // The first hours replace none: nobody was told others.
      const others = await this.holding(incidentId, within(tx));
      await needReasonFor(tx, others.length > 0 ? [schedule.from] : [], reason);
      const id = uuidv7();
      await tx.manager.insert(DeskScheduleEntity, {
        id,
        version: 1,
        incidentId,
        startsOn: schedule.from,
        weekly: schedule.weekly,
        closedOnHolidays: schedule.closedOnHolidays ?? true,
        announcement: schedule.announcement ?? null,
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
    { reason, from, ...change }: DeskScheduleChange,
  ): Promise<RecordedSchedule> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      await needReasonFor(tx, [before.from, from ?? before.from], reason);
      return this.write(tx, before, { ...change, startsOn: from });
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: DeskWithdrawal,
  ): Promise<RecordedSchedule> {
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
  ): Promise<RecordedSchedule> {
    const schedule = await this.read(tx.incidentId!, id, within(tx));
    if (schedule.version !== base)
      throw new Problem(problems.changedMeanwhile, { current: schedule });
    if (schedule.withdrawalReason !== null)
      throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
    return schedule;
  }

  private async write(
    tx: Tx,
    { id, incidentId, version }: RecordedSchedule,
    change: Partial<DeskScheduleEntity>,
  ): Promise<RecordedSchedule> {
    const present = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      DeskScheduleEntity,
      { id, incidentId },
      version,
      change,
      present,
    );
    return present();
  }
}
