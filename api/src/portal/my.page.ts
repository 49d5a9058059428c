import { longestInquiry, type SelfCheckAnswer } from "@keii/shared";
import { answerPage } from "./answer.page.js";
import { callBackText } from "./call-back.js";
import { minuteText } from "./dates.js";
import { openText, phoneLink } from "./desk.js";
import { blank, form, type Field } from "./form.js";
import { html, type Html } from "./html.js";
import { inquiryWords } from "./inquiry-words.js";
import { problemSentence } from "./page.js";
import {
  isNonce,
  newNonce,
  type MyInquiries,
  type PortalInquiries,
  type PortalThread,
} from "./portal-inquiries.js";
import { Refusal } from "./refusal.js";
import { route, type Route } from "./route.js";
import { isNothing, lines } from "./typed.js";
import type { Answer, FormState, IncidentVisit } from "./visit.js";

const openFields = ["receipt", "code"] as const;
type OpenField = (typeof openFields)[number];

const replyFields = ["nonce", "receipt", "code", "text"] as const;
type ReplyField = (typeof replyFields)[number];

/** Every letter of the longest text as nine bytes, and the rest. */
const replyLimit = longestInquiry * 9 + 8 * 1024;

/** What somebody was told and asked: signed in by a check, or one thread by its numbers. */
export function myRoutes(inquiries: PortalInquiries): Route[] {
  return [
    route.form("/:slug/my", {
      fields: openFields,
      secrets: ["code"],
      show: async (visit, state) => {
        const isAgain = state.notice !== null;
        const mine = isAgain ? null : await inquiries.mine(visit);
        const verdict = mine && (await inquiries.verdict(visit));
        return mine && verdict
          ? myPage(visit, mine, verdict)
          : signedOutPage(visit, state);
      },
      take: async (visit, { receipt, code }) => {
        const thread = await inquiries.thread(visit, receipt, code);
        if (thread) return threadPage(visit, thread, code);
        return signedOutPage(visit, blank(openFields), notFound(visit));
      },
    }),
    route.form("/:slug/my/reply", {
      fields: replyFields,
      secrets: ["code"],
      bodyLimit: replyLimit,
      show: (visit, state) => replyPage(visit, state),
      take: async (visit, typed) => {
        const { words, language, slug } = visit;
        const said = inquiryWords[language];
        const { nonce, receipt, code } = typed;
        const text = lines(typed.text);
        const again = (
          problems: FormState<ReplyField>["problems"],
          status: number,
          notice: string | null = null,
        ) => ({
          ...replyPage(visit, { typed, problems, notice }, code),
          status,
        });
        if (!isNonce(nonce)) return again({}, 400, words.expired);
        if (isNothing(text)) return again({ text: words.missing }, 422);
        if (text.length > longestInquiry)
          return again({ text: words.tooLong }, 422);
        const outcome = await inquiries.reply(visit, nonce, {
          receipt,
          code,
          text,
        });
        switch (outcome) {
          case "none":
            return notReplied(visit, typed);
          case "full":
            return again({}, 422, said.full);
          case "received":
            if (code === "") return { goTo: `/${slug}/my` };
            return repliedPage(
              visit,
              await inquiries.thread(visit, receipt, code),
              code,
            );
        }
      },
    }),
    route.form("/:slug/my/sign-out", {
      fields: [],
      show: (visit, state) => ({
        title: inquiryWords[visit.language].signOutTitle,
        body: html`<p>${inquiryWords[visit.language].signOutText}</p>
          ${signOutForm(visit, state)}`,
      }),
      take: async ({ session, slug }) => {
        if (session !== null) await inquiries.signOut(session);
        return { goTo: `/${slug}/my`, session: "ended" };
      },
    }),
  ];
}

/** For somebody who was told something: the same again, and every thread. */
function myPage(
  visit: IncidentVisit,
  { inquiries, endsAt }: MyInquiries,
  verdict: SelfCheckAnswer,
): Answer {
  const { words, language, incident, href, slug } = visit;
  const said = inquiryWords[language];
  if (verdict.outcome !== "told") throw Refusal.unavailable(1);
  const until = minuteText(endsAt, incident.zone, language);
  return {
    title: words.my,
    body: html`${answerPage(visit, verdict).body}
      <h2>${said.inquiries}</h2>
      ${inquiries.length === 0 && html`<p>${said.noInquiries}</p>`}
      ${inquiries.map((one) => threadSection(visit, one, "", 3))}
      <p class="screen">
        <a href="${href(`/${slug}/inquiry`)}"
          >${inquiries.length === 0 ? words.toInquiry : said.ask}</a
        >
      </p>
      <p class="small screen">${said.endsAt(until)}</p>
      ${signOutForm(visit, blank([]))}`,
  };
}

function signedOutPage(
  visit: IncidentVisit,
  state: FormState<OpenField>,
  before?: Html,
): Answer {
  const { words, language, incident, href, slug } = visit;
  const said = inquiryWords[language];
  const open = html`${state.notice === null && html`<p>${said.byCodeIntroduction}</p>`}
  ${form(visit, { purpose: "my", fields: openForm(visit), state, submit: said.open })}`;
  if (!Object.values(incident.checks).some((is) => is))
    return { title: words.my, body: html`${before}${open}` };
  return {
    title: words.my,
    body: html`${before}
      <h2>${said.byCode}</h2>
      ${open}
      <h2>${said.verdict}</h2>
      <p>${said.mySignedOut}</p>
      <p><a href="${href(`/${slug}/check`)}">${said.toCheck}</a></p>`,
  };
}

