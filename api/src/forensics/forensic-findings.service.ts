import { Injectable } from "@nestjs/common";
import {
  findingTransitions,
  problems,
  reasonedFindingStates,
  type FindingMeasure,
  type FindingState,
  type FindingTask,
  type ForensicFinding,
  type ForensicFindingChange,
  type NewForensicFinding,
  type Task,
} from "@keii/shared";
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
import { TasksService } from "../tasks/tasks.service.js";
import { ForensicFindingEntity } from "./forensic-finding.entity.js";
import {
  findingList,
  findingsOf,
  findingSource,
  toFinding,
  type FindingRow,
} from "./forensic-findings.queries.js";
import { ForensicReportsService } from "./forensic-reports.service.js";

/** Answers the measures that findings led to, by the finding's id. */
export type MeasuresOf = (
  database: Queryable,
  incidentId: string,
  findingIds: string[],
) => Promise<ReadonlyMap<string, FindingMeasure[]>>;

/** What the reports found wanting, and what became of it. */
@Injectable()
export class ForensicFindingsService {
  private measuresOf: MeasuresOf = async () => new Map();

  constructor(
    private readonly database: Database,
    private readonly reports: ForensicReportsService,
    private readonly tasks: TasksService,
  ) {}

  /** The domain of measures says here which finding led to which. */
  onMeasures(measuresOf: MeasuresOf): void {
    this.measuresOf = measuresOf;
  }

  async list(
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<FindingRow> & { findings: ForensicFinding[] }> {
    const page = await readPage<FindingRow>(
      this.database,
      findingList,
      query,
      findingsOf(incidentId),
    );
    const findings = await this.show(this.database, incidentId, page.rows);
    return { ...page, findings };
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ForensicFinding> {
    const rows = await database.query<FindingRow>(
      rowsOf(findingsOf(incidentId), [sql`f.id = $2`]),
      [incidentId, id],
    );
    const [finding] = await this.show(database, incidentId, rows);
    if (!finding) throw new Problem(problems.notFound);
    return finding;
  }

  add(
    actor: Actor,
    incidentId: string,
    finding: NewForensicFinding,
  ): Promise<ForensicFinding> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, finding),
    );
  }

  /** Records a finding under the next number of its report. */
  async record(tx: Tx, finding: NewForensicFinding): Promise<ForensicFinding> {
    await this.reports.needCurrent(tx, finding.reportId, "reportId");
    const { rows } = await run<{ no: number }>(
      tx,
      "select coalesce(max(no), 0) + 1 as no from forensic_finding where report_id = $1",
      [finding.reportId],
    );
    const id = uuidv7();
    await tx.manager.insert(ForensicFindingEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      reportId: finding.reportId,
      no: rows[0]!.no,
      title: finding.title,
      detail: finding.detail ?? "",
      severity: finding.severity,
      state: "open",
      stateReason: "",
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    return this.read(tx.incidentId!, id, within(tx));
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: ForensicFindingChange,
  ): Promise<ForensicFinding> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      const state = change.state ?? before.state;
      const stateReason = change.stateReason ?? before.stateReason;
      if (before.version === base) refuseStep(before.state, state, stateReason);
      await changeVersioned(
        tx,
        ForensicFindingEntity,
        { id, incidentId },
        base,
        change,
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** Gives somebody the finding to do. */
  makeTask(
    actor: Actor,
    incidentId: string,
    id: string,
    { title, ...task }: FindingTask,
  ): Promise<Task> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const finding = await this.needStanding(tx, id, "root.serverError");
      return this.tasks.record(
        tx,
        actor.incident!.zone,
        {
          ...task,
          title: title ?? cut(finding.title),
          note: finding.detail.slice(0, 5000),
        },
        { kind: findingSource, id },
      );
    });
  }

  /** A finding that was not withdrawn; throws at `field` where there is none. */
  async needStanding(
    tx: Tx,
    id: string,
    field: string,
  ): Promise<ForensicFinding> {
    const finding = await this.read(tx.incidentId!, id, within(tx));
    if (finding.state === "withdrawn")
      throw fieldProblem(problems.broken, field, "isWithdrawn");
    return finding;
  }

  private async show(
    database: Queryable,
    incidentId: string,
    rows: FindingRow[],
  ): Promise<ForensicFinding[]> {
    const measures = await this.measuresOf(
      database,
      incidentId,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => toFinding(row, measures.get(row.id) ?? []));
  }
}

function refuseStep(
  before: FindingState,
  after: FindingState,
  reason: string,
): void {
  if (before === "withdrawn")
    throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
  if (after !== before && !findingTransitions[before].includes(after))
    throw fieldProblem(problems.broken, "state", "isTransition");
  if (reasonedFindingStates.includes(after) && reason.trim() === "")
    throw fieldProblem(problems.invalid, "stateReason", "isNotBlank");
}

/** A task's name is shorter than a finding's may be. */
function cut(title: string): string {
  return title.length <= 200 ? title : `${title.slice(0, 199)}…`;
}
