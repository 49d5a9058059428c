import type pg from "pg";
import { newKey, type AuditKey } from "./audit-key.js";
import type { Checkpoints } from "./checkpoint.js";
import { chainHead, currentEpoch, withoutSealing } from "./sealer.js";

export interface Rotation {
  replaced: string;
  keyId: string;
  /** The last seal the replaced key may have made. */
  sealNo: string;
}

/**
 * Puts a new key in the place of the present one while nobody seals. The new one is signed by the old one; of the old one
 * only what checks its seals up to now is kept. Processes that run take the new key up by themselves.
 */
export function rotateAuditKey(
  client: pg.ClientBase,
  key: AuditKey,
  checkpoints: Checkpoints,
): Promise<Rotation> {
  return withoutSealing(client, async () => {
    await key.refresh();
    const replaced = key.id;
    const { sealNo, hash } = await chainHead(client);
    const next = newKey();
    await key.remember([key.retire(sealNo, new Date())]);
    await checkpoints.publishSuccessor(next.privateKeyPem, next.publicKeyPem);
    await key.replaceWith(next.privateKeyPem);
    await checkpoints.write({
      kind: "rotated",
      epoch: await currentEpoch(client),
      sealNo,
      hash: hash.toString("hex"),
    });
    return { replaced, keyId: key.id, sealNo };
  });
}
