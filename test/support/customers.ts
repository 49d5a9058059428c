import { uuidv7 } from "@keii/api/platform/database/id";
import { phoneDigits, searchText } from "@keii/shared";
import type { TestApp } from "./app.js";

export interface ImportedCustomer {
  baseNo?: number;
  customerNo: string;
  name?: string;
  kana?: string;
  company?: string;
  emails?: string[];
  phone?: string;
  postalCode?: string;
  address?: string;
  batchNo?: number;
}

/** A customer as an import leaves it. */
export async function aCustomer(
  app: Pick<TestApp, "sql">,
  incidentId: string,
  one: ImportedCustomer,
): Promise<string> {
  const id = uuidv7();
  const emails = one.emails ?? [];
  await app.sql(
    `insert into customer (id, incident_id, base_no, customer_no, name, kana, company, emails, phone, postal_code,
       address, phone_digits, search, first_batch, batch_no)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`,
    [
      id,
      incidentId,
      one.baseNo ?? 1,
      one.customerNo,
      one.name ?? "",
      one.kana ?? "",
      one.company ?? "",
      emails,
      one.phone ?? "",
      one.postalCode ?? "",
      one.address ?? "",
      phoneDigits(one.phone ?? ""),
      searchText([
        one.name ?? "",
        one.kana ?? "",
        one.company ?? "",
        ...emails,
      ]),
      one.batchNo ?? 1,
    ],
  );
  return id;
}
