import { Injectable } from "@nestjs/common";
import {
  attachmentKinds,
  problems,
  type ForensicReport,
  type ForensicReportChange,
  type ForensicWithdrawal,
  type Learned,
  type NewForensicReport,
} from "@keii/shared";
import { EvidenceService } from "../evidence/evidence.service.js";
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
import {
  momentColumns,
  readLearned,
  readOccurred,
} from "../timeline/occurrence.js";
import type { RecordLine } from "../timeline/record-line.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { receiptLine, reportName } from "./forensic-line.js";
import { ForensicReportEntity } from "./forensic-report.entity.js";
import {
  reportList,
  reportsOf,
  toReport,
  type ReportRow,
} from "./forensic-reports.queries.js";
import { ForensicsService } from "./forensics.service.js";
import { keptZone } from "../timeline/kept-zone.js";

onConstraint("forensic_report_once", () =>
  fieldProblem(problems.alreadyExists, "edition", "editionExists"),
);

/** What the forensic firms delivered, edition by edition. */
@Injectable()
export class ForensicReportsService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly evidence: EvidenceService,
    private readonly forensics: ForensicsService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<ReportRow>> {
    return readPage<ReportRow>(
      this.database,
      reportList,
      query,
      reportsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ForensicReport> {
    const [row] = await database.query<ReportRow>(
      rowsOf(reportsOf(incidentId), [sql`r.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toReport(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    report: NewForensicReport,
  ): Promise<ForensicReport> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, actor.incident!.zone, report),
    );
  }

  /** Records a report that was received, with its line in the timeline. */
  async record(
    tx: Tx,
    zone: string,
    report: NewForensicReport,
  ): Promise<ForensicReport> {
    await this.forensics.needCurrent(tx, report.engagementId, "engagementId");
    const id = uuidv7();
    const issued = readLearned(report.issued, zone, "issued");
    await tx.manager.insert(ForensicReportEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      engagementId: report.engagementId,
      kind: report.kind,
      edition: report.edition ?? "1.0",
      zone,
      ...momentColumns(readOccurred(report.occurred, zone)),
      ...issuedColumns(issued),
      summary: report.summary ?? "",
      exposures: report.exposures ?? "",
      changes: report.changes ?? [],
      state: "current",
      withdrawalReason: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await this.evidence.attach(tx, filesOf(id), report.evidenceIds ?? []);
    const made = await this.read(tx.incidentId!, id, within(tx));
    await this.lines.tell(
      tx,
      sourceOf(id),
      lineOf(made),
      report.timelineEventId,
    );
    return made;
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, occurred, issued, evidenceIds, ...change }: ForensicReportChange,
  ): Promise<ForensicReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const zone = await keptZone(tx, ForensicReportEntity, id);
      const before = await this.hold(tx, id, base, () => ({
        ...change,
        ...(occurred && momentColumns(readOccurred(occurred, zone))),
        ...(issued !== undefined &&
          issuedColumns(readLearned(issued, zone, "issued"))),
      }));
      if (evidenceIds)
        await this.evidence.reattach(tx, filesOf(id), evidenceIds);
      const after = await this.read(incidentId, id, within(tx));
      const said = lineOf(before);
      const says = lineOf(after);
      if (JSON.stringify(said) !== JSON.stringify(says)) {
        if (!reason?.trim())
          throw fieldProblem(problems.invalid, "reason", "isNotBlank");
        await this.lines.retell(tx, sourceOf(id), said, says, reason);
      }
      return after;
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: ForensicWithdrawal,
  ): Promise<ForensicReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.hold(tx, id, base, () => ({
        state: "withdrawn",
        withdrawalReason: reason,
      }));
      const { rows } = await run(
        tx,
        "select from forensic_handover where report_id = $1 and state = 'current' limit 1",
        [id],
      );
      if (rows.length > 0)
        throw fieldProblem(problems.broken, "root.serverError", "hasHandovers");
      await this.lines.unsay(tx, sourceOf(id), reason);
      return this.read(incidentId, id, within(tx));
    });
  }

  /** A report that stands, held until the work is done: what hangs on it is written one after the other. */
  async needCurrent(
    tx: Tx,
    id: string,
    field: string,
  ): Promise<ForensicReport> {
    const { rows } = await run<{ id: string }>(
      tx,
      "select id from forensic_report where incident_id = $1 and id = $2 for update",
      [tx.incidentId, id],
    );
    if (!rows[0])
      throw fieldProblem(problems.invalid, field, "unknownReference");
    const report = await this.read(tx.incidentId!, id, within(tx));
    if (report.state === "withdrawn")
      throw fieldProblem(problems.broken, field, "isWithdrawn");
    return report;
  }

  /** Writes a change of a report that stands and has version `base`; answers what it was before. */
  private async hold(
    tx: Tx,
    id: string,
    base: number,
    columnsOf: () => Partial<ForensicReportEntity>,
  ): Promise<ForensicReport> {
    const incidentId = tx.incidentId!;
    const before = await this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      ForensicReportEntity,
      { id, incidentId },
      base,
      columnsOf(),
      () => this.read(incidentId, id, within(tx)),
    );
    if (before.state === "withdrawn")
      throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
    return before;
  }
}

/** What the files of a report are attached to. */
function filesOf(id: string): { kind: string; id: string } {
  return { kind: attachmentKinds.forensicReport, id };
}

function sourceOf(id: string) {
  return { kind: "forensics.received", id };
}

function lineOf({ kind, edition, occurred, firm }: ForensicReport): RecordLine {
  return receiptLine(occurred, reportName(kind, edition), firm.name);
}

function issuedColumns(
  issued: Learned | null,
): Pick<ForensicReportEntity, "issuedOn" | "issuedAt"> {
  return {
    issuedOn: issued?.on ?? null,
    issuedAt: issued?.at ? new Date(issued.at) : null,
  };
}
