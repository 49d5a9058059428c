import { createParamDecorator, type ExecutionContext } from "@nestjs/common";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problems } from "@keii/shared";
import type { Queryable } from "../database/database.js";
import type { Source, Sql } from "../database/sql.js";
import { isStorable } from "./body.js";
import { fieldProblem } from "./problem.js";

/** Turns the value of a filter into SQL; `add` binds a parameter and answers its place. Throws `InvalidFilter` inside. */
export type FilterRule = (
  value: unknown,
  add: (parameter: unknown) => string,
) => string;

/** What a list may be asked: each sort is a row of non-null columns that ends in a unique one and has an index. */
export interface ListRules {
  /** Content-Range's unit, the resource's name. */
  name: string;
  sorts: Record<string, readonly string[]>;
  defaultSort: readonly [string, "ASC" | "DESC"];
  filters: Record<string, FilterRule>;
}

/** Query parameters of a list as they came. */
export interface ListQuery {
  filter: Record<string, unknown>;
  sort: readonly [string, "ASC" | "DESC"] | null;
  first: number;
  size: number;
  cursor: string | null;
}

export interface Page<T> {
  rows: T[];
  first: number;
  total: number;
  isTotalCapped: boolean;
  nextCursor: string | null;
}

export const largestPage = 200;
/** Totals are counted, and offsets accepted, up to here; beyond, a cursor leads on. */
export const countCap = 10_000;

/** `filter`, `sort`, `range` as ra-data-simple-rest sends them, and `cursor`. */
export const Listing = createParamDecorator(function listing(
  _: unknown,
  context: ExecutionContext,
): ListQuery {
  const { query } = context.switchToHttp().getRequest<FastifyRequest>();
  return readListQuery(query as Record<string, unknown>);
});

export function readListQuery(query: Record<string, unknown>): ListQuery {
  for (const [name, value] of Object.entries(query))
    if (typeof value !== "string" || !isStorable(value))
      throw fieldProblem(problems.invalid, name, "unknownValue");
  const { filter, sort, range, cursor } = query as Record<
    string,
    string | undefined
  >;
  const [first, last] = readRange(range);
  if (first > countCap)
    throw fieldProblem(problems.invalid, "range", "max", countCap);
  return {
    filter: filter === undefined ? {} : readFilter(filter),
    sort: sort === undefined ? null : readSort(sort),
    first,
    size: Math.min(last - first + 1, largestPage),
    cursor: cursor ?? null,
  };
}

function parsed(text: string, field: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw fieldProblem(problems.invalid, field, "unknownValue");
  }
}

function readFilter(text: string): Record<string, unknown> {
  const filter = parsed(text, "filter");
  if (typeof filter !== "object" || filter === null || Array.isArray(filter))
    throw fieldProblem(problems.invalid, "filter", "isObject");
  return filter as Record<string, unknown>;
}

function readSort(text: string): [string, "ASC" | "DESC"] {
  const sort = parsed(text, "sort");
  if (
    !Array.isArray(sort) ||
    sort.length !== 2 ||
    typeof sort[0] !== "string" ||
    (sort[1] !== "ASC" && sort[1] !== "DESC")
  )
    throw fieldProblem(problems.invalid, "sort", "unknownValue");
  return [sort[0], sort[1]] as [string, "ASC" | "DESC"];
}

function readRange(text: string | undefined): [number, number] {
  if (text === undefined) return [0, 24];
  const range = parsed(text, "range");
  if (
    !Array.isArray(range) ||
    range.length !== 2 ||
    !range.every((n) => Number.isSafeInteger(n) && (n as number) >= 0) ||
    (range[1] as number) < (range[0] as number)
  )
    throw fieldProblem(problems.invalid, "range", "unknownValue");
  return [range[0] as number, range[1] as number];
}

/** The conditions of a list, for its page, its count and its export alike. */
export function listConditions(
  rules: ListRules,
  filter: Record<string, unknown>,
  parameters: unknown[],
): Sql[] {
  const add = (parameter: unknown): string => `$${parameters.push(parameter)}`;
  return Object.entries(filter).map(([name, value]) => {
    const rule = Object.hasOwn(rules.filters, name)
      ? rules.filters[name]
      : undefined;
    if (!rule)
      throw fieldProblem(
        problems.invalid,
        `filter.${name.slice(0, 100)}`,
        "whitelistValidation",
      );
    try {
      return rule(value, add) as Sql;
    } catch (error) {
      if (error instanceof InvalidFilter)
        throw fieldProblem(problems.invalid, `filter.${name}`, "unknownValue");
      throw error;
    }
  });
}

