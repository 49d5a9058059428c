import { Injectable } from "@nestjs/common";
import {
  attachmentKinds,
  inLanguage,
  partnerMessages,
  problems,
  standingOf,
  type AnswerOutcome,
  type Moment,
  type NewPartnerAnswer,
  type NewPartnerRequest,
  type OccurredInput,
  type PartnerAnswer,
  type PartnerAnswerWithdrawal,
  type PartnerRequest,
  type PartnerRequestChange,
  type PartnerRequestKind,
  type PartnerWithdrawal,
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
import { momentColumns, readOccurred } from "../timeline/occurrence.js";
import type { RecordLine } from "../timeline/record-line.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { PartnerAnswerEntity } from "./partner-answer.entity.js";
import { PartnerRequestEntity } from "./partner-request.entity.js";
import {
  partnerList,
  requestsOf,
  toPartnerRequest,
  type PartnerRequestRow,
} from "./partners.queries.js";
import { keptZone } from "../timeline/kept-zone.js";

onConstraint("partner_request_party_fk", () =>
  fieldProblem(problems.invalid, "partyId", "unknownReference"),
);
onConstraint("partner_request_said", () =>
  fieldProblem(problems.invalid, "text", "isNotBlank"),
);

/** What was asked of partners, and what they said to it. Asked is not promised. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly database: Database,
    private readonly lines: RecordLinesService,
    private readonly evidence: EvidenceService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<PartnerRequestRow>> {
    return readPage<PartnerRequestRow>(
      this.database,
      partnerList,
      query,
      requestsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<PartnerRequest> {
    const [row] = await database.query<PartnerRequestRow>(
      rowsOf(requestsOf(incidentId), [sql`r.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toPartnerRequest(row);
  }

  ask(
    actor: Actor,
    incidentId: string,
    request: NewPartnerRequest,
  ): Promise<PartnerRequest> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { zone } = actor.incident!;
      const id = uuidv7();
      await tx.manager.insert(PartnerRequestEntity, {
        id,
        version: 1,
        incidentId,
        partyId: request.partyId,
        kind: request.kind,
        text: request.text ?? "",
        zone,
        ...momentColumns(happened(request.occurred, zone)),
        askedBy: request.askedBy ?? "",
        channel: request.channel ?? "",
        standing: "requested",
        withdrawalReason: null,
        withdrawnAt: null,
        withdrawnBy: null,
        createdAt: tx.now,
        createdBy: actor.id,
      });
      const asked = await this.read(incidentId, id, within(tx));
      await this.lines.tell(
        tx,
        { kind: "partners.requested", id },
        requestLine(asked),
        request.timelineEventId,
      );
      return asked;
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, occurred, ...change }: PartnerRequestChange,
  ): Promise<PartnerRequest> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const after = await this.write(tx, before, {
        ...change,
        ...(occurred &&
          momentColumns(
            happened(occurred, await keptZone(tx, PartnerRequestEntity, id)),
          )),
      });
      const given = after.answers.find(
        (answer) =>
          answer.withdrawalReason === null &&
          isBefore(answer.occurred, after.occurred),
      );
      if (given)
        throw fieldProblem(problems.broken, "occurred.on", "answeredBefore");
      await this.lines.retell(
        tx,
        { kind: "partners.requested", id },
        requestLine(before),
        requestLine(after),
        reason,
      );
      for (const answer of after.answers)
        if (answer.withdrawalReason === null)
          await this.lines.retell(
            tx,
            { kind: "partners.answered", id: answer.id },
            answerLine(before, answer),
            answerLine(after, answer),
            reason,
          );
      return after;
    });
  }

  /** Records what came back. What was answered before stays beside it. */
  answer(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    given: NewPartnerAnswer,
  ): Promise<PartnerRequest> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { zone } = actor.incident!;
      const before = await this.standing(tx, id, base);
      const moment = happened(given.occurred, zone);
      if (isBefore(moment, before.occurred))
        throw fieldProblem(problems.broken, "occurred.on", "answeredBefore");
      const answerId = uuidv7();
      await tx.manager.insert(PartnerAnswerEntity, {
        id: answerId,
        incidentId,
        requestId: id,
        outcome: given.outcome,
        zone,
        ...momentColumns(moment),
        answeredBy: given.answeredBy ?? "",
        words: given.words ?? "",
        withdrawalReason: null,
        recordedAt: tx.now,
        recordedBy: actor.id,
      });
      await this.evidence.attach(
        tx,
        { kind: attachmentKinds.partnerAnswer, id: answerId },
        given.evidenceIds ?? [],
      );
      const after = await this.weigh(tx, before);
      await this.lines.tell(
        tx,
        { kind: "partners.answered", id: answerId },
        answerLine(
          after,
          after.answers.find((a) => a.id === answerId)!,
        ),
        given.timelineEventId,
      );
      return after;
    });
  }

  withdrawAnswer(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { answerId, reason }: PartnerAnswerWithdrawal,
  ): Promise<PartnerRequest> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const answer = before.answers.find((one) => one.id === answerId);
      if (!answer)
        throw fieldProblem(problems.invalid, "answerId", "unknownReference");
      if (answer.withdrawalReason !== null)
        throw fieldProblem(problems.broken, "answerId", "isWithdrawn");
      await tx.manager.update(
        PartnerAnswerEntity,
        { id: answerId, incidentId },
        { withdrawalReason: reason },
      );
      await this.lines.unsay(
        tx,
        { kind: "partners.answered", id: answerId },
        reason,
      );
      return this.weigh(tx, before);
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: PartnerWithdrawal,
  ): Promise<PartnerRequest> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.standing(tx, id, base);
      const after = await this.write(tx, before, {
        standing: "withdrawn",
        withdrawalReason: reason,
        withdrawnAt: tx.now,
        withdrawnBy: actor.id,
      });
      await this.lines.unsay(tx, { kind: "partners.requested", id }, reason);
      for (const answer of before.answers)
        if (answer.withdrawalReason === null)
          await this.lines.unsay(
            tx,
            { kind: "partners.answered", id: answer.id },
            reason,
          );
      return after;
    });
  }

  /** The request as it stands, to be changed. Throws where it was taken back, or is no longer the one it was. */
  private async standing(
    tx: Tx,
    id: string,
    base: number,
  ): Promise<PartnerRequest> {
    await run(
      tx,
      "select from partner_request where incident_id = $1 and id = $2 for update",
      [tx.incidentId, id],
    );
    const request = await this.read(tx.incidentId!, id, within(tx));
    if (request.version !== base)
      throw new Problem(problems.changedMeanwhile, { current: request });
    if (request.withdrawalReason !== null)
      throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
    return request;
  }

  /** Lets the request stand as its answers say now. */
  private async weigh(tx: Tx, before: PartnerRequest): Promise<PartnerRequest> {
    const now = await this.read(before.incidentId, before.id, within(tx));
    return this.write(tx, before, { standing: standingOf(now) });
  }

  private async write(
    tx: Tx,
    { id, incidentId, version }: PartnerRequest,
    change: Partial<PartnerRequestEntity>,
  ): Promise<PartnerRequest> {
    const present = () => this.read(incidentId, id, within(tx));
    await changeVersioned(
      tx,
      PartnerRequestEntity,
      { id, incidentId },
      version,
      change,
      present,
    );
    return present();
  }
}

