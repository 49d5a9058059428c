import { problems } from "@keii/shared";
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from "typeorm";
import type { Tx } from "../platform/database/database.js";
import { Problem } from "../platform/http/problem.js";

/** A record whose moments stand in a zone of their own. */
interface Zoned extends ObjectLiteral {
  id: string;
  incidentId: string;
  zone: string;
}

/**
 * The zone in which the moments of a record are read and written: the incident's when it was made, so that its days
 * stay what they were when the incident is moved to another. Throws 404 where this incident has no such record.
 */
export async function keptZone<E extends Zoned>(
  tx: Tx,
  entity: EntityTarget<E>,
  id: string,
): Promise<string> {
  const row = await tx.manager.findOne(entity, {
    where: { id, incidentId: tx.incidentId! } as FindOptionsWhere<E>,
  });
  if (!row) throw new Problem(problems.notFound);
  return row.zone;
}
