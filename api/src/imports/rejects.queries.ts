import {
  scopeMessages,
  type ImportRejectTally,
  type Language,
} from "@keii/shared";
import type { Queryable } from "../platform/database/database.js";
import { sql } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { inertCell } from "../platform/http/export.js";
import type { ListRules } from "../platform/http/list.js";

/** Why rows of a batch were rejected, how often, and where first. */
export function rejectTallyOf(
  database: Queryable,
  incidentId: string,
  no: number,
): Promise<ImportRejectTally[]> {
  return database.query<ImportRejectTally>(
    `select reason, field, count(*)::int as count, min(line) as "firstLine" from import_reject
     where incident_id = $1 and batch_no = $2 and line > 0 group by reason, field order by count(*) desc, min(line)`,
    [incidentId, no],
  );
}

/** The headers of the file of a batch, as its rejected rows are kept under them. */
export async function rejectHeadersOf(
  database: Queryable,
  incidentId: string,
  no: number,
): Promise<string[]> {
  const [header] = await database.query<{ cells: string[] }>(
    "select cells from import_reject where incident_id = $1 and batch_no = $2 and line = 0",
    [incidentId, no],
  );
  return header?.cells ?? [];
}

export interface RejectRow {
  line: number;
  reason: string;
  cells: string[];
}

const rejectList: ListRules = {
  name: "import-rejects",
  sorts: { line: ["r.line"] },
  defaultSort: ["line", "ASC"],
  filters: {},
};

/** Rejected rows in the columns of their file, with line and reason behind. */
export function exportRejects(
  incidentId: string,
  no: number,
  headers: readonly string[],
  language: Language,
): ExportedList<RejectRow> {
  const words: Record<string, string> = scopeMessages[language];
  return {
    rules: rejectList,
    source: {
      select: sql`r.line, r.reason, r.cells`,
      from: sql`import_reject r`,
      where: [
        sql`r.incident_id = $1`,
        sql`r.batch_no = $2::integer`,
        sql`r.line > 0`,
      ],
      parameters: [incidentId, no],
    },
    columns: [
      ...headers.map((heading, at) => ({
        heading: inertCell(heading),
        value: ({ cells }: RejectRow) => cells[at] ?? "",
      })),
      { heading: language === "ja" ? "行" : "Line", value: (r) => r.line },
      {
        heading: language === "ja" ? "理由" : "Reason",
        value: (r) => words[`imports.reject.${r.reason}`] ?? r.reason,
      },
    ],
  };
}
