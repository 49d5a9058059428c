import { Injectable } from "@nestjs/common";
import {
  maskName,
  problems,
  type AskedAccount,
  type Bilingual,
  type OrderStatus,
  type PaymentMethod,
  type ScopeExplanation,
  type ScopeResult,
  type ScopeResults,
  type ScopeResultSearch,
  type ScopeRun,
} from "@keii/shared";
import { Database } from "../platform/database/database.js";
import { all, sql, type Sql } from "../platform/database/sql.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { countCap } from "../platform/http/list.js";
import { instant } from "../timeline/occurrence.js";
import {
  explainCustomerStatement,
  explainStatement,
} from "./explain.queries.js";
import { questionOf } from "./scope-engine.js";
import { resultColumns, resultTables } from "./scope-runs.queries.js";
import { ScopeService } from "./scope.service.js";

const pageSize = 50;
const mostOthers = 50;

type Because = ScopeExplanation["others"][number]["because"];

interface ResultRow {
  base_no: number;
  customer_no: string;
  base_code: string;
  customer_id: string | null;
  name: string;
  verdict: ScopeResult["verdict"];
  exposure_nos: number[];
  purchases: number;
  cards: number;
}

interface ExplainedPurchase {
  order_no: string;
  method: PaymentMethod;
  status: OrderStatus;
  paid_at: Date | null;
  last4: string;
  site_code: string;
  site_name: Bilingual;
  because: Because[];
}

/** Whom a run speaks of: found by the base they are in and the id they have there. */
export interface AskedCustomer {
  id: string | null;
  baseNo: number;
  baseCode: string;
  customerNo: string;
}

/** The customers of a run, and why it says of one what it says. */
@Injectable()
export class ScopeResultsService {
  constructor(
    private readonly database: Database,
    private readonly scope: ScopeService,
  ) {}

  async search(
    incidentId: string,
    id: string,
    search: ScopeResultSearch,
  ): Promise<ScopeResults> {
    const run = await this.scope.read(incidentId, id);
    const { source, parameters } = await this.source(run, search);
    const cursor = readCursor(search.cursor);
    const counted = await this.database.query<{ n: number }>(
      sql`select count(*)::int as n from (select from ${source} limit ${countCap + 1}) counted`,
      parameters,
    );
    const behind = cursor
      ? sql`and (r.base_no, r.customer_no) > ($${parameters.push(cursor[0])}::smallint, $${parameters.push(cursor[1])})`
      : sql``;
    const rows = await this.database.query<ResultRow>(
      sql`select ${resultColumns} from ${source} ${behind} order by r.base_no, r.customer_no limit ${pageSize + 1}`,
      parameters,
    );
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    const total = counted[0]!.n;
    return {
      results: page.map(toResult),
      total: Math.min(total, countCap),
      isCapped: total > countCap,
      cursor: rows.length > pageSize && last ? writeCursor(last) : null,
    };
  }

  private async source(
    { incidentId, no }: ScopeRun,
    {
      verdict,
      exposureNo,
      combination,
      againstRunNo,
      difference,
    }: ScopeResultSearch,
  ): Promise<{ source: Sql; parameters: unknown[] }> {
    const parameters: unknown[] = [incidentId];
    const where = [sql`r.incident_id = $1`];
    const asked = againstRunNo === undefined ? null : (difference ?? "added");
    if (difference !== undefined && againstRunNo === undefined)
      throw fieldProblem(problems.invalid, "againstRunNo", "isNotBlank");
    if (againstRunNo !== undefined)
      await this.scope.needRun(incidentId, againstRunNo, "againstRunNo");
    const [shown, other] =
      asked === "removed" ? [againstRunNo!, no] : [no, againstRunNo ?? no];
    where.push(sql`r.run_no = ${shown}`);
    if (asked === null) {
      if (verdict !== undefined)
        where.push(sql`r.verdict = $${parameters.push(verdict)}`);
    } else {
      const isThere = sql`exists (select from scope_result o where o.incident_id = $1 and o.run_no = ${other}
        and o.base_no = r.base_no and o.customer_no = r.customer_no and o.verdict = 'affected')`;
      where.push(
        sql`r.verdict = 'affected'`,
        asked === "unchanged" ? isThere : sql`not ${isThere}`,
      );
    }
    if (exposureNo !== undefined)
      where.push(sql`${exposureNo}::smallint = any(r.exposure_nos)`);
    if (combination !== undefined)
      where.push(
        sql`r.verdict = 'affected'`,
        sql`r.exposure_nos = $${parameters.push(numbersOf(combination))}::smallint[]`,
      );
    return { source: sql`${resultTables} where ${all(where)}`, parameters };
  }

  /** Why this run says of a customer of the bases what it says. */
  async explain(
    incidentId: string,
    id: string,
    customerId: string,
  ): Promise<ScopeExplanation> {
    const run = await this.scope.read(incidentId, id);
    const [customer] = await this.database.query<AskedCustomer>(
      `select c.id, c.base_no as "baseNo", b.code as "baseCode", c.customer_no as "customerNo"
       from customer c join member_base b on b.incident_id = c.incident_id and b.no = c.base_no
       where c.incident_id = $1 and c.id = $2`,
      [incidentId, customerId],
    );
    if (!customer) throw new Problem(problems.notFound);
    return this.explanation(run, customer);
  }

