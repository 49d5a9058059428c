import type { CustomersFound, Incident } from "@keii/shared";
import {
  parameters,
  references,
  roles,
  samples,
  words,
  type Account,
  type Flag,
  type Holder,
  type Role,
  type Sample,
} from "../access.matrix.js";
import type { TestApp } from "./app.js";
import type { Contracts } from "./contracts.js";
import { aPerson, anIncident, join, type Person } from "./people.js";

/** An incident with a record of every kind, and words planted in it that only some may meet. */
export interface Case {
  incident: Incident;
  mark: string;
  head: Person;
  second: Person;
  /** The ids a list of the incident (or one beside incidents) answers to its head. */
  ids: (list: string) => Promise<string[]>;
}

type Made = Record<string, unknown> & { id: string };

export async function aCase(app: TestApp, mark: string): Promise<Case> {
  const head = await aPerson(app);
  const second = await aPerson(app);
  const incident = await anIncident(head, {
    title: words.outside + mark,
    summary: words.internal + mark,
  });
  await join(head, incident.id, second, "compliance");
  const desk = await aPerson(app);
  await join(head, incident.id, desk, "desk_lead");
  const people = { head, second, desk };
  await plant(mark, ({ method, by }, path, body, headers) =>
    people[by ?? "head"].call(
      method,
      path.startsWith("/api/") ? path : `/api/incidents/${incident.id}${path}`,
      body,
      headers,
    ),
  );
  await app.sql(
    "insert into customer (id, incident_id, base_no, customer_no, name, first_batch, batch_no) values ($1, $1, 1, '1', $2, 1, 1), (gen_random_uuid(), $1, 1, '2', $2, 1, 1)",
    [incident.id, mark],
  );
  await app.sql(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     insert into code_batch (id, incident_id, no, label, run_no, audience, key_fingerprint, code_count, created_at)
     select gen_random_uuid(), $1, 1, $2, r.no, 'affected', 'x', 1, now() from scope_run r, actor
      where r.incident_id = $1 and set is not null order by r.no limit 1`,
    [incident.id, words.internal + mark],
  );
  const known = new Map<string, string[]>();
  return {
    incident,
    mark,
    head,
    second,
    ids: async (list) => {
      const path = list.startsWith("/api/")
        ? list
        : `/api/incidents/${incident.id}${list}`;
      const found = known.get(path);
      if (found) return found;
      const records =
        list === "/customers"
          ? (await second.call<CustomersFound>("POST", `${path}/search`, {}))
              .body.customers
          : (await head.call<{ id: string }[]>("GET", path)).body;
      const ids = Array.isArray(records) ? records.map(({ id }) => id) : [];
      if (ids.length > 0) known.set(path, ids);
      return ids;
    },
  };
}

/** Makes the records of `samples` with what sends one of them to its path below an incident. */
export async function plant(
  mark: string,
  send: (
    sample: Sample,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ) => Promise<{ status: number; body: unknown }>,
): Promise<void> {
  const made = new Map<string, string>();
  let last: Made = { id: "" };
  for (const sample of samples) {
    const { method, path, body, version } = sample;
    const answer = await send(
      sample,
      path.replace(":id", last.id),
      body(mark, (list) => made.get(list) ?? "", last),
      version === undefined ? {} : { "if-match": `"v${version}"` },
    );
    if (answer.status >= 300)
      throw new Error(
        `sample ${method} ${path}: ${JSON.stringify(answer.body)}`,
      );
    // Where one act made several records, the first of them.
    last = [answer.body as Made | Made[]].flat()[0]!;
    made.set(path, last.id);
  }
}

/** The address of a route with a record of the case in every place; where it has none, with somebody's id. */
export async function addressIn(one: Case, route: string): Promise<string> {
  const path = route.split(" ")[1]!;
  const list = /^(.*?)\/:id\b/.exec(
    path.replace("/api/incidents/:incidentId", ""),
  )?.[1];
  const id = list === undefined ? undefined : (await one.ids(list))[0];
  return path
    .replace(":incidentId", one.incident.id)
    .replace(/:id\b/, id ?? one.second.id)
    .replace(/:(\w+)/g, (_, name: string) => {
      const value = parameters[name];
      if (value === undefined)
        throw new Error(`say in access.matrix.ts what :${name} may be`);
      return value.replace(":incidentId", one.incident.id);
    });
}

/** Makes sure that a list of the case holds something: posts what its contract asks for. */
export async function fill(
  one: Case,
  contracts: Contracts,
  list: string,
): Promise<void> {
  if ((await one.ids(list)).length > 0) return;
  const route = `POST /api/incidents/:incidentId${list}`;
  const schema = contracts.body(route);
  if (!schema) return;
  const ids = new Map<string, string>();
  for (const [property, from] of Object.entries(references))
    if (from !== null) ids.set(property, (await one.ids(from))[0] ?? "");
  await one.head.post(
    `/api/incidents/${one.incident.id}${list}`,
    contracts.sample(schema, (property) => ids.get(property) ?? one.head.id),
  );
}

/** One kind of caller: what it is, where it is a member, and its key. */
export interface Kind {
  name: string;
  account: Account | null;
  token: string | null;
  role: Role | null;
  flags: readonly Flag[];
}

/** What a caller holds in the incident it is a member of, or in another one. */
export function holdings(
  { account, role, flags }: Kind,
  isOwn: boolean,
): ReadonlySet<Holder> {
  const held = new Set<Holder>();
  if (account === "administrator" || account === "auditor") held.add(account);
  if (isOwn && role !== null && account !== "auditor") {
    held.add(role);
    for (const flag of flags) held.add(flag);
  }
  return held;
}

/** Every kind of caller: members in each role, with each flag, those who were members, and those who are not. */
export async function everyKind(app: TestApp, one: Case): Promise<Kind[]> {
  const kinds: Kind[] = [];
  const add = (
    name: string,
    account: Account | null,
    token: string | null,
    role: Role | null = null,
    flags: readonly Flag[] = [],
  ) => kinds.push({ name, account, token, role, flags });
  const { head, incident } = one;

  for (const role of roles)
    for (const flags of [[], ["head"], ["counsel"]] as Flag[][]) {
      const isVendor = role === "vendor_agent";
      if (isVendor && flags.length > 0) continue;
      const person = await aPerson(app, {
        ...(isVendor && { employer: "委託先(架空)" }),
      });
      await join(head, incident.id, person, role, {
        isHead: flags.includes("head"),
        isCounsel: flags.includes("counsel"),
      });
      add(
        [role, ...flags].join(" + "),
        isVendor ? "external" : "staff",
        person.token,
        role,
        flags,
      );
    }

  const firm = await aPerson(app, { employer: "調査会社(架空)" });
  await join(head, incident.id, firm, "responder");
  add("responder from outside", "external", firm.token, "responder");
  for (const role of ["responder", "support"] as const) {
    const person = await aPerson(app, { right: "administrator" });
    await join(head, incident.id, person, role);
    add(`administrator who is ${role}`, "administrator", person.token, role);
  }

  const administrator = await aPerson(app, { right: "administrator" });
  add("administrator", "administrator", administrator.token);
  const auditor = await aPerson(app, { right: "auditor" });
  add("auditor", "auditor", auditor.token);
  add("staff", "staff", (await aPerson(app)).token);
  const outsider = await aPerson(app, { employer: "取引先(架空)" });
  add("external", "external", outsider.token);

  const former = await aPerson(app);
  await join(head, incident.id, former, "compliance");
  await app.sql(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     update membership set ended_at = now() from actor where user_id = $1 and set is not null`,
    [former.id],
  );
  add("former member", "staff", former.token);
  const lapsed = await aPerson(app, { employer: "委託先(架空)" });
  await join(head, incident.id, lapsed, "vendor_agent", {
    expiresOn: "2020-01-31",
  });
  add("vendor agent whose time is over", "external", lapsed.token);
  const turned = await aPerson(app);
  await join(head, incident.id, turned, "responder", { isCounsel: true });
  await app.sql(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     update app_user set account_right = 'auditor' from actor where id = $1 and set is not null`,
    [turned.id],
  );
  await turned.signIn(turned.email, turned.password);
  add("auditor who was a member", "auditor", turned.token, "responder", [
    "counsel",
  ]);

  add("signed out", null, null);
  add("a key of nobody", null, "eyJhbGciOiJIUzI1NiJ9.e30.AAAA");
  const gone = await aPerson(app, { right: "administrator" });
  await gone.call("POST", "/api/auth/logout");
  add("administrator who signed out", null, gone.token);
  const disabled = await aPerson(app, { right: "administrator" });
  await administrator.on(1, "PUT", `/api/users/${disabled.id}`, {
    isDisabled: true,
  });
  add("administrator who was disabled", null, disabled.token);
  return kinds;
}
