import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { ExposureFile, type ScopeRun } from "@keii/shared";
import { ApprovalsService } from "../approvals/approvals.service.js";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { SitesService } from "../customers/sites.service.js";
import { ExposuresService } from "../exposures/exposures.service.js";
import { GivenListsService } from "../exposures/given-lists.service.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { OrganisationService } from "../organisation/organisation.service.js";
import { PartiesService } from "../parties/parties.service.js";
import type { Clock } from "../platform/clock/clock.js";
import { ConfigurationError } from "../platform/config/config.js";
import type { Database } from "../platform/database/database.js";
import { checkContract } from "../platform/http/contract.pipe.js";
import type { Foundation } from "../platform/platform.module.js";
import {
  ScopeResultsService,
  type AskedCustomer,
} from "../scope/scope-results.service.js";
import { ScopeService } from "../scope/scope.service.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { TimelineService } from "../timeline/timeline.service.js";
import {
  onFoundation,
  operator,
  type Answer,
  type Call,
  type Command,
} from "./command.js";
import { incidentOf } from "./import-command.js";

/** The services outside of the application. */
export function scopeOf(
  database: Database,
  clock: Clock,
): {
  exposures: ExposuresService;
  scope: ScopeService;
  results: ScopeResultsService;
  approvals: ApprovalsService;
} {
  const bases = new MemberBasesService(database);
  const sites = new SitesService(database);
  const incidents = new IncidentsService(
    database,
    new OrganisationService(database),
    clock,
  );
  const parties = new PartiesService(database, incidents);
  const exposures = new ExposuresService(
    database,
    bases,
    sites,
    new GivenListsService(database, bases, parties),
  );
  const approvals = new ApprovalsService(database);
  const scope = new ScopeService(
    database,
    exposures,
    approvals,
    new RecordLinesService(new TimelineService(database, clock)),
  );
  return {
    exposures,
    scope,
    results: new ScopeResultsService(database, scope),
    approvals,
  };
}

export const exposureCommand: Command = {
  name: "exposure",
  usage: "add --incident CODE --file EXPOSURE.json",
  summary: "Records a path by which data leaked.",
  help: [
    "The file is JSON: name, vector, subject (purchases or customers), fromOn, untilOn (both days inclusive, in the",
    "incident's zone), fromAt, untilAt (minutes, where a day is too long), sites, memberBases (codes), methods, statuses,",
    "dataItems, and givenList: {name, kind (customers, orders or transactions), memberBase, giver, receivedOn, ids}.",
    "Codes that are not known yet are made.",
  ],
  options: { incident: { type: "string" }, file: { type: "string" } },
  positionals: 1,
  run: async (call) => {
    const { file } = call.values;
    if (call.positionals[0] !== "add" || typeof file !== "string")
      throw new ConfigurationError("Say add and --file EXPOSURE.json.");
    const path = resolve(file);
    const exposure = await checkContract(ExposureFile, await jsonIn(path));
    return onFoundation(call, async (foundation) => {
      const { database, clock } = foundation;
      const incidentId = await incidentOf(foundation, call.values.incident);
      const zone = await zoneOf(database, incidentId);
      const { exposures } = scopeOf(database, clock);
      const made = await database.transaction(operator(), incidentId, (tx) =>
        exposures.recordFile(tx, zone, exposure, basename(path)),
      );
      return {
        json: { exposure: made.no, id: made.id, name: made.name },
        words: [`Exposure ${made.no}: ${made.name}`],
      };
    });
  },
};

export const scopeCommand: Command = {
  name: "scope",
  usage: "run --incident CODE | explain --incident CODE --customer ID",
  summary: "Answers who is affected, or why one customer is or is not.",
  help: [
    "run      counts and keeps the answer as the next run",
    "explain  says of the newest run why it says of one customer what it says",
    "--customer     the shop's id of the customer",
    "--member-base  whose id it is, where several bases have it",
  ],
  options: {
    incident: { type: "string" },
    customer: { type: "string" },
    "member-base": { type: "string" },
  },
  positionals: 1,
  run: (call) =>
    onFoundation(call, (foundation) => {
      switch (call.positionals[0]) {
        case "run":
          return runScope(foundation, call);
        case "explain":
          return explain(foundation, call);
        default:
          throw new ConfigurationError("Say run or explain.");
      }
    }),
};

