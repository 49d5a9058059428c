import { inLanguage } from "@keii/shared";
import { dayText } from "./dates.js";
import { html, paragraphs } from "./html.js";
import { inOtherLanguage } from "./page.js";
import { route, type Route } from "./route.js";

/** The report, since when it stands, what was changed in it, and what one can do next. */
export function reportRoute(): Route {
  return route.page("/:slug", ({ language, words, href, slug, incident }) => {
    const { title, report, zone, checks } = incident;
    const day = (at: string) => dayText(at, zone, language);
    const canCheck = Object.values(checks).some((is) => is);
    const links: [string, string][] = [
      ...(canCheck ? [["check", words.toCheck] as [string, string]] : []),
      ["faq", words.toFaq],
      ["inquiry", words.toInquiry],
      ["my", words.toMy],
      ["messages", words.toMessages],
    ];
    return {
      title: inLanguage(title, language),
      body: html`<p class="small">${words.publishedOn(day(report.publishedAt))}${report.no > 1 && html` ${words.revisedOn(day(report.updatedAt), report.no)}`}</p>
<div${inOtherLanguage(report.text, language)}>${paragraphs(inLanguage(report.text, language))}</div>
${
  report.amendments.length > 0 &&
  html`<h2>${words.amendments}</h2>
    <ul>
      ${report.amendments.map(({ at, note, no }) => html`<li>${day(at)} ${words.revision(no)}${words.colon}<span${inOtherLanguage(note, language)}>${inLanguage(note, language)}</span></li>`)}
    </ul>`
}
<section class="screen"><h2>${words.whatYouCanDo}</h2>
<ul>${links.map(([to, text]) => html`<li><a href="${href(`/${slug}/${to}`)}">${text}</a></li>`)}</ul></section>`,
    };
  });
}
