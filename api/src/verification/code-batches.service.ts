import { Inject, Injectable } from "@nestjs/common";
import {
  problems,
  type CodeBatch,
  type CodeBatchRevocation,
  type CodeBatchTelling,
  type CodeRevocation,
  type NewCodeBatch,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { ServerResponse } from "node:http";
import type pg from "pg";
import { MemberBasesService } from "../customers/member-bases.service.js";
import type { Config } from "../platform/config/config.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
  patientlyWithin,
  recordAct,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { nextNo } from "../platform/database/numbers.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { Turns } from "../platform/http/turns.js";
import { CodeBatchEntity } from "./code-batch.entity.js";
import {
  audienceCount,
  codeBatchesOf,
  codeBatchList,
  toCodeBatch,
  type CodeBatchRow,
} from "./code-batches.queries.js";
import { openCodeKey, WrongCodeKey, type CodeKey } from "./code-key.js";
import { makeCodes, newCode, NobodyReads } from "./code-making.js";

const stallMilliseconds = 60_000;

/** Codes for letters and mails: made and shown once, kept as hashes, revoked where they went astray. */
@Injectable()
export class CodeBatchesService {
  /** Each holds a connection for as long as somebody reads. */
  private readonly turns = new Turns(1, 5);

  constructor(
    private readonly database: Database,
    private readonly bases: MemberBasesService,
    @Inject("Config") private readonly config: Config,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<CodeBatchRow>> {
    return readPage<CodeBatchRow>(
      this.database,
      codeBatchList,
      query,
      codeBatchesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<CodeBatch> {
    const [row] = await database.query<CodeBatchRow>(
      rowsOf(codeBatchesOf(incidentId), [sql`b.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toCodeBatch(row);
  }

  /** Says for whom codes are to be; they are made when they are downloaded. */
  plan(
    actor: Actor,
    incidentId: string,
    batch: NewCodeBatch,
  ): Promise<CodeBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { id } = await this.record(tx, batch);
      return this.read(incidentId, id, within(tx));
    });
  }

  async record(tx: Tx, batch: NewCodeBatch): Promise<CodeBatchEntity> {
    const incidentId = tx.incidentId!;
    const official = await officialRun(tx);
    const key = await this.registeredKey(tx);
    const bases = await this.bases.needed(
      tx,
      batch.memberBaseIds ?? [],
      "memberBaseIds",
    );
    const baseNos = bases.map(({ no }) => no);
    const [counted] = await within(tx).query<{ n: number }>(
      audienceCount[batch.audience],
      [
        incidentId,
        official.no,
        (await basesOf(tx, baseNos)).map(({ no }) => no),
      ],
    );
    if (counted!.n === 0)
      throw fieldProblem(problems.broken, "audience", "nobodyToMakeCodesFor");
    const entity = tx.manager.create(CodeBatchEntity, {
      id: uuidv7(),
      version: 1,
      incidentId,
      no: await nextNo(tx, "code_batch"),
      label: batch.label,
      runNo: official.no,
      audience: batch.audience,
      baseNos,
      keyFingerprint: key.fingerprint,
      codeCount: counted!.n,
      state: "planned",
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await tx.manager.insert(CodeBatchEntity, entity);
    return entity;
  }

  /** Codes for a few accounts at once, without a file; in their order. */
  async makeFor(
    tx: Tx,
    label: string,
    accounts: readonly { baseNo: number; customerNo: string }[],
  ): Promise<string[]> {
    const official = await officialRun(tx);
    const key = await this.registeredKey(tx);
    const no = await nextNo(tx, "code_batch");
    await tx.manager.insert(CodeBatchEntity, {
      id: uuidv7(),
      version: 1,
      incidentId: tx.incidentId!,
      no,
      label,
      runNo: official.no,
      audience: "everybody",
      baseNos: [],
      keyFingerprint: key.fingerprint,
      codeCount: accounts.length,
      state: "downloaded",
      madeAt: tx.now,
      downloadedAt: tx.now,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    const codes = accounts.map(() => newCode());
    for (const [at, { baseNo, customerNo }] of accounts.entries())
      await run(
        tx,
        "insert into verification_code (hash, incident_id, batch_no, base_no, customer_no) values ($1, $2, $3, $4, $5)",
        [key.hash(codes[at]!), tx.incidentId, no, baseNo, customerNo],
      );
    return codes;
  }

  /** The key of this installation; the first batch says which one that is. */
  private async registeredKey(tx: Tx): Promise<CodeKey> {
    const [kept] = await within(tx).query<{ fingerprint: string | null }>(
      "select code_key_fingerprint as fingerprint from installation for update",
    );
    try {
      const key = await openCodeKey(this.config, kept!.fingerprint);
      if (kept!.fingerprint === null)
        await run(tx, "update installation set code_key_fingerprint = $1", [
          key.fingerprint,
        ]);
      return key;
    } catch (error) {
      if (error instanceof WrongCodeKey)
        throw fieldProblem(problems.broken, "root.serverError", "wrongCodeKey");
      throw error;
    }
  }

  /**
   * Makes the codes and shows them, once. What was broken off may be had again, with other codes; what arrived whole may
   * not.
   */
  download(
    actor: Actor,
    incidentId: string,
    id: string,
    reply: FastifyReply,
  ): Promise<void> {
    return this.turns.take(async () => {
      const { raw } = reply;
      let last: string;
      try {
        last = await this.database.transaction(actor, incidentId, (tx) =>
          patientlyWithin(tx, () => this.makeWithin(tx, id, reply), "15min"),
        );
      } catch (error) {
        if (!raw.headersSent && !reply.sent) throw error;
        // The answer has begun: all that is left is not to end it well.
        raw.destroy();
        if (error instanceof NobodyReads) return;
        throw error;
      }
      if (!(await written(raw, last)) || !(await ended(raw))) return;
      await this.database.transaction(actor, incidentId, async (tx) => {
        await run(
          tx,
          "update code_batch set state = 'downloaded', downloaded_at = $3, downloaded_by = $4, version = version + 1 where incident_id = $1 and id = $2 and state = 'made'",
          [incidentId, id, tx.now, actor.id],
        );
      });
    });
  }

  /** Within one unit of work: a broken download leaves no code behind. Answers the line that was held back. */
  private async makeWithin(
    tx: Tx,
    id: string,
    reply: FastifyReply,
  ): Promise<string> {
    const incidentId = tx.incidentId!;
    const batch = await tx.manager.findOne(CodeBatchEntity, {
      where: { id, incidentId },
      lock: { mode: "pessimistic_write" },
    });
    if (!batch) throw new Problem(problems.notFound);
    if (batch.state === "downloaded" || batch.state === "revoked")
      throw fieldProblem(
        problems.broken,
        "root.serverError",
        batch.state === "revoked" ? "codesRevoked" : "codesDownloaded",
      );
    const key = await this.registeredKey(tx);
    await run(
      tx,
      "delete from verification_code where incident_id = $1 and batch_no = $2",
      [incidentId, batch.no],
    );
    const [page] = await within(tx).query<{ slug: string }>(
      "select slug from publication where incident_id = $1",
      [incidentId],
    );
    const address = page
      ? `${this.config.portalUrl}/${page.slug}/check`
      : this.config.portalUrl;
    const client = (await tx.manager.queryRunner!.connect()) as pg.ClientBase;
    begin(reply, `codes-${batch.no}.csv`);
    const { count, last } = await makeCodes(
      client,
      batch,
      await basesOf(tx, batch.baseNos),
      key,
      address,
      (text) => written(reply.raw, text),
    );
    await run(
      tx,
      "update code_batch set state = 'made', made_at = $3, code_count = $4, version = version + 1 where incident_id = $1 and id = $2",
      [incidentId, id, tx.now, count],
    );
    await recordAct(tx, "export", "code-batches", id, { codes: count });
    return last;
  }

  revoke(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason }: CodeBatchRevocation,
  ): Promise<CodeBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.state === "revoked")
        throw fieldProblem(problems.broken, "root.serverError", "codesRevoked");
      await changeVersioned(
        tx,
        CodeBatchEntity,
        { id, incidentId },
        base,
        {
          state: "revoked",
          revocationReason: reason,
          revokedAt: tx.now,
          revokedBy: actor.id,
        },
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** One letter went astray; the others of the batch stay good. */
  revokeOne(
    actor: Actor,
    incidentId: string,
    id: string,
    { memberBase, customerNo, reason }: CodeRevocation,
  ): Promise<CodeBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const batch = await this.read(incidentId, id, within(tx));
      await giveReason(tx, reason);
      const { count } = await run(
        tx,
        `update verification_code c set revoked_at = $5 from member_base b
         where b.incident_id = $1 and b.code = $3 and c.incident_id = $1 and c.batch_no = $2 and c.base_no = b.no
           and c.customer_no = $4 and c.revoked_at is null`,
        [incidentId, batch.no, memberBase, customerNo, tx.now],
      );
      if (count === 0)
        throw fieldProblem(problems.invalid, "customerNo", "unknownReference");
      await recordAct(tx, "revoke", "code-batches", id, { codes: 1 }, reason);
      return batch;
    });
  }

  /** Everybody with a code of the batch was told: a receipt for each, unless they have it already. */
  told(
    actor: Actor,
    incidentId: string,
    id: string,
    { channel, toldAt }: CodeBatchTelling,
  ): Promise<CodeBatch> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const batch = await this.read(incidentId, id, within(tx));
      if (batch.state === "planned")
        throw fieldProblem(problems.broken, "root.serverError", "codesNotMade");
      if (Date.parse(toldAt) > tx.now.getTime())
        throw fieldProblem(problems.invalid, "toldAt", "notInFuture");
      const told = await patientlyWithin(tx, (database) =>
        database.query<{ n: number }>(
          "select tell_batch($1, $2, $3, $4, $5) as n",
          [incidentId, batch.no, channel, toldAt, actor.id],
        ),
      );
      await recordAct(tx, "tell", "code-batches", id, {
        channel,
        receipts: told[0]!.n,
      });
      return this.read(incidentId, id, within(tx));
    });
  }
}

async function officialRun(tx: Tx): Promise<{ no: number }> {
  const [official] = await within(tx).query<{ no: number }>(
    "select no from scope_run where incident_id = $1 and state = 'frozen'",
    [tx.incidentId],
  );
  if (!official)
    throw fieldProblem(problems.broken, "root.serverError", "noOfficialRun");
  return official;
}

/** The bases of these numbers, or all of them, in the order of their numbers. */
async function basesOf(
  tx: Tx,
  baseNos: readonly number[],
): Promise<{ no: number; code: string }[]> {
  return within(tx).query<{ no: number; code: string }>(
    "select no, code from member_base where incident_id = $1 and (cardinality($2::smallint[]) = 0 or no = any($2::smallint[])) order by no",
    [tx.incidentId, baseNos],
  );
}

function begin(reply: FastifyReply, name: string): void {
  void reply.headers({
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}"`,
    "Cache-Control": "no-store",
  });
  reply.hijack();
  const { raw } = reply;
  for (const [header, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(header, value);
  // Whoever stops reading must not keep the connection.
  raw.setTimeout(stallMilliseconds, () => raw.destroy());
}

/** Whether a piece has left; false once nobody reads any more. */
function written(raw: ServerResponse, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (raw.destroyed) return resolve(false);
    const gone = () => resolve(false);
    raw.once("close", gone);
    raw.write(text, (error) => {
      raw.off("close", gone);
      resolve(!error);
    });
  });
}

function ended(raw: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    if (raw.destroyed) return resolve(false);
    const gone = () => resolve(false);
    raw.once("close", gone);
    raw.end(() => {
      raw.off("close", gone);
      resolve(true);
    });
  });
}
