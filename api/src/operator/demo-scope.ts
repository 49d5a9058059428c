import type { ExposureFile } from "@keii/shared";
import { CustomersService } from "../customers/customers.service.js";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { PersonsService } from "../customers/persons.service.js";
import type { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import type { Database } from "../platform/database/database.js";
import { GivenFiguresService } from "../scope/given-figures.service.js";
import { exposures as exposuresOfCase } from "./generator/exposures-file.js";
import { scopeOf } from "./scope-commands.js";

/** An account as the shops name it. */
interface Account {
  base: string;
  no: string;
}

/** What of the answer stands already; what people took back stays taken back. */
interface Standing {
  zone: string;
  hasExposures: boolean;
  hasCurrent: boolean;
  hasLinks: boolean;
  runs: string[];
  hasAsked: boolean;
  hasFigures: boolean;
  firmId: string | null;
  findings: { id: string; title: string }[];
}

/** What the forensic firm found, by the exposure it explains. */
const findingsOfCase = [
  "カード決済の記録がサーバに残っている",
  "アップロード機能でファイルの種類を検査していない",
];

const standing = `select zone,
    exists (select from exposure where incident_id = i.id) as "hasExposures",
    exists (select from exposure where incident_id = i.id and state = 'current') as "hasCurrent",
    exists (select from customer_person where incident_id = i.id) as "hasLinks",
    array(select id::text from scope_run where incident_id = i.id) as runs,
    exists (select from approval where incident_id = i.id and subject = 'scope_run') as "hasAsked",
    exists (select from given_figure where incident_id = i.id) as "hasFigures",
    (select firm_id from forensic_engagement where incident_id = i.id order by created_at limit 1) as "firmId",
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'title', title)), '[]') from forensic_finding
      where incident_id = i.id and state <> 'withdrawn') as findings
  from incident i where id = $1`;

/** Answers who is affected in the demo case: the exposures, the accounts of one person, the run, and its two signatures. */
export class DemoScope {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incident: string,
    private readonly as: (login: string) => Actor,
  ) {}

  /** True where something was missing. Each step is kept by itself, so that a start after a kill goes on. */
  async answer(pairs: readonly (readonly Account[])[]): Promise<boolean> {
    const [known] = await this.database.query<Standing>(standing, [
      this.incident,
    ]);
    const { hasExposures, hasCurrent, hasLinks, hasFigures, runs } = known!;
    if (runs.length > 1 || known!.hasAsked || (hasExposures && !hasCurrent))
      return false;
    if (!hasExposures) await this.recordExposures(known!);
    if (!hasLinks) await this.link(pairs);
    if (!hasFigures && known!.firmId !== null)
      await this.giveFigure(known!.firmId);
    await this.freeze(runs[0] ?? (await this.run()));
    return true;
  }

  private recordExposures({ zone, findings }: Standing): Promise<void> {
    const { exposures } = scopeOf(this.database, this.clock);
    return this.database.transaction(
      this.as("responder2"),
      this.incident,
      async (tx) => {
        for (const [at, exposure] of exposuresOfCase.entries())
          await exposures.recordFile(
            tx,
            zone,
            exposure as ExposureFile,
            "exposures.json",
            findings.find(({ title }) => title === findingsOfCase[at])?.id,
          );
      },
    );
  }

  /** All of them or none: a half would look as if people had decided so. */
  private link(pairs: readonly (readonly Account[])[]): Promise<void> {
    const actor = this.as("responder2");
    return this.database.transaction(actor, this.incident, async (tx) => {
      const database = this.database.joining(tx, this.clock);
      const persons = new PersonsService(
        database,
        new CustomersService(database, new MemberBasesService(database)),
      );
      for (const accounts of pairs) {
        const found = await database.query<{ id: string }>(
          `select c.id from unnest($2::text[], $3::text[]) as a (code, no)
           join member_base b on b.incident_id = $1 and b.code = a.code
           join customer c on c.incident_id = $1 and c.base_no = b.no and c.customer_no = a.no`,
          [
            this.incident,
            accounts.map(({ base }) => base),
            accounts.map(({ no }) => no),
          ],
        );
        if (found.length < 2) continue;
        await persons.link(actor, this.incident, {
          customerIds: found.map(({ id }) => id),
          reason: "氏名・フリガナ・電話番号が同じ。同じ方のアカウントと確認",
        });
      }
    });
  }

  /** What the forensic firm counted, to be held against our own. */
  private async giveFigure(giverId: string): Promise<void> {
    await new GivenFiguresService(this.database).add(
      this.as("responder2"),
      this.incident,
      {
        unit: "cards",
        count: 14_627,
        giverId,
        receivedOn: "2016-09-01",
        source: "最終報告書",
      },
    );
  }

  private async run(): Promise<string> {
    const { scope } = scopeOf(this.database, this.clock);
    return (await scope.run(this.as("responder2"), this.incident)).id;
  }

  private async freeze(id: string): Promise<void> {
    const { scope, approvals } = scopeOf(this.database, this.clock);
    const { version } = await scope.read(this.incident, id);
    await scope.askToFreeze(
      this.as("responder2"),
      this.incident,
      id,
      version,
      "調査会社の最終報告書の件数と一致した",
    );
    const [asked] = await this.database.query<{ id: string; version: number }>(
      "select id, version from approval where incident_id = $1 and subject = 'scope_run' and subject_id = $2 and state = 'asked'",
      [this.incident, id],
    );
    await approvals.decide(
      this.as("compliance"),
      this.incident,
      asked!.id,
      asked!.version,
      { decision: "approved" },
    );
  }
}
