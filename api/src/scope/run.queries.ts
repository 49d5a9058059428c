import { list, sql, type Sql } from "../platform/database/sql.js";
import {
  bitOf,
  customersOf,
  meant,
  monthBy,
  monthOf,
  named,
  references,
  rows,
  Writing,
  type ScopeQuestion,
  type Statement,
} from "./chosen-rows.queries.js";
import { linked, perCustomer, there } from "./count.queries.js";

/** Writes who is affected: a row for each customer of whom there is something to say. */
export function resultsStatement(
  question: ScopeQuestion,
  runNo: number,
): Statement {
  const writing = new Writing(question);
  const mask = sql`(case when chosen <> 0 then chosen else unlisted end)`;
  const each = question.exposures.map(({ no }, place) => ({
    no,
    bit: bitOf(place),
  }));
  // Most customers are in one exposure: no array is made for each of them.
  const alone = each.map(
    ({ no, bit }) => sql`when ${bit} then '{${no}}'::smallint[]`,
  );
  const several = each.map(
    ({ no, bit }) => sql`case when ${mask} & ${bit} <> 0 then ${no} end`,
  );
  const nos = sql`case ${mask} ${alone.join(" ") as Sql} else array_remove(array[${list(several)}]::smallint[], null) end`;
  return {
    text: sql`with ${named(rows(writing))}, ${perCustomer(question)}
    insert into scope_result (incident_id, run_no, base_no, customer_no, verdict, exposure_nos, purchases, cards)
    select $1, ${runNo}, base_no, customer_no, case when chosen <> 0 then 'affected' else 'unlisted' end,
      ${nos}, purchases, cards
    from per_customer where chosen <> 0 or unlisted <> 0`,
    parameters: writing.parameters,
  };
}

/**
 * Sites and months as bits of a customer's masks: the first `places` sites by their numbers, and as many months from
 * `first` on. What lies before and beyond stands in a bit at either end, and is read again (see `severalStatement`).
 */
export interface Places {
  places: number;
  /** The beginnings of the months by zone, one more than there are places. */
  starts: ReadonlyMap<string, readonly string[]>;
}

/** A row of `customersStatement`: a group of customers, or one whose purchases have to be read (`several`). */
export interface CustomersRow {
  what: "exposure" | "site" | "month" | "several";
  /** Bits of exposures, sites or months; 0 among the exposures: inside and on no list. */
  mask: string;
  isPlain: boolean;
  accounts: number;
  purchases: number;
  cards: number;
  /** Cards that have a reference; of the others each is a purchase. */
  references: number;
  /** Those of them that are in a member base. */
  known: number;
  customerNo: string | null;
  baseNo: number | null;
  personId: string | null;
}

function bitAt(place: Sql): Sql {
  return sql`(1::bigint << ${place})`;
}

function isSeveral(mask: Sql): Sql {
  return sql`${mask} & (${mask} - 1) <> 0`;
}

/**
 * All a run says but the purchases, from one sort of the rows: customers by their exposures, sites and months as masks.
 * A customer is plain when the masks tell where its references are: there is one card alone, or one site, month and
 * exposure; or there is none, and its cards are purchases. The others, and accounts that were linked to a person, are
 * told one by one.
 */
export function customersStatement(
  question: ScopeQuestion,
  { places, starts }: Places,
): Statement {
  const writing = new Writing(question);
  const { hasPersons, lists, exposures } = question;
  const found = named(rows(writing));
  const isChosen = lists.length === 0 ? sql`true` : sql`chosen <> 0`;
  const masks = sql`,
      coalesce(bit_or(${bitAt(sql`least(site_no::integer, ${places + 1})`)}) filter (where n is not null and ${isChosen}), 0) as sites,
      coalesce(bit_or(${bitAt(bucketOf(writing, starts))}) filter (where n is not null and ${isChosen}), 0) as months,
      ${meant(sql`card_ref = '' and ${isChosen}`)} as bare,
      bool_or(n is null and ${isChosen}) as is_named`;
  const outside = sql`${(1n + 2n ** BigInt(places + 1)).toString() as Sql}::bigint`;
  const namesCustomers = exposures.some(
    (exposure, place) =>
      customersOf(new Writing(question), exposure, place).length > 0,
  );
  const isPlain = sql`(sites | months) & ${outside} = 0
      and (cards = bare or cards = 1 or not (${isSeveral(sql`sites`)} or ${isSeveral(sql`months`)} or ${isSeveral(sql`chosen`)}))
      ${namesCustomers ? sql`and (cards = 0 or not is_named or not ${isSeveral(sql`chosen`)})` : sql``}
      ${hasPersons ? sql`and person_id is null` : sql``}`;
  const persons = hasPersons
    ? {
        with: sql`${linked}, `,
        column: sql`, l.person_id`,
        join: sql`left join linked l on l.customer_no = p.customer_no and l.base_no = p.base_no`,
      }
    : { with: sql``, column: sql`, null::uuid as person_id`, join: sql`` };
  const nobody = sql`null::text as "customerNo", null::smallint as "baseNo", null::uuid as "personId"`;
  const group = (what: "site" | "month", mask: Sql) =>
    sql`select '${what as Sql}', ${mask}::text, true, count(*)::integer, 0, 0, sum(cards - bare)::integer, 0, ${nobody}
      from told where is_plain and chosen <> 0 and ${mask} <> 0 group by ${mask}`;
  return {
    text: sql`with ${persons.with}${found}, ${perCustomer(question, masks)},
    known as (
      select p.*, c.customer_no is not null as is_known ${persons.column}
      from per_customer p left join customer c on ${there(question)}
        and c.customer_no = p.customer_no and c.base_no = p.base_no ${persons.join}
      where chosen <> 0 or unlisted <> 0
    ), told as materialized (select *, ${isPlain} as is_plain from known)
    select 'exposure' as what, chosen::text as mask, is_plain as "isPlain", count(*)::integer as accounts, sum(purchases)::integer as purchases,
        sum(cards)::integer as cards, sum(cards - bare)::integer as references, (count(*) filter (where is_known))::integer as known, ${nobody}
      from told group by chosen, is_plain
    union all ${group("site", sql`sites`)}
    union all ${group("month", sql`months`)}
    union all select 'several', chosen::text, false, 1, purchases, cards, (cards - bare)::integer, is_known::integer, customer_no, base_no, person_id
      from told where not is_plain and chosen <> 0 or person_id is not null`,
    parameters: writing.parameters,
  };
}

