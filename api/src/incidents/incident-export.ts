import { inLanguage, incidentMessages, type Language } from "@keii/shared";
import type { Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { incidentList, type IncidentRow } from "./incidents.queries.js";

const headings = {
  ja: ["番号", "件名", "種類", "状態", "重大度", "対応責任者", "開始", "更新"],
  en: [
    "Code",
    "Title",
    "Kind",
    "Status",
    "Severity",
    "Head of response",
    "Opened",
    "Changed",
  ],
} as const;

export function exportIncidents(
  source: Source,
  language: Language,
): ExportedList<IncidentRow> {
  const [code, title, kind, status, severity, head, opened, changed] =
    headings[language];
  const word = (key: string) => incidentMessages[language][key] ?? key;
  return {
    rules: incidentList,
    source,
    columns: [
      { heading: code, value: (r) => r.code },
      { heading: title, value: (r) => inLanguage(r.title, language) },
      { heading: kind, value: (r) => word(`incidents.kind.${r.kind}`) },
      { heading: status, value: (r) => word(`incidents.status.${r.status}`) },
      {
        heading: severity,
        value: (r) => word(`incidents.severity.${r.severity}`),
      },
      { heading: head, value: (r) => r.head_names.join(", ") },
      { heading: opened, value: (r) => r.created_at.toISOString() },
      { heading: changed, value: (r) => r.updated_at.toISOString() },
    ],
  };
}