async function runScope(
  foundation: Foundation,
  { values }: Call,
): Promise<Answer> {
  const incidentId = await incidentOf(foundation, values.incident);
  const { scope } = scopeOf(foundation.database, foundation.clock);
  const run = await scope.run(operator(), incidentId);
  return { json: told(run), words: inWords(run) };
}

function told(run: ScopeRun): object {
  const { figures, id, no, state, batchNo } = run;
  return { run: no, id, state, batchNo, ...figures };
}

function inWords({ no, figures }: ScopeRun): string[] {
  if (!figures) return [`Run ${no} has no figures.`];
  const { affected, unlisted, notAffected, unknownCustomers } = figures;
  return [
    `Run ${no}: ${affected.cards} cards, ${affected.purchases} purchases, ${affected.accounts} accounts, ${affected.persons} persons affected.`,
    `In a window and not on its list: ${unlisted.accounts} accounts. Not affected: ${notAffected.accounts} accounts.`,
    ...(unknownCustomers > 0
      ? [`${unknownCustomers} of those affected stand in no member base.`]
      : []),
  ];
}

async function explain(
  foundation: Foundation,
  { values }: Call,
): Promise<Answer> {
  const { database, clock } = foundation;
  const incidentId = await incidentOf(foundation, values.incident);
  const { scope, results } = scopeOf(database, clock);
  const { customer, "member-base": base } = values;
  if (typeof customer !== "string")
    throw new ConfigurationError("Say --customer ID.");
  const [newest] = await database.query<{ id: string }>(
    "select id from scope_run where incident_id = $1 order by no desc limit 1",
    [incidentId],
  );
  if (!newest) throw new ConfigurationError("Nothing was run yet.");
  const asked = await customerOf(
    database,
    incidentId,
    customer.normalize("NFKC").trim(),
    typeof base === "string" ? base : null,
  );
  const answer = await results.explanation(
    await scope.read(incidentId, newest.id),
    asked,
  );
  return {
    json: answer,
    words: [
      `${answer.customerNo} (${answer.memberBase.code}): ${answer.verdict}`,
      ...answer.exposures.map(
        ({ no, name, standing, purchases }) =>
          `${no} ${name}: ${standing}${purchases.length > 0 ? ` (${purchases.map((p) => `${p.site.code} ${p.orderNo} ${p.method} ${p.paidAt ?? ""}`).join("; ")})` : ""}`,
      ),
      ...answer.others.map(
        (p) =>
          `- ${p.site.code} ${p.orderNo} ${p.method} ${p.paidAt ?? ""}: ${p.because.join(", ")}`,
      ),
    ],
  };
}

/** A customer of a base, or one that only purchases speak of. */
async function customerOf(
  database: Database,
  incidentId: string,
  customerNo: string,
  base: string | null,
): Promise<AskedCustomer> {
  const found = await database.query<AskedCustomer>(
    `select c.id, b.no as "baseNo", b.code as "baseCode", $2 as "customerNo" from member_base b
       left join customer c on c.incident_id = $1 and c.base_no = b.no and c.customer_no = $2
     where b.incident_id = $1 and ($3::text is null or b.code = $3) and (c.id is not null
       or exists (select from purchase p where p.incident_id = $1 and p.base_no = b.no and p.customer_no = $2)
       or exists (select from scope_result r where r.incident_id = $1 and r.base_no = b.no and r.customer_no = $2))
     order by b.no`,
    [incidentId, customerNo, base],
  );
  if (found.length > 1)
    throw new ConfigurationError(
      `Several member bases have this id. Say --member-base: ${found.map(({ baseCode }) => baseCode).join(", ")}.`,
    );
  if (!found[0]) throw new ConfigurationError("There is no such customer.");
  return found[0];
}

async function zoneOf(database: Database, incidentId: string): Promise<string> {
  const [row] = await database.query<{ zone: string }>(
    "select zone from incident where id = $1",
    [incidentId],
  );
  return row!.zone;
}

async function jsonIn(path: string): Promise<object> {
  const wrong = new ConfigurationError("The file of --file has to be JSON.");
  let read: unknown;
  try {
    read = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong;
    throw error;
  }
  if (typeof read !== "object" || read === null || Array.isArray(read))
    throw wrong;
  return read;
}
