import {
  inLanguage,
  incidentMessages,
  type Bilingual,
  type DataItem,
  type Language,
  type ToldExposure,
  type ToldPurchase,
  type ToldVerdict,
} from "@keii/shared";
import { answerWords } from "./answer-words.js";
import { calendarDayText, minuteText } from "./dates.js";
import { html, type Html } from "./html.js";
import type { Answer, IncidentVisit } from "./visit.js";
import { portalWords } from "./words.js";

/** More would not fit on one sheet. */
const mostPurchases = 8;

/** What one customer is told: the answer in one sentence, then what to do, then why; prints on one sheet. */
export function answerPage(visit: IncidentVisit, told: ToldVerdict): Answer {
  const { language, company } = visit;
  const words = answerWords[language];
  const isConcerned = told.verdict !== "not_affected";
  const steps = words.steps(inLanguage(company.name, language));
  const day = calendarDayText(told.asOf, language);
  return {
    title: portalWords[language].checkTitle,
    body: html`<p class="answer" role="status">
        ${sentence(told, language, day)}
      </p>
      ${
        told.changed &&
        html`<p>
          ${words.changed(minuteText(told.changed.toldAt, told.zone, language), words.before[told.changed.from])}
        </p>`
      }
      <h2>${words.toDo}</h2>
      <ol>
        ${told.steps.map((step) => html`<li>${steps[step]}</li>`)}
      </ol>
      ${told.steps.includes("call_card_company") && fees(told, language)}
      ${isConcerned && listed(words.exposures, exposures(told.exposures, told.zone, language))}
      ${told.purchases.length > 0 && purchases(told, language)}
      ${
        told.dataItems.length > 0 &&
        html`<h2>${words.dataItems}</h2>
          <p>${itemsText(told.dataItems, language)}</p>`
      }
      ${
        !isConcerned &&
        html`${listed(words.rule, exposures(told.rule, told.zone, language))}
          <p>${words.mayChange}</p>`
      }
      <h2>${words.receipt}</h2>
      <p>
        <strong>${told.receipt}</strong>
        <span class="small">${words.receiptUse}</span><br />
        <span class="small"
          >${words.told(minuteText(told.toldAt, told.zone, language), words.channels[told.channel], day)}</span
        >
      </p>
      <p class="screen">${words.print}</p>`,
  };
}

function sentence(
  { verdict }: ToldVerdict,
  language: Language,
  day: string,
): string {
  const words = answerWords[language];
  switch (verdict) {
    case "affected":
      return words.affected;
    case "unlisted":
      return words.unlisted(day);
    case "not_affected":
      return words.notAffected(day);
  }
}

function listed(heading: string, lines: readonly Html[]): Html | null {
  if (lines.length === 0) return null;
  return html`<h2>${heading}</h2>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

function exposures(
  all: readonly ToldExposure[],
  zone: string,
  language: Language,
): Html[] {
  const words = answerWords[language];
  const end = (at: string | null, on: string | null) =>
    at !== null
      ? minuteText(at, zone, language)
      : on !== null
        ? calendarDayText(on, language)
        : null;
  return all.map((one) => {
    const sites =
      one.sites.length === 0
        ? words.allSites
        : one.sites.map((site) => inLanguage(site, language)).join(words.list);
    const span = words.span(
      end(one.fromAt, one.fromOn),
      end(one.untilAt, one.untilOn),
    );
    return html`${words.exposure(span, sites, one.subject)}`;
  });
}

function purchases(told: ToldVerdict, language: Language): Html {
  const words = answerWords[language];
  const shown = told.purchases.slice(0, mostPurchases);
  const rest = told.purchaseCount - shown.length;
  return html`${listed(
    words.purchases,
    shown.map((one) => html`${purchaseText(one, language)}`),
  )}${rest > 0 && html`<p>${words.morePurchases(rest)}</p>`}`;
}

function purchaseText(
  { site, on, last4, brand }: ToldPurchase,
  language: Language,
): string {
  const words = answerWords[language];
  const day = on === null ? words.unknownDay : calendarDayText(on, language);
  const card = last4 === "" ? "" : words.card(brand, last4);
  return `${day} ${inLanguage(site, language)}${card}`;
}

function fees({ fees: known }: ToldVerdict, language: Language): Html {
  const words = answerWords[language];
  const colon = portalWords[language].colon;
  if (known.length === 0)
    return html`<h2>${words.fees}</h2>
      <p>${words.feesUnknown}</p>`;
  const line = (party: Bilingual, text: string) =>
    html`${inLanguage(party, language)}${colon}${text}`;
  return html`${listed(
    words.fees,
    known.map(({ party, standing }) => line(party, words.fee[standing])),
  )}`;
}

function itemsText(items: readonly DataItem[], language: Language): string {
  return items
    .map((item) => incidentMessages[language][`incidents.dataItems.${item}`])
    .join(answerWords[language].list);
}
