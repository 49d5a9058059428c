import {
  foldForSearch,
  phoneDigits,
  postalDigits,
  searchPattern,
  searchProbe,
} from "@keii/shared";
import { sql, type Sql } from "../platform/database/sql.js";

/** What somebody looks for: each key recognised for what it can be, so that its own index answers. */
export interface SearchKeys {
  customerNo: string[];
  /** Patterns of LIKE. */
  text: string | null;
  /** Of a long text what the index is asked for in its place. */
  probe: string | null;
  phone: string | null;
  postal: string[] | null;
  /** Whether it tells few customers from all others: three characters of a text do, two often do not. */
  isTelling: boolean;
}

const numberLike = /^[〒+(]?[\d\s()+.\-‐-―−ー〜~]+$/u;

/** Null where too little is left to look for. */
export function searchKeys(q: string): SearchKeys | null {
  const folded = q.normalize("NFKC").trim();
  if (Array.from(folded).length < 2) return null;
  const isNumber = numberLike.test(folded);
  const postal = postalDigits(folded);
  const phone = phoneDigits(folded);
  const keys: SearchKeys = {
    customerNo: folded.includes("@") ? [] : spellingsOf(folded).map(prefix),
    text: isNumber ? null : searchPattern(q),
    probe: isNumber ? null : searchProbe(q),
    phone: isNumber && phone.length >= 3 ? prefix(phone) : null,
    postal:
      isNumber && postal.length >= 3 && postal.length <= 7
        ? [prefix(postal), prefix(`${postal.slice(0, 3)}-${postal.slice(3)}`)]
        : null,
    isTelling: !isNumber && Array.from(foldForSearch(q)).length > 2,
  };
  const hasNone = [keys.text, keys.phone, keys.postal].every((k) => k === null);
  return hasNone && keys.customerNo.length === 0 ? null : keys;
}

/** An id is told on the telephone, where nobody hears its case. */
function spellingsOf(id: string): string[] {
  return [...new Set([id, id.toUpperCase(), id.toLowerCase()])];
}

function prefix(text: string): string {
  return `${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Customers whose correction matches: few enough to be named. */
export function correctedLike(
  incidentId: string,
  keys: SearchKeys,
): { statement: Sql; parameters: unknown[] } | null {
  const parameters: unknown[] = [incidentId];
  const any: Sql[] = [];
  if (keys.text !== null)
    any.push(sql`search like ${place(parameters, keys.text)}`);
  if (keys.phone !== null)
    any.push(sql`phone_digits like ${place(parameters, keys.phone)}`);
  if (keys.postal !== null)
    any.push(sql`postal_digits like ${place(parameters, keys.postal[0])}`);
  if (any.length === 0) return null;
  return {
    statement: sql`select customer_id as id from customer_correction where incident_id = $1 and (${either(any)}) limit 1001`,
    parameters,
  };
}

/** The condition over `customer c` that a search stands for. */
export function isLike(
  keys: SearchKeys,
  corrected: readonly string[],
  parameters: unknown[],
): Sql {
  const any: Sql[] = [];
  for (const pattern of keys.customerNo)
    any.push(sql`c.customer_no like ${place(parameters, pattern)}`);
  if (keys.text !== null) {
    const text = place(parameters, keys.text);
    any.push(
      keys.probe === null
        ? sql`c.search like ${text}`
        : sql`(c.search like ${place(parameters, keys.probe)} and c.search || '' like ${text})`,
    );
  }
  if (keys.phone !== null)
    any.push(
      sql`(c.phone_digits <> '' and c.phone_digits like ${place(parameters, keys.phone)})`,
    );
  for (const pattern of keys.postal ?? [])
    any.push(
      sql`(c.postal_code <> '' and c.postal_code like ${place(parameters, pattern)})`,
    );
  if (corrected.length > 0)
    any.push(sql`c.id = any(${place(parameters, corrected)}::uuid[])`);
  return sql`(${either(any)})`;
}

/** Binds a value and answers its place. */
export function place(parameters: unknown[], value: unknown): Sql {
  const at = parameters.push(value);
  return sql`$${at}`;
}

function either(conditions: readonly Sql[]): Sql {
  return conditions.reduce((all, one) => sql`${all} or ${one}`);
}
