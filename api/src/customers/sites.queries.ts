import type { Bilingual, Site } from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface SiteRow {
  id: string;
  version: number;
  incident_id: string;
  code: string;
  name: Bilingual;
  url: string;
  is_open: boolean;
  is_listed: boolean;
  not_listed_reason: string;
  created_at: Date;
}

export function sitesOf(incidentId: string): Source {
  return {
    select: sql`s.id, s.version, s.incident_id, s.code, s.name, s.url, s.is_open, s.is_listed, s.not_listed_reason, s.created_at`,
    from: sql`site s`,
    where: [sql`s.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const siteList: ListRules = {
  name: "sites",
  sorts: { code: ["s.code", "s.id"], createdAt: ["s.created_at", "s.id"] },
  defaultSort: ["createdAt", "ASC"],
  filters: {
    q: filters.part(
      "s.code || ' ' || (s.name ->> 'ja') || ' ' || (s.name ->> 'en')",
    ),
    code: filters.text("s.code"),
  },
};

export function toSite(row: SiteRow): Site {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    code: row.code,
    name: row.name,
    url: row.url,
    isOpen: row.is_open,
    isListed: row.is_listed,
    notListedReason: row.not_listed_reason,
    createdAt: row.created_at.toISOString(),
  };
}
