import {
  inLanguage,
  type SelfCheckAnswer,
  type ToldVerdict,
} from "@keii/shared";
import { answerPage } from "./answer.page.js";
import { openText, phoneLink } from "./desk.js";
import { blank, form, type Field } from "./form.js";
import { html, type Html } from "./html.js";
import { problemSentence } from "./page.js";
import { Refusal } from "./refusal.js";
import { route, type Route } from "./route.js";
import type { Answer, FormState, IncidentVisit } from "./visit.js";

const fields = ["code", "shop", "id", "password"] as const;
type CheckField = (typeof fields)[number];
type Typed = Readonly<Record<CheckField, string>>;
type Checked = Promise<{ answer: SelfCheckAnswer; session: string | null }>;

/** Looks a code up: limits, verdict and receipt in one; and the secret of the session it opened. */
export type CodeCheck = (
  slug: string,
  typed: string,
  address: string,
) => Checked;

/** The same by id and password of the shop. */
export type PasswordCheck = (
  slug: string,
  typed: Pick<Typed, "shop" | "id" | "password">,
  address: string,
) => Checked;

/** As long as the database keeps it at most. */
const sessionSeconds = 7_200;

/** Am I affected? By the number in the letter, which is enough alone; or by id and password of the shop. */
export function checkRoute(check: {
  byCode: CodeCheck;
  byPassword: PasswordCheck;
}): Route {
  return route.form("/:slug/check", {
    fields,
    secrets: ["code", "id", "password"],
    show: (visit, state) => formPage(visit, state),
    take: async (visit, typed) => {
      const { slug, address, words, incident } = visit;
      const { code, password } = incident.checks;
      if (!code && !password) return formPage(visit, blank(fields));
      const isAccount =
        password &&
        (!code ||
          (typed.code.trim() === "" && typed.id + typed.password !== ""));
      if (isAccount && isShopMissing(visit, typed.shop))
        return formPage(visit, {
          ...blank(fields),
          problems: { shop: words.missing },
        });
      const { answer, session } = await (isAccount
        ? check.byPassword(slug, typed, address)
        : check.byCode(slug, typed.code, address));
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

/** One id may stand in several shops; which is meant is asked before anything is looked up. */
function isShopMissing({ incident }: IncidentVisit, shop: string): boolean {
  return (
    incident.shops.length > 1 &&
    !incident.shops.some(({ code }) => code === shop)
  );
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
  const { checks } = incident;
  if (!checks.code && !checks.password)
    return {
      title: words.checkTitle,
      body: html`<p class="answer">${words.noCheck}</p>
        <p>${phoneLink(desk)}</p>`,
    };
  // What is wrong with the form as a whole is said once.
  const second = checks.code ? { ...state, notice: null } : state;
  return {
    title: words.checkTitle,
    body: html`${before ?? (checks.code && html`<p>${words.checkIntroduction}</p>`)}
      ${checks.code && form(visit, { purpose: "check", fields: [codeField(visit)], state, submit: words.checkNow })}
      ${
        checks.password &&
        html`${checks.code && html`<h2>${words.accountTitle}</h2>`}
          <p>${words.accountIntroduction}</p>
          ${form(visit, { purpose: "check", fields: accountFields(visit), state: second, submit: words.accountNow })}`
      }
      <p>${words.noLetter}</p>`,
  };
}

function codeField({ words }: IncidentVisit): Field<CheckField> {
  return {
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
}

function accountFields({
  words,
  incident,
  language,
}: IncidentVisit): Field<CheckField>[] {
  const shop: Field<CheckField> = {
    kind: "choice",
    name: "shop",
    label: words.shop,
    autocomplete: "off",
    isRequired: true,
    choices: [
      { value: "", label: words.choose },
      ...incident.shops.map(({ code, name }) => ({
        value: code,
        label: inLanguage(name, language),
      })),
    ],
  };
  return [
    ...(incident.shops.length > 1 ? [shop] : []),
    {
      kind: "line",
      name: "id",
      label: words.accountId,
      autocomplete: "username",
      isSecret: true,
      isRequired: true,
      maxLength: 100,
    },
    {
      kind: "password",
      name: "password",
      label: words.accountPassword,
      autocomplete: "current-password",
      isRequired: true,
    },
  ];
}
