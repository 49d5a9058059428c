import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type {
  DecisionInput,
  MilestoneKind,
  NewTimelineEvent,
  OrganisationChange,
  NewIncident,
} from "@keii/shared";
import { permissionsIn } from "@keii/shared";
import { ApprovalsService } from "../approvals/approvals.service.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { MembersService } from "../members/members.service.js";
import { MilestonesService } from "../milestones/milestones.service.js";
import { OrganisationService } from "../organisation/organisation.service.js";
import { Passwords } from "../platform/auth/passwords.js";
import { Sessions } from "../platform/auth/sessions.js";
import { ConsoleAddress } from "../platform/config/console-address.js";
import { operatorActor, type Actor } from "../platform/database/actor.js";
import { actorSetting, run, type Tx } from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { TimelineService } from "../timeline/timeline.service.js";
import { UsersService } from "../users/users.service.js";
import { demoUsers } from "./demo-users.js";

/** The demo case as data: what happened, in the words somebody would have typed. */
interface DemoCase {
  organisation: OrganisationChange;
  incident: NewIncident & { status: string };
  milestones: {
    kind: MilestoneKind;
    on: string;
    at?: string;
    learnedBy: string;
    channel: string;
    evidence: string;
    line: number;
  }[];
  timeline: (Omit<NewTimelineEvent, "decision"> & {
    by: string;
    decision?: DecisionInput;
    correction?: { text: string; reason: string };
    retraction?: string;
  })[];
}

const caseFile = fileURLToPath(
  new URL("../../../db/demo/case.json", import.meta.url),
);

/** Loads the demo users and the demo case on the first start, through the services that people use. */
export async function loadDemo(
  foundation: Foundation,
  tell: (line: string) => void,
): Promise<void> {
  const { database } = foundation;
  const [present] = await database.query("select from app_user limit 1");
  if (present) return;
  const demo = JSON.parse(await readFile(caseFile, "utf8")) as DemoCase;
  const timeline = new TimelineService(database, foundation.clock);
  const approvals = new ApprovalsService(database);
  const organisation = new OrganisationService(database);
  const incidents = new IncidentsService(
    database,
    organisation,
    foundation.clock,
  );
  const members = new MembersService(database, foundation.clock);
  const milestones = new MilestonesService(
    database,
    new RecordLinesService(timeline),
    approvals,
  );
  const users = new UsersService(
    database,
    new Sessions(database),
    new ConsoleAddress(foundation.config.consoleUrl),
    foundation.clock,
  );
  const passwords = new Passwords();
  const hashes = new Map(
    await Promise.all(
      demoUsers.map(
        async (u) => [u.email, await passwords.hash(u.password)] as const,
      ),
    ),
  );
  const operator = operatorActor("デモの読み込み");

  await database.transaction(operator, null, async (tx) => {
    const ids = new Map<string, string>();
    for (const user of demoUsers) {
      const { id } = await users.add(tx, user, false);
      ids.set(user.email, id);
      await run(tx, "update app_user set password_hash = $2 where id = $1", [
        id,
        hashes.get(user.email),
      ]);
    }
    const { id: organisationId, version } = await organisation.read(tx);
    await organisation.changeWithin(
      tx,
      organisationId,
      version,
      demo.organisation,
    );
    const head = demoUsers.find((u) => u.isHead)!;
    await become(tx, head.email, ids.get(head.email)!);
    tx.now = new Date("2016-08-12T18:05:00+09:00");
    const incidentId = await incidents.open(tx, demo.incident);
    tx.incidentId = incidentId;
    for (const user of demoUsers)
      if (user.role)
        await members.join(tx, incidentId, {
          userId: ids.get(user.email)!,
          role: user.role,
          isHead: user.isHead,
          isCounsel: user.isCounsel,
        });
    const lines: string[] = [];
    for (const { by, correction, retraction, ...entry } of demo.timeline) {
      await become(tx, `${by}@keii.test`, ids.get(`${by}@keii.test`)!);
      tx.now = writtenDown(entry);
      const id = await timeline.write(tx, entry, null);
      if (correction) await timeline.correctWithin(tx, id, 1, correction);
      if (retraction !== undefined)
        await timeline.retractWithin(tx, id, correction ? 2 : 1, retraction);
      lines.push(id);
    }
    await become(tx, head.email, ids.get(head.email)!);
    for (const { on, at, line, ...milestone } of demo.milestones)
      await milestones.record(tx, "Asia/Tokyo", {
        ...milestone,
        occurred: { on, at: at ?? null },
        timelineEventId: lines[line] ?? null,
      });
    await run(
      tx,
      "update incident set status = $2, updated_at = $3 where id = $1",
      [incidentId, demo.incident.status, tx.now],
    );
  });
  tell(`Demo case loaded: ${demo.timeline.length} entries`);
}

/** Entries were written down soon after they were learned of, and never before the incident was there. */
function writtenDown({
  occurred,
  learned,
}: Pick<NewTimelineEvent, "occurred" | "learned">): Date {
  const known =
    learned ??
    (occurred.precision === "planned" ? { on: "2016-09-14" } : occurred);
  const at =
    new Date(known.at ?? `${known.on}T17:30:00+09:00`).getTime() + 12 * 60_000;
  return new Date(Math.max(at, Date.parse("2016-08-12T18:20:00+09:00")));
}

/** The rest of the unit of work is done in this person's name. */
async function become(tx: Tx, email: string, id: string): Promise<void> {
  const user = demoUsers.find((u) => u.email === email)!;
  const membership = user.role && {
    role: user.role,
    isHead: user.isHead,
    isCounsel: user.isCounsel,
  };
  const actor: Actor = {
    ...operatorActor(user.name),
    kind: "user",
    id,
    account: "staff",
    held: permissionsIn("staff", membership),
  };
  tx.actor = actor;
  await run(tx, "select set_config('keii.actor', $1, true)", [
    actorSetting(actor),
  ]);
}
