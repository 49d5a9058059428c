import type { ImportField, ImportKind } from "@keii/shared";
import { identifier, list, sql, type Sql } from "../platform/database/sql.js";
import { rowColumns } from "./row-reading.js";

/** How a kind of rows is kept. $1 is the incident, $2 the base, $3 the batch. */
interface Table {
  name: Sql;
  past: Sql;
  key: string[];
  stage: Sql;
}

const tables: Record<ImportKind, Table> = {
  customers: {
    name: sql`customer`,
    past: sql`customer_past`,
    key: ["customer_no"],
    stage: sql`customer_no text, name text, kana text, company text, department text, emails text[], phone text, postal_code text, address text,
      language text, registered_on date, status text, has_odd_email boolean, phone_digits text, search text`,
  },
  purchases: {
    name: sql`purchase`,
    past: sql`purchase_past`,
    key: ["site_no", "order_no"],
    stage: sql`order_no text, site_no smallint, customer_no text, method text, paid_at timestamptz, status text, card_ref text, last4 text, brand text,
      transaction_no text`,
  },
};

/** Columns that a field of a file gives; what a file has no column for is left as it is. */
const given: Partial<Record<ImportField, string[]>> = {
  name: ["name"],
  kana: ["kana"],
  company: ["company"],
  department: ["department"],
  email: ["emails", "has_odd_email"],
  email2: ["emails", "has_odd_email"],
  phone: ["phone", "phone_digits"],
  postalCode: ["postal_code"],
  address: ["address"],
  language: ["language"],
  registeredOn: ["registered_on"],
  status: ["status"],
  customerNo: ["customer_no"],
  method: ["method"],
  paidAt: ["paid_at"],
  cardRef: ["card_ref"],
  last4: ["last4"],
  brand: ["brand"],
  transactionNo: ["transaction_no"],
};
const searched: ImportField[] = ["name", "kana", "company", "email"];

const names = (columns: readonly string[], of?: Sql): Sql =>
  list(
    columns.map((column) =>
      of === undefined ? identifier(column) : sql`${of}.${identifier(column)}`,
    ),
  );

export interface MergeStatements {
  copyDirect: Sql;
  stage: Sql;
  copyStage: Sql;
  twice: Sql;
  dropTwice: Sql;
  find: Sql;
  count: Sql;
  keep: Sql;
  change: Sql;
  add: Sql;
  /** Whether what is searched has to be put together anew. */
  isSearchPartial: boolean;
}

/** The statements that bring a file of these fields in. */
export function mergeOf(
  kind: ImportKind,
  fields: readonly ImportField[],
): MergeStatements {
  const { name, past, key, stage } = tables[kind];
  const row = rowColumns[kind];
  const isSearchWhole = searched.every((field) => fields.includes(field));
  const changing = [
    ...new Set(fields.flatMap((field) => given[field] ?? [])),
    ...(kind === "customers" && isSearchWhole ? ["search"] : []),
  ].filter((column) => !key.includes(column));
  const sameKey = (a: Sql, b: Sql): Sql =>
    sql`(${names(key, a)}) = (${names(key, b)})`;
  const kept = [
    "incident_id",
    "id",
    "base_no",
    ...row,
    "first_batch",
    "batch_no",
  ];
  const differs =
    changing.length === 0
      ? sql`false`
      : sql`(${names(changing, sql`c`)}) is distinct from (${names(changing, sql`s`)})`;
  const id = kind === "customers" ? sql`id, ` : sql``;
  return {
    copyDirect: sql`copy ${name} (${id}incident_id, base_no, ${names(row)}, first_batch, batch_no) from stdin`,
    stage: sql`create temp table import_stage (line integer, id uuid, ${stage}) on commit drop`,
    copyStage: sql`copy import_stage (line, id, ${names(row)}) from stdin`,
    // Of the rows of one key the first counts: what says the same again is the same, what says something else is not taken.
    twice: sql`create temp table import_twice on commit drop as
      select s.line, (${names(row, sql`s`)}) is distinct from (${names(row, sql`f`)}) as differs
      from (select ${names(key)}, min(line) as line from import_stage group by ${names(key)} having count(*) > 1) t
      join import_stage f on f.line = t.line join import_stage s on ${sameKey(sql`s`, sql`t`)} and s.line > t.line`,
    dropTwice: sql`delete from import_stage s using import_twice t where t.line = s.line`,
    // What is new, with no place, and what differs, with the place of the row it differs from: nobody moves rows meanwhile.
    find: sql`create temp table import_found on commit drop as
      select s.*, c.ctid as place from import_stage s
      left join ${name} c on c.incident_id = $1 and c.base_no = $2 and ${sameKey(sql`c`, sql`s`)}
      where c.id is null or ${differs}`,
    count: sql`select (select count(*)::int from import_stage) as staged, count(*) filter (where place is null)::int as added, count(place)::int as changed
      from import_found`,
    keep: sql`insert into ${past} (${names(kept)}, until_batch)
      select ${names(kept, sql`c`)}, $1 from import_found s join ${name} c on c.ctid = s.place`,
    change:
      changing.length === 0
        ? sql`select $1::integer`
        : sql`update ${name} c set ${list(changing.map((column) => sql`${identifier(column)} = s.${identifier(column)}`))}, batch_no = $1
      from import_found s where c.ctid = s.place`,
    add: sql`insert into ${name} (${id}incident_id, base_no, ${names(row)}, first_batch, batch_no)
      select ${id}$1, $2, ${names(row)}, $3, $3 from import_found where place is null order by line`,
    isSearchPartial: kind === "customers" && !isSearchWhole,
  };
}

/** The statements that take a batch back: $1 the incident, $2 its number. */
export function undoOf(kind: ImportKind): Sql[] {
  const { name, past } = tables[kind];
  const row = rowColumns[kind];
  return [
    sql`delete from ${name} where incident_id = $1 and first_batch = $2`,
    sql`update ${name} c set ${list([...row, "batch_no"].map((column) => sql`${identifier(column)} = p.${identifier(column)}`))}
      from ${past} p where p.incident_id = $1 and p.until_batch = $2 and c.id = p.id and c.incident_id = $1`,
    sql`delete from ${past} where incident_id = $1 and until_batch = $2`,
  ];
}
