import { groupedCode } from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { ConfigurationError } from "../platform/config/config.js";
import { sql } from "../platform/database/sql.js";
import type { Foundation } from "../platform/platform.module.js";
import { CodeBatchesService } from "../verification/code-batches.service.js";
import { onFoundation, operator, type Command } from "./command.js";

interface Official {
  incidentId: string;
  no: number;
}

interface Account {
  baseNo: number;
  customerNo: string;
}

const official = sql`select r.incident_id as "incidentId", r.no from scope_run r left join publication p on p.incident_id = r.incident_id
  where r.state = 'frozen' order by (p.slug = 'demo') desc nulls last, r.frozen_at limit 1`;

/** One customer in the base of whom the run says this. */
const someone = sql`select c.base_no as "baseNo", c.customer_no as "customerNo" from customer c
    left join scope_result r on r.incident_id = c.incident_id and r.run_no = $2 and r.base_no = c.base_no and r.customer_no = c.customer_no
  where c.incident_id = $1 and coalesce(r.verdict, 'not_affected') = $3 and c.status = 'active'
    and not exists (select from customer_person l where l.customer_id = c.id)
  order by c.customer_no, c.base_no limit 1`;

const waitMilliseconds = 180_000;

/** What outside tools ask of the demo. */
export const demoCommand: Command = {
  name: "demo",
  usage: "codes",
  summary: "Makes codes for one affected and one other customer of the demo.",
  help: [
    "Only in the demo. Each call makes new codes; waits while the demo's customers are still being brought in.",
  ],
  options: {},
  positionals: 1,
  run: (call) =>
    onFoundation(call, async (foundation) => {
      if (call.positionals[0] !== "codes")
        throw new ConfigurationError("Say: demo codes.");
      const { incidentId, no } = await officialRun(foundation);
      const [affected, notAffected] = await Promise.all(
        ["affected", "not_affected"].map(async (verdict) => {
          const [found] = await foundation.database.query<Account>(someone, [
            incidentId,
            no,
            verdict,
          ]);
          if (!found)
            throw new ConfigurationError(
              `The demo has no customer who is ${verdict.replace("_", " ")}.`,
            );
          return found;
        }),
      );
      const batches = new CodeBatchesService(
        foundation.database,
        new MemberBasesService(foundation.database),
        foundation.config,
      );
      const [first, second] = (
        await foundation.database.transaction(operator(), incidentId, (tx) =>
          batches.makeFor(tx, "demo", [affected!, notAffected!]),
        )
      ).map(groupedCode);
      return {
        json: { affected: { code: first }, notAffected: { code: second } },
        words: [`affected      ${first!}`, `not affected  ${second!}`],
      };
    }),
};

/** The run that is official in the demo; its customers may still be on their way. */
async function officialRun({
  database,
  config,
}: Foundation): Promise<Official> {
  const [installation] = await database.query<{ isDemo: boolean }>(
    `select is_demo as "isDemo" from installation`,
  );
  if (!config.isDemo || !installation?.isDemo)
    throw new ConfigurationError("This is not the demo.");
  const until = Date.now() + waitMilliseconds;
  for (;;) {
    const [found] = await database.query<Official>(official);
    if (found) return found;
    if (config.demoCustomers === 0 || Date.now() > until)
      throw new ConfigurationError("The demo has no official scope run.");
    await new Promise((done) => setTimeout(done, 1_000));
  }
}
