import type { GivenListKind, PinnedExposure } from "@keii/shared";
import { all, sql, type Sql } from "../platform/database/sql.js";

/** A given list, as far as a run joins it. */
export interface RunList {
  no: number;
  kind: GivenListKind;
  baseNo: number | null;
}

/** What is asked: which exposures over which rows. */
export interface ScopeQuestion {
  incidentId: string;
  /** Rows as of this batch; null: as they are, which is the newest one. */
  asOf: number | null;
  exposures: readonly PinnedExposure[];
  lists: readonly RunList[];
  /** Whether accounts of the incident were linked to persons. */
  hasPersons: boolean;
}

/** A statement with its parameters. */
export interface Statement {
  text: Sql;
  parameters: unknown[];
}

/** One condition of an exposure over the purchases `p`, and what to say where it fails. */
interface Condition {
  because: "base" | "site" | "method" | "status" | "before" | "after" | "list";
  holds: Sql;
}

/** What an exposure asks of a purchase: of its window, and of its list. */
interface Asked {
  exposure: PinnedExposure;
  bit: Sql;
  conditions: Condition[];
  /** All but the list; for a list without a window, the list as well. */
  inside: Sql;
  list: RunList | null;
  isListAlone: boolean;
}

export const none = sql`0::bigint`;

/** Exposures are bits of a number: 2 ** their place in the question. */
export function bitOf(place: number): Sql {
  return sql`${2 ** place}::bigint`;
}

export class Writing {
  readonly parameters: unknown[];
  private all: readonly Asked[] | null = null;

  constructor(readonly question: ScopeQuestion) {
    this.parameters = [question.incidentId];
  }

  add(
    parameter: unknown,
    type: "smallint[]" | "text[]" | "timestamptz" | "date",
  ): Sql {
    const place = this.parameters.push(parameter);
    switch (type) {
      case "smallint[]":
        return sql`$${place}::smallint[]`;
      case "text[]":
        return sql`$${place}::text[]`;
      case "timestamptz":
        return sql`$${place}::timestamptz`;
      case "date":
        return sql`$${place}::date`;
    }
  }

  listOf({ givenListNo }: PinnedExposure): RunList | null {
    if (givenListNo === null) return null;
    const found = this.question.lists.find(({ no }) => no === givenListNo);
    if (!found) throw new Error(`there is no given list ${givenListNo}`);
    return found;
  }

  /** The same in every part of the statement, so that each value is a parameter once. */
  asked(): readonly Asked[] {
    return (this.all ??= this.question.exposures.flatMap((exposure, place) =>
      exposure.subject === "purchases" ? [this.ask(exposure, place)] : [],
    ));
  }

  private ask(exposure: PinnedExposure, place: number): Asked {
    const conditions: Condition[] = [];
    const { baseNos, siteNos, methods, statuses, from, until } = exposure;
    if (methods.length > 0)
      conditions.push({
        because: "method",
        holds: sql`p.method = any(${this.add(methods, "text[]")})`,
      });
    if (siteNos.length > 0)
      conditions.push({
        because: "site",
        holds: sql`p.site_no = any(${this.add(siteNos, "smallint[]")})`,
      });
    if (from !== null)
      conditions.push({
        because: "before",
        holds: sql`p.paid_at >= ${this.add(from, "timestamptz")}`,
      });
    if (until !== null)
      conditions.push({
        because: "after",
        holds: sql`p.paid_at < ${this.add(until, "timestamptz")}`,
      });
    conditions.push({
      because: "status",
      holds: sql`p.status = any(${this.add(statuses, "text[]")})`,
    });
    if (baseNos.length > 0)
      conditions.push({
        because: "base",
        holds: sql`p.base_no = any(${this.add(baseNos, "smallint[]")})`,
      });
    const given = this.listOf(exposure);
    const isListAlone =
      given !== null &&
      from === null &&
      until === null &&
      siteNos.length === 0 &&
      methods.length === 0;
    const window = all(conditions.map(({ holds }) => holds));
    if (given) conditions.push({ because: "list", holds: isOn(given) });
    return {
      exposure,
      bit: bitOf(place),
      conditions,
      inside: isListAlone ? sql`${isOn(given)} and ${window}` : window,
      list: given,
      isListAlone,
    };
  }
}

function alias({ no }: RunList): Sql {
  return sql`l${no}`;
}

