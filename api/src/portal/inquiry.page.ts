import {
  inquiryCategories,
  isMailAddress,
  isPhoneNumber,
  longestInquiry,
} from "@keii/shared";
import { callBackSlots, type CallBackSlot } from "./call-back.js";
import { phoneLink } from "./desk.js";
import { form, type Field } from "./form.js";
import { html } from "./html.js";
import { inquiryWords } from "./inquiry-words.js";
import {
  isNonce,
  newNonce,
  type AskedInquiry,
  type PortalInquiries,
  type Received,
} from "./portal-inquiries.js";
import type { Published } from "./published.js";
import { route, type Route } from "./route.js";
import { isNothing, lines, oneLine } from "./typed.js";
import type { Answer, FormState, IncidentVisit } from "./visit.js";

const fields = [
  "nonce",
  "category",
  "text",
  "name",
  "email",
  "phone",
  "callBack",
] as const;
type InquiryField = (typeof fields)[number];
type Typed = Readonly<Record<InquiryField, string>>;
type Problems = FormState<InquiryField>["problems"];

/** Every letter of the longest text as nine bytes, and the rest. */
const bodyLimit = longestInquiry * 9 + 8 * 1024;

/** A question, and how to read the answer. */
export function inquiryRoute(
  inquiries: PortalInquiries,
  published: Published,
): Route {
  return route.form("/:slug/inquiry", {
    fields,
    bodyLimit,
    show: async (visit, state) => {
      // A form that comes again is shown without asking: the database may be what is away.
      const isAgain = state.typed.nonce !== "";
      const isSignedIn =
        visit.session !== null &&
        (isAgain || (await inquiries.mine(visit)) !== null);
      const waiting = isAgain
        ? undefined
        : await published.waiting(visit.slug, visit.now);
      return formPage(visit, state, isSignedIn, waiting);
    },
    take: async (visit, typed) => {
      const said = inquiryWords[visit.language];
      const slots = callBackSlots(visit.desk, visit.now, visit.language);
      const slot = slots.find((one) => valueOf(one) === typed.callBack) ?? null;
      const isSignedIn = visit.session !== null;
      const again = (
        problems: Problems,
        status: number,
        notice: string | null,
        isStillSignedIn = isSignedIn,
      ): Answer => ({
        ...formPage(visit, { typed, problems, notice }, isStillSignedIn),
        status,
      });
      if (!isNonce(typed.nonce)) return again({}, 400, visit.words.expired);
      const problems = problemsOf(visit, typed, slot);
      if (Object.keys(problems).length > 0) return again(problems, 422, null);
      const told = await inquiries.inquire(
        visit,
        typed.nonce,
        askedOf(visit, typed, slot),
      );
      if (told.outcome === "signedOut")
        return {
          ...again({}, 400, said.signedOut, false),
          session: "ended",
        };
      const waiting = await published.waiting(visit.slug, visit.now);
      return receivedPage(visit, told, slot, isSignedIn, waiting);
    },
  });
}

function problemsOf(
  { words, language }: IncidentVisit,
  typed: Typed,
  slot: CallBackSlot | null,
): Problems {
  const said = inquiryWords[language];
  const { category, callBack } = typed;
  const text = lines(typed.text);
  const [name, email, phone] = [typed.name, typed.email, typed.phone].map(
    oneLine,
  ) as [string, string, string];
  const problems: { -readonly [F in InquiryField]?: string } = {};
  if (!inquiryCategories.some((one) => one === category))
    problems.category = said.pick;
  if (isNothing(text)) problems.text = words.missing;
  else if (text.length > longestInquiry) problems.text = words.tooLong;
  if (name.length > 200) problems.name = words.tooLong;
  if (email !== "" && !isMailAddress(email)) problems.email = said.noMail;
  if (callBack !== "" && !slot) problems.callBack = said.slotGone;
  if (phone !== "" && !isPhoneNumber(phone)) problems.phone = said.noPhone;
  else if (phone === "" && callBack !== "") problems.phone = said.phoneForCall;
  return problems;
}

