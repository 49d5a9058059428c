import { inLanguage } from "@keii/shared";
import { dayText } from "./dates.js";
import { html, paragraphs } from "./html.js";
import { inOtherLanguage } from "./page.js";
import type { Published, PublishedQuestion } from "./published.js";
import { route, type Route } from "./route.js";

/** Questions and answers by section, each with an anchor of its own. */
export function faqRoute(published: Published): Route {
  return route.page("/:slug/faq", async (visit) => {
    const { language, words, slug, now, incident } = visit;
    const sections = bySection(await published.faq(slug, now));
    if (sections.length === 0)
      return { title: words.faq, body: html`<p>${words.noFaq}</p>` };
    return {
      title: words.faq,
      body: html`${
        sections.length > 1 &&
        html`<p>${words.faqSections}</p>
          <ul class="screen">
            ${sections.map(({ name }, no) => html`<li><a href="#s${no + 1}" ${inOtherLanguage(name, language)}>${inLanguage(name, language)}</a></li>`)}
          </ul>`
      }
      ${sections.map(
        ({ name, questions }, section) =>
          html`<h2 id="s${section + 1}" ${inOtherLanguage(name, language)}>
              ${inLanguage(name, language)}
            </h2>
            ${questions.map(
              ({ question, answer, updatedAt }, no) =>
                html`<section id="s${section + 1}-${no + 1}"><h3${inOtherLanguage(question, language)}>${inLanguage(question, language)}</h3>
<div${inOtherLanguage(answer, language)}>${paragraphs(inLanguage(answer, language), 4)}</div>
<p class="small">${words.updatedOn(dayText(updatedAt, incident.zone, language))}</p></section>
`,
            )}`,
      )}`,
    };
  });
}

interface Section {
  name: PublishedQuestion["section"];
  questions: PublishedQuestion[];
}

/** In the order of their first question; a section that comes again is the same one. */
function bySection(questions: readonly PublishedQuestion[]): Section[] {
  const sections = new Map<string, Section>();
  for (const question of questions) {
    const key = JSON.stringify(question.section);
    const section = sections.get(key);
    if (section) section.questions.push(question);
    else sections.set(key, { name: question.section, questions: [question] });
  }
  return [...sections.values()];
}
