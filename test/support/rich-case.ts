import type { Incident, Intake } from "@keii/shared";
import { references, samples } from "../access.matrix.js";
import type { TestApp } from "./app.js";
import type { Answer } from "./caller.js";
import type { Contracts, Schema } from "./contracts.js";
import { aPerson, join, type Person } from "./people.js";

type Loose = Record<string, unknown>;
type Made = Loose & { id: string; version?: number };

export interface RichCase {
  incident: Incident;
  head: Person;
  /** The acts that were done, such as `POST /partners/:id/answer`. */
  acts: Set<string>;
}

/** Signs that get lost where a report has no picture for them; in every text of the case. */
const signs = "髙﨑①㈱～";
/** Acts that end a record come when all others have been tried. */
const last = /\/(withdraw|withdraw-answer|unmark|retract|purge|detach)$/;

/**
 * An incident of which every list holds records that say all they can say: whatever text, day, instant and figure a
 * contract takes is sent, each another one, so that none is found for another. A property that a contract gets later is
 * filled like the others. What the application refuses together with the rest is left out.
 */
export async function aRichCase(
  app: TestApp,
  contracts: Contracts,
): Promise<RichCase> {
  const head = await aPerson(app, { name: "髙﨑 責任者" });
  const second = await aPerson(app, { name: "𠮷野 コンプライアンス" });
  const acts = new Set<string>();
  const fill = new Filling(contracts, new Map());
  const { body: intake } = await head.post<Intake>(
    "/api/intake",
    fill.whole(contracts.body("POST /api/intake")!, {}),
  );
  const { body: incident } = await head.get<Incident>(
    `/api/incidents/${intake.incidentId}`,
  );
  await join(head, incident.id, second, "compliance", { isCounsel: true });
  const desk = await aPerson(app, { name: "𠮷田 窓口" });
  await join(head, incident.id, desk, "desk_lead");
  const base = `/api/incidents/${incident.id}`;

  const send = async (
    route: string,
    path: string,
    sent: Loose,
    needed: Loose,
    version?: unknown,
    people = [second, head, desk],
  ): Promise<Answer<unknown>> => {
    const body = { ...sent };
    const tried = new Map<string, string[]>();
    for (;;) {
      let answer: Answer<unknown> | null = null;
      for (const person of people) {
        answer = await person.call(
          route.split(" ")[0]!,
          base + path,
          body,
          contracts.needsVersion(route)
            ? { "if-match": `"v${Number(version)}"` }
            : {},
        );
        if (answer.status !== 403) break;
      }
      const errors = (answer!.body as { errors?: Loose } | null)?.errors ?? {};
      if (answer!.status < 400) return answer!;
      const isChanged = Object.keys(errors)
        .map((field) => field.split(".")[0]!)
        .map((field) => {
          if (!(field in body)) return false;
          const isNeeded = field in needed;
          if (isNeeded && !tried.has(field) && body[field] !== needed[field])
            body[field] = needed[field];
          else {
            const others = tried.get(field) ?? fill.choices(route, field);
            tried.set(field, others);
            if (others.length > 0) body[field] = others.shift();
            else if (!isNeeded) delete body[field];
            else return false;
          }
          return true;
        });
      if (!isChanged.includes(true)) return answer!;
    }
  };
  const routeOf = (method: string, path: string) =>
    `${method} /api/incidents/:incidentId${path}`;

  const outside = new Map<string, string>();
  for (const round of [1, 2]) {
    let before: Made = { id: "" };
    const made = new Map<string, string>();
    for (const { method, path, body: sampled, by } of samples) {
      const people =
        by === "second"
          ? [second, head]
          : [by === "desk" ? desk : head, second];
      const body = sampled(
        `${signs}${round}`,
        (list) => made.get(list) ?? outside.get(list) ?? "",
        before,
      );
      if (path.startsWith("/api/")) {
        // Belongs to the company, not to the case.
        const answer = await people[0]!.call<Made>(method, path, body);
        before = answer.body;
        outside.set(path, before.id);
        continue;
      }
      const route = routeOf(method, path);
      const schema = contracts.body(route);
      const at = path.replace(":id", before.id);
      const answer =
        schema === null
          ? await people[0]!.call(method, base + at, body)
          : await send(
              route,
              at,
              fill.whole(schema, body as Loose),
              body as Loose,
              before.version,
              people,
            );
      if (answer.status >= 400) {
        if (round === 1)
          throw new Error(`${route}: ${JSON.stringify(answer.body)}`);
        continue;
      }
      before = [answer.body].flat()[0] as Made;
      if (!path.includes(":id")) made.set(path, before.id);
    }
    for (const [list, id] of made) fill.records.set(list, id);
  }
  await send(
    routeOf("PUT", ""),
    "",
    fill.whole(contracts.body(routeOf("PUT", ""))!, {}),
    {},
    1,
  );
  for (const list of contracts.lists()) {
    const schema = contracts.body(routeOf("POST", list));
    if (schema && !fill.records.has(list))
      await send(routeOf("POST", list), list, fill.whole(schema, {}), {});
    const { body } = await head.call<{ id: string }[]>("GET", base + list);
    if (!fill.records.has(list) && Array.isArray(body) && body[0])
      fill.records.set(list, body[0].id);
  }
  for (const [list, id] of fill.records) {
    const routes = contracts
      .routes()
      .filter(
        (route) =>
          route.startsWith(routeOf("PUT", `${list}/:id`)) ||
          route.startsWith(routeOf("POST", `${list}/:id/`)),
      )
      .sort((a, b) => Number(last.test(a)) - Number(last.test(b)));
    for (const route of routes) {
      const schema = contracts.body(route);
      if (!schema) continue;
      const path = route
        .slice(routeOf("", "").length + route.indexOf(" "))
        .replace(":id", id);
      const { body } = await head.get<Made>(`${base}${list}/${id}`);
      const named = answering(body, schema);
      const { status } = await send(
        route,
        path,
        fill.whole(schema, named),
        named,
        body.version,
      );
      if (status < 400)
        acts.add(route.replace("/api/incidents/:incidentId", ""));
    }
  }
  return { incident, head, acts };
}

