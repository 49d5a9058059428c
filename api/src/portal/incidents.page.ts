import { inLanguage } from "@keii/shared";
import { dayText } from "./dates.js";
import { html } from "./html.js";
import { inOtherLanguage } from "./page.js";
import type { Published } from "./published.js";
import { route, type Route } from "./route.js";

/** What the company has published. */
export function incidentsRoute(published: Published): Route {
  return route.site("/", async ({ language, words, href, company }) => {
    const incidents = await published.incidents();
    return {
      title: words.incidents,
      body:
        incidents.length === 0
          ? html`<p>${words.noIncidents}</p>`
          : html`<ul>
              ${incidents.map(
                ({ slug, title, publishedAt }) =>
                  html`<li>
                    <a
                      href="${href(`/${slug}`)}"
                      ${inOtherLanguage(title, language)}
                      >${inLanguage(title, language)}</a
                    >
                    <span class="small"
                      >${words.publishedOn(dayText(publishedAt, company.zone, language))}</span
                    >
                  </li> `,
              )}
            </ul>`,
    };
  });
}