export function listOrder(
  rules: ListRules,
  sort: ListQuery["sort"],
): { columns: readonly string[]; direction: "ASC" | "DESC"; key: string } {
  const [key, direction] = sort ?? rules.defaultSort;
  const columns = Object.hasOwn(rules.sorts, key)
    ? rules.sorts[key]
    : undefined;
  if (!columns) throw fieldProblem(problems.invalid, "sort", "isIn");
  return { columns, direction, key };
}

/** Every row of a list in the order of its screen, for what is no page: paper. */
export function wholeList(rules: ListRules, source: Source): Sql {
  const { columns, direction } = listOrder(rules, null);
  return `select ${source.select} from ${source.from} where ${source.where.join(" and ") || "true"}
    order by ${columns.map((c) => `${c} ${direction}`).join(", ")}` as Sql;
}

/** Throws where a list cannot be asked for in this way. */
export function checkListQuery(rules: ListRules, query: ListQuery): void {
  listConditions(rules, query.filter, []);
  listOrder(rules, query.sort);
}

/**
 * One page by keyset: `from` is the table with its alias, `where` conditions over `parameters` that always hold.
 * The page costs the same however deep it lies, as long as the sort's columns have their index.
 */
export async function readPage<R extends object>(
  database: Queryable,
  rules: ListRules,
  query: ListQuery,
  source: Source,
): Promise<Page<R>> {
  // The count has no columns, and the server refuses a parameter that nothing names.
  if (/\$\d/.test(source.select))
    throw new Error(`The columns of ${rules.name} take parameters`);
  const parameters = [...source.parameters];
  const conditions: string[] = [
    ...source.where,
    ...listConditions(rules, query.filter, parameters),
  ];
  const { columns, direction, key } = listOrder(rules, query.sort);
  const counted = conditions.join(" and ") || "true";
  const countParameters = [...parameters];
  const cursor =
    query.cursor === null
      ? null
      : readCursor(query.cursor, `${key} ${direction}`, columns.length);
  if (cursor !== null) {
    const places = cursor.values.map((v) => `$${parameters.push(v)}`);
    conditions.push(
      `(${columns.join(", ")}) ${direction === "ASC" ? ">" : "<"} (${places.join(", ")})`,
    );
  }
  const order = columns.map((c) => `${c} ${direction}`).join(", ");
  const rows = await database
    .query<R & { cursor_key: string[] }>(
      `select ${source.select}, array[${columns.map((c) => `(${c})::text`).join(", ")}] as cursor_key
     from ${source.from} where ${conditions.join(" and ") || "true"}
     order by ${order} limit ${query.size + 1} offset ${cursor === null ? query.first : 0}`,
      parameters,
    )
    .catch((error: unknown) => {
      // A cursor that somebody wrote: its values are none of the columns.
      if (cursor !== null && isDataError(error))
        throw fieldProblem(problems.invalid, "cursor", "unknownValue");
      throw error;
    });
  const hasMore = rows.length > query.size;
  const page = rows.slice(0, query.size);
  const isAll = cursor === null && query.first === 0 && !hasMore;
  // Counted once, on the way into the list; a cursor carries the figure on.
  const total =
    cursor?.total ??
    (isAll
      ? page.length
      : await countUpTo(database, source.from, counted, countParameters));
  const last = page.at(-1);
  return {
    rows: page,
    first: query.first,
    total: Math.min(total, countCap),
    isTotalCapped: total > countCap,
    nextCursor:
      hasMore && last
        ? writeCursor(`${key} ${direction}`, total, last.cursor_key)
        : null,
  };
}

function isDataError(error: unknown): boolean {
  return /^22/.test((error as { code?: string }).code ?? "");
}

async function countUpTo(
  database: Queryable,
  from: string,
  where: string,
  parameters: unknown[],
): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    `select count(*)::int as n from (select from ${from} where ${where} limit ${countCap + 1}) counted`,
    parameters,
  );
  return row?.n ?? 0;
}

/** The place behind a row, for the next page: the order it belongs to, how many rows there are, and the row's values. */
export function writeCursor(
  order: string,
  total: number,
  values: string[],
): string {
  return Buffer.from(JSON.stringify([order, total, ...values])).toString(
    "base64url",
  );
}

