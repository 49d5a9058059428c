import { randomBytes } from "node:crypto";
import {
  codeBytes,
  codeFrom,
  type MemberBase,
  type ScopeRun,
} from "@keii/shared";
import { openCodeKey } from "@keii/api/verification/code-key";
import pg from "pg";
import { anAffectedCase, type AffectedCase } from "./affected-case.js";
import type { TestApp } from "./app.js";
import type { Caller } from "./caller.js";
import { aCustomer } from "./customers.js";

const asTest = `select set_config('keii.actor', '{"kind":"operator","name":"test"}', false)`;

/** Statements of one connection in the name of somebody, behind the application's back. */
export async function asOperator(
  app: Pick<TestApp, "superuserUrl">,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: app.superuserUrl });
  await client.connect();
  try {
    await client.query(asTest);
    await work(client);
  } finally {
    await client.end();
  }
}

/** The page of an incident as if it had been published. */
export function publish(
  app: Pick<TestApp, "superuserUrl">,
  incidentId: string,
  slug: string,
): Promise<void> {
  return asOperator(app, async (client) => {
    const text = `{"ja":"公表","en":"Published"}`;
    await client.query(
      `insert into publication (incident_id, slug, title, report, impostor_advice, created_at, updated_at)
       values ($1, $2, $3, $3, $3, now(), now())`,
      [incidentId, slug, text],
    );
    await client.query(
      `insert into publication_edition (id, incident_id, no, title, text, impostor_advice, template, drawn, sha256, published_at)
       values (gen_random_uuid(), $1, 1, $2, $2, $2, $2, '[]', 'x', now())`,
      [incidentId, text],
    );
    await client.query(
      "update publication set edition_no = 1, published_at = now() where incident_id = $1",
      [incidentId],
    );
  });
}

/** Makes a run the official one, without the second person. */
export function makeOfficial(
  app: Pick<TestApp, "superuserUrl">,
  incidentId: string,
  runNo: number,
): Promise<void> {
  return asOperator(app, async (client) => {
    await client.query(
      "update scope_run set state = 'superseded' where incident_id = $1 and state = 'frozen'",
      [incidentId],
    );
    await client.query(
      "update scope_run set state = 'frozen', frozen_at = now(), freeze_reason = 'x' where incident_id = $1 and no = $2",
      [incidentId, runNo],
    );
  });
}

/** Codes of these customers, as a batch that was made would have left them. */
export async function codesFor(
  app: Pick<TestApp, "superuserUrl" | "config">,
  incidentId: string,
  runNo: number,
  customers: readonly string[],
  baseNo = 1,
): Promise<{ batchNo: number; codes: Map<string, string> }> {
  const codes = new Map(customers.map((one) => [one, aCode()]));
  let batchNo = 0;
  await asOperator(app, async (client) => {
    const { rows: known } = await client.query<{ key: string | null }>(
      "select code_key_fingerprint as key from installation",
    );
    const key = await openCodeKey(app.config, known[0]?.key ?? null);
    await client.query("update installation set code_key_fingerprint = $1", [
      key.fingerprint,
    ]);
    const { rows } = await client.query<{ no: number }>(
      `insert into code_batch (id, incident_id, no, label, run_no, audience, key_fingerprint, code_count, state, made_at, created_at)
       select gen_random_uuid(), $1, coalesce(max(no), 0) + 1, 'letters', $2, 'everybody', $3, $4, 'made', now(), now()
         from code_batch where incident_id = $1 returning no`,
      [incidentId, runNo, key.fingerprint, codes.size],
    );
    batchNo = rows[0]!.no;
    for (const [customerNo, code] of codes)
      await client.query(
        "insert into verification_code (hash, incident_id, batch_no, base_no, customer_no) values ($1, $2, $3, $4, $5)",
        [key.hash(code), incidentId, batchNo, baseNo, customerNo],
      );
  });
  return { batchNo, codes };
}

export function aCode(): string {
  for (;;) {
    const code = codeFrom(randomBytes(codeBytes));
    if (code !== null) return code;
  }
}

export interface VerificationCase extends AffectedCase {
  incidentId: string;
  slug: string;
  runNo: number;
  batchNo: number;
  /** K0001 is affected by two exposures, K0021 by the first, K0032 in a window and off its list, K0031 neither. */
  codes: Map<string, string>;
  second: MemberBase;
}

/** A published case whose newest run is official, with codes for some of its customers. */
export async function aVerificationCase(
  app: TestApp,
  head: Caller,
  incidentId: string,
  slug: string,
): Promise<VerificationCase> {
  const affected = await anAffectedCase(app, head, incidentId);
  const { body: second } = await head.post<MemberBase>(
    `/api/incidents/${incidentId}/member-bases`,
    { code: "hojin", name: { ja: "法人会員", en: "Companies" } },
  );
  await aCustomer(app, incidentId, {
    customerNo: "K0031",
    company: "架空商事",
  });
  await aCustomer(app, incidentId, { customerNo: "B1", baseNo: 2 });
  await aCustomer(app, incidentId, { customerNo: "K0032" });
  await app.sql(
    `insert into purchase (incident_id, paid_at, base_no, site_no, method, customer_no, order_no, first_batch, batch_no)
     values ($1, '2016-04-10T12:00:00+09:00', 1, 1, 'card', 'K0032', 'O32-1', 1, 1)`,
    [incidentId],
  );
  const { body: run } = await head.post<ScopeRun>(
    `/api/incidents/${incidentId}/scope-runs`,
    {},
  );
  await publish(app, incidentId, slug);
  const runNo = run.no;
  await makeOfficial(app, incidentId, runNo);
  const { batchNo, codes } = await codesFor(app, incidentId, runNo, [
    "K0001",
    "K0002",
    "K0021",
    "K0031",
    "K0032",
  ]);
  return { ...affected, run, incidentId, slug, runNo, batchNo, codes, second };
}
