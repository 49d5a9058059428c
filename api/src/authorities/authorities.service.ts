import { Injectable } from "@nestjs/common";
import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import {
  attachmentKinds,
  authorityReportTransitions,
  inLanguage,
  problems,
  type AuthorityReport,
  type AuthorityReportAmendment,
  type AuthorityReportChange,
  type AuthorityReportState,
  type Moment,
  type NewAuthorityFiling,
  type NewAuthorityReport,
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
import { onConstraint } from "../platform/http/problem.filter.js";
import { EvidenceService } from "../evidence/evidence.service.js";
import { PartiesService } from "../parties/parties.service.js";
import { never } from "../tasks/due-time.js";
import { momentColumns, readOccurred } from "../timeline/occurrence.js";
import type { RecordLine } from "../timeline/record-line.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { AuthorityDuesService } from "./authority-dues.service.js";
import { AuthorityFilingEntity } from "./authority-filing.entity.js";
import { filedText } from "./authority-line.js";
import { AuthorityReportEntity } from "./authority-report.entity.js";
import {
  reportList,
  reportsOf,
  toReport,
  type AuthorityReportRow,
} from "./authorities.queries.js";

onConstraint("authority_report_due_fk", () =>
  fieldProblem(problems.invalid, "authorityDueId", "unknownReference"),
);

/** Reports to authorities, as filed: a draft is edited, what was filed stands. */
@Injectable()
export class AuthoritiesService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly parties: PartiesService,
    private readonly dues: AuthorityDuesService,
    private readonly evidence: EvidenceService,
  ) {}

  list(
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<AuthorityReportRow>> {
    return readPage<AuthorityReportRow>(
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
  ): Promise<AuthorityReport> {
    const [row] = await database.query<AuthorityReportRow>(
      rowsOf(reportsOf(incidentId), [sql`r.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toReport(row);
  }

  /**
   * A report to look at, also by the id of a reply to it: that is what a line of the timeline knows. What is written
   * goes by the report's own id.
   */
  async show(incidentId: string, id: string): Promise<AuthorityReport> {
    const [reply] = await this.database.query<{ report_id: string }>(
      "select authority_report_id as report_id from authority_reply where incident_id = $1 and id = $2",
      [incidentId, id],
    );
    return this.read(incidentId, reply?.report_id ?? id);
  }

  /** Begins a draft. */
  draft(
    actor: Actor,
    incidentId: string,
    report: NewAuthorityReport,
  ): Promise<AuthorityReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.checkRecipient(tx, report);
      const id = uuidv7();
      await tx.manager.insert(AuthorityReportEntity, {
        id,
        version: 1,
        incidentId,
        recipientId: report.recipientId,
        stage: report.stage,
        basis: report.basis,
        citation: report.citation ?? "",
        policeContact: report.policeContact ?? null,
        method: report.method,
        department: report.department ?? "",
        officer: report.officer ?? "",
        receiptNumber: report.receiptNumber ?? "",
        content: report.content ?? "",
        authorityDueId: report.authorityDueId ?? null,
        state: "draft",
        round: null,
        filedSort: never,
        amendReason: null,
        withdrawReason: null,
        withdrawnAt: null,
        withdrawnBy: null,
        createdAt: tx.now,
        createdBy: tx.actor.id,
      });
      await this.evidence.attach(tx, filesOf(id), report.evidenceIds ?? []);
      return this.read(incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { evidenceIds, ...change }: AuthorityReportChange,
  ): Promise<AuthorityReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && before.state !== "draft")
        throw fieldProblem(problems.broken, "root.serverError", "isFiled");
      await this.checkRecipient(tx, { ...before, ...change });
      const after = await this.write(tx, before, base, change);
      if (evidenceIds)
        await this.evidence.reattach(tx, filesOf(id), evidenceIds);
      return after;
    });
  }

  /** Hands the draft in: its content and its files stand from now on, the line is told, and the due it was meant for is met. */
  file(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    filing: NewAuthorityFiling,
  ): Promise<AuthorityReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { zone } = actor.incident!;
      const draft = await this.read(incidentId, id, within(tx));
      checkTransition(draft, base, "filed");
      if (draft.version === base && draft.content.trim() === "")
        throw fieldProblem(problems.broken, "content", "isNotBlank");
      const moment = readOccurred(filing.occurred, zone);
      const filedBy = filing.filedById ?? actor.id!;
      await needMember(tx, filedBy, "filedById");
      await this.write(tx, draft, base, {
        state: "filed",
        round: await nextRound(tx, draft.recipientId),
        filedSort: sortOf(moment, zone),
        ...(filing.receiptNumber !== undefined && {
          receiptNumber: filing.receiptNumber,
        }),
      });
      await tx.manager.insert(AuthorityFilingEntity, {
        id: draft.id,
        incidentId,
        zone,
        ...momentColumns(moment),
        filedBy,
        content: draft.content,
        contentSha256: createHash("sha256").update(draft.content).digest("hex"),
        recordedAt: tx.now,
        recordedBy: actor.id,
      });
      await this.evidence.freeze(tx, filesOf(draft.id));
      const filed = await this.read(incidentId, draft.id, within(tx));
      await this.lines.tell(
        tx,
        sourceOf(filed),
        lineOf(filed),
        filing.timelineEventId,
      );
      if (filed.authorityDueId !== null)
        await this.dues.meetBy(tx, filed.authorityDueId, filed.id);
      return filed;
    });
  }

  /** Adds what arrived after filing; the line follows. */
  amend(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, ...added }: AuthorityReportAmendment,
  ): Promise<AuthorityReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && !isStanding(before))
        throw fieldProblem(problems.broken, "root.serverError", "isNotFiled");
      const after = await this.write(tx, before, base, {
        ...added,
        amendReason: reason,
      });
      await this.lines.retell(
        tx,
        sourceOf(after),
        lineOf(before),
        lineOf(after),
        reason,
      );
      return after;
    });
  }

  /** Takes a draft or a filing back: it stays, struck through, and what it met is open again. */
  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<AuthorityReport> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      checkTransition(before, base, "withdrawn");
      const after = await this.write(tx, before, base, {
        state: "withdrawn",
        withdrawReason: reason,
        withdrawnAt: tx.now,
        withdrawnBy: actor.id,
      });
      if (before.filing) await this.lines.unsay(tx, sourceOf(after), reason);
      await this.dues.reopenOf(tx, after.id);
      return after;
    });
  }

  /** Lets the state of a filed report say what the authority said of it last. */
  async follow(
    tx: Tx,
    id: string,
    state: AuthorityReportState,
  ): Promise<AuthorityReport> {
    const report = await this.read(tx.incidentId!, id, within(tx));
    if (!isStanding(report))
      throw fieldProblem(problems.broken, "authorityReportId", "isNotFiled");
    if (report.state === state) return report;
    checkTransition(report, report.version, state);
    return this.write(tx, report, report.version, { state });
  }

  private async write(
    tx: Tx,
    { id, incidentId }: AuthorityReport,
    base: number,
    change: Parameters<typeof changeVersioned<AuthorityReportEntity>>[4],
  ): Promise<AuthorityReport> {
    const read = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      AuthorityReportEntity,
      { id, incidentId },
      base,
      change,
      read,
    );
    return read();
  }

  /** Only the police takes consultations, tips and damage reports. */
  private async checkRecipient(
    tx: Tx,
    {
      recipientId,
      policeContact,
      authorityDueId,
    }: Pick<
      NewAuthorityReport,
      "recipientId" | "policeContact" | "authorityDueId"
    >,
  ): Promise<void> {
    const { roles } = await this.parties
      .read(recipientId, within(tx))
      .catch(() => {
        throw fieldProblem(problems.invalid, "recipientId", "unknownReference");
      });
    if (policeContact && !roles.includes("police"))
      throw fieldProblem(problems.invalid, "policeContact", "policeOnly");
    if (authorityDueId) await this.dues.find(tx, authorityDueId);
  }
}

/** It was filed and not withdrawn. */
export function isStanding(report: AuthorityReport): boolean {
  return report.filing !== null && report.state !== "withdrawn";
}

function checkTransition(
  report: AuthorityReport,
  base: number,
  state: AuthorityReportState,
): void {
  if (
    report.version === base &&
    !authorityReportTransitions[report.state].includes(state)
  )
    throw fieldProblem(problems.broken, "root.serverError", "isTransition");
}

/** Several reports to one body are told apart by their number. */
async function nextRound(tx: Tx, recipientId: string): Promise<number> {
  await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
    `authority_report ${tx.incidentId} ${recipientId}`,
  ]);
  const { rows } = await run<{ next: number }>(
    tx,
    "select coalesce(max(round), 0) + 1 as next from authority_report where incident_id = $1 and recipient_id = $2",
    [tx.incidentId, recipientId],
  );
  return rows[0]?.next ?? 1;
}

/** Whoever acts for the company in this case. */
export async function needMember(
  tx: Tx,
  userId: string,
  field: string,
): Promise<void> {
  const { rows } = await run(
    tx,
    "select from membership where incident_id = $1 and user_id = $2 and ended_at is null",
    [tx.incidentId, userId],
  );
  if (rows.length === 0)
    throw fieldProblem(problems.invalid, field, "unknownReference");
}

function sortOf({ on, at }: Moment, zone: string): Date {
  return new Date(
    at ?? Temporal.PlainDate.from(on).toZonedDateTime(zone).epochMilliseconds,
  );
}

/** What the files of a report are attached to. */
function filesOf(id: string): { kind: string; id: string } {
  return { kind: attachmentKinds.authorityReport, id };
}

function sourceOf({ id }: AuthorityReport): { kind: string; id: string } {
  return { kind: "authorities.filed", id };
}

function lineOf(report: AuthorityReport): RecordLine {
  return {
    occurred: report.filing!.occurred,
    text: filedText({
      ...report,
      recipient: inLanguage(report.recipientName, "ja"),
      round: report.round ?? 1,
    }),
    type: "communication",
    category: "authorities",
  };
}
