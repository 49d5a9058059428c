import { list, sql, type Sql } from "../platform/database/sql.js";
import {
  customersOf,
  joined,
  purchases,
  Writing,
  type ScopeQuestion,
  type Statement,
} from "./chosen-rows.queries.js";

/** A word of a closed set, which is letters and underscores alone. */
function wordOf(word: string): Sql {
  if (!/^[a-z_]+$/.test(word)) throw new Error("not a word of a closed set");
  return word as Sql;
}

/** Purchases of one customer ($2 base, $3 number), each with what it fails at, by exposure. */
export function explainStatement(
  question: ScopeQuestion,
  baseNo: number,
  customerNo: string,
): Statement & { exposures: number[] } {
  const writing = new Writing(question);
  writing.parameters.push(baseNo, customerNo);
  const asked = writing.asked();
  const lists = new Map(
    asked.flatMap(({ list }) => (list ? [[list.no, list] as const] : [])),
  );
  const because = asked.map(
    ({ conditions }) =>
      sql`to_jsonb(array_remove(array[${list(
        conditions.map(
          ({ holds, because }) =>
            sql`case when (${holds}) is not true then '${wordOf(because)}' end`,
        ),
      )}], null))`,
  );
  return {
    exposures: asked.map(({ exposure }) => exposure.no),
    text: sql`select p.order_no, p.method, p.status, p.paid_at, p.last4, s.code as site_code, s.name as site_name,
      ${because.length === 0 ? sql`'[]'::jsonb` : sql`jsonb_build_array(${list(because)})`} as because
    from ${purchases(question.asOf)} join site s on s.incident_id = p.incident_id and s.no = p.site_no${[...lists.values()].map(joined).join("") as Sql}
    where p.incident_id = $1 and p.base_no = $2::smallint and p.customer_no = $3
    order by p.paid_at nulls last, s.code, p.order_no`,
    parameters: writing.parameters,
  };
}

/** By which exposures a customer ($2 base, $3 number) is chosen, or stands off a list, without any purchase. */
export function explainCustomerStatement(
  question: ScopeQuestion,
  baseNo: number,
  customerNo: string,
): Statement {
  const writing = new Writing(question);
  writing.parameters.push(baseNo, customerNo);
  const branches = question.exposures.flatMap((exposure, place) =>
    customersOf(writing, exposure, place).map(
      (
        branch,
      ) => sql`select ${exposure.no}::integer as no, x.chosen <> 0 as is_chosen from (${branch}) as x (base_no, customer_no, card_ref, site_no, paid_at, chosen, unlisted, n)
        where x.base_no = $2::smallint and x.customer_no = $3`,
    ),
  );
  return {
    text:
      branches.length === 0
        ? sql`select 0 as no, false as is_chosen where $1::uuid is null and $2::smallint is null and $3::text is null`
        : (branches.join(" union all ") as Sql),
    parameters: writing.parameters,
  };
}
