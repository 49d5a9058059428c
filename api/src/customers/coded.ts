import { problems } from "@keii/shared";
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from "typeorm";
import type { Tx } from "../platform/database/database.js";
import { fieldProblem } from "../platform/http/problem.js";

/** What stands in an incident under a code of the shop's: a member base, a site. */
interface Coded extends ObjectLiteral {
  id: string;
  incidentId: string;
}

/** The records of these ids, in their order; throws at `field` where one is not of this incident. */
export async function neededOf<E extends Coded>(
  tx: Tx,
  entity: EntityTarget<E>,
  ids: readonly string[],
  field: string,
): Promise<E[]> {
  const known = await tx.manager.findBy(entity, {
    incidentId: tx.incidentId!,
  } as FindOptionsWhere<E>);
  return ids.map((id) => {
    const record = known.find((one) => one.id === id);
    if (!record)
      throw fieldProblem(problems.invalid, field, "unknownReference");
    return record;
  });
}

/** A code as it is kept: blanks around it are none of it. */
export function trimmedCode<C extends { code?: string }>(change: C): C {
  return change.code === undefined
    ? change
    : { ...change, code: change.code.trim() };
}
