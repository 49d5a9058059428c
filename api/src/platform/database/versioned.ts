import { problems } from "@keii/shared";
import type {
  EntityTarget,
  FindOptionsWhere,
  ObjectLiteral,
  QueryDeepPartialEntity,
} from "typeorm";
import { Problem } from "../http/problem.js";
import type { Tx } from "./database.js";

/** A row that several people may edit. */
export interface Versioned extends ObjectLiteral {
  id: string;
  version: number;
}

/**
 * Changes a row that still has version `base`, and counts its version up. Otherwise nothing is written and the caller
 * gets 412 with the row as it is now, or 404 where there is none.
 */
export async function changeVersioned<E extends Versioned>(
  tx: Tx,
  entity: EntityTarget<E>,
  where: FindOptionsWhere<E>,
  base: number,
  change: QueryDeepPartialEntity<E>,
  present: (row: E) => unknown,
): Promise<E> {
  const outcome = await tx.manager
    .createQueryBuilder()
    .update(entity)
    .set({
      ...change,
      version: base + 1,
    } as unknown as QueryDeepPartialEntity<E>)
    .where({ ...where, version: base })
    .execute();
  const row = await tx.manager.findOne(entity, { where });
  if (!row) throw new Problem(problems.notFound);
  if (outcome.affected !== 1)
    throw new Problem(problems.changedMeanwhile, {
      current: await present(row),
    });
  return row;
}
