import { Injectable } from "@nestjs/common";
import {
  problems,
  type CustomerSearch,
  type CustomersFound,
} from "@keii/shared";
import { Database } from "../platform/database/database.js";
import { all, sql, type Sql } from "../platform/database/sql.js";
import { fieldProblem } from "../platform/http/problem.js";
import {
  correctedLike,
  isLike,
  place,
  searchKeys,
  type SearchKeys,
} from "./customer-search.queries.js";
import { CustomersService } from "./customers.service.js";
import { MemberBasesService } from "./member-bases.service.js";

const pageSize = 50;
const countedUpTo = 1000;
/** So many are sorted and counted at once: fewer than it takes to notice. */
const sortedUpTo = 2000;

/** Where a customer stands in the order of the list. */
interface Place {
  id: string;
  customer_no: string;
  base_no: number;
}

interface Condition {
  where: Sql;
  parameters: unknown[];
}

/** Customers looked for by what somebody says on the telephone, a page at a time and as masks. */
@Injectable()
export class CustomerSearchService {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomersService,
    private readonly bases: MemberBasesService,
  ) {}

  async search(
    incidentId: string,
    search: CustomerSearch,
  ): Promise<CustomersFound> {
    const cursor = search.cursor ? readCursor(search.cursor) : null;
    const baseNo = await this.bases.noOf(incidentId, search.memberBaseId);
    const q = search.q?.trim() ?? "";
    const keys = q === "" ? null : searchKeys(q);
    if (q !== "" && keys === null)
      return { customers: [], total: 0, isCapped: false, cursor: null };
    const condition = await this.condition(incidentId, baseNo, keys);
    const isFirst = cursor === null && keys?.isTelling === true;
    const { places, total } =
      (isFirst && (await this.few(condition))) ||
      (await this.many(condition, cursor, isFirst ? sortedUpTo + 1 : null));
    const shown = places.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      customers: await this.customers.masked(
        incidentId,
        shown.map(({ id }) => id),
      ),
      total: Math.min(total, countedUpTo),
      isCapped: total > countedUpTo,
      cursor:
        places.length > pageSize && last ? writeCursor(total, last) : null,
    };
  }

  private async condition(
    incidentId: string,
    baseNo: number | null,
    keys: SearchKeys | null,
  ): Promise<Condition> {
    const parameters: unknown[] = [incidentId];
    const conditions = [sql`c.incident_id = $1`];
    if (baseNo !== null)
      conditions.push(sql`c.base_no = ${place(parameters, baseNo)}`);
    if (keys) {
      const corrections = correctedLike(incidentId, keys);
      const corrected = corrections
        ? await this.database.query<{ id: string }>(
            corrections.statement,
            corrections.parameters,
          )
        : [];
      conditions.push(
        isLike(
          keys,
          corrected.map(({ id }) => id),
          parameters,
        ),
      );
    }
    return { where: all(conditions), parameters };
  }

  /** The first page and how many there are, of one walk through the index; null where there are many. */
  private async few({ where, parameters }: Condition): Promise<Found | null> {
    const rows = await this.database.query<Place & { total: number }>(
      sql`with found as materialized (select c.id, c.customer_no, c.base_no from customer c where ${where} limit ${sortedUpTo + 1})
        select id, customer_no, base_no, (select count(*)::int from found) as total from found
        order by customer_no, base_no limit ${pageSize + 1}`,
      parameters,
    );
    const total = rows[0]?.total ?? 0;
    return total > sortedUpTo ? null : { places: rows, total };
  }

  /** A page in the order of the list, which is left as soon as it is full; counted where nobody has, and not to the end. */
  private async many(
    { where, parameters }: Condition,
    cursor: Cursor | null,
    counted: number | null,
  ): Promise<Found> {
    const own = [...parameters];
    const behind = cursor
      ? sql`and (c.customer_no, c.base_no) > (${place(own, cursor.customerNo)}::text, ${place(own, cursor.baseNo)}::smallint)`
      : sql``;
    const places = await this.database.query<Place>(
      sql`select c.id, c.customer_no, c.base_no from customer c where ${where} ${behind}
        order by c.customer_no, c.base_no limit ${pageSize + 1}`,
      own,
    );
    const known = cursor?.total ?? counted;
    if (known !== null) return { places, total: known };
    if (places.length <= pageSize) return { places, total: places.length };
    const [row] = await this.database.query<{ n: number }>(
      sql`select count(*)::int as n from (select from customer c where ${where} limit ${countedUpTo + 1}) counted`,
      parameters,
    );
    return { places, total: row?.n ?? 0 };
  }
}

/** One customer more than a page holds, where there are more. */
interface Found {
  places: Place[];
  total: number;
}

interface Cursor {
  total: number;
  baseNo: number;
  customerNo: string;
}

function writeCursor(total: number, last: Place): string {
  return Buffer.from(
    JSON.stringify([total, last.base_no, last.customer_no]),
  ).toString("base64url");
}

function readCursor(cursor: string): Cursor {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw fieldProblem(problems.invalid, "cursor", "unknownValue");
  }
  const [total, baseNo, customerNo] = Array.isArray(values)
    ? (values as unknown[])
    : [];
  if (
    !Number.isSafeInteger(total) ||
    (total as number) < 0 ||
    !Number.isSafeInteger(baseNo) ||
    Math.abs(baseNo as number) > 32_767 ||
    typeof customerNo !== "string" ||
    customerNo.includes("\0")
  )
    throw fieldProblem(problems.invalid, "cursor", "unknownValue");
  return {
    total: total as number,
    baseNo: baseNo as number,
    customerNo,
  };
}
