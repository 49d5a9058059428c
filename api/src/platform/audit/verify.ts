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
import type { Finding } from "./finding.js";
import { rowsUnlikeTheirEntries } from "./verify-rows.js";
import type { Queryable } from "../database/database.js";

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
 * every audited row with its entries in the log. Nothing is changed; rows may be added and changed meanwhile.
 */
export async function verifyAudit(
  database: Queryable,
  key: AuditKey,
  checkpoints: Checkpoints,
  onProgress: (sealed: number) => void = () => undefined,
): Promise<AuditVerification> {
  const started = performance.now();
  const breaks: AuditBreak[] = [];
  const found = (finding: Finding): void => {
    if (breaks.length < mostBreaks)
      breaks.push({
        entryId: null,
        sealNo: null,
        table: null,
        rowId: null,
        at: null,
        ...finding,
      });
  };

  // Read before the chain: what is written while we read lies behind it and is expected to be in the chain.
  const written = await checkpoints.read();
  for (const wrong of written.breaks) found(wrong);
  const sealed = await followChain(
    database,
    key,
    written.expected,
    found,
    onProgress,
  );
  if (written.count === 0 && sealed > 0n)
    found({ kind: "checkpoint_missing", sealNo: "1" });
  for (const sealNo of written.expected.keys())
    if (BigInt(sealNo) > sealed) {
      found({ kind: "tail_cut", sealNo: String(sealed + 1n) });
      break;
    }
  for (const stray of await strayEntries(database)) found(stray);
  for (const row of await rowsUnlikeTheirEntries(database)) found(row);

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
  const uncovered = Number(sealed - BigInt(written.newest ?? "0"));
  return {
    valid: breaks.length === 0,
    entries: counts?.entries ?? 0,
    sealed: Number(sealed),
    unsealed: counts?.unsealed ?? 0,
    oldestUnsealedSeconds: counts?.oldest ?? null,
    firstBroken: breaks[0] ?? null,
    breaks,
    checkpoints: written.count,
    uncovered: Math.max(0, uncovered),
    checkedAt: new Date().toISOString(),
    milliseconds: Math.round(performance.now() - started),
  };
}

/** Walks the seals in their order, a page at a time; answers the number of the last. */
async function followChain(
  database: Queryable,
  key: AuditKey,
  expected: Map<string, string>,
  found: (finding: Finding) => void,
  onProgress: (sealed: number) => void,
): Promise<bigint> {
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
        found({ kind: "seal_missing", sealNo: String(sealNo + 1n) });
      sealNo = BigInt(row.seal_no);
      // The key may have been replaced since we began to read.
      if (!key.knows(row.key_id)) await key.refresh();
      const isOurs = key.isMark(
        row.key_id,
        row.seal_no,
        row.entry_id,
        row.hash,
        row.mac,
      );
      if (row.id === null) found({ kind: "entry_missing", ...where });
      else if (!entryHash(previous, row).equals(row.hash)) {
        if (!isChainBroken || isOurs)
          found({ kind: isOurs ? "entry_changed" : "chain_broken", ...where });
        isChainBroken = true;
      }
      if (!isOurs) found({ kind: "seal_not_ours", ...where });
      previous = row.hash;
      const promised = expected.get(row.seal_no);
      if (promised !== undefined && promised !== row.hash.toString("hex"))
        found({ kind: "checkpoint_disagrees", ...where });
    }
    onProgress(Number(sealNo));
    if (rows.length < pageSize) return sealNo;
  }
}

/**
 * Entries that are neither sealed nor waiting to be, that were changed while they waited, or wait although they are
 * sealed; marks without an entry; personal values unlike the hash in their entry.
 */
async function strayEntries(database: Queryable): Promise<Finding[]> {
  const rows = await database.query<{ kind: AuditBreakKind; id: string }>(
    `(select 'entry_missing' as kind, u.entry_id::text as id from audit_unsealed u
        where not exists (select from audit_entry e where e.id = u.entry_id) limit ${mostBreaks})
     union all
     (select 'seal_order', u.entry_id::text from audit_unsealed u
        where exists (select from audit_seal s where s.entry_id = u.entry_id) limit ${mostBreaks})
     union all
     (select 'entry_changed', e.id::text from audit_unsealed u join audit_entry e on e.id = u.entry_id
        where u.mark <> audit_mark(e) limit ${mostBreaks})
     union all
     (select 'unsealed_missing', e.id::text from audit_entry e
        where not exists (select from audit_seal s where s.entry_id = e.id)
          and not exists (select from audit_unsealed u where u.entry_id = e.id) limit ${mostBreaks})
     union all
     (select 'personal_value_differs', p.entry_id::text from audit_personal p left join audit_entry e on e.id = p.entry_id
        where (case p.side when 'before' then e.before else e.after end) -> p.column_name ->> 'hash'
          is distinct from encode(sha256(convert_to(p.salt || p.value, 'UTF8')), 'hex') limit ${mostBreaks})`,
  );
  return rows.map((row) => ({ kind: row.kind, entryId: row.id }));
}
