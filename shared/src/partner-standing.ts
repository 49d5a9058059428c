import type { PartnerAnswer, PartnerRequest } from "./partners.js";

/**
 * How a request stands. `requested`: asked, nothing heard. `unknown`: nobody can say what was answered. Neither is a
 * promise, and nothing that leaves the company may read as one.
 */
export const partnerStandings = [
  "requested",
  "promised",
  "partly",
  "refused",
  "unknown",
  "withdrawn",
] as const;
export type PartnerStanding = (typeof partnerStandings)[number];

type Answered = Pick<
  PartnerAnswer,
  "outcome" | "occurred" | "withdrawalReason"
>;

/** How a request stands by its answers, given in the order they were recorded; what was never asked for is unknown. */
export function standingOf(
  request:
    (Pick<PartnerRequest, "withdrawalReason"> & { answers: Answered[] }) | null,
): PartnerStanding {
  if (request === null) return "unknown";
  if (request.withdrawalReason !== null) return "withdrawn";
  const answer = standingAnswer(request.answers);
  if (answer === null) return "requested";
  return answer.outcome === "no_answer" ? "unknown" : answer.outcome;
}

/** The answer that holds: the latest given, and of two at the same moment the one recorded later. Null: none. */
export function standingAnswer<A extends Answered>(
  answers: readonly A[],
): A | null {
  return answers
    .filter(({ withdrawalReason }) => withdrawalReason === null)
    .reduce<A | null>(
      (held, answer) =>
        held !== null && isLater(held, answer) ? held : answer,
      null,
    );
}

function isLater(one: Answered, other: Answered): boolean {
  if (one.occurred.on !== other.occurred.on)
    return one.occurred.on > other.occurred.on;
  const { at } = one.occurred;
  const { at: otherAt } = other.occurred;
  return (
    at !== null && otherAt !== null && Date.parse(at) > Date.parse(otherAt)
  );
}
