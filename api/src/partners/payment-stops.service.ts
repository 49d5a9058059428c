import { Injectable } from "@nestjs/common";
import {
  partnerMessages,
  problems,
  type NewPaymentStop,
  type OccurredInput,
  type PartnerWithdrawal,
  type PaymentResumption,
  type PaymentStop,
  type PaymentStopChange,
  type ResumeGateWaiver,
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
import { readOccurred } from "../timeline/occurrence.js";
import type { RecordLine } from "../timeline/record-line.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { PaymentStopEntity } from "./payment-stop.entity.js";
import {
  overlapping,
  stopList,
  stopsOf,
  toPaymentStop,
  type PaymentStopRow,
} from "./payment-stops.queries.js";
import { ResumeConditionsService } from "./resume-conditions.service.js";
import { keptZone } from "../timeline/kept-zone.js";

onConstraint("payment_stop_order", () =>
  fieldProblem(problems.broken, "occurred.on", "untilBeforeStart"),
);

/** Which ways to pay were stopped where, by the minute where it is known, and what has to be true to open them again. */
@Injectable()
export class PaymentStopsService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly conditions: ResumeConditionsService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<PaymentStopRow>> {
    return readPage<PaymentStopRow>(
      this.database,
      stopList,
      query,
      stopsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<PaymentStop> {
    const [row] = await database.query<PaymentStopRow>(
      rowsOf(stopsOf(incidentId), [sql`s.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toPaymentStop(row);
  }

  /** Stops every method named at every site named; all of them stand in one line. */
  stop(
    actor: Actor,
    incidentId: string,
    stop: NewPaymentStop,
  ): Promise<PaymentStop[]> {
    const sites = [...new Set(stop.sites)];
    for (const [field, words] of Object.entries({
      sites,
      methods: stop.methods,
    }))
      if (words.length === 0)
        throw fieldProblem(problems.invalid, field, "isNotEmpty");
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { zone } = actor.incident!;
      await this.lock(tx);
      await this.conditions.needAgreement(tx);
      const { on, at } = readDayOrMinute(stop.occurred, zone);
      const line = stopLine(sites, stop.methods, stop);
      let lineId = stop.timelineEventId;
      const stopped: PaymentStop[] = [];
      for (const site of sites)
        for (const method of stop.methods) {
          const id = uuidv7();
          await tx.manager.insert(PaymentStopEntity, {
            id,
            version: 1,
            incidentId,
            site,
            method,
            zone,
            stoppedOn: on,
            stoppedAt: at,
            stoppedBy: stop.stoppedBy ?? "",
            note: stop.note ?? "",
            resumedOn: null,
            resumedAt: null,
            resumedBy: "",
            waiverReason: null,
            waivedAt: null,
            waivedBy: null,
            withdrawalReason: null,
            createdAt: tx.now,
            createdBy: actor.id,
          });
          const source = { kind: "partners.stopped", id };
          lineId = await this.lines.tell(tx, source, line, lineId);
          const one = await this.read(incidentId, id, within(tx));
          await this.needNoOverlap(tx, one, "occurred.on");
          stopped.push(one);
        }
      return stopped;
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, occurred, resumed, ...change }: PaymentStopChange,
  ): Promise<PaymentStop> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const zone = await keptZone(tx, PaymentStopEntity, id);
      const before = await this.standing(tx, id, base);
      if (resumed && before.resumed === null)
        throw fieldProblem(problems.broken, "resumed.on", "isStopped");
      const from = occurred && readDayOrMinute(occurred, zone);
      const until = resumed && readDayOrMinute(resumed, zone, "resumed");
      const after = await this.write(tx, before, {
        ...change,
        ...(from && { stoppedOn: from.on, stoppedAt: from.at }),
        ...(until && { resumedOn: until.on, resumedAt: until.at }),
        ...(resumed === null && {
          resumedOn: null,
          resumedAt: null,
          resumedBy: "",
        }),
      });
      await this.needNoOverlap(tx, after, "occurred.on");
      await this.lines.retell(
        tx,
        { kind: "partners.stopped", id },
        ownStopLine(before),
        ownStopLine(after),
        reason,
      );
      const source = { kind: "partners.resumed", id };
      if (before.resumed !== null && after.resumed !== null)
        await this.lines.retell(
          tx,
          source,
          resumeLine(before),
          resumeLine(after),
          reason,
        );
      else if (before.resumed !== null)
        await this.lines.unsay(tx, source, reason);
      return after;
    });
  }

  /** Opens a way to pay again, once the gate is met or waived. */
  resume(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    resumption: PaymentResumption,
  ): Promise<PaymentStop> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      needStopped(before);
      if (before.openConditionCount > 0 && before.waiver === null)
        throw fieldProblem(
          problems.broken,
          "root.serverError",
          "resumeGate",
          before.openConditionCount,
        );
      const zone = await keptZone(tx, PaymentStopEntity, id);
      const { on, at } = readDayOrMinute(resumption.occurred, zone);
      const after = await this.write(tx, before, {
        resumedOn: on,
        resumedAt: at,
        resumedBy: resumption.resumedBy ?? "",
      });
      await this.lines.tell(
        tx,
        { kind: "partners.resumed", id },
        { zone, ...resumeLine(after) },
        resumption.timelineEventId,
      );
      return after;
    });
  }

  /** The head of response lets a way to pay be opened although conditions are open. */
  waive(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: ResumeGateWaiver,
  ): Promise<PaymentStop> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      needStopped(before);
      if (before.openConditionCount === 0)
        throw fieldProblem(
          problems.broken,
          "root.serverError",
          "resumeGateMet",
        );
      return this.write(tx, before, {
        waiverReason: reason,
        waivedAt: tx.now,
        waivedBy: actor.id,
      });
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: PartnerWithdrawal,
  ): Promise<PaymentStop> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const after = await this.write(tx, before, { withdrawalReason: reason });
      await this.lines.unsay(tx, { kind: "partners.stopped", id }, reason);
      await this.lines.unsay(tx, { kind: "partners.resumed", id }, reason);
      return after;
    });
  }

  /** The stop as it is, to be changed; nobody else changes stops or conditions of the incident meanwhile. */
  private async standing(
    tx: Tx,
    id: string,
    base: number,
  ): Promise<PaymentStop> {
    await this.lock(tx);
    const stop = await this.read(tx.incidentId!, id, within(tx));
    if (stop.version !== base)
      throw new Problem(problems.changedMeanwhile, { current: stop });
    if (stop.withdrawalReason !== null)
      throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
    return stop;
  }

  private async lock(tx: Tx): Promise<void> {
    await run(tx, "select from incident where id = $1 for no key update", [
      tx.incidentId,
    ]);
  }

  private async needNoOverlap(
    tx: Tx,
    stop: PaymentStop,
    field: string,
  ): Promise<void> {
    const { rows } = await run(tx, overlapping, [stop.incidentId, stop.id]);
    if (rows.length > 0)
      throw fieldProblem(
        problems.broken,
        field,
        "stopOverlaps",
        stop.site,
        methodName(stop.method, tx.actor.language),
      );
  }

  private async write(
    tx: Tx,
    { id, incidentId, version }: PaymentStop,
    change: Partial<PaymentStopEntity>,
  ): Promise<PaymentStop> {
    const present = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      PaymentStopEntity,
      { id, incidentId },
      version,
      change,
      present,
    );
    return present();
  }
}

function needStopped(stop: PaymentStop): void {
  if (stop.resumed !== null)
    throw fieldProblem(problems.broken, "root.serverError", "isResumed");
}

function readDayOrMinute(
  occurred: OccurredInput,
  zone: string,
  field = "occurred",
): { on: string; at: Date | null } {
  const { precision, on, at } = readOccurred(occurred, zone, field);
  if (precision !== "minute" && precision !== "day")
    throw fieldProblem(problems.invalid, `${field}.precision`, "isIn");
  return { on, at: at === null ? null : new Date(at) };
}

function methodName(
  method: PaymentStop["method"],
  language: "ja" | "en" = "ja",
): string {
  return partnerMessages[language][`paymentStops.method.${method}`] ?? method;
}

function stopLine(
  sites: readonly string[],
  methods: readonly PaymentStop["method"][],
  { occurred, stoppedBy = "" }: Pick<NewPaymentStop, "occurred" | "stoppedBy">,
): RecordLine {
  const named = sites.length > 3 ? `${sites.length}サイト` : sites.join("・");
  const how = methods.map((method) => methodName(method)).join("・");
  return {
    occurred,
    text: `${named}の決済(${how})を停止${stoppedBy === "" ? "" : `(実施: ${stoppedBy})`}`,
    type: "action",
    category: "containment",
  };
}

function ownStopLine(stop: PaymentStop): RecordLine {
  return stopLine([stop.site], [stop.method], {
    occurred: stop.stopped,
    stoppedBy: stop.stoppedBy,
  });
}

function resumeLine({
  site,
  method,
  resumed,
  resumedBy,
  waiver,
}: PaymentStop): RecordLine {
  const by = resumedBy === "" ? "" : `(実施: ${resumedBy})`;
  const waived =
    waiver === null ? "" : `。再開の条件は免除(理由: ${waiver.reason})`;
  return {
    occurred: resumed!,
    text: `${site}の決済(${methodName(method)})を再開${by}${waived}`,
    type: "action",
    category: "containment",
  };
}
