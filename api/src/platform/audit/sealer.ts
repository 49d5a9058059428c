import type pg from "pg";
import type { AuditKey } from "./audit-key.js";
import type { Checkpoints } from "./checkpoint.js";
import {
  chainStart,
  entryHash,
  selectEntryText,
  type EntryText,
} from "./entry.js";

const sealLock = 4_911_201_611;
const batchSize = 5_000;

/** The newest seal, or what stands before the first. */
export interface ChainHead {
  sealNo: string;
  entryId: string | null;
  hash: Buffer;
  mac: Buffer | null;
  keyId: string | null;
}

/**
 * Moves entries into the chain, one sealer at a time, without gaps, and writes a checkpoint behind each batch. An entry
 * that was changed since it was written stays outside, where verification finds it.
 * @returns how many entries were sealed; 0 also where another process is sealing
 */
export async function sealEntries(
  pool: pg.Pool,
  key: AuditKey,
  checkpoints: Checkpoints,
): Promise<number> {
  const client = await pool.connect();
  let count = 0;
  try {
    const { rows } = await client.query<{ ok: boolean }>(
      "select pg_try_advisory_lock($1) as ok",
      [sealLock],
    );
    if (rows[0]?.ok) {
      await key.refresh();
      count = await sealBatch(client, key, checkpoints);
      await releaseSealLock(client);
    }
  } catch (error) {
    // Ending the connection gives up its transaction and the lock.
    client.release(true);
    throw error;
  }
  client.release();
  return count;
}

/** Runs what must not happen while anybody seals; after an error the connection has to be ended. */
export async function withoutSealing<T>(
  client: pg.ClientBase,
  work: () => Promise<T>,
): Promise<T> {
  await client.query("select pg_advisory_lock($1)", [sealLock]);
  const result = await work();
  await releaseSealLock(client);
  return result;
}

async function releaseSealLock(client: pg.ClientBase): Promise<void> {
  await client.query("select pg_advisory_unlock($1)", [sealLock]);
}

export async function chainHead(client: pg.ClientBase): Promise<ChainHead> {
  const { rows } = await client.query<{
    seal_no: string;
    entry_id: string;
    hash: Buffer;
    mac: Buffer;
    key_id: string;
  }>(
    "select s.seal_no::text, s.entry_id::text, s.hash, s.mac, s.key_id from audit_seal s order by s.seal_no desc limit 1",
  );
  const row = rows[0];
  return {
    sealNo: row?.seal_no ?? "0",
    entryId: row?.entry_id ?? null,
    hash: row?.hash ?? chainStart,
    mac: row?.mac ?? null,
    keyId: row?.key_id ?? null,
  };
}

export async function currentEpoch(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ epoch: string }>(
    "select epoch from installation",
  );
  return rows[0]?.epoch ?? "";
}

async function sealBatch(
  client: pg.ClientBase,
  key: AuditKey,
  checkpoints: Checkpoints,
): Promise<number> {
  const { rows: entries } = await client.query<EntryText>(
    `select ${selectEntryText} from audit_unsealed u join audit_entry e on e.id = u.entry_id
     where u.mark = audit_mark(e) and not exists (select from audit_seal s where s.entry_id = e.id)
     order by e.id limit ${batchSize}`,
  );
  const head = await chainHead(client);
  if (entries.length === 0) {
    await coverHead(client, head, key, checkpoints);
    return 0;
  }
  if (head.sealNo === "0" && (await checkpoints.newest()) === null)
    await checkpoints.write({
      kind: "begun",
      epoch: await currentEpoch(client),
      sealNo: "0",
      hash: chainStart.toString("hex"),
    });
  let sealNo = BigInt(head.sealNo);
  let { hash } = head;
  const seals = entries.map((entry) => {
    hash = entryHash(hash, entry);
    sealNo += 1n;
    const entryId = entry.id ?? "";
    return {
      sealNo: String(sealNo),
      entryId,
      hash,
      mac: key.mark(String(sealNo), entryId, hash),
    };
  });
  await client.query("begin");
  await client.query(
    `insert into audit_seal (seal_no, entry_id, hash, mac, key_id)
     select *, $5 from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])`,
    [
      seals.map((s) => s.sealNo),
      seals.map((s) => s.entryId),
      seals.map((s) => s.hash),
      seals.map((s) => s.mac),
      key.id,
    ],
  );
  await client.query(
    "delete from audit_unsealed where entry_id = any($1::bigint[])",
    [seals.map((s) => s.entryId)],
  );
  const epoch = await currentEpoch(client);
  await client.query("commit");
  await checkpoints.write({
    kind: "sealed",
    epoch,
    sealNo: String(sealNo),
    hash: hash.toString("hex"),
  });
  return entries.length;
}

/** A crash between seal and checkpoint leaves seals that no checkpoint covers: made good here, for seals that are ours. */
async function coverHead(
  client: pg.ClientBase,
  head: ChainHead,
  key: AuditKey,
  checkpoints: Checkpoints,
): Promise<void> {
  const { sealNo, entryId, hash, mac, keyId } = head;
  if (entryId === null || mac === null || keyId === null) return;
  if (await checkpoints.covers(sealNo)) return;
  if (!key.isMark(keyId, sealNo, entryId, hash, mac)) return;
  await checkpoints.write({
    kind: "sealed",
    epoch: await currentEpoch(client),
    sealNo,
    hash: hash.toString("hex"),
  });
}
