import {
  partnerMessages,
  paymentMethods,
  type Learned,
  type PaymentStop,
  type ResumeCondition,
} from "@keii/shared";
import {
  conditionList,
  conditionsOf,
  stopList,
  stopsOf,
  toPaymentStop,
  toResumeCondition,
  type PaymentStopRow,
  type ResumeConditionRow,
} from "../partners/payment-stops.queries.js";
import type { Paper } from "../platform/paper/paper.js";
import { wholeList } from "../platform/http/list.js";
import {
  instantText,
  joined,
  learnedText,
  wordsOf,
  type Chapter,
  type Reading,
} from "./chapter.js";

/** Which ways to pay were stopped at which site, from when until when, and what had to be true to open them again. */
export const paymentStops: Chapter = async (paper, reading) => {
  const { actor, content, database, incident } = reading;
  if (content === "public" || !actor.held.has("partners.read")) return;
  const source = stopsOf(incident.id);
  const rows = await database.query<PaymentStopRow>(
    wholeList(stopList, source),
    source.parameters,
  );
  const stops = rows.map(toPaymentStop);
  const gate = conditionsOf(incident.id);
  const conditions = await database.query<ResumeConditionRow>(
    wholeList(conditionList, gate),
    gate.parameters,
  );
  const words = wordsOf(reading);
  paper.heading(words("paymentStops"));
  if (stops.length === 0) paper.paragraph(words("none"), { isFaint: true });
  else board(paper, stops, reading);
  for (const stop of stops) tellStop(paper, stop, reading);
  if (conditions.length === 0) return;
  paper.subheading(words("resumeConditions"));
  for (const condition of conditions.map(toResumeCondition))
    tellCondition(paper, condition, reading);
};

/** Sites down, ways to pay across; in each cell from when until when. */
function board(
  paper: Paper,
  stops: readonly PaymentStop[],
  reading: Reading,
): void {
  const standing = stops.filter((stop) => stop.withdrawalReason === null);
  const methods = paymentMethods.filter((method) =>
    standing.some((stop) => stop.method === method),
  );
  const sites = [...new Set(standing.map(({ site }) => site))];
  if (sites.length === 0) return;
  paper.table(
    [
      { heading: wordsOf(reading)("site"), share: 1.2 },
      ...methods.map((method) => ({
        heading: methodName(method, reading),
        share: 1,
      })),
    ],
    sites.map((site) => [
      site,
      ...methods.map((method) =>
        standing
          .filter((stop) => stop.site === site && stop.method === method)
          .map((stop) => span(stop, reading))
          .join("\n"),
      ),
    ]),
  );
}

/** Who stopped and opened it, and what else is known of it. */
function tellStop(paper: Paper, stop: PaymentStop, reading: Reading): void {
  const words = wordsOf(reading);
  const { waiver, withdrawalReason } = stop;
  const isStruck = withdrawalReason !== null;
  const said = (key: string, text: string) =>
    text === "" ? "" : words(key, { text });
  paper.beside(joined([stop.site, methodName(stop.method, reading)]), [
    [span(stop, reading), { isStruck }],
    [
      joined([
        said("stoppedBy", stop.stoppedBy),
        said("resumedBy", stop.resumedBy),
        stop.openConditionCount > 0 && stop.resumed === null && !isStruck
          ? words("openConditions", { count: stop.openConditionCount })
          : "",
      ]),
      { isFaint: true },
    ],
    [stop.note, {}],
    [
      waiver === null
        ? ""
        : words("waived", {
            at: instantText(waiver.at, reading),
            by: waiver.by?.name ?? "",
            reason: waiver.reason,
          }),
      {},
    ],
    [isStruck ? words("withdrawn", { reason: withdrawalReason }) : "", {}],
  ]);
}

function tellCondition(
  paper: Paper,
  condition: ResumeCondition,
  reading: Reading,
): void {
  const words = wordsOf(reading);
  const { withdrawalReason, isMet, metAt, metBy } = condition;
  const isStruck = withdrawalReason !== null;
  const state = isStruck ? "taken" : isMet ? "met" : "open";
  paper.beside(words(`condition.${state}`), [
    [joined([condition.text, condition.site]), { isStruck }],
    [words(`condition.kind.${condition.kind}`), { isFaint: true }],
    [
      metAt === null
        ? ""
        : words("metBy", {
            at: instantText(metAt, reading),
            by: metBy?.name ?? "",
          }),
      { isFaint: true },
    ],
    [
      condition.evidence === ""
        ? ""
        : words("shownBy", { text: condition.evidence }),
      {},
    ],
    [isStruck ? words("withdrawn", { reason: withdrawalReason }) : "", {}],
  ]);
}

function span({ stopped, resumed }: PaymentStop, reading: Reading): string {
  const at = (moment: Learned) => learnedText(moment, reading);
  return resumed === null
    ? wordsOf(reading)("since", { from: at(stopped) })
    : wordsOf(reading)("fromTo", { from: at(stopped), to: at(resumed) });
}

function methodName(method: string, { language }: Reading): string {
  return partnerMessages[language][`paymentStops.method.${method}`] ?? method;
}