/** What was asked and answered has happened: a plan to ask is a task. */
function happened(occurred: OccurredInput, zone: string): Moment {
  if (occurred.precision === "planned")
    throw fieldProblem(problems.invalid, "occurred.precision", "isIn");
  return readOccurred(occurred, zone);
}

function isBefore(one: Moment, other: Moment): boolean {
  if (one.on !== other.on) return one.on < other.on;
  return (
    one.at !== null &&
    other.at !== null &&
    Date.parse(one.at) < Date.parse(other.at)
  );
}

function requestLine(request: PartnerRequest): RecordLine {
  const { kind, text, occurred } = request;
  const what =
    kind === "other"
      ? `依頼: ${text}`
      : `${askedFor(kind)}を依頼${text === "" ? "" : `: ${text}`}`;
  return {
    occurred,
    text: `${partyName(request)}に${what}`,
    type: "communication",
    category: "partners",
  };
}

const answered: Record<AnswerOutcome, string> = {
  promised: "承諾",
  partly: "一部承諾",
  refused: "不承諾",
  no_answer: "回答なし",
};

function answerLine(
  request: PartnerRequest,
  { occurred, outcome, answeredBy, words }: PartnerAnswer,
): RecordLine {
  const who = answeredBy === "" ? "" : `(${answeredBy})`;
  const asked =
    request.kind === "other" ? "依頼" : `${askedFor(request.kind)}の依頼`;
  const said = words === "" ? "" : `: ${words}`;
  return {
    occurred,
    text: `${partyName(request)}${who}より、${asked}に対し${answered[outcome]}${said}`,
    type: "communication",
    category: "partners",
  };
}

function askedFor(kind: PartnerRequestKind): string {
  return partnerMessages.ja[`partners.kind.${kind}`] ?? kind;
}

function partyName({ party }: PartnerRequest): string {
  return inLanguage(party.shortName ?? party.officialName, "ja");
}
