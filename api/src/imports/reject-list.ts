import type { ImportField, RejectReason } from "@keii/shared";
import type { Database } from "../platform/database/database.js";
import { withoutCard } from "./card-guard.js";

const atOnce = 500;
const longestCell = 1_000;
const mostCharacters = 64 * 1024 * 1024;
/** What a cell costs besides its text. */
const cellWeight = 16;

interface Reject {
  line: number;
  reason: RejectReason | "header";
  field: ImportField | null;
  cells: string[];
}

/** Rows that were rejected, written down while the file is read. All are counted, a bounded part of them kept. */
export class RejectList {
  static readonly most = 100_000;
  count = 0;
  private kept = 0;
  private characters = 0;
  private waiting: Reject[] = [];

  constructor(
    private readonly database: Database,
    private readonly batch: { incidentId: string; no: number },
    /** Kept once as line 0, so that the list of rejected rows has the columns of the file. */
    private readonly headers: readonly string[],
  ) {}

  add(
    line: number,
    reason: RejectReason,
    field: ImportField | null,
    cells: readonly string[],
  ): void {
    this.count++;
    if (this.kept >= RejectList.most || this.characters > mostCharacters)
      return;
    const { headers } = this;
    if (this.kept === 0)
      this.keep(
        0,
        "header",
        null,
        headers.map((header) => withoutCard("", header)),
      );
    this.kept++;
    // A list has the columns of its file; what is kept beside a header has no card number in it.
    const shown = cells
      .slice(0, headers.length)
      .map((cell, at) => withoutCard(headers[at]!, cell));
    this.keep(line, reason, field, shown);
  }

  private keep(
    line: number,
    reason: Reject["reason"],
    field: ImportField | null,
    cells: readonly string[],
  ): void {
    const legible = cells.map((cell) =>
      cell.slice(0, longestCell).replaceAll("\0", "\ufffd"),
    );
    for (const cell of legible) this.characters += cell.length + cellWeight;
    this.waiting.push({ line, reason, field, cells: legible });
  }

  async settle(): Promise<void> {
    if (this.waiting.length >= atOnce) await this.write();
  }

  async end(): Promise<void> {
    await this.write();
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    const rows = this.waiting;
    this.waiting = [];
    const { incidentId, no } = this.batch;
    await this.database.query(
      `insert into import_reject (incident_id, batch_no, line, reason, field, cells)
       select $1, $2, r.line, r.reason, r.field, array(select jsonb_array_elements_text(r.cells))
       from jsonb_to_recordset($3::jsonb) r (line integer, reason text, field text, cells jsonb)
       on conflict do nothing`,
      [incidentId, no, JSON.stringify(rows)],
    );
  }
}