/** What an act on a record has to name of it. */
function answering(record: Loose, schema: Schema): Loose {
  const answers = record.answers as { id: string }[] | undefined;
  return schema.properties?.answerId && answers?.[0]
    ? { answerId: answers[0].id }
    : {};
}

/** Bodies in which every property says something of its own. */
class Filling {
  private count = 0;

  constructor(
    private readonly contracts: Contracts,
    /** The record that is named where one may be named, by its list. */
    readonly records: Map<string, string>,
  ) {}

  whole(schema: Schema, body: Loose): Loose {
    const properties = Object.entries(
      this.contracts.resolved(schema).properties ?? {},
    );
    return Object.fromEntries(
      properties
        .map(([name, of]) => [
          name,
          name in body ? this.dated(body[name]) : this.value(of, name),
        ])
        .filter(([, value]) => value !== undefined),
    ) as Loose;
  }

  /** What was given; a day becomes a minute that nothing else happened at. */
  private dated(given: unknown): unknown {
    if (JSON.stringify(Object.keys(given ?? {})) !== '["on"]') return given;
    const n = ++this.count;
    return { on: dayNo(n), at: minuteNo(n) };
  }

  /** The other words of a closed set. */
  choices(route: string, field: string): string[] {
    const of = this.contracts.body(route)?.properties?.[field];
    return of ? (this.contracts.resolved(of).enum?.slice(1) ?? []) : [];
  }

  private value(schema: Schema, name: string): unknown {
    const one = this.contracts.resolved(schema);
    const n = ++this.count;
    if (one.enum) return one.enum[0];
    switch (one.type ?? "string") {
      case "object":
        return one.properties?.on && one.properties.at
          ? { on: dayNo(n), at: minuteNo(n) }
          : this.whole(one, {});
      case "array": {
        const item = this.value(one.items ?? {}, name);
        return item === undefined ? undefined : [item];
      }
      case "boolean":
        return true;
      case "integer":
        return 1000 + n;
    }
    switch (one.format) {
      case "uuid": {
        const list = references[name];
        return list ? this.records.get(list) : undefined;
      }
      case "sha256":
        return n.toString(16).padStart(64, "a");
      case "date":
        return dayNo(n);
      case "date-time":
        return minuteNo(n);
      case "email":
        return `nobody${n}@example.test`;
      case "time-zone":
        return "Asia/Tokyo";
      case "wall-time":
        return "10:00";
      case "wall-time-end":
        return "17:00";
      case "phone":
      case "phone-or-email":
        return `03-0000-${String(1000 + n)}`;
      default:
        return `${signs}見本${n}号`;
    }
  }
}

/** Days and minutes that follow one another. */
function dayNo(n: number): string {
  return minuteNo(n).slice(0, 10);
}

function minuteNo(n: number): string {
  const wall = Date.UTC(2016, 7, 18, 9, 10) + n * 61 * 60_000;
  return new Date(wall).toISOString().replace("Z", "+09:00");
}