function isOn(given: RunList): Sql {
  return sql`${alias(given)}.key is not null`;
}

/** A list beside each purchase: its key names the purchase, or is null. */
export function joined(given: RunList): Sql {
  const l = alias(given);
  const base =
    given.baseNo === null ? sql`` : sql`and p.base_no = ${given.baseNo}`;
  const key = {
    customers: sql`p.customer_no`,
    orders: sql`p.order_no`,
    transactions: sql`p.transaction_no`,
  }[given.kind];
  return sql` left join given_list_item ${l} on ${l}.incident_id = $1 and ${l}.list_no = ${given.no} and ${l}.key = ${key} ${base}`;
}

/** Purchases as `p`. */
export function purchases(asOf: number | null): Sql {
  if (asOf === null) return sql`purchase p`;
  const columns = sql`incident_id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, last4, transaction_no`;
  return sql`(select ${columns} from purchase where incident_id = $1 and batch_no <= ${asOf}
    union all select ${columns} from purchase_past where incident_id = $1 and batch_no <= ${asOf} and until_batch > ${asOf}) p`;
}

/** Customers as `c`. */
export function customers(asOf: number | null): Sql {
  if (asOf === null) return sql`customer c`;
  const columns = sql`incident_id, id, base_no, customer_no, registered_on`;
  return sql`(select ${columns} from customer where incident_id = $1 and batch_no <= ${asOf}
    union all select ${columns} from customer_past where incident_id = $1 and batch_no <= ${asOf} and until_batch > ${asOf}) c`;
}

/** Nothing is in both windows. */
function areApart(one: PinnedExposure, other: PinnedExposure): boolean {
  const isBefore = (a: PinnedExposure, b: PinnedExposure) =>
    a.until !== null &&
    b.from !== null &&
    Date.parse(a.until) <= Date.parse(b.from);
  return isBefore(one, other) || isBefore(other, one);
}

function union(bits: readonly Sql[]): Sql {
  return bits.length === 0 ? none : (bits.join(" | ") as Sql);
}

/**
 * Purchases inside each exposure and none before it, so that each stands there once: index scans of their own windows,
 * never one of everything. `chosen` and `unlisted` say by which exposures it was chosen, and inside which it stands off
 * the list.
 */
function insideOne(writing: Writing, asked: readonly Asked[], at: number): Sql {
  const own = asked[at]!;
  const near = asked.filter(
    ({ exposure }, place) => place !== at && !areApart(exposure, own.exposure),
  );
  const before = near.filter((one) => asked.indexOf(one) < at);
  const told = [own, ...near.filter((one) => asked.indexOf(one) > at)];
  const lists = new Map(
    [...told, ...before.filter(({ isListAlone }) => isListAlone)].flatMap(
      ({ list }) => (list ? [[list.no, list] as const] : []),
    ),
  );
  const chosen = told.map((one) => {
    const conditions = [
      ...(one === own ? [] : [one.inside]),
      ...(one.list && !(one === own && one.isListAlone)
        ? [isOn(one.list)]
        : []),
    ];
    return conditions.length === 0
      ? one.bit
      : sql`case when ${all(conditions)} then ${one.bit} else ${none} end`;
  });
  const unlisted = told.flatMap((one) =>
    one.list && !one.isListAlone
      ? [
          sql`case when ${all([
            ...(one === own ? [] : [one.inside]),
            sql`${alias(one.list)}.key is null`,
          ])} then ${one.bit} else ${none} end`,
        ]
      : [],
  );
  const where = all([
    sql`p.incident_id = $1`,
    own.inside,
    ...before.map(({ inside }) => sql`(${inside}) is not true`),
  ]);
  return sql`select p.base_no, p.customer_no, p.card_ref, p.site_no, p.paid_at, ${union(chosen)} as chosen, ${union(unlisted)} as unlisted, 1 as n
    from ${purchases(writing.question.asOf)}${[...lists.values()].map(joined).join("") as Sql}
    where ${where}`;
}

