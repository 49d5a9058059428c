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

/**
 * Moves entries into the chain, one sealer at a time, without gaps, and writes a checkpoint behind each batch.
 * @returns how many entries were sealed; 0 also where another process is sealing
 */
export async function sealEntries(
  pool: pg.Pool,
  key: AuditKey,
  checkpoints: Checkpoints,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const locked = await client.query<{ ok: boolean }>(
      "select pg_try_advisory_xact_lock($1) as ok",
      [sealLock],
    );
    if (!locked.rows[0]?.ok) {
      await client.query("rollback");
      return 0;
    }
    const { rows: entries } = await client.query<EntryText>(
      `select ${selectEntryText} from audit_unsealed u join audit_entry e on e.id = u.entry_id order by e.id limit ${batchSize}`,
    );
    if (entries.length === 0) {
      await client.query("rollback");
      return 0;
    }
    const { rows: heads } = await client.query<{
      seal_no: string;
      hash: Buffer;
    }>(
      "select s.seal_no::text, s.hash from audit_seal s order by s.seal_no desc limit 1",
    );
    let sealNo = BigInt(heads[0]?.seal_no ?? "0");
    let hash = heads[0]?.hash ?? chainStart;
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
    const { rows: installations } = await client.query<{ epoch: string }>(
      "select epoch from installation",
    );
    await client.query("commit");
    await checkpoints.write(
      installations[0]?.epoch ?? "",
      String(sealNo),
      hash,
      new Date(),
    );
    return entries.length;
  } catch (error) {
    await client.query("rollback").catch((second: unknown) => {
      throw new AggregateError(
        [error, second],
        "sealing failed, and so did rolling back",
      );
    });
    throw error;
  } finally {
    client.release();
  }
}
