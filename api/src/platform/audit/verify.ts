import type {
  AuditBreak,
  AuditBreakKind,
  AuditVerification,
} from "@keii/shared";
import type { AuditKey } from "./audit-key.js";
import type { Checkpoints } from "./checkpoint.js";
import {
  chainStart,
  entryHash,
  selectEntryText,
  type EntryText,
} from "./entry.js";
import type { Queryable } from "../database/database.js";
import { identifier, type Sql } from "../database/sql.js";

const pageSize = 5_000;
const mostBreaks = 100;

interface SealedEntry extends EntryText {
  seal_no: string;
  entry_id: string;
  hash: Buffer;
  mac: Buffer;
  key_id: string;
}

/**
 * Re-computes the chain from the entries, holds it against the seals' marks and the checkpoints outside, and compares
 * every row that is written once with its image in the log. Nothing is changed; rows may be added meanwhile.
 */
export async function verifyAudit(
  database: Queryable,
  key: AuditKey,
  checkpoints: Checkpoints,
  onProgress: (sealed: number) => void = () => undefined,
): Promise<AuditVerification> {
  const started = performance.now();
  const breaks: AuditBreak[] = [];
  const found = (
    kind: AuditBreakKind,
    where: Partial<AuditBreak> = {},
  ): void => {
    if (breaks.length < mostBreaks)
      breaks.push({
        kind,
        entryId: null,
        sealNo: null,
        table: null,
        rowId: null,
        at: null,
        ...where,
      });
  };

  // Read before the chain: what is written while we read lies behind it and is expected to be in the chain.
  const written = await checkpoints.read();
  const [installation] = await database.query<{ epoch: string }>(
    "select epoch from installation",
  );
  const expected = new Map<string, string>();
  for (const { checkpoint, isOurs } of written) {
    if (!isOurs)
      found("checkpoint_not_ours", { sealNo: checkpoint.sealNo || null });
    else if (checkpoint.epoch === installation?.epoch)
      expected.set(checkpoint.sealNo, checkpoint.hash);
  }

  let previous: Buffer = chainStart;
  let sealNo = 0n;
  let isChainBroken = false;
  for (;;) {
    const rows = await database.query<SealedEntry>(
      `select s.seal_no::text, s.entry_id::text, s.hash, s.mac, s.key_id, ${selectEntryText}
       from audit_seal s left join audit_entry e on e.id = s.entry_id
       where s.seal_no > $1 order by s.seal_no limit ${pageSize}`,
      [String(sealNo)],
    );
    for (const row of rows) {
      const where = { sealNo: row.seal_no, entryId: row.entry_id, at: row.at };
      if (BigInt(row.seal_no) !== sealNo + 1n)
        found("seal_missing", { ...where, sealNo: String(sealNo + 1n) });
      sealNo = BigInt(row.seal_no);
      const isOurs =
        row.key_id !== key.id ||
        key.mark(row.seal_no, row.entry_id, row.hash).equals(row.mac);
      if (row.id === null) found("entry_missing", where);
      else if (!entryHash(previous, row).equals(row.hash)) {
        if (!isChainBroken || isOurs)
          found(isOurs ? "entry_changed" : "chain_broken", where);
        isChainBroken = true;
      }
      if (!isOurs) found("seal_not_ours", where);
      previous = row.hash;
      const promised = expected.get(row.seal_no);
      if (promised !== undefined && promised !== row.hash.toString("hex"))
        found("checkpoint_disagrees", where);
    }
    onProgress(Number(sealNo));
    if (rows.length < pageSize) break;
  }
  for (const no of expected.keys())
    if (BigInt(no) > sealNo) {
      found("tail_cut", { sealNo: String(sealNo + 1n) });
      break;
    }

  for (const stray of await strayEntries(database)) found(stray.kind, stray);
  for (const row of await rowsUnlikeTheirImage(database)) found(row.kind, row);

  const [counts] = await database.query<{
    entries: number;
    unsealed: number;
    oldest: number | null;
  }>(
    `select (select count(*) from audit_entry)::int as entries, (select count(*) from audit_unsealed)::int as unsealed,
       (select extract(epoch from now() - min(e.at)) from audit_unsealed u join audit_entry e on e.id = u.entry_id)::float8 as oldest`,
  );
  breaks.sort(
    (a, b) => Number(a.sealNo ?? Infinity) - Number(b.sealNo ?? Infinity),
  );
  return {
    valid: breaks.length === 0,
    entries: counts?.entries ?? 0,
    sealed: Number(sealNo),
    unsealed: counts?.unsealed ?? 0,
    oldestUnsealedSeconds: counts?.oldest ?? null,
    firstBroken: breaks[0] ?? null,
    breaks,
    checkpoints: expected.size,
    checkedAt: new Date().toISOString(),
    milliseconds: Math.round(performance.now() - started),
  };
}

type Finding = { kind: AuditBreakKind } & Partial<AuditBreak>;