/** Customers that are chosen themselves, by the day they registered or by name: rows without a purchase. */
export function customersOf(
  writing: Writing,
  exposure: PinnedExposure,
  place: number,
): Sql[] {
  const given = writing.listOf(exposure);
  const bit = bitOf(place);
  const { baseNos, fromOn, untilOn } = exposure;
  const isBounded =
    exposure.from !== null ||
    exposure.until !== null ||
    exposure.siteNos.length > 0 ||
    exposure.methods.length > 0;
  if (given && !isBounded) {
    if (given.kind !== "customers") return [];
    if (baseNos.length > 0 && !baseNos.includes(given.baseNo!)) return [];
    return [
      sql`select ${given.baseNo!}::smallint, i.key, '', null::smallint, null::timestamptz, ${bit}, ${none}, null::integer
        from given_list_item i where i.incident_id = $1 and i.list_no = ${given.no}`,
    ];
  }
  if (exposure.subject === "purchases") return [];
  const where = [sql`c.incident_id = $1`];
  if (baseNos.length > 0)
    where.push(sql`c.base_no = any(${writing.add(baseNos, "smallint[]")})`);
  if (fromOn !== null)
    where.push(sql`c.registered_on >= ${writing.add(fromOn, "date")}`);
  if (untilOn !== null)
    where.push(sql`c.registered_on <= ${writing.add(untilOn, "date")}`);
  const on = given
    ? sql`left join given_list_item i on i.incident_id = $1 and i.list_no = ${given.no} and i.key = c.customer_no and c.base_no = ${given.baseNo!}`
    : sql``;
  const chosen = given
    ? sql`case when i.key is null then ${none} else ${bit} end`
    : bit;
  const unlisted = given
    ? sql`case when i.key is null then ${bit} else ${none} end`
    : none;
  return [
    sql`select c.base_no, c.customer_no, '', null::smallint, null::timestamptz, ${chosen}, ${unlisted}, null::integer
      from ${customers(writing.question.asOf)} ${on} where ${all(where)}`,
  ];
}

/** Every purchase that an exposure looks at, once, and every customer it names; or those of the first exposures alone. */
export function rows(
  writing: Writing,
  first: number = writing.question.exposures.length,
): Sql {
  const asked = writing.asked();
  const { exposures } = writing.question;
  const branches = [
    ...asked.flatMap(({ exposure }, at) =>
      exposures.indexOf(exposure) < first
        ? [insideOne(writing, asked, at)]
        : [],
    ),
    ...exposures
      .slice(0, first)
      .flatMap((exposure, place) => customersOf(writing, exposure, place)),
  ];
  // No row; but the incident is asked for, as in every statement.
  return branches.length === 0
    ? sql`select 0::smallint as base_no, '' as customer_no, '' as card_ref, 0::smallint as site_no, null::timestamptz as paid_at, ${none} as chosen, ${none} as unlisted, 1 as n where $1::uuid is null`
    : (branches.join("\n    union all ") as Sql);
}

export function named(branches: Sql, name = sql`rows`): Sql {
  return sql`${name} (base_no, customer_no, card_ref, site_no, paid_at, chosen, unlisted, n) as (${branches})`;
}

/** Purchases of a customer for which the condition holds. */
export function meant(condition: Sql): Sql {
  return sql`count(n) filter (where ${condition})`;
}

/** Cards of a customer among the purchases for which the condition holds: a purchase without a reference is one. */
export function cards(condition: Sql): Sql {
  return sql`${meant(sql`card_ref = '' and ${condition}`)} + ${references(condition)}`;
}

/** References of cards among the purchases for which the condition holds. */
export function references(condition: Sql): Sql {
  return sql`count(distinct card_ref) filter (where card_ref <> '' and ${condition})`;
}

/** Something in the zone of the exposure that chose the purchase; of the first where there are several. */
export function monthBy(writing: Writing, inZone: (zone: string) => Sql): Sql {
  const { exposures } = writing.question;
  if (exposures.length === 0) return sql`null`;
  const zones = new Map(
    [...new Set(exposures.map(({ zone }) => zone))].map((zone) => [
      zone,
      inZone(zone),
    ]),
  );
  if (zones.size === 1) return [...zones.values()][0]!;
  return sql`case ${
    exposures
      .map(
        ({ zone }, place) =>
          sql`when chosen & ${bitOf(place)} <> 0 then ${zones.get(zone)!}`,
      )
      .join(" ") as Sql
  } end`;
}

/** The month of a purchase. */
export function monthOf(writing: Writing): Sql {
  return monthBy(writing, (zone) => {
    const place = writing.parameters.push(zone);
    return sql`date_trunc('month', paid_at at time zone $${place}::text)`;
  });
}
