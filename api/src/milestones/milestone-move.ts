import type { Moment } from "@keii/shared";

const authorMayMoveForMilliseconds = 2 * 60 * 60 * 1000;

/**
 * What moving a milestone takes. Earlier only shortens what the law allows: a reason is enough. Later gives the company
 * more time and needs a second person, unless its author mends a slip within two hours of writing it down.
 */
export function moveNeeds(
  before: Moment,
  after: Moment,
  author: { isAuthor: boolean; ageMilliseconds: number },
): "nothing" | "reason" | "second_person" {
  if (JSON.stringify(before) === JSON.stringify(after)) return "nothing";
  if (author.isAuthor && author.ageMilliseconds <= authorMayMoveForMilliseconds)
    return "reason";
  return startsLater(before, after) ? "second_person" : "reason";
}

/** A day without a time starts with its first minute: giving the minute of the same day counts as later. */
function startsLater(before: Moment, after: Moment): boolean {
  if (after.on !== before.on) return after.on > before.on;
  if (after.at === null) return false;
  return before.at === null || Date.parse(after.at) > Date.parse(before.at);
}
