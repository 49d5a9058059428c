import {
  inLanguage,
  portalColourNames,
  type Bilingual,
  type Language,
} from "@keii/shared";
import { deskBlock } from "./desk.js";
import { html, type Html } from "./html.js";
import type { Company, PublishedDesk } from "./published.js";
import { style } from "./style.js";
import { portalWords, type PortalWords } from "./words.js";

/** Where a page stands; `slug` and `desk` are null outside an incident. */
export interface Place {
  language: Language;
  now: Date;
  company: Company | null;
  slug: string | null;
  desk: PublishedDesk | null;
  /** The path of the page, which the links to the languages and the mark in the navigation need. */
  path: string;
  /** The query without the language, as it came. */
  query: string;
  href: (path: string) => string;
}

/** Pages of an incident, in the order of the navigation. */
const pages = [
  ["report", ""],
  ["faq", "/faq"],
  ["check", "/check"],
  ["inquiry", "/inquiry"],
  ["my", "/my"],
  ["messages", "/messages"],
] as const satisfies readonly (readonly [keyof PortalWords, string])[];

const languageNames: Record<Language, string> = {
  ja: "日本語",
  en: "English",
};

/** The whole document: who speaks, where one is, the page itself, and at the foot whom to call. */
export function layout(place: Place, title: string, body: Html): string {
  const { language, company, slug, desk, now } = place;
  const words = portalWords[language];
  const name = company ? inLanguage(company.name, language) : "";
  const colour = portalColourNames.find((one) => one === company?.colour);
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name === "" ? title : `${title} | ${name}`}</title>
${styleElement}
</head>
<body${colour && html` class="${colour}"`}>
<a class="skip" href="#main">${words.skip}</a>
<header>
${name !== "" && html`<p class="brand"><a href="${place.href("/")}" ${inOtherLanguage(company?.name, language)}>${name}</a></p>`}
<p class="languages">${languageLinks(place)}</p>
</header>
${slug !== null && navigation(place, slug)}
<main id="main">
<h1>${title}</h1>
${body}
</main>
${slug !== null && html`<footer>${deskBlock(desk, now, language)}</footer>`}
</body>
</html>
`.text;
}

/** Before there is a database at all: nobody knows yet whose page it is. */
export function waitingPage(language: Language, seconds: number): string {
  const words = portalWords[language];
  const place: Place = {
    language,
    now: new Date(),
    company: null,
    slug: null,
    desk: null,
    path: "/",
    query: "",
    href: (path) => path,
  };
  return layout(
    place,
    words.unavailableTitle,
    html`<p>${words.unavailable(seconds)}</p>`,
  );
}

// Not a template: its text has to be, to the letter, what the policy has the hash of.
const styleElement = html.ours(`<style>${style}</style>`);

/** Goes to the same page in the other language: path and query stay. */
function languageLinks({ language, query }: Place): Html {
  return html`${(["ja", "en"] as const).map((one, no) => {
    const gap = no > 0 && " ";
    return one === language
      ? html`${gap}<span lang="${one}" aria-current="true"
            >${languageNames[one]}</span
          >`
      : html`${gap}<a
            href="?${query === "" ? "" : `${query}&`}lang=${one}"
            lang="${one}"
            hreflang="${one}"
            >${languageNames[one]}</a
          >`;
  })}`;
}

function navigation({ language, path, href }: Place, slug: string): Html {
  const words = portalWords[language];
  return html`<nav aria-label="${words.navigation}">
    <ul>
      ${pages.map(([word, behind]) => {
        const to = `/${slug}${behind}`;
        return html`<li>
          <a href="${href(to)}" ${to === path && html` aria-current="page"`}
            >${words[word]}</a
          >
        </li> `;
      })}
    </ul>
  </nav>`;
}

/** The attribute that says so where a text exists only in the other language. */
export function inOtherLanguage(
  text: Bilingual | null | undefined,
  language: Language,
): Html | null {
  if (!text || text[language] !== "") return null;
  return html` lang="${language === "ja" ? "en" : "ja"}"`;
}

/** What could not be done or confirmed, in one sentence, with the number to call. */
export function problemSentence(sentence: string, phone: Html): Html {
  return html`<div class="problem" role="alert">
    <p>${sentence}${phone.text !== "" && html` ${phone}`}</p>
  </div>`;
}