  /** The same of a customer by base and id: purchases name some who stand in no base. */
  async explainAccount(
    incidentId: string,
    id: string,
    { memberBase, customerNo }: AskedAccount,
  ): Promise<ScopeExplanation> {
    const run = await this.scope.read(incidentId, id);
    const [account] = await this.database.query<AskedCustomer>(
      `select c.id, b.no as "baseNo", b.code as "baseCode", $3 as "customerNo"
       from member_base b left join customer c on c.incident_id = b.incident_id and c.base_no = b.no and c.customer_no = $3
       where b.incident_id = $1 and b.code = $2 and (c.id is not null or exists (
         select from scope_result r where r.incident_id = $1 and r.run_no = $4 and r.base_no = b.no and r.customer_no = $3))`,
      [incidentId, memberBase, customerNo, run.no],
    );
    if (!account) throw new Problem(problems.notFound);
    return this.explanation(run, account);
  }

  async explanation(
    run: ScopeRun,
    { id, baseNo, baseCode, customerNo }: AskedCustomer,
  ): Promise<ScopeExplanation> {
    const { incidentId, exposures } = run;
    const question = await questionOf(
      this.database,
      incidentId,
      exposures,
      run.batchNo,
    );
    const statement = explainStatement(question, baseNo, customerNo);
    const purchases = await this.database.query<ExplainedPurchase>(
      statement.text,
      statement.parameters,
    );
    const named = explainCustomerStatement(question, baseNo, customerNo);
    const byName = await this.database.query<{
      no: number;
      is_chosen: boolean;
    }>(named.text, named.parameters);
    const [result] = await this.database.query<{
      verdict: ScopeResult["verdict"];
    }>(
      "select verdict from scope_result where incident_id = $1 and run_no = $2 and base_no = $3 and customer_no = $4",
      [incidentId, run.no, baseNo, customerNo],
    );
    const chosen = (place: number, why: "chosen" | "unlisted") =>
      purchases.filter(({ because }) => {
        const reasons = because[place]!;
        return why === "chosen"
          ? reasons.length === 0
          : reasons.length === 1 && reasons[0] === "list";
      });
    const told = new Set<ExplainedPurchase>();
    const shown = exposures.map((exposure) => {
      const { no, name } = exposure;
      const place = statement.exposures.indexOf(no);
      const inIt = place === -1 ? [] : chosen(place, "chosen");
      const offList =
        place === -1 || isListAlone(exposure) ? [] : chosen(place, "unlisted");
      const own = byName.find((one) => one.no === no);
      const isAffected = inIt.length > 0 || own?.is_chosen === true;
      const isUnlisted = offList.length > 0 || own?.is_chosen === false;
      const which = isAffected ? inIt : offList;
      for (const one of which) told.add(one);
      return {
        no,
        name,
        standing: isAffected
          ? ("affected" as const)
          : isUnlisted
            ? ("unlisted" as const)
            : ("outside" as const),
        purchases: which.map((one) => ({
          ...toPurchase(one),
          last4: one.last4,
        })),
      };
    });
    return {
      runNo: run.no,
      runAt: run.createdAt,
      batchNo: run.batchNo,
      customerId: id,
      memberBase: { code: baseCode },
      customerNo,
      verdict: result?.verdict ?? "not_affected",
      exposures: shown,
      others: purchases
        .filter((one) => !told.has(one))
        .slice(0, mostOthers)
        .map((one) => ({ ...toPurchase(one), because: nearest(one.because) })),
    };
  }
}

/** What a purchase fails at with the exposure that it fails least with. */
function nearest(because: readonly Because[]): Because {
  return [...because].sort((a, b) => a.length - b.length)[0] ?? [];
}

function isListAlone({
  givenListNo,
  from,
  until,
  siteNos,
  methods,
}: ScopeRun["exposures"][number]): boolean {
  return (
    givenListNo !== null &&
    from === null &&
    until === null &&
    siteNos.length === 0 &&
    methods.length === 0
  );
}

function toPurchase(row: ExplainedPurchase) {
  return {
    orderNo: row.order_no,
    site: { code: row.site_code, name: row.site_name },
    method: row.method,
    status: row.status,
    paidAt: instant(row.paid_at),
  };
}

function toResult(row: ResultRow): ScopeResult {
  return {
    customerId: row.customer_id,
    memberBase: { code: row.base_code },
    customerNo: row.customer_no,
    name: maskName(row.name),
    verdict: row.verdict,
    exposureNos: row.exposure_nos,
    purchases: row.purchases,
    cards: row.cards,
  };
}

function numbersOf(combination: string): number[] {
  const numbers = combination.split("+").map(Number);
  const isKnown = (no: number) =>
    Number.isInteger(no) && no > 0 && no <= 32_767;
  if (!numbers.every(isKnown))
    throw fieldProblem(problems.invalid, "combination", "unknownValue");
  return numbers;
}

function writeCursor({ base_no, customer_no }: ResultRow): string {
  return Buffer.from(JSON.stringify([base_no, customer_no])).toString(
    "base64url",
  );
}

function readCursor(cursor: string | undefined): [number, string] | null {
  if (cursor === undefined || cursor === "") return null;
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    read = null;
  }
  const [base, customer] = Array.isArray(read) ? (read as unknown[]) : [];
  if (
    !Number.isInteger(base) ||
    Math.abs(base as number) > 32767 ||
    typeof customer !== "string" ||
    customer.includes("\0")
  )
    throw fieldProblem(problems.invalid, "cursor", "unknownValue");
  return [base as number, customer];
}
