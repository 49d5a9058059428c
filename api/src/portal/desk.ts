import {
  announcedChange,
  deskStateText,
  holidaysOf,
  inLanguage,
  periodsText,
  stateAt,
  weekdays,
  type DeskHours,
  type DeskSchedule,
  type Language,
} from "@keii/shared";
import { dayOf } from "../platform/clock/clock.js";
import { calendarDayText } from "./dates.js";
import { html, type Html } from "./html.js";
import type { PublishedDesk } from "./published.js";
import { portalWords } from "./words.js";

/** The desk's number, and whether somebody answers it now: at the foot of every page, always in the same place. */
export function deskBlock(
  desk: PublishedDesk | null,
  now: Date,
  language: Language,
): Html {
  const words = portalWords[language];
  const heading = html`<h2>${words.desk}</h2>`;
  if (!desk || desk.lines.length === 0)
    return html`${heading}
      <p>${words.noDesk}</p>`;
  return html`${heading}${linesOf(desk, "phone", language)}${hoursBlock(desk, now, language)}${linesOf(desk, "mail", language)}`;
}

/** The number to call in the middle of a sentence; nothing where none is known. */
export function phoneLink(desk: PublishedDesk | null): Html {
  const phone = desk?.lines.find(({ kind }) => kind === "phone");
  return phone ? callLink(phone.value) : html``;
}

/** Whether the desk is open now, or when it opens. */
export function openText(
  desk: PublishedDesk,
  now: Date,
  language: Language,
): string {
  const at = now.toISOString();
  return deskStateText(stateAt(hoursOf(desk), at), {
    language,
    zone: desk.zone,
    now: at,
  });
}

function linesOf(
  { lines }: PublishedDesk,
  wanted: "phone" | "mail",
  language: Language,
): Html {
  const words = portalWords[language];
  return html`${lines
    .filter(({ kind }) => kind === wanted)
    .map(
      ({ value, label }) =>
        html`<p class="${wanted}">
          ${words[wanted]}
          ${wanted === "phone" ? callLink(value) : html`<a href="mailto:${value}">${value}</a>`}${label && html` <span class="small">${inLanguage(label, language)}</span>`}
        </p>`,
    )}`;
}

function callLink(number: string): Html {
  return html`<a href="tel:${number.replaceAll(/[^\d+]/g, "")}">${number}</a>`;
}

function hoursBlock(desk: PublishedDesk, now: Date, language: Language): Html {
  const words = portalWords[language];
  const today = dayOf(now, desk.zone);
  const current = desk.schedules
    .filter(({ from }) => from <= today)
    .reduce<DeskSchedule | null>(
      (last, one) => (last && last.from > one.from ? last : one),
      null,
    );
  const next = announcedChange(hoursOf(desk), now.toISOString());
  const days = desk.days
    .filter(({ on }) => on >= today)
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .slice(0, 5);
  return html`<p><strong>${openText(desk, now, language)}</strong></p>
    ${current && html`<p>${words.hours}${words.colon}${weekText(current, language)}</p>`}${
      days.length > 0 &&
      html`<ul>
        ${days.map(({ on, periods, name }) => html`<li>${calendarDayText(on, language)}${words.colon}${periodsText(periods, language)} ${inLanguage(name, language)}</li>`)}
      </ul>`
    }${next && html`<p>${words.hoursFrom(calendarDayText(next.from, language))}${words.colon}${weekText(next, language)}${next.announcement && html`<br />${inLanguage(next.announcement, language)}`}</p>`}`;
}

const weekdayNames: Record<Language, readonly string[]> = {
  ja: ["月", "火", "水", "木", "金", "土", "日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

/** Days that follow each other with the same hours stand together: 月〜金 10:00〜18:00／土・日 休み／祝日 休み. */
export function weekText(
  { weekly, closedOnHolidays }: DeskSchedule,
  language: Language,
): string {
  const words = portalWords[language];
  const names = weekdayNames[language];
  const runs: { first: number; last: number; text: string }[] = [];
  for (const [no, weekday] of weekdays.entries()) {
    const text = periodsText(weekly[weekday], language);
    const run = runs.at(-1);
    if (run?.text === text) run.last = no;
    else runs.push({ first: no, last: no, text });
  }
  const parts = runs.map(({ first, last, text }) => {
    const days = names.slice(first, last + 1);
    const span =
      days.length > 2
        ? `${days[0]!}${words.toDay}${days.at(-1)!}`
        : days.join(words.andDay);
    return `${span} ${text}`;
  });
  if (closedOnHolidays) parts.push(words.closedOnHolidays);
  return parts.join(words.nextDays);
}

export function hoursOf({ zone, schedules, days }: PublishedDesk): DeskHours {
  return { zone, schedules, days, holidays: holidaysOf(zone) };
}
