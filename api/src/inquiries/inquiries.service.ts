import { Injectable } from "@nestjs/common";
import {
  inquiryTransitions,
  permissionsIn,
  problems,
  type InquiryChange,
  type InquiryStatus,
  type InquiryThread,
  type MemberRole,
  type NewInquiry,
  type NewInquiryMessage,
} from "@keii/shared";
import { accountKind, isOngoing, isOpen } from "../platform/auth/account.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  recordAct,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import {
  inquiriesOf,
  messagesOf,
  toThread,
  type InquiryMessageRow,
  type InquiryRow,
} from "./inquiries.queries.js";

onConstraint("inquiry_customer_fk", () =>
  fieldProblem(problems.invalid, "customerId", "unknownReference"),
);

/** What of an inquiry an act decides anew. */
type InquiryState = Partial<
  Pick<
    InquiryRow,
    "status" | "assignee_id" | "category" | "customer_id" | "waiting_since"
  >
>;

/** What customers ask, whichever way it came, and what they are told. */
@Injectable()
export class InquiriesService {
  constructor(private readonly database: Database) {}

  async read(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
    isMasked = true,
  ): Promise<InquiryThread> {
    const source = inquiriesOf(actor, incidentId);
    const place = source.parameters.length + 1;
    const [row] = await database.query<InquiryRow>(
      rowsOf(source, [sql`i.id = $${place}`]),
      [...source.parameters, id],
    );
    if (!row) throw new Problem(problems.notFound);
    const messages = await database.query<InquiryMessageRow>(messagesOf, [
      incidentId,
      id,
    ]);
    return toThread(row, messages, actor, isMasked);
  }

