import { customerMessages, scopeMessages, type Language } from "@keii/shared";
import type { ExportColumn } from "../platform/http/export.js";
import type { CustomerRow } from "./customers.queries.js";

const columns: [string, (row: CustomerRow) => string | null][] = [
  ["memberBase", (row) => row.base_code],
  ["customerNo", (row) => row.customer_no],
  ["name", (row) => row.name],
  ["kana", (row) => row.kana],
  ["company", (row) => row.company],
  ["department", (row) => row.department],
  ["emails", (row) => row.emails.join(" ")],
  ["phone", (row) => row.phone],
  ["postalCode", (row) => row.postal_code],
  ["address", (row) => row.address],
  ["language", (row) => row.language],
  ["registeredOn", (row) => row.registered_on],
];

/** The columns customers leave with, in words. */
export function exportColumns(language: Language): ExportColumn<CustomerRow>[] {
  const heading = (field: string): string =>
    customerMessages[language][`resources.customers.fields.${field}`] ?? field;
  return [
    ...columns.map(([field, value]) => ({ heading: heading(field), value })),
    {
      heading: heading("status"),
      value: ({ status }) =>
        scopeMessages[language][`customers.status.${status}`] ?? status,
    },
  ];
}