/** Of nobody, wrong, too old: one sentence, and not a word of what was typed. */
function notFound(visit: IncidentVisit): Html {
  const { desk, now, language } = visit;
  return problemSentence(
    inquiryWords[language].notFound,
    html`${phoneLink(desk)}${desk && html` <span class="small">${openText(desk, now, language)}</span>`}`,
  );
}

function threadPage(
  visit: IncidentVisit,
  thread: PortalThread,
  code: string,
  before?: Html,
): Answer {
  return {
    title: inquiryWords[visit.language].thread,
    body: html`${before}${threadSection(visit, thread, code, 2)}`,
  };
}

function repliedPage(
  visit: IncidentVisit,
  thread: PortalThread | null,
  code: string,
): Answer {
  const { language } = visit;
  const said = inquiryWords[language];
  const done = html`<p class="answer" role="status">${said.replied}</p>`;
  if (thread) return threadPage(visit, thread, code, done);
  return { title: said.thread, body: done };
}

/** What was written and answered, and a form to write more; with the code by which it was opened, or signed in. */
function threadSection(
  visit: IncidentVisit,
  thread: PortalThread,
  code: string,
  level: 2 | 3,
): Html {
  const { language, incident, desk } = visit;
  const said = inquiryWords[language];
  const { receipt, callBack, messages } = thread;
  const at = (instant: string) => minuteText(instant, incident.zone, language);
  const state = blank(replyFields);
  const heading = `${said.receipt} ${receipt} ${said.categories[thread.category]}`;
  return html`<section>
      ${level === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
      <p><strong>${said.status[thread.status]}</strong></p>
      ${callBack && html`<p>${said.willCall(callBackText(callBack, desk?.zone ?? incident.zone, language))}</p>`}
      <ol class="thread">
        ${messages.map(
          (one) =>
            html`<li ${one.by === "desk" && html`class="ours"`}>
              <p class="small">${said.by[one.by]} ${at(one.at)}</p>
              <div class="said">${one.text}</div>
            </li> `,
        )}
      </ol>
    </section>
    <details>
      <summary>${said.replyTo(receipt)}</summary>
      ${replyForm(visit, state, { receipt, code, mark: receipt })}
    </details>`;
}

/** The reply alone, when something stands against taking it. */
function replyPage(
  visit: IncidentVisit,
  state: FormState<ReplyField>,
  code = "",
  before?: Html,
): Answer {
  const { words, language } = visit;
  const { notice, problems, typed } = state;
  const hasProblem = notice !== null || Object.keys(problems).length > 0;
  return {
    title: `${hasProblem ? words.errorPrefix : ""}${inquiryWords[language].reply}`,
    body: html`${before}${replyForm(visit, state, { receipt: typed.receipt, code, mark: "" })}`,
  };
}

/** The numbers are asked for anew; the words stay. */
function notReplied(
  visit: IncidentVisit,
  typed: Readonly<Record<ReplyField, string>>,
): Answer {
  const state = {
    typed: { ...typed, receipt: "", code: "" },
    problems: {},
    notice: null,
  };
  return replyPage(visit, state, "", notFound(visit));
}

/** Numbers that are known go along unseen; without a session those that are not are asked for. */
function replyForm(
  visit: IncidentVisit,
  state: FormState<ReplyField>,
  { receipt, code, mark }: { receipt: string; code: string; mark: string },
): Html {
  const said = inquiryWords[visit.language];
  const needsCode = code === "" && (visit.session === null || receipt === "");
  const text: Field<ReplyField> = {
    kind: "text",
    name: "text",
    label: receipt === "" ? said.reply : said.replyTo(receipt),
    hint: said.textHint,
    autocomplete: "off",
    isRequired: true,
    maxLength: longestInquiry,
    rows: 5,
  };
  const { nonce } = state.typed;
  return form(visit, {
    purpose: "my/reply",
    fields: [...(needsCode ? openForm<ReplyField>(visit) : []), text],
    state: {
      ...state,
      typed: { ...state.typed, ...(receipt !== "" && { receipt }) },
    },
    submit: said.sendReply,
    hidden: {
      nonce: isNonce(nonce) ? nonce : newNonce(),
      ...(!needsCode && { receipt, code }),
    },
    mark,
  });
}

function openForm<F extends string = OpenField>({
  language,
}: IncidentVisit): Field<F | OpenField>[] {
  const said = inquiryWords[language];
  const number = {
    kind: "line",
    autocomplete: "off",
    inputmode: "text",
    isCode: true,
    isRequired: true,
    maxLength: 100,
  } as const;
  return [
    {
      ...number,
      name: "receipt",
      label: said.receipt,
      hint: said.receiptHint,
    },
    {
      ...number,
      name: "code",
      label: said.readingCode,
      hint: said.codeHint,
      isSecret: true,
    },
  ];
}

function signOutForm(visit: IncidentVisit, state: FormState<never>): Html {
  const { signOut } = inquiryWords[visit.language];
  return form<never>(visit, {
    purpose: "my/sign-out",
    fields: [],
    state,
    submit: signOut,
  });
}
