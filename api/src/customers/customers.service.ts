import { Injectable } from "@nestjs/common";
import {
  phoneDigits,
  postalDigits,
  problems,
  searchText,
  type Customer,
  type CustomerCorrection,
  type CustomerExport,
  type CustomerReveal,
  type Purchase,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  recordAct,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { all, rowsOf, sql, type Source } from "../platform/database/sql.js";
import { sendExport } from "../platform/http/export.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem } from "../platform/http/problem.js";
import { Turns } from "../platform/http/turns.js";
import { exportColumns } from "./customers-export.js";
import {
  customerExport,
  customersOf,
  purchaseList,
  purchasesOf,
  toCustomer,
  toPurchase,
  type CustomerRow,
  type PurchaseRow,
} from "./customers.queries.js";
import { MemberBasesService } from "./member-bases.service.js";

/** The customers of an incident: looked for, shown as masks, revealed one at a time, corrected over what was imported. */
@Injectable()
export class CustomersService {
  /** Each holds a connection for as long as somebody reads. */
  private readonly turns = new Turns(2, 10);

  constructor(
    private readonly database: Database,
    private readonly bases: MemberBasesService,
  ) {}

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Customer> {
    return toCustomer(await this.row(incidentId, id, database), true);
  }

  /** Several customers as masks, in the order of their ids. */
  async masked(
    incidentId: string,
    ids: readonly string[],
    database: Queryable = this.database,
  ): Promise<Customer[]> {
    const rows = await this.rows(incidentId, ids, database);
    return rows.map((row) => toCustomer(row, true));
  }

  /** One customer as he is; that it was looked at, and why, stands in the log. */
  reveal(
    actor: Actor,
    incidentId: string,
    id: string,
    { reason }: CustomerReveal,
  ): Promise<Customer> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const row = await this.row(incidentId, id, within(tx));
      await recordAct(tx, "reveal", "customers", id, null, reason);
      return toCustomer(row, false);
    });
  }

  async purchases(
    incidentId: string,
    id: string,
    query: ListQuery,
  ): Promise<Page<Purchase>> {
    const row = await this.row(incidentId, id, this.database);
    const page = await readPage<PurchaseRow>(
      this.database,
      purchaseList,
      query,
      purchasesOf(incidentId, row.base_no, row.customer_no),
    );
    return { ...page, rows: page.rows.map(toPurchase) };
  }

  /** Lays a correction over what was imported, or takes it away; what is left out of it stays as it was. */
  correct(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    correction: CustomerCorrection,
  ): Promise<Customer> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await this.row(incidentId, id, within(tx));
      const known = await correctionOf(tx, id);
      const merged = { ...uncorrected, ...known, ...toColumns(correction) };
      // One statement, so that of two first corrections at once the second finds the first.
      const { count } = await run(
        tx,
        `insert into customer_correction (customer_id, incident_id, version, name, kana, email, phone, postal_code, address,
           status, search, phone_digits, postal_digits, reason, updated_at, updated_by)
         select $1::uuid, $2::uuid, $3::int + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::timestamptz, $16::uuid
         where $3::int = $17::int
         on conflict (customer_id) do update set version = excluded.version, name = excluded.name, kana = excluded.kana,
           email = excluded.email, phone = excluded.phone, postal_code = excluded.postal_code, address = excluded.address,
           status = excluded.status, search = excluded.search, phone_digits = excluded.phone_digits,
           postal_digits = excluded.postal_digits, reason = excluded.reason, updated_at = excluded.updated_at,
           updated_by = excluded.updated_by
         where customer_correction.version = excluded.version - 1`,
        [
          id,
          incidentId,
          base,
          merged.name,
          merged.kana,
          merged.email,
          merged.phone,
          merged.postal_code,
          merged.address,
          merged.status,
          searchText([
            merged.name ?? "",
            merged.kana ?? "",
            merged.email ?? "",
          ]),
          phoneDigits(merged.phone ?? ""),
          postalDigits(merged.postal_code ?? ""),
          correction.reason,
          tx.now,
          tx.actor.id,
          known?.version ?? 0,
        ],
      );
      if (count === 0)
        throw new Problem(problems.changedMeanwhile, {
          current: await this.read(incidentId, id, within(tx)),
        });
      return this.read(incidentId, id, within(tx));
    });
  }

  async export(
    actor: Actor,
    incidentId: string,
    { memberBaseId, reason }: CustomerExport,
    reply: FastifyReply,
  ): Promise<void> {
    const baseNo = await this.bases.noOf(incidentId, memberBaseId);
    const source = exported(incidentId, baseNo);
    await this.database.transaction(actor, incidentId, async (tx) => {
      const { rows } = await run<{ count: number }>(
        tx,
        sql`select count(*)::int as count from customer c where ${all(source.where)}`,
        source.parameters,
      );
      const count = rows[0]?.count ?? 0;
      await recordAct(
        tx,
        "export",
        "customers",
        null,
        { format: "csv", count },
        reason,
      );
    });
    await this.turns.take(() =>
      sendExport<CustomerRow>(
        reply,
        this.database.pool,
        "csv",
        customerExport,
        { filter: {}, sort: null, first: 0, size: 0, cursor: null },
        source,
        exportColumns(actor.language),
      ),
    );
  }

  private async row(
    incidentId: string,
    id: string,
    database: Queryable,
  ): Promise<CustomerRow> {
    const [row] = await database.query<CustomerRow>(
      rowsOf(customersOf(incidentId), [sql`c.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return row;
  }

  private rows(
    incidentId: string,
    ids: readonly string[],
    database: Queryable = this.database,
  ): Promise<CustomerRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return database.query<CustomerRow>(
      rowsOf(
        customersOf(incidentId),
        [sql`c.id = any($2::uuid[])`],
        sql`order by c.customer_no, c.base_no`,
      ),
      [incidentId, ids],
    );
  }
}

function exported(incidentId: string, baseNo: number | null): Source {
  const source = customersOf(incidentId);
  if (baseNo === null) return source;
  return {
    ...source,
    where: [...source.where, sql`c.base_no = $2`],
    parameters: [...source.parameters, baseNo],
  };
}

interface CorrectionRow {
  version: number;
  name: string | null;
  kana: string | null;
  email: string | null;
  phone: string | null;
  postal_code: string | null;
  address: string | null;
  status: string | null;
}

const uncorrected: Omit<CorrectionRow, "version"> = {
  name: null,
  kana: null,
  email: null,
  phone: null,
  postal_code: null,
  address: null,
  status: null,
};

async function correctionOf(
  tx: Tx,
  id: string,
): Promise<CorrectionRow | undefined> {
  const { rows } = await run<CorrectionRow>(
    tx,
    `select version, name, kana, email, phone, postal_code, address, status
     from customer_correction where customer_id = $1 for update`,
    [id],
  );
  return rows[0];
}

/** What is corrected now; null takes away, and what was left out is not there. */
function toColumns(correction: CustomerCorrection): Partial<CorrectionRow> {
  const { name, kana, email, phone, postalCode, address, status } = correction;
  return {
    ...(name !== undefined && { name }),
    ...(kana !== undefined && { kana }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(postalCode !== undefined && { postal_code: postalCode }),
    ...(address !== undefined && { address }),
    ...(status !== undefined && { status }),
  };
}