/** Between which beginnings of months a purchase lies: 0 before all of them and where nobody knows when it was paid. */
function bucketOf(writing: Writing, starts: Places["starts"]): Sql {
  return sql`coalesce(${monthBy(writing, (zone) => {
    const place = writing.parameters.push(starts.get(zone));
    return sql`width_bucket(paid_at, $${place}::timestamptz[])`;
  })}, 0)`;
}

/** Beginnings of months in some zones ($1), from a month on ($2), as many as there are places and one ($3). */
export const monthStarts = sql`select zone, array_agg(((date_trunc('month', $2::timestamp) + make_interval(months => place)) at time zone zone)::text order by place) as starts
  from unnest($1::text[]) zone, generate_series(0, $3::integer) place group by zone`;

/** A row of `purchasesStatement`; `month` counts from the first of the places, beyond them it is 0 or the last. */
export interface PurchasesRow {
  siteNo: number;
  month: number;
  chosen: string;
  purchases: number;
  /** Those without the reference of a card. */
  bare: number;
}

/** The purchases that were chosen, by site, month and exposures. */
export function purchasesStatement(
  question: ScopeQuestion,
  { starts }: Places,
): Statement {
  const writing = new Writing(question);
  const found = named(rows(writing));
  return {
    text: sql`with ${found}
    select site_no as "siteNo", month, chosen::text as chosen, count(*)::integer as purchases, (count(*) filter (where card_ref = ''))::integer as bare
    from (select site_no, ${bucketOf(writing, starts)} as month, chosen, card_ref from rows where chosen <> 0 and n is not null) found
    group by site_no, month, chosen`,
    parameters: writing.parameters,
  };
}

/** A customer whose purchases are read again; `mask` are the exposures that chose something of it. */
export interface SeveralCustomer {
  customerNo: string;
  baseNo: number;
  personId: string | null;
  mask: string;
}

/** A row of `severalStatement`; the key is a site's number, a month, or one of the masks that were asked for. */
export interface SeveralRow {
  facet: "site" | "month" | "mask";
  key: string;
  purchases: number;
  bare: number;
  references: number;
  accounts: number;
  persons: number;
}

/** What some customers bought, by site, by month and by `masks` of exposures. */
export function severalStatement(
  question: ScopeQuestion,
  customers: readonly SeveralCustomer[],
  masks: readonly bigint[],
): Statement {
  const writing = new Writing(question);
  const add = (all: readonly unknown[]) => writing.parameters.push(all);
  const several = sql`unnest($${add(customers.map(({ customerNo }) => customerNo))}::text[], $${add(customers.map(({ baseNo }) => baseNo))}::smallint[],
      $${add(customers.map(({ mask }) => mask))}::bigint[], $${add(customers.map(({ personId }) => personId))}::uuid[])
      with ordinality as several (customer_no, base_no, mask, person_id, place)`;
  const parts = sql`part (part) as (select unnest($${add(masks.map(String))}::bigint[]))`;
  const counted = sql`place, person_id, count(n) as n, ${meant(sql`card_ref = ''`)} as bare, ${references(sql`true`)} as refs`;
  return {
    text: sql`with ${named(rows(writing))}, ${parts},
    bought as materialized (
      select place, person_id, card_ref, site_no, paid_at, chosen, n from rows join ${several} using (customer_no, base_no)
      where chosen <> 0 and n is not null
    ),
    each_customer as (
      select 'site' as facet, site_no::text as key, ${counted} from bought group by site_no, place, person_id
      union all select 'month', to_char(month, 'YYYY-MM'), ${counted}
        from (select *, ${monthOf(writing)} as month from bought where paid_at is not null) dated group by month, place, person_id
      union all select 'mask', part::text, place, several.person_id, coalesce(x.n, 0), coalesce(x.bare, 0), coalesce(x.refs, 0)
        from ${several} cross join part left join (select part, ${counted} from bought cross join part where chosen & part <> 0 group by part, place, person_id) x using (part, place)
        where mask & part <> 0
    )
    select facet, key, sum(n)::integer as purchases, sum(bare)::integer as bare, sum(refs)::integer as references, count(*)::integer as accounts,
      (count(*) - count(person_id) + count(distinct person_id))::integer as persons
    from each_customer group by facet, key`,
    parameters: writing.parameters,
  };
}

/** How many accounts the bases hold. */
export function accountsStatement(question: ScopeQuestion): Sql {
  return sql`select count(*)::integer as accounts from customer c where ${there(question)}`;
}