function askedOf(
  { language }: IncidentVisit,
  typed: Typed,
  slot: CallBackSlot | null,
): AskedInquiry {
  const category = inquiryCategories.find((one) => one === typed.category);
  return {
    category: category ?? "other",
    language,
    text: lines(typed.text),
    name: oneLine(typed.name),
    email: oneLine(typed.email),
    phone: oneLine(typed.phone),
    callBackFrom: slot?.from ?? null,
    callBackUntil: slot?.until ?? null,
  };
}

function valueOf({ from, until }: CallBackSlot): string {
  return `${from}/${until}`;
}

function formPage(
  visit: IncidentVisit,
  state: FormState<InquiryField>,
  isSignedIn: boolean,
  waiting?: number | null,
): Answer {
  const { words, language, desk, now } = visit;
  const said = inquiryWords[language];
  const slots = callBackSlots(desk, now, language);
  const optional = (label: string) => `${label}${said.optional}`;
  const who: Field<InquiryField>[] = [
    {
      kind: "line",
      name: "name",
      label: optional(said.name),
      hint: said.nameHint,
      autocomplete: "name",
      maxLength: 200,
    },
    {
      kind: "email",
      name: "email",
      label: optional(said.email),
      hint: said.emailHint,
      autocomplete: "email",
      maxLength: 254,
    },
  ];
  const call: Field<InquiryField>[] = [
    {
      kind: "tel",
      name: "phone",
      label: optional(said.phone),
      ...(slots.length > 0 && { hint: said.phoneHint }),
      autocomplete: "tel",
      maxLength: 40,
    },
    ...(slots.length > 0
      ? [
          {
            kind: "choice",
            name: "callBack",
            label: optional(said.callBack),
            hint: said.callBackHint,
            autocomplete: "off",
            choices: [
              { value: "", label: said.noCallBack },
              ...slots.map((slot) => ({
                value: valueOf(slot),
                label: slot.label,
              })),
            ],
          } as const,
        ]
      : []),
  ];
  const all: Field<InquiryField>[] = [
    {
      kind: "radio",
      name: "category",
      label: said.category,
      autocomplete: "off",
      isRequired: true,
      choices: inquiryCategories.map((value) => ({
        value,
        label: said.categories[value],
      })),
    },
    {
      kind: "text",
      name: "text",
      label: said.text,
      hint: said.textHint,
      autocomplete: "off",
      isRequired: true,
      maxLength: longestInquiry,
    },
    ...(isSignedIn ? [] : who),
    ...call,
  ];
  const nonce = isNonce(state.typed.nonce) ? state.typed.nonce : newNonce();
  const hasProblem =
    state.notice !== null || Object.keys(state.problems).length > 0;
  return {
    title: `${hasProblem ? words.errorPrefix : ""}${words.inquiry}`,
    body: html`<p>${isSignedIn ? said.signedIn : said.introduction}</p>
      <p>${said.strangeCharge}</p>
      ${waiting !== undefined && html`<p>${said.waiting(waiting)} ${phoneLink(desk)}</p>`}
      ${form(visit, { purpose: "inquiry", fields: all, state, submit: said.send, hidden: { nonce } })}`,
  };
}

function receivedPage(
  { words, language, href, slug }: IncidentVisit,
  { receipt, readingCode }: Extract<Received, { outcome: "received" }>,
  slot: CallBackSlot | null,
  isSignedIn: boolean,
  waiting: number | null,
): Answer {
  const said = inquiryWords[language];
  const howToRead = isSignedIn
    ? said.readSignedIn
    : readingCode === null
      ? said.codeShownBefore
      : said.keepCode;
  return {
    title: words.inquiry,
    body: html`<p class="answer" role="status">${said.received}</p>
      <dl>
        <dt>${said.receipt}</dt>
        <dd><span class="number">${receipt}</span></dd>
        ${
          readingCode !== null &&
          html`<dt>${said.readingCode}</dt>
            <dd><span class="number">${readingCode}</span></dd>`
        }
      </dl>
      <p>${howToRead}</p>
      ${slot && html`<p>${said.willCall(slot.label)}</p>`}
      <p>${said.waiting(waiting)}</p>
      <p class="screen">${said.print}</p>
      <p class="screen"><a href="${href(`/${slug}/my`)}">${said.toMy}</a></p>`,
  };
}
