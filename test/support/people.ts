import { uuidv7 } from "@keii/api/platform/database/id";
import { hash as argon2 } from "@node-rs/argon2";
import type {
  AccountRight,
  Incident,
  MemberRole,
  TimelineEvent,
} from "@keii/shared";
import { Caller } from "./caller.js";
import type { TestApp } from "./app.js";

const password = "a long enough pass phrase";
/** As the application makes one, of the same kind but of little work: most specs are not about signing in. */
const work = { memoryCost: 64, timeCost: 1, parallelism: 1 };
let hash: Promise<string> | null = null;
let count = 0;

export interface Person extends Caller {
  id: string;
  email: string;
  password: string;
}

/** Somebody with an account, signed in. */
export async function aPerson(
  app: Pick<TestApp, "url" | "sql">,
  more: {
    right?: AccountRight;
    employer?: string;
    name?: string;
    expiresOn?: string;
  } = {},
): Promise<Person> {
  hash ??= argon2(password, work);
  const id = uuidv7();
  const email = `person${++count}.${id.slice(-6)}@example.test`;
  await app.sql(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     insert into app_user (id, name, email, account_right, employer, expires_on, password_hash, created_at)
     select $1, $2, $3, $4, $5, $6, $7, now() from actor where set is not null`,
    [
      id,
      more.name ?? `試験 ${count}`,
      email,
      more.right ?? "none",
      more.employer ?? null,
      more.expiresOn ?? null,
      await hash,
    ],
  );
  const caller = new Caller(app.url);
  await caller.signIn(email, password);
  return Object.assign(caller, { id, email, password });
}

/** An incident opened by `head`, who leads it. */
export async function anIncident(
  head: Caller,
  more: object = {},
): Promise<Incident> {
  return (
    await head.post<Incident>("/api/incidents", {
      title: "試験の事案",
      kind: "unauthorised_access",
      ...more,
    })
  ).body;
}

/** Makes a person a member, on the word of the head. */
export async function join(
  head: Caller,
  incidentId: string,
  person: Person,
  role: MemberRole,
  more: { isHead?: boolean; isCounsel?: boolean; expiresOn?: string } = {},
): Promise<void> {
  const expiresOn = role === "vendor_agent" ? { expiresOn: "2099-12-31" } : {};
  await head.post(`/api/incidents/${incidentId}/members`, {
    userId: person.id,
    role,
    ...expiresOn,
    ...more,
  });
}

/** A line of the timeline. */
export async function aLine(
  writer: Caller,
  incidentId: string,
  more: object = {},
): Promise<TimelineEvent> {
  return (
    await writer.post<TimelineEvent>(`/api/incidents/${incidentId}/timeline`, {
      occurred: { on: "2016-08-18" },
      text: "大阪府南警察署に報告",
      ...more,
    })
  ).body;
}
