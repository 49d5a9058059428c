import type { ForensicMomentKind } from "@keii/shared";

/** Words by which a line tells its step; the first that is found. */
const signs: readonly (readonly [ForensicMomentKind, RegExp])[] = [
  ["completed", /完了|終了|complet|finish/i],
  ["signed", /契約|締結|sign|contract/i],
  ["required", /求め|要請|指示|requir|demand/i],
  ["requested", /依頼|発注|request|engag/i],
  ["consulted", /相談|協議|打ち?合わせ|consult|talk/i],
  ["started", /開始|着手|start|began|begin/i],
];

/** Which step a line of the timeline speaks of; the formal request where it does not say. */
export function momentKindIn(text: string): ForensicMomentKind {
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? "requested";
}
