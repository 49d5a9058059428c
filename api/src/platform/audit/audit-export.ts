import type { Language } from "@keii/shared";
import type { ExportedList } from "../http/exports.js";
import {
  auditList,
  auditOf,
  toAuditEntry,
  type AuditRow,
} from "./audit.queries.js";

const headings = {
  ja: ["番号", "日時", "誰が", "何を", "記録の種類", "記録", "変更", "理由"],
  en: [
    "No.",
    "At",
    "Who",
    "Act",
    "Kind of record",
    "Record",
    "Changes",
    "Note",
  ],
} as const;

export function exportAudit(
  incidentId: string | null,
  seesCounsel: boolean,
  language: Language,
): ExportedList<AuditRow> {
  const [no, at, who, act, kind, record, changes, note] = headings[language];
  const entry = (row: AuditRow) => toAuditEntry(row, seesCounsel);
  return {
    rules: auditList,
    source: auditOf(incidentId),
    columns: [
      { heading: no, value: (r) => r.id },
      { heading: at, value: (r) => r.at.toISOString() },
      { heading: who, value: (r) => r.actor_name },
      { heading: act, value: (r) => r.act },
      { heading: kind, value: (r) => r.table_name },
      { heading: record, value: (r) => r.label ?? r.row_id },
      {
        heading: changes,
        value: (r) =>
          entry(r)
            .changes.map((c) =>
              c.isPersonal || c.isSecret
                ? c.field
                : `${c.field}: ${JSON.stringify(c.before)} → ${JSON.stringify(c.after)}`,
            )
            .join("\n"),
      },
      { heading: note, value: (r) => entry(r).note },
    ],
  };
}
