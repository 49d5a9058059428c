import type { SelfCheckAnswer, ToldVerdict } from "@keii/shared";
import { answerPage } from "./answer.page.js";
import { openText, phoneLink } from "./desk.js";
import { blank, form, type Field } from "./form.js";
import { html, type Html } from "./html.js";
import { problemSentence } from "./page.js";
import { Refusal } from "./refusal.js";
import { route, type Route } from "./route.js";
import type { Answer, FormState, IncidentVisit } from "./visit.js";

const fields = ["code"] as const;
type CheckField = (typeof fields)[number];

/** Looks a code up: limits, verdict and receipt in one; and the secret of the session it opened. */
export type CodeCheck = (
  slug: string,
  typed: string,
  address: string,
) => Promise<{ answer: SelfCheckAnswer; session: string | null }>;

/** As long as the database keeps it at most. */
const sessionSeconds = 7_200;

/** Am I affected? By the number in the letter, which is enough alone. */
export function checkRoute(check: CodeCheck): Route {
  return route.form("/:slug/check", {
    fields,
    secrets: fields,
    show: (visit, state) => formPage(visit, state),
    take: async (visit, { code }) => {
      if (!visit.incident.checks.code) return formPage(visit, blank(fields));
      const { answer, session } = await check(visit.slug, code, visit.address);
      switch (answer.outcome) {
        case "told":
          return {
            ...toldPage(visit, answer, session !== null),
            ...(session !== null && {
              session: { secret: session, seconds: sessionSeconds },
            }),
          };
        case "unconfirmed":
          return notConfirmed(visit);
        case "limited":
          throw Refusal.tooMany(answer.retryAfterSeconds);
        case "busy":
          throw Refusal.unavailable(answer.retryAfterSeconds);
      }
    },
  });
}

/** The answer, and where one may ask about it. */
function toldPage(
  visit: IncidentVisit,
  told: ToldVerdict,
  hasSession: boolean,
): Answer {
  const { words, href, slug } = visit;
  const { title, body } = answerPage(visit, told);
  return {
    title,
    body: html`${body}
      <ul class="screen">
        <li><a href="${href(`/${slug}/inquiry`)}">${words.toInquiry}</a></li>
        ${
          hasSession &&
          html`<li><a href="${href(`/${slug}/my`)}">${words.toMy}</a></li>`
        }
      </ul>`,
  };
}

/** Unknown, wrong, locked, somebody else's: one page, letter for letter, and not a word of what was typed. */
function notConfirmed(visit: IncidentVisit): Answer {
  const { words, desk, now, language } = visit;
  const call = html`${phoneLink(desk)}${desk && html` <span class="small">${openText(desk, now, language)}</span>`}`;
  return formPage(
    visit,
    blank(fields),
    problemSentence(words.notConfirmed, call),
  );
}

function formPage(
  visit: IncidentVisit,
  state: FormState<CheckField>,
  before?: Html,
): Answer {
  const { words, incident, desk } = visit;
  if (!incident.checks.code)
    return {
      title: words.checkTitle,
      body: html`<p class="answer">${words.noCheck}</p>
        <p>${phoneLink(desk)}</p>`,
    };
  const code: Field<CheckField> = {
    kind: "line",
    name: "code",
    label: words.code,
    hint: words.codeHint,
    autocomplete: "off",
    inputmode: "text",
    // Whatever may be typed for a code: letters and digits of any width, blanks, hyphens of any kind.
    pattern: "[0-9A-Za-z０-９Ａ-Ｚａ-ｚ\\s\\-‐‑‒–—―−ーｰ－　]+",
    isCode: true,
    isSecret: true,
    isRequired: true,
    maxLength: 100,
  };
  return {
    title: words.checkTitle,
    body: html`${before ?? html`<p>${words.checkIntroduction}</p>`}
      ${form(visit, { purpose: "check", fields: [code], state, submit: words.checkNow })}
      <p>${words.noLetter}</p>`,
  };
}