/** Entries that are neither sealed nor waiting to be, and waiting marks without an entry. */
async function strayEntries(database: Queryable): Promise<Finding[]> {
  const rows = await database.query<{ kind: AuditBreakKind; id: string }>(
    `(select 'entry_missing' as kind, u.entry_id::text as id from audit_unsealed u
        where not exists (select from audit_entry e where e.id = u.entry_id) limit ${mostBreaks})
     union all
     (select 'unsealed_missing', e.id::text from audit_entry e
        where not exists (select from audit_seal s where s.entry_id = e.id)
          and not exists (select from audit_unsealed u where u.entry_id = e.id) limit ${mostBreaks})
     union all
     (select 'personal_value_differs', p.entry_id::text from audit_personal p join audit_entry e on e.id = p.entry_id
        where (case p.side when 'before' then e.before else e.after end) -> p.column_name ->> 'hash'
          is distinct from encode(sha256(convert_to(p.salt || p.value, 'UTF8')), 'hex') limit ${mostBreaks})`,
  );
  return rows.map((row) => ({ kind: row.kind, entryId: row.id }));
}

/** Tables whose rows are written once, with the columns that make their key in the log. */
interface WrittenOnce {
  table: string;
  key: Sql;
}

async function rowsUnlikeTheirImage(database: Queryable): Promise<Finding[]> {
  const tables = await database.query<WrittenOnce>(
    `select c.relname as table,
       (select string_agg('r.' || quote_ident(a.attname) || '::text', ' || ''/'' || ' order by k.n)
          from pg_constraint p cross join unnest(p.conkey) with ordinality as k(num, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
          where p.conrelid = c.oid and p.contype = 'p') as key
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where t.tgname = 'append_only' and c.relname not in ('audit_entry', 'audit_seal') order by 1`,
  );
  const findings: Finding[] = [];
  for (const { table, key } of tables) {
    const columns = await database.query<{
      column_name: string;
      class: string;
    }>(
      "select column_name, class from column_class where table_name = $1 and class <> 'secret'",
      [table],
    );
    const open = columns
      .filter((c) => c.class === "public")
      .map((c) => c.column_name);
    const rows = await database.query<{
      kind: AuditBreakKind;
      row_id: string;
      entry_id: string | null;
    }>(
      `with image as (
         select distinct on (row_id) row_id, id, after from audit_entry where table_name = $1 and act = 'insert' order by row_id, id),
       kept as (select ${key} as row_id, to_jsonb(r) as content from ${identifier(table)} r)
       select case when i.row_id is null then 'row_without_entry' when k.row_id is null then 'row_missing' else 'row_differs' end as kind,
         coalesce(i.row_id, k.row_id) as row_id, i.id::text as entry_id
       from image i full join kept k on k.row_id = i.row_id
       where i.row_id is null or k.row_id is null
         or (select jsonb_object_agg(c, k.content -> c) from unnest($2::text[]) c)
            is distinct from (select jsonb_object_agg(c, i.after -> c) from unnest($2::text[]) c)
       limit ${mostBreaks}`,
      [table, open],
    );
    for (const row of rows)
      findings.push({
        kind: row.kind,
        table,
        rowId: row.row_id,
        entryId: row.entry_id,
      });
    for (const column of columns.filter((c) => c.class === "personal")) {
      const changed = await database.query<{
        row_id: string;
        entry_id: string;
      }>(
        `select e.row_id, e.id::text as entry_id from audit_entry e
         join audit_personal p on p.entry_id = e.id and p.side = 'after' and p.column_name = $2
         join ${identifier(table)} r on ${key} = e.row_id
         where e.table_name = $1 and e.act = 'insert' and p.value is distinct from (to_jsonb(r) -> $2)::text limit ${mostBreaks}`,
        [table, column.column_name],
      );
      for (const row of changed)
        findings.push({
          kind: "row_differs",
          table,
          rowId: row.row_id,
          entryId: row.entry_id,
        });
    }
  }
  for (const row of await database.query<{ id: string }>(unlikeNewestRevision))
    findings.push({
      kind: "row_differs",
      table: "timeline_current",
      rowId: row.id,
    });
  return findings;
}

/** What lists show is derived from the revisions by a trigger; here the derivation is repeated. */
const unlikeNewestRevision = `
  with newest as (
    select distinct on (r.event_id) r.*, e.no as event_no from timeline_revision r join timeline_event e on e.id = r.event_id
    order by r.event_id, r.no desc),
  state as (
    select distinct on (event_id) event_id, kind from timeline_revision
    where kind not in ('moved', 'adopted') order by event_id, no desc)
  select coalesce(n.event_id, c.id)::text as id
  from newest n left join state s on s.event_id = n.event_id full join timeline_current c on c.id = n.event_id
  where c.id is null or n.event_id is null
    or (c.version, c.no, c.state, c.occurred_precision, c.occurred_on, c.occurred_at, c.occurred_until_on, c.occurred_until_at, c.position,
        c.learned_on, c.learned_at, c.type, c.category, c.text, c.public_wording, c.visibility, c.counsel_basis, c.decision, c.incident_id)
       is distinct from
       (n.no, n.event_no, case s.kind when 'retracted' then 'retracted' else 'current' end, n.occurred_precision, n.occurred_on, n.occurred_at,
        n.occurred_until_on, n.occurred_until_at, n.position, n.learned_on, n.learned_at, n.type, n.category, n.text, n.public_wording,
        n.visibility, n.counsel_basis, n.decision, n.incident_id)
  limit 100`;
