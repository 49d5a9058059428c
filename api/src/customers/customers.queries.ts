import {
  maskAddress,
  maskEmail,
  maskName,
  maskPhone,
  maskPostalCode,
  type Bilingual,
  type CorrectableField,
  type Customer,
  type CustomerStatus,
  type OrderStatus,
  type PaymentMethod,
  type Purchase,
} from "@keii/shared";
import { person } from "../timeline/timeline.queries.js";
import { sql, type Source } from "../platform/database/sql.js";
import type { ListRules } from "../platform/http/list.js";

export interface CustomerRow {
  id: string;
  version: number;
  incident_id: string;
  base_no: number;
  base_id: string;
  base_code: string;
  customer_no: string;
  name: string;
  kana: string;
  company: string;
  department: string;
  emails: string[];
  phone: string;
  postal_code: string;
  address: string;
  language: string;
  registered_on: string | null;
  status: CustomerStatus;
  has_odd_email: boolean;
  corrected: CorrectableField[];
  /** What lies beneath the corrections; null where nobody ever corrected anything. */
  imported: ImportedValues | null;
  correction_reason: string | null;
  corrected_at: Date | null;
  corrected_by: string | null;
  corrected_by_name: string | null;
  person_id: string | null;
  first_batch: number;
  batch_no: number;
}

type ImportedValues = Record<Exclude<CorrectableField, "email">, string> & {
  emails: string[];
};

/** Customers of an incident as they are: what the desk corrected lies over what was imported. */
export function customersOf(incidentId: string): Source {
  return {
    select: sql`c.id, coalesce(k.version, 0) as version, c.incident_id, c.base_no, b.id as base_id, b.code as base_code,
      c.customer_no, coalesce(k.name, c.name) as name, coalesce(k.kana, c.kana) as kana, c.company, c.department,
      case when k.email is null then c.emails else array[k.email] end as emails,
      coalesce(k.phone, c.phone) as phone, coalesce(k.postal_code, c.postal_code) as postal_code,
      coalesce(k.address, c.address) as address, c.language, c.registered_on, coalesce(k.status, c.status) as status,
      c.has_odd_email and k.email is null as has_odd_email,
      array_remove(array[case when k.name is not null then 'name' end, case when k.kana is not null then 'kana' end,
        case when k.email is not null then 'email' end, case when k.phone is not null then 'phone' end,
        case when k.postal_code is not null then 'postalCode' end, case when k.address is not null then 'address' end,
        case when k.status is not null then 'status' end], null) as corrected,
      case when k.customer_id is not null then jsonb_build_object('name', c.name, 'kana', c.kana, 'emails', c.emails,
        'phone', c.phone, 'postalCode', c.postal_code, 'address', c.address, 'status', c.status) end as imported,
      k.reason as correction_reason, k.updated_at as corrected_at, k.updated_by as corrected_by, u.name as corrected_by_name,
      l.person_id, c.first_batch, c.batch_no`,
    from: sql`customer c join member_base b on b.incident_id = c.incident_id and b.no = c.base_no
      left join customer_correction k on k.customer_id = c.id
      left join app_user u on u.id = k.updated_by
      left join customer_person l on l.customer_id = c.id`,
    where: [sql`c.incident_id = $1`],
    parameters: [incidentId],
  };
}

const masks: Record<CorrectableField, (text: string) => string> = {
  name: maskName,
  kana: maskName,
  email: maskEmail,
  phone: maskPhone,
  postalCode: maskPostalCode,
  address: maskAddress,
  status: String,
};

/** Of what is corrected, what was imported. */
function importedOf(
  { corrected, imported }: CustomerRow,
  isMasked: boolean,
): Customer["imported"] {
  if (!imported) return {};
  const shown = (field: CorrectableField, text: string) =>
    isMasked ? masks[field](text) : text;
  return Object.fromEntries(
    corrected.map((field) => [
      field,
      field === "email"
        ? imported.emails.map((one) => shown(field, one)).join(" ")
        : shown(field, imported[field]),
    ]),
  );
}

