import type { Bilingual, MemberBase } from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface MemberBaseRow {
  id: string;
  version: number;
  incident_id: string;
  code: string;
  name: Bilingual;
  customers: number;
  created_at: Date;
}

export function memberBasesOf(incidentId: string): Source {
  return {
    select: sql`b.id, b.version, b.incident_id, b.code, b.name, b.created_at,
      (select count(*)::int from customer c where c.incident_id = b.incident_id and c.base_no = b.no) as customers`,
    from: sql`member_base b`,
    where: [sql`b.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const memberBaseList: ListRules = {
  name: "member-bases",
  sorts: { code: ["b.code", "b.id"], createdAt: ["b.created_at", "b.id"] },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    q: filters.part(
      "b.code || ' ' || (b.name ->> 'ja') || ' ' || (b.name ->> 'en')",
    ),
    code: filters.text("b.code"),
  },
};

export function toMemberBase(row: MemberBaseRow): MemberBase {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    code: row.code,
    name: row.name,
    customers: row.customers,
    createdAt: row.created_at.toISOString(),
  };
}