function readCursor(
  cursor: string,
  order: string,
  length: number,
): { total: number; values: string[] } {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    values = null;
  }
  if (
    !Array.isArray(values) ||
    values.length !== length + 2 ||
    values[0] !== order ||
    !Number.isSafeInteger(values[1]) ||
    (values[1] as number) < 0 ||
    !values.slice(2).every((v) => typeof v === "string" && isStorable(v))
  )
    throw fieldProblem(problems.invalid, "cursor", "unknownValue");
  return { total: values[1] as number, values: values.slice(2) as string[] };
}

/** Answers a page as simple-rest clients expect it. */
export function sendPage<T>(
  reply: FastifyReply,
  rules: ListRules,
  page: Page<unknown>,
  rows: T[],
): T[] {
  const last = page.first + Math.max(rows.length - 1, 0);
  void reply.header(
    "Content-Range",
    `${rules.name} ${page.first}-${last}/${page.total}`,
  );
  if (page.isTotalCapped) void reply.header("Keii-Total-Capped", "true");
  if (page.nextCursor !== null)
    void reply.header("Keii-Next-Cursor", page.nextCursor);
  return rows;
}

class InvalidFilter extends Error {}

function refuse(): never {
  throw new InvalidFilter();
}

/** The kinds of filter lists are made of. */
export const filters = {
  /** One word of a closed set, or several. */
  oneOf:
    (column: string, words: readonly string[]): FilterRule =>
    (value, add) => {
      const asked = Array.isArray(value) ? value : [value];
      if (
        asked.length === 0 ||
        asked.length > 50 ||
        !asked.every((w) => typeof w === "string" && words.includes(w))
      )
        refuse();
      return asked.length === 1
        ? `${column} = ${add(asked[0])}`
        : `${column} = any(${add(asked)}::text[])`;
    },
  /** A column of several words that holds at least one of those asked for. */
  anyOf:
    (column: string, words: readonly string[]): FilterRule =>
    (value, add) => {
      const asked = Array.isArray(value) ? value : [value];
      if (
        asked.length === 0 ||
        asked.length > 50 ||
        !asked.every((w) => typeof w === "string" && words.includes(w))
      )
        refuse();
      return `${column} && ${add(asked)}::text[]`;
    },
  /** An exact text. */
  text:
    (column: string): FilterRule =>
    (value, add) => {
      if (typeof value !== "string" || value.length > 200 || !isStorable(value))
        refuse();
      return `${column} = ${add(value)}`;
    },
  id:
    (column: string): FilterRule =>
    (value, add) => {
      if (
        typeof value !== "string" ||
        !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
      )
        refuse();
      return `${column} = ${add(value)}::uuid`;
    },
  /** The id of one of several records, which a query names. */
  idAmong:
    (ids: string): FilterRule =>
    (value, add) => {
      if (typeof value !== "string" || !/^[0-9a-f-]{36}$/i.test(value))
        refuse();
      return `${add(value)}::uuid in (${ids})`;
    },
  /** Days and comparisons over a date column. */
  day:
    (column: string, comparison: ">=" | "<=" | "<"): FilterRule =>
    (value, add) => {
      if (typeof value !== "string" || !isRealDay(value)) refuse();
      return `${column} ${comparison} ${add(value)}::date`;
    },
  /** From a day of a zone on, or up to its end, over a timestamp column. */
  dayOf:
    (
      column: string,
      end: "first" | "last",
      zone: (add: (parameter: unknown) => string) => string,
    ): FilterRule =>
    (value, add) => {
      if (typeof value !== "string" || !isRealDay(value)) refuse();
      const day = `${add(value)}::date${end === "last" ? " + 1" : ""}`;
      return `${column} ${end === "last" ? "<" : ">="} ((${day})::timestamp at time zone ${zone(add)})`;
    },
  /** Part of a short text, over small tables without an index: case and width folded. */
  part:
    (expression: string): FilterRule =>
    (value, add) => {
      if (
        typeof value !== "string" ||
        value.length > 200 ||
        value.trim() === "" ||
        !isStorable(value)
      )
        refuse();
      return `position(lower(normalize(${add(value)}, NFKC)) in lower(normalize(${expression}, NFKC))) > 0`;
    },
  /** Substring over a column of folded, doubled characters with its trigram index. */
  search:
    (column: string): FilterRule =>
    (value, add) => {
      if (
        typeof value !== "string" ||
        value.length > 200 ||
        value.trim() === "" ||
        !isStorable(value)
      )
        refuse();
      return `${column} like '%' || replace(replace(replace(search_key(${add(value)}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`;
    },
} as const;

function isRealDay(text: string): boolean {
  if (!/^(19|2\d)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A custom filter's way to say that a value makes no sense. */
export { refuse as refuseFilterValue };
