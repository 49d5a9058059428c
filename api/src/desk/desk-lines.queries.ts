import type { Bilingual, DeskLine, DeskLineKind } from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface DeskLineRow {
  id: string;
  version: number;
  incident_id: string;
  kind: DeskLineKind;
  value: string;
  label: Bilingual;
  place: number;
  is_shown: boolean;
  created_at: Date;
}

export function linesOf(incidentId: string): Source {
  return {
    select: sql`l.id, l.version, l.incident_id, l.kind, l.value, l.label, l.place, l.is_shown, l.created_at`,
    from: sql`desk_line l`,
    where: [sql`l.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const lineList: ListRules = {
  name: "desk-lines",
  sorts: {
    place: ["l.place", "l.id"],
    createdAt: ["l.created_at", "l.id"],
  },
  defaultSort: ["place", "ASC"],
  filters: { value: filters.text("l.value") },
};

export function toDeskLine(row: DeskLineRow): DeskLine {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    kind: row.kind,
    value: row.value,
    label: row.label,
    place: row.place,
    isShown: row.is_shown,
    createdAt: row.created_at.toISOString(),
  };
}