  /** Who asked, as he gave himself; that it was looked at, and why, stands in the log. */
  reveal(
    actor: Actor,
    incidentId: string,
    id: string,
    reason: string,
  ): Promise<InquiryThread> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const shown = await this.read(actor, incidentId, id, within(tx), false);
      await recordAct(tx, "reveal", "inquiries", id, null, reason);
      return shown;
    });
  }

  /** A call, a letter, a visit: written down by one of us, for whoever answers it. */
  take(
    actor: Actor,
    incidentId: string,
    inquiry: NewInquiry,
  ): Promise<InquiryThread> {
    refuseIdleCallBack(inquiry);
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = uuidv7();
      await run(
        tx,
        `insert into inquiry (id, incident_id, channel, category, language, customer_id, name, email, phone,
           call_back_from, call_back_until, received_at, waiting_since, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)`,
        [
          id,
          incidentId,
          inquiry.channel,
          inquiry.category,
          inquiry.language ?? "ja",
          inquiry.customerId ?? null,
          inquiry.name ?? "",
          inquiry.email ?? "",
          inquiry.phone ?? "",
          inquiry.callBack?.from ?? null,
          inquiry.callBack?.until ?? null,
          tx.now,
          actor.id,
        ],
      );
      await this.append(tx, id, { kind: "customer", text: inquiry.text });
      return this.read(actor, incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { category, customerId }: InquiryChange,
  ): Promise<InquiryThread> {
    return this.act(actor, incidentId, id, base, () => ({
      ...(category !== undefined && { category }),
      ...(customerId !== undefined && { customer_id: customerId }),
    }));
  }

  /** Gives it to somebody of the desk, or puts it back. Agents take and put back what is theirs; the lead gives to others. */
  assign(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    assigneeId: string | null,
  ): Promise<InquiryThread> {
    return this.act(actor, incidentId, id, base, async (before, tx) => {
      if (assigneeId !== null && assigneeId !== actor.id) {
        if (!actor.held.has("inquiries.assign"))
          throw new Problem(problems.notAllowed);
        await needAgent(tx, assigneeId);
      }
      const isOurs = before.status === "new" || before.status === "assigned";
      if (assigneeId === null && !isOurs && before.status !== "closed")
        return { assignee_id: null, status: "new" };
      if (!isOurs) return { assignee_id: assigneeId };
      return {
        assignee_id: assigneeId,
        status: assigneeId === null ? "new" : "assigned",
      };
    });
  }

  /** Adds to the thread. An answer makes it answered; words of the customer make it ours again; a note changes nothing. */
  say(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    message: NewInquiryMessage,
  ): Promise<InquiryThread> {
    return this.act(actor, incidentId, id, base, async (before, tx) => {
      const assignee = before.assignee?.id ?? null;
      const after: InquiryState =
        message.kind === "answer"
          ? { status: "answered", assignee_id: assignee ?? actor.id }
          : message.kind === "customer"
            ? { status: assignee === null ? "new" : "assigned" }
            : {};
      const isOurs = before.status === "new" || before.status === "assigned";
      if (message.kind === "customer" && !isOurs) after.waiting_since = tx.now;
      if (message.kind === "answer")
        refuseTransition(before.status, "answered");
      await this.append(tx, id, message);
      return after;
    });
  }

  /** Sets it aside, closes it, or takes it up again. */
  step(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    status: InquiryStatus,
  ): Promise<InquiryThread> {
    return this.act(actor, incidentId, id, base, (before, tx) => {
      refuseTransition(before.status, status);
      const assignee = before.assignee?.id ?? actor.id;
      const isAgain =
        before.status === "answered" || before.status === "closed";
      return {
        status,
        ...(status !== "closed" && { assignee_id: assignee }),
        ...(status === "assigned" && isAgain && { waiting_since: tx.now }),
      };
    });
  }

  /** Locks the inquiry, asks what changes, and writes that; 412 where somebody changed it since `base`. */
  private act(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    decide: (
      before: InquiryThread,
      tx: Tx,
    ) => InquiryState | Promise<InquiryState>,
  ): Promise<InquiryThread> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await run(
        tx,
        "select from inquiry where incident_id = $1 and id = $2 for update",
        [incidentId, id],
      );
      const before = await this.read(actor, incidentId, id, within(tx));
      if (before.version !== base)
        throw new Problem(problems.changedMeanwhile, { current: before });
      const after = await decide(before, tx);
      const status = after.status ?? before.status;
      await run(
        tx,
        `update inquiry set version = version + 1, category = $3, customer_id = $4, assignee_id = $5, status = $6::text, waiting_since = coalesce($7, waiting_since),
           answered_at = case when $6::text = 'answered' then coalesce(answered_at, $8) else answered_at end,
           closed_at = case when $6::text = 'closed' then coalesce(closed_at, $8) end
         where incident_id = $1 and id = $2`,
        [
          incidentId,
          id,
          after.category ?? before.category,
          after.customer_id === undefined
            ? before.customerId
            : after.customer_id,
          after.assignee_id === undefined
            ? (before.assignee?.id ?? null)
            : after.assignee_id,
          status,
          after.waiting_since ?? null,
          tx.now,
        ],
      );
      return this.shown(tx, id);
    });
  }

  /** What stands now, for who did it, even where it is somebody else's from here on. */
  private shown(tx: Tx, id: string): Promise<InquiryThread> {
    const held = new Set(tx.actor.held).add("inquiries.read");
    return this.read({ ...tx.actor, held }, tx.incidentId!, id, within(tx));
  }

  private async append(
    tx: Tx,
    inquiryId: string,
    { kind, text }: NewInquiryMessage,
  ): Promise<void> {
    await run(
      tx,
      `insert into inquiry_message (id, incident_id, inquiry_id, no, kind, text, at, author_id)
       select $1, $2, $3, coalesce(max(no), 0) + 1, $4, $5, $6, $7 from inquiry_message where inquiry_id = $3`,
      [uuidv7(), tx.incidentId, inquiryId, kind, text, tx.now, tx.actor.id],
    );
  }
}

function refuseTransition(from: InquiryStatus, to: InquiryStatus): void {
  if (!inquiryTransitions[from].includes(to))
    throw fieldProblem(problems.broken, "status", "isTransition");
}

function refuseIdleCallBack({ callBack, phone }: NewInquiry): void {
  if (!callBack) return;
  if (Date.parse(callBack.until) <= Date.parse(callBack.from))
    throw fieldProblem(problems.invalid, "callBack.until", "untilBeforeStart");
  if (!phone) throw fieldProblem(problems.invalid, "phone", "callBackPhone");
}

/** Whoever is named answers inquiries of this incident, now. */
async function needAgent(tx: Tx, userId: string): Promise<void> {
  const { rows } = await run<{
    role: MemberRole;
    right: string;
    employer: string | null;
  }>(
    tx,
    sql`select m.role, u.account_right as right, u.employer from membership m join incident i on i.id = m.incident_id join app_user u on u.id = m.user_id
      where m.incident_id = $1 and m.user_id = $2 and m.ended_at is null and ${isOngoing(3)} and ${isOpen}`,
    [tx.incidentId, userId, tx.now],
  );
  const [row] = rows;
  const held = row
    ? permissionsIn(accountKind(row.right, row.employer), {
        role: row.role,
        isHead: false,
        isCounsel: false,
      })
    : null;
  if (!held?.has("inquiries.write"))
    throw fieldProblem(problems.invalid, "assigneeId", "notOfDesk");
}
