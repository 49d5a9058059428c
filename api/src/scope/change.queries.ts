import type { ScopeCounts } from "@keii/shared";
import { sql, type Sql } from "../platform/database/sql.js";
import {
  cards,
  meant,
  named,
  rows,
  Writing,
  type ScopeQuestion,
  type Statement,
} from "./chosen-rows.queries.js";
import { linked, there, toldOf, units } from "./count.queries.js";

/** What is said of some customers. */
export interface Told {
  affected: ScopeCounts;
  unlisted: ScopeCounts;
  /** Of the accounts above, those that are in a member base. */
  known: number;
  /** Affected, and in none. */
  unknown: number;
}

/** What `changeStatement` answers: the customers that are touched, and what comes and goes. */
export interface Change {
  after: Told;
  before: Told;
  added: ScopeCounts;
  removed: ScopeCounts;
}

type Side = "after" | "before";

/**
 * What some exposures (`after`, bits of their places) say else than others (`before`). Only customers of whom a purchase
 * is chosen by one side alone are told, with every account of their persons: about everybody else both say the same.
 * The first `turned` exposures are those that are on one side only.
 */
export function changeStatement(
  question: ScopeQuestion,
  turned: number,
  masks: Record<Side, number>,
): Statement {
  const writing = new Writing(question);
  const hits = (column: "chosen" | "unlisted", side: Side) =>
    sql`${column as Sql} & ${masks[side]}::bigint <> 0`;
  const differs = (column: "chosen" | "unlisted") =>
    sql`(${hits(column, "after")}) <> (${hits(column, "before")})`;
  const changed = sql`select distinct customer_no, base_no from changed where ${differs("chosen")} or ${differs("unlisted")}`;
  const touched = question.hasPersons
    ? sql`${changed} union select other.customer_no, other.base_no from linked other join linked own using (person_id)
        join changed on changed.customer_no = own.customer_no and changed.base_no = own.base_no`
    : changed;
  return {
    text: sql`with ${question.hasPersons ? sql`${linked}, ` : sql``}${named(rows(writing, turned), sql`changed`)}, ${named(rows(writing))},
    per_customer as (select customer_no, base_no, ${told(hits, "after")}, ${told(hits, "before")}, ${comings(hits)}
      from rows join (${touched}) touched using (customer_no, base_no) group by customer_no, base_no)
    select ${said(question, "after")} as after, ${said(question, "before")} as before,
      ${turn(question, "added", sql`chosen_after and not chosen_before`)} as added,
      ${turn(question, "removed", sql`chosen_before and not chosen_after`)} as removed
    from per_customer left join customer c on ${there(question)} and c.customer_no = per_customer.customer_no and c.base_no = per_customer.base_no`,
    parameters: writing.parameters,
  };
}

type Hits = (column: "chosen" | "unlisted", side: Side) => Sql;

function told(hits: Hits, side: Side): Sql {
  const isChosen = hits("chosen", side);
  const isOff = hits("unlisted", side);
  const as = side as Sql;
  return sql`bool_or(${isChosen}) as chosen_${as}, bool_or(${isOff}) as unlisted_${as},
      ${toldOf(meant, isChosen, isOff)} as purchases_${as}, ${toldOf(cards, isChosen, isOff)} as cards_${as}`;
}

/** Purchases that come and go, and cards of which none stood there before or stands there after. */
function comings(hits: Hits): Sql {
  const isAfter = hits("chosen", "after");
  const isBefore = hits("chosen", "before");
  const either = sql`(${isAfter} or ${isBefore})`;
  return sql`${meant(sql`${isAfter} and not ${isBefore}`)} as added, ${meant(sql`${isBefore} and not ${isAfter}`)} as removed,
      (${cards(either)}) - (${cards(isBefore)}) as added_cards, (${cards(either)}) - (${cards(isAfter)}) as removed_cards`;
}

function said(question: ScopeQuestion, side: Side): Sql {
  const as = side as Sql;
  const of = { purchases: sql`purchases_${as}`, cards: sql`cards_${as}` };
  const isOff = sql`unlisted_${as} and not chosen_${as}`;
  const isKnown = sql`c.customer_no is not null`;
  return sql`jsonb_build_object('affected', ${units(question, sql`chosen_${as}`, of)}, 'unlisted', ${units(question, isOff, of)},
      'known', count(*) filter (where ${isKnown} and (chosen_${as} or unlisted_${as})), 'unknown', count(*) filter (where chosen_${as} and not ${isKnown}))`;
}

/** Accounts and persons that come or go; their purchases and cards also where the customer stays. */
function turn(
  question: ScopeQuestion,
  how: "added" | "removed",
  which: Sql,
): Sql {
  const of = {
    purchases: how as Sql,
    cards: sql`${how as Sql}_cards`,
  };
  return sql`${units(question, which, of)} || jsonb_build_object('purchases', coalesce(sum(${of.purchases}), 0), 'cards', coalesce(sum(${of.cards}), 0))`;
}
