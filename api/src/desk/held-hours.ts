import { problems } from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
import { giveReason, type Tx } from "../platform/database/database.js";
import { fieldProblem } from "../platform/http/problem.js";

/**
 * Hours that have held are what people were told and what due times were counted by: who changes them for a day that
 * has begun says why, and the log keeps it with what stood there before.
 */
export async function needReasonFor(
  tx: Tx,
  days: readonly string[],
  reason: string | null | undefined,
): Promise<void> {
  const today = dayOf(tx.now, tx.actor.incident!.zone);
  if (reason) return giveReason(tx, reason);
  if (days.some((day) => day <= today))
    throw fieldProblem(problems.invalid, "reason", "hasHeld");
}
