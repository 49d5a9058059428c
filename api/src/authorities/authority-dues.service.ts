import { Injectable } from "@nestjs/common";
import {
  authorityDueTransitions,
  problems,
  type AuthorityDue,
  type AuthorityDueChange,
  type AuthorityDueState,
  type NewAuthorityDue,
  type NextAuthorityDue,
  type Permission,
} from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
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
import { PartiesService } from "../parties/parties.service.js";
import { dueColumns } from "../tasks/due-time.js";
import { AuthorityDueEntity } from "./authority-due.entity.js";
import {
  dueList,
  duesOf,
  toDue,
  type AuthorityDueRow,
} from "./authority-dues.queries.js";
import {
  readNextDue,
  readNextDues,
  type DueOfIncident,
} from "./next-due.queries.js";

onConstraint("authority_due_met_by_fk", () =>
  fieldProblem(problems.invalid, "authorityReportId", "unknownReference"),
);

type Change = Parameters<typeof changeVersioned<AuthorityDueEntity>>[4];

/** What is owed to authorities until when, set by hand. */
@Injectable()
export class AuthorityDuesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly parties: PartiesService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<AuthorityDueRow>> {
    return readPage<AuthorityDueRow>(
      this.database,
      dueList,
      query,
      duesOf(incidentId),
    );
  }

  show(row: AuthorityDueRow): AuthorityDue {
    return toDue(row, this.clock.now());
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<AuthorityDue> {
    const [row] = await database.query<AuthorityDueRow>(
      rowsOf(duesOf(incidentId), [sql`d.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return this.show(row);
  }

  /** What has to be told authorities across one's incidents, the next first: for home. */
  nextDuesOf(
    actor: Actor,
    permission: Permission,
    limit: number,
  ): Promise<DueOfIncident[]> {
    return readNextDues(
      this.database,
      actor,
      permission,
      this.clock.now(),
      limit,
    );
  }

  /** The next of an incident: for its frame. */
  nextDue(incidentId: string): Promise<NextAuthorityDue | null> {
    return readNextDue(this.database, incidentId);
  }

  add(
    actor: Actor,
    incidentId: string,
    due: NewAuthorityDue,
  ): Promise<AuthorityDue> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.needRecipient(tx, due.recipientId);
      const id = uuidv7();
      await tx.manager.insert(AuthorityDueEntity, {
        id,
        version: 1,
        incidentId,
        recipientId: due.recipientId,
        stage: due.stage,
        what: due.what,
        why: due.why ?? "",
        ...periodColumns(
          {
            dueFromOn: due.dueFromOn ?? null,
            dueOn: due.dueOn ?? null,
            dueAt: due.dueAt ?? null,
          },
          actor.incident!.zone,
        ),
        state: "open",
        metById: null,
        reason: null,
        closedAt: null,
        closedBy: null,
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
    change: AuthorityDueChange,
  ): Promise<AuthorityDue> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && before.state !== "open")
        throw fieldProblem(problems.broken, "root.serverError", "isTransition");
      const { dueFromOn, dueOn, dueAt, ...fields } = change;
      if (fields.recipientId) await this.needRecipient(tx, fields.recipientId);
      const isMoved = [dueFromOn, dueOn, dueAt].some((v) => v !== undefined);
      return this.write(tx, before, base, {
        ...fields,
        ...(isMoved &&
          periodColumns({ ...before, ...change }, actor.incident!.zone)),
      });
    });
  }

  /** Names the report that was filed for it. */
  meet(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    authorityReportId: string,
  ): Promise<AuthorityDue> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      checkTransition(before, base, "met");
      await needFiled(tx, authorityReportId);
      return this.close(tx, before, base, {
        state: "met",
        metById: authorityReportId,
        reason: null,
      });
    });
  }

  drop(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<AuthorityDue> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      checkTransition(before, base, "dropped");
      return this.close(tx, before, base, { state: "dropped", reason });
    });
  }

  reopen(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<AuthorityDue> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      checkTransition(before, base, "open");
      return this.write(tx, before, base, { ...opened, reason });
    });
  }

  /** A due of the incident, named in a contract; refused at its field where there is none. */
  async find(tx: Tx, id: string): Promise<AuthorityDue> {
    const [row] = await within(tx).query<AuthorityDueRow>(
      rowsOf(duesOf(tx.incidentId!), [sql`d.id = $2`]),
      [tx.incidentId, id],
    );
    if (!row)
      throw fieldProblem(
        problems.invalid,
        "authorityDueId",
        "unknownReference",
      );
    return this.show(row);
  }

  /** A report that was meant for it was filed. One that was closed before stays as it is. */
  async meetBy(tx: Tx, id: string, reportId: string): Promise<void> {
    const due = await this.find(tx, id);
    if (due.state === "open")
      await this.close(tx, due, due.version, {
        state: "met",
        metById: reportId,
        reason: null,
      });
  }

  /** What a report had met is owed again. */
  async reopenOf(tx: Tx, reportId: string): Promise<void> {
    const { rows } = await run<{ id: string }>(
      tx,
      "select id from authority_due where incident_id = $1 and met_by_id = $2 order by id",
      [tx.incidentId, reportId],
    );
    for (const { id } of rows) {
      const due = await this.find(tx, id);
      await this.write(tx, due, due.version, opened);
    }
  }

  private close(
    tx: Tx,
    due: AuthorityDue,
    base: number,
    change: Change,
  ): Promise<AuthorityDue> {
    return this.write(tx, due, base, {
      ...change,
      closedAt: tx.now,
      closedBy: tx.actor.id,
    });
  }

  private async write(
    tx: Tx,
    { id, incidentId }: AuthorityDue,
    base: number,
    change: Change,
  ): Promise<AuthorityDue> {
    const read = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      AuthorityDueEntity,
      { id, incidentId },
      base,
      change,
      read,
    );
    return read();
  }

  private async needRecipient(tx: Tx, recipientId: string): Promise<void> {
    await this.parties.read(recipientId, within(tx)).catch(() => {
      throw fieldProblem(problems.invalid, "recipientId", "unknownReference");
    });
  }
}

const opened = {
  state: "open",
  metById: null,
  closedAt: null,
  closedBy: null,
} as const;

function checkTransition(
  due: AuthorityDue,
  base: number,
  state: AuthorityDueState,
): void {
  if (
    due.version === base &&
    !authorityDueTransitions[due.state].includes(state)
  )
    throw fieldProblem(problems.broken, "root.serverError", "isTransition");
}

async function needFiled(tx: Tx, reportId: string): Promise<void> {
  const { rows } = await run<{ state: string }>(
    tx,
    "select state from authority_report where incident_id = $1 and id = $2",
    [tx.incidentId, reportId],
  );
  const [report] = rows;
  const refuse = (rule: string) =>
    fieldProblem(problems.invalid, "authorityReportId", rule);
  if (!report) throw refuse("unknownReference");
  if (report.state === "draft" || report.state === "withdrawn")
    throw refuse("isNotFiled");
}

/** By the end of a day or by a minute; a yardstick is counted in days from its first to its last. */
function periodColumns(
  {
    dueFromOn,
    dueOn,
    dueAt,
  }: Pick<AuthorityDue, "dueFromOn" | "dueOn" | "dueAt">,
  zone: string,
): Pick<AuthorityDueEntity, "dueFromOn" | "dueOn" | "dueAt" | "dueSort"> {
  if (dueOn === null && dueAt === null)
    throw fieldProblem(problems.invalid, "dueOn", "isNotBlank");
  if (dueFromOn !== null && (dueOn === null || dueAt !== null))
    throw fieldProblem(problems.invalid, "dueFromOn", "isYardstick");
  if (dueFromOn !== null && dueOn !== null && dueFromOn > dueOn)
    throw fieldProblem(problems.invalid, "dueOn", "untilBeforeStart");
  return { dueFromOn, ...dueColumns(dueOn, dueAt, zone) };
}
