import { permissionsIn, type Membership } from "@keii/shared";
import { OrganisationService } from "../organisation/organisation.service.js";
import { Passwords } from "../platform/auth/passwords.js";
import { Sessions } from "../platform/auth/sessions.js";
import { Clock } from "../platform/clock/clock.js";
import { ConsoleAddress } from "../platform/config/console-address.js";
import { operatorActor, type Actor } from "../platform/database/actor.js";
import { run, type Tx } from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { UsersService } from "../users/users.service.js";
import { DemoNames, readDemoCase, type DemoAct } from "./demo-case.js";
import { deedsOn } from "./demo-deeds.js";
import { DemoPublication, readDemoTexts } from "./demo-publication.js";
import { demoUsers, type DemoUser } from "./demo-users.js";

/** Stands at the moment somebody of the demo case wrote something down. */
class WrittenClock extends Clock {
  at = new Date(0);

  override now(): Date {
    return this.at;
  }
}

const zone = "Asia/Tokyo";

/**
 * Loads the demo users and the demo case through the services that people use, in one unit of work: all of it is there
 * or none. Only an empty installation gets it; what an earlier version loaded stays as it is.
 */
export async function loadDemo(
  foundation: Foundation,
  tell: (line: string) => void,
): Promise<void> {
  const { database } = foundation;
  const [present] = await database.query("select from app_user limit 1");
  if (present) return;
  const demo = await readDemoCase();
  const texts = await readDemoTexts();
  const hashes = await passwordHashes();
  const operator = operatorActor("デモの読み込み");
  await database.transaction(operator, null, async (tx) => {
    const people = await addPeople(tx, foundation, hashes);
    const organisation = new OrganisationService(database);
    const { id, version } = await organisation.read(tx);
    await organisation.changeWithin(tx, id, version, demo.organisation);
    const incident = await play(tx, foundation, people, demo.acts);
    // Otherwise the report waits for the figures, which come with the customers.
    if (foundation.config.demoCustomers === 0 && incident !== null)
      await new DemoPublication(database, incident, (login) =>
        actorOf(login, people, incident),
      ).publishWithin(tx, texts);
  });
  tell(`Demo case loaded: ${demo.acts.length} acts`);
}

async function passwordHashes(): Promise<Map<string, string>> {
  const passwords = new Passwords();
  return new Map(
    await Promise.all(
      demoUsers.map(
        async (u) => [u.email, await passwords.hash(u.password)] as const,
      ),
    ),
  );
}

/** The people of the demo, by the names of their log-ins. */
async function addPeople(
  tx: Tx,
  { database, config, clock }: Foundation,
  hashes: ReadonlyMap<string, string>,
): Promise<Record<string, string>> {
  const users = new UsersService(
    database,
    new Sessions(database),
    new ConsoleAddress(config.consoleUrl),
    clock,
  );
  const people: Record<string, string> = {};
  for (const user of demoUsers) {
    const { id } = await users.add(tx, user, false);
    people[loginOf(user)] = id;
    await run(tx, "update app_user set password_hash = $2 where id = $1", [
      id,
      hashes.get(user.email),
    ]);
  }
  return people;
}

/** Does what the case says, act by act, and answers its incident; who opened it makes the others members. */
async function play(
  tx: Tx,
  foundation: Foundation,
  people: Record<string, string>,
  acts: readonly DemoAct[],
): Promise<string | null> {
  const clock = new WrittenClock();
  const { deeds, members } = deedsOn(
    foundation.database.joining(tx, clock),
    clock,
    foundation,
  );
  const names = new DemoNames(people);
  let incident: string | null = null;
  for (const act of acts) {
    clock.at = new Date(act.at);
    const actor = actorOf(act.by, people, incident);
    const [method = "", path = ""] = act.do.split(" ");
    const named = /@([^/]+)/.exec(path)?.[1];
    const deed = deeds[`${method} ${path.replace(/@[^/]+/, ":id")}`];
    if (!deed) throw new Error(`The demo case does what nobody can: ${act.do}`);
    const id = (named === undefined ? incident : names.of(named)) as string;
    const answer = await deed({
      actor,
      incident: incident ?? "",
      id,
      version: names.versionOf(id),
      body: names.fill(act.body ?? {}) as never,
      content: Buffer.from(act.content ?? ""),
    });
    names.remember(act, answer);
    if (incident !== null) continue;
    incident = (answer as { incidentId: string }).incidentId;
    for (const user of demoUsers)
      if (user.role && loginOf(user) !== act.by)
        await members.add(actorOf(act.by, people, incident), incident, {
          userId: people[loginOf(user)]!,
          ...membershipOf(user)!,
        });
  }
  return incident;
}

/** Whoever did it, with the rights they have in the case. */
export function actorOf(
  login: string,
  people: Record<string, string>,
  incident: string | null,
): Actor {
  const user = demoUsers.find((u) => loginOf(u) === login)!;
  const membership = membershipOf(user);
  return {
    ...operatorActor(user.name),
    kind: "user",
    id: people[login]!,
    account: "staff",
    held: permissionsIn("staff", membership),
    incident:
      incident === null ? null : { id: incident, zone, createdYear: 2016 },
    membership,
  };
}

export function loginOf({ email }: Pick<DemoUser, "email">): string {
  return email.split("@")[0]!;
}

function membershipOf({
  role,
  isHead,
  isCounsel,
}: DemoUser): Membership | null {
  return role && { role, isHead, isCounsel };
}
