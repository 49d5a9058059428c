import { Injectable } from "@nestjs/common";
import {
  problems,
  type ForensicHandover,
  type ForensicHandoverChange,
  type ForensicWithdrawal,
  type HandoverRecipient,
  type NewForensicHandover,
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
import { momentColumns, readOccurred } from "../timeline/occurrence.js";
import type { RecordLine } from "../timeline/record-line.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { ForensicHandoverEntity } from "./forensic-handover.entity.js";
import {
  handoverList,
  handoversOf,
  toHandover,
  type HandoverRow,
} from "./forensic-handovers.queries.js";
import { handoverLine, reportName } from "./forensic-line.js";
import { ForensicReportsService } from "./forensic-reports.service.js";
import { partyNames } from "./forensics.queries.js";
import { keptZone } from "../timeline/kept-zone.js";

/** 配布台帳: to whom each report was handed, when, how, and what proves it. */
@Injectable()
export class ForensicHandoversService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly reports: ForensicReportsService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<HandoverRow>> {
    return readPage<HandoverRow>(
      this.database,
      handoverList,
      query,
      handoversOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<ForensicHandover> {
    const [row] = await database.query<HandoverRow>(
      rowsOf(handoversOf(incidentId), [sql`h.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toHandover(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    handover: NewForensicHandover,
  ): Promise<ForensicHandover> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, actor.incident!.zone, handover),
    );
  }

  /** Records one act of handing over, to however many: one moment, and one line that names them all. */
  async record(
    tx: Tx,
    zone: string,
    handover: NewForensicHandover,
  ): Promise<ForensicHandover> {
    await this.reports.needCurrent(tx, handover.reportId, "reportId");
    const id = uuidv7();
    await tx.manager.insert(ForensicHandoverEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      reportId: handover.reportId,
      zone,
      ...momentColumns(readOccurred(handover.occurred, zone)),
      method: handover.method,
      handedBy: handover.handedBy ?? "",
      note: handover.note ?? "",
      state: "current",
      withdrawalReason: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await this.writeRecipients(tx, id, handover.recipients);
    const made = await this.read(tx.incidentId!, id, within(tx));
    await this.lines.tell(
      tx,
      sourceOf(id),
      lineOf(made),
      handover.timelineEventId,
    );
    return made;
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, occurred, recipients, ...change }: ForensicHandoverChange,
  ): Promise<ForensicHandover> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const zone = await keptZone(tx, ForensicHandoverEntity, id);
      const before = await this.hold(tx, id, base, () => ({
        ...change,
        ...(occurred && momentColumns(readOccurred(occurred, zone))),
      }));
      if (recipients) await this.writeRecipients(tx, id, recipients);
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
  ): Promise<ForensicHandover> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.hold(tx, id, base, () => ({
        state: "withdrawn",
        withdrawalReason: reason,
      }));
      await this.lines.unsay(tx, sourceOf(id), reason);
      return this.read(incidentId, id, within(tx));
    });
  }

  private async writeRecipients(
    tx: Tx,
    id: string,
    recipients: HandoverRecipient[],
  ): Promise<void> {
    const parties = await partyNames(
      tx,
      recipients.map(({ partyId }, at) => ({
        id: partyId,
        field: `recipients.${at}.partyId`,
      })),
    );
    const ids = parties.map((party) => party.id);
    const twice = ids.findIndex((party, at) => ids.indexOf(party) !== at);
    if (twice >= 0)
      throw fieldProblem(
        problems.invalid,
        `recipients.${twice}.partyId`,
        "isNamedTwice",
      );
    await run(
      tx,
      "delete from forensic_recipient where handover_id = $1 and party_id <> all($2)",
      [id, ids],
    );
    await run(
      tx,
      `insert into forensic_recipient (handover_id, party_id, incident_id, place, receipt)
       select $1, r.party_id, $2, r.place, r.receipt from unnest($3::uuid[], $4::text[]) with ordinality as r (party_id, receipt, place)
       on conflict (handover_id, party_id) do update set place = excluded.place, receipt = excluded.receipt`,
      [id, tx.incidentId, ids, recipients.map(({ receipt }) => receipt ?? "")],
    );
  }

  /** Writes a change of a handing over that stands and has version `base`; answers what it was before. */
  private async hold(
    tx: Tx,
    id: string,
    base: number,
    columnsOf: () => Partial<ForensicHandoverEntity>,
  ): Promise<ForensicHandover> {
    const incidentId = tx.incidentId!;
    const before = await this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      ForensicHandoverEntity,
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

function sourceOf(id: string) {
  return { kind: "forensics.handed", id };
}

function lineOf({
  report,
  recipients,
  occurred,
}: ForensicHandover): RecordLine {
  return handoverLine(
    occurred,
    reportName(report.kind, report.edition),
    recipients.map(({ party }) => party.name),
  );
}