/** A customer as an answer shows him: this is the only way out, and it masks unless told otherwise. */
export function toCustomer(row: CustomerRow, isMasked: boolean): Customer {
  const mask = (rule: (text: string) => string, text: string): string =>
    isMasked ? rule(text) : text;
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    memberBaseId: row.base_id,
    memberBase: { code: row.base_code },
    customerNo: row.customer_no,
    name: mask(maskName, row.name),
    kana: mask(maskName, row.kana),
    company: mask(maskName, row.company),
    department: mask(maskName, row.department),
    emails: row.emails.map((email) => mask(maskEmail, email)),
    phone: mask(maskPhone, row.phone),
    postalCode: mask(maskPostalCode, row.postal_code),
    address: mask(maskAddress, row.address),
    language: row.language,
    registeredOn: row.registered_on,
    status: row.status,
    hasOddEmail: row.has_odd_email,
    isMasked,
    corrected: row.corrected,
    imported: importedOf(row, isMasked),
    correction:
      row.corrected.length === 0
        ? null
        : {
            reason: row.correction_reason ?? "",
            at: row.corrected_at!.toISOString(),
            by: person(row.corrected_by, row.corrected_by_name),
          },
    personId: row.person_id,
    firstBatchNo: row.first_batch,
    batchNo: row.batch_no,
  };
}

export interface SuggestionRow {
  id: string;
  others: string[];
  is_email: boolean;
  is_phone: boolean;
  is_address: boolean;
}

/**
 * Accounts of one folded name and kana that share a mail address, telephone or address and are not yet said to be one
 * person; each group once, under the account that was there first. Name and kana are the first parts of `search`.
 */
export function suggestionsOf(incidentId: string): Source {
  return {
    select: sql`s.id, s.others, s.is_email, s.is_phone, s.is_address`,
    from: sql`(
      with account as materialized (
        select c.id, split_part(c.search, ' ', 1) as name, split_part(c.search, ' ', 2) as kana,
          lower(c.emails::text)::text[] as emails, c.phone_digits as phone,
          lower(regexp_replace(normalize(c.address, NFKC), '\\s', '', 'g')) as address, l.person_id
        from customer c left join customer_person l on l.customer_id = c.id
        where c.incident_id = $1 and c.name <> '' and c.kana <> ''
      ), pair as materialized (
        select a.id, o.id as other, a.emails && o.emails as is_email,
          a.phone <> '' and a.phone = o.phone as is_phone, a.address <> '' and a.address = o.address as is_address
        from account a join account o on o.name = a.name and o.kana = a.kana and o.id > a.id
        where (a.emails && o.emails or (a.phone <> '' and a.phone = o.phone) or (a.address <> '' and a.address = o.address))
          and (a.person_id is null or o.person_id is null or a.person_id <> o.person_id)
      )
      select p.id, (array_agg(p.other order by p.other))[1:49] as others,
        bool_or(p.is_email) as is_email, bool_or(p.is_phone) as is_phone, bool_or(p.is_address) as is_address
      from pair p where not exists (select from pair q where q.other = p.id) group by p.id
    ) s`,
    where: [],
    parameters: [incidentId],
  };
}

export const suggestionList: ListRules = {
  name: "person-suggestions",
  sorts: { id: ["s.id"] },
  defaultSort: ["id", "ASC"],
  filters: {},
};

export interface PurchaseRow {
  id: string;
  order_no: string;
  site_code: string;
  site_name: Bilingual;
  method: PaymentMethod;
  status: OrderStatus;
  paid_at: Date | null;
  last4: string;
  brand: string;
}

export function purchasesOf(
  incidentId: string,
  baseNo: number,
  customerNo: string,
): Source {
  return {
    select: sql`p.id::text as id, p.order_no, s.code as site_code, s.name as site_name, p.method, p.status, p.paid_at, p.last4, p.brand`,
    from: sql`purchase p join site s on s.incident_id = p.incident_id and s.no = p.site_no`,
    where: [
      sql`p.incident_id = $1`,
      sql`p.base_no = $2`,
      sql`p.customer_no = $3`,
    ],
    parameters: [incidentId, baseNo, customerNo],
  };
}

export const purchaseList: ListRules = {
  name: "purchases",
  sorts: {
    paidAt: ["coalesce(p.paid_at, '-infinity'::timestamptz)", "p.id"],
  },
  defaultSort: ["paidAt", "DESC"],
  filters: {},
};

export function toPurchase(row: PurchaseRow): Purchase {
  return {
    id: row.id,
    orderNo: row.order_no,
    site: { code: row.site_code, name: row.site_name },
    method: row.method,
    status: row.status,
    paidAt: row.paid_at?.toISOString() ?? null,
    last4: row.last4,
    brand: row.brand,
  };
}

/** How customers leave as a file: in the order of their ids. */
export const customerExport: ListRules = {
  name: "customers",
  sorts: { customerNo: ["c.customer_no", "c.base_no"] },
  defaultSort: ["customerNo", "ASC"],
  filters: {},
};
