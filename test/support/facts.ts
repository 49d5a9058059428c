import * as shared from "@keii/shared";
import {
  formatMoment,
  isCalendarDay,
  isInstant,
  momentOn,
  type Incident,
  type Language,
  type Messages,
  type Moment,
} from "@keii/shared";
import type { Caller } from "./caller.js";
import type { Contracts } from "./contracts.js";

/** Something a record says, where it says it, and how it may be worded; one of the wordings is enough. */
export interface Fact {
  place: string;
  wordings: string[];
}

/** A record, and the route that answered it. */
export interface Found {
  list: string;
  record: Record<string, unknown>;
}

/** Places that are not looked into, each with its reason: `list.field` or `*.field`, or a list alone. */
export type Exceptions = Record<string, string>;

type Loose = Record<string, unknown>;

const incidentPath = "/api/incidents/{incidentId}";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Every route that answers records of an incident, as the application itself lists them: no files, no `exceptions`. */
export function listsOf(
  contracts: Contracts,
  exceptions: Exceptions,
): string[] {
  return Object.entries(contracts.document.paths)
    .filter(
      ([path, operations]) => path.startsWith(incidentPath) && operations.get,
    )
    .map(([path]) => path.slice(incidentPath.length))
    .filter((path) => !/\.\w+$/.test(path) && !(path in exceptions));
}

/** Every record a reader finds under those routes, with the route it was found under. */
export async function recordsOf(
  reader: Caller,
  contracts: Contracts,
  incidentId: string,
  exceptions: Exceptions,
): Promise<Found[]> {
  const found: Found[] = [];
  const base = `/api/incidents/${incidentId}`;
  const known = new Map<string, string[]>();
  // A list before what hangs on its records.
  const lists = listsOf(contracts, exceptions).sort(
    (a, b) => a.split("/").length - b.split("/").length,
  );
  for (const list of lists) {
    const parent = /^(.*)\/\{id\}/.exec(list)?.[1];
    const paths =
      parent === undefined
        ? [list]
        : (known.get(parent) ?? []).map((id) => list.replace("{id}", id));
    for (const path of paths) {
      const isPaged = contracts.reads(
        `GET ${incidentPath}${list}`.replace(/\{(\w+)\}/g, ":$1"),
        "range",
      );
      const { status, body } = await reader.call<unknown>(
        "GET",
        `${base}${path}${isPaged ? "?range=[0,199]" : ""}`,
      );
      // A record that there may be one of, and is none.
      if (status === 404) continue;
      const records = [body].flat() as Loose[];
      if (records.length >= 200) throw new Error(`${list} has another page`);
      if (Array.isArray(body))
        known.set(
          path,
          records.map(({ id }) => id as string),
        );
      found.push(...records.map((record) => ({ list, record })));
    }
  }
  return found;
}

/** What records say, in a language: their texts, numbers, moments, and the words of their closed sets. */
export function factsOf(
  records: readonly Found[],
  { zone }: Pick<Incident, "zone">,
  language: Language,
  exceptions: Exceptions,
): Fact[] {
  const facts: Fact[] = [];
  const add = (place: string, ...wordings: string[]) =>
    facts.push({ place, wordings });
  const moment = (value: Loose): string =>
    formatMoment(
      {
        untilOn: null,
        untilAt: null,
        precision: value.at === null ? "day" : "minute",
        ...value,
      } as Moment,
      { zone, language },
    );
  const walk = (list: string, place: string, value: unknown): void => {
    const field = place
      .split(".")
      .at(-1)!
      .replace(/\[\d+\]$/, "");
    if (
      `${list}.${field}` in exceptions ||
      `*.${field}` in exceptions ||
      value === null ||
      value === "" ||
      typeof value === "boolean"
    )
      return;
    const at = `${list} ${place}`;
    if (Array.isArray(value))
      value.forEach((item, n) => walk(list, `${place}[${n}]`, item));
    else if (typeof value === "object") {
      const keys = Object.keys(value).sort().join();
      const loose = value as Loose;
      if (keys === "at,on" || keys === "at,on,precision,untilAt,untilOn")
        add(at, moment(loose));
      else if (keys === "en,ja")
        add(at, (loose[language] || loose.ja || loose.en) as string);
      else
        for (const [name, item] of Object.entries(value))
          walk(list, `${place}.${name}`, item);
    } else if (typeof value === "number") add(at, String(value));
    else if (typeof value === "string") {
      // A reference: the record it names is looked up itself.
      if (uuid.test(value)) return;
      if (isCalendarDay(value))
        add(at, formatMoment(momentOn(value), { zone, language }));
      else if (isInstant(value))
        add(at, moment({ on: dayIn(value, zone), at: value }));
      else add(at, ...wordsFor(value, list.split("/")[1]!, field, language));
    }
  };
  for (const { list, record } of records)
    for (const [name, value] of Object.entries(record))
      // One record is what its list says of it.
      walk(
        list === "" ? "/incidents" : list.replace(/\/\{id\}$/, ""),
        name,
        value,
      );
  return facts;
}

function dayIn(at: string, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(
    new Date(at),
  );
}

const catalogues = Object.entries(shared)
  .filter(([name]) => name.endsWith("Messages"))
  .map(([, messages]) => messages as Messages);

/** A text stands for itself; a word of a closed set for what it is called. */
function wordsFor(
  text: string,
  domain: string,
  field: string,
  language: Language,
): string[] {
  if (!/^[a-z][a-z_.-]*$/i.test(text)) return [text];
  const called = catalogues.flatMap((messages) =>
    Object.entries(messages[language]).filter(([key]) =>
      key.endsWith(`.${text}`),
    ),
  );
  const ofField = called.filter(([key]) => key.includes(`.${field}.`));
  const own = ofField.filter(([key]) => key.startsWith(`${domain}.`));
  const words = [own, ofField, called].find((some) => some.length > 0);
  return words?.map(([, word]) => word) ?? [text];
}
