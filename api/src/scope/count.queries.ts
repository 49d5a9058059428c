import { sql, type Sql } from "../platform/database/sql.js";
import {
  cards,
  meant,
  named,
  none,
  rows,
  Writing,
  type ScopeQuestion,
  type Statement,
} from "./chosen-rows.queries.js";

/**
 * Customers with what was chosen of theirs, and `besides` further columns. The grouping starts with the id of the
 * customer: rows are sorted by it fastest, and come in the order in which the customers are joined and the results are
 * indexed.
 */
export function perCustomer(
  { lists }: ScopeQuestion,
  besides: Sql = sql``,
): Sql {
  // Without lists everything that was found was chosen.
  const told = (count: (condition: Sql) => Sql): Sql =>
    lists.length === 0
      ? count(sql`true`)
      : toldOf(count, sql`chosen <> 0`, sql`unlisted <> 0`);
  return sql`per_customer as (
    select customer_no, base_no, bit_or(chosen) as chosen, ${lists.length === 0 ? none : sql`bit_or(unlisted)`} as unlisted,
      (${told(meant)})::integer as purchases, (${told(cards)})::integer as cards ${besides}
    from rows group by customer_no, base_no
  )`;
}

/** What was chosen of a customer; where nothing was, what stands off a list. */
export function toldOf(
  count: (condition: Sql) => Sql,
  isChosen: Sql,
  isOff: Sql,
): Sql {
  return sql`case when bool_or(${isChosen}) then ${count(isChosen)} else ${count(isOff)} end`;
}

/** Accounts that were linked to a person. */
export const linked = sql`linked as materialized (
    select c.base_no, c.customer_no, x.person_id from customer_person x join customer c on c.id = x.customer_id where x.incident_id = $1
  )`;

/** The units of some of the customers, as JSON; a person counts once. */
export function units(
  { hasPersons }: ScopeQuestion,
  which: Sql,
  of: { purchases: Sql; cards: Sql },
): Sql {
  const accounts = sql`count(*) filter (where ${which})`;
  const again = hasPersons
    ? sql`- (select count(*) - count(distinct person_id) from linked join per_customer using (base_no, customer_no) where ${which})`
    : sql``;
  return sql`jsonb_build_object('cards', coalesce(sum(${of.cards}) filter (where ${which}), 0), 'purchases', coalesce(sum(${of.purchases}) filter (where ${which}), 0),
      'accounts', ${accounts}, 'persons', ${accounts} ${again})`;
}

/** The customers of the bases, as `c`. */
export function there({ asOf }: ScopeQuestion): Sql {
  return sql`c.incident_id = $1 ${asOf === null ? sql`` : sql`and c.first_batch <= ${asOf}`}`;
}

/** Counts without writing anything. */
export function countStatement(question: ScopeQuestion): Statement {
  const writing = new Writing(question);
  const own = { purchases: sql`purchases`, cards: sql`cards` };
  const isKnown = sql`c.customer_no is not null`;
  return {
    text: sql`with ${question.hasPersons ? sql`${linked}, ` : sql``}${named(rows(writing))}, ${perCustomer(question)}
    select jsonb_build_object('affected', ${units(question, sql`chosen <> 0`, own)}, 'unlisted', ${units(question, sql`chosen = 0 and unlisted <> 0`, own)},
      'notAffected', jsonb_build_object('accounts', (select count(*) from customer c where ${there(question)}) - count(*) filter (where ${isKnown} and (chosen <> 0 or unlisted <> 0))),
      'unknownCustomers', count(*) filter (where chosen <> 0 and not ${isKnown})) as figures
    from per_customer left join customer c on ${there(question)} and c.customer_no = per_customer.customer_no and c.base_no = per_customer.base_no`,
    parameters: writing.parameters,
  };
}
