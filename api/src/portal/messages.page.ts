import { inLanguage, type Bilingual } from "@keii/shared";
import { calendarDayText } from "./dates.js";
import { html, paragraphs, type Html } from "./html.js";
import { inOtherLanguage } from "./page.js";
import type { Published, SentMessage } from "./published.js";
import { route, type Route } from "./route.js";
import type { Visit } from "./visit.js";

/** What we really sent, so that impostors can be told apart. */
export function messagesRoute(published: Published): Route {
  return route.page("/:slug/messages", async (visit) => {
    const { language, words, slug, incident } = visit;
    const messages = await published.sentMessages(slug);
    const advice = incident.impostorAdvice;
    const text = inLanguage(advice, language);
    return {
      title: words.messages,
      body: html`<p class="answer">
          ${messages.length === 0 ? words.noneSent : words.sentIntroduction}
        </p>
        ${messages.map((message) => entry(message, visit))}
        ${
          text !== "" &&
          html`<h2>${words.impostors}</h2>
<div${inOtherLanguage(advice, language)}>${paragraphs(text, 3)}</div>`
        }`,
    };
  });
}

function entry(message: SentMessage, { language, words }: Visit): Html {
  const { kind, sender, subject, looksLike, from, until } = message;
  const line = (term: string, text: Bilingual | null) => {
    const said = inLanguage(text, language);
    return (
      said !== "" &&
      html`<dt>${term}</dt><dd${inOtherLanguage(text, language)}>${said}</dd>`
    );
  };
  const period = words.fromTo(
    calendarDayText(from, language),
    until === null ? null : calendarDayText(until, language),
  );
  return html`<section>
    <h2>${words.kinds[kind]}${words.colon}${period}</h2>
    <dl>
      ${line(words.sender, sender)}${line(words.subject, subject)}${line(words.looksLike, looksLike)}
    </dl>
  </section> `;
}
