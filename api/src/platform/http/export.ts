import { Readable, pipeline } from "node:stream";
import { stringify } from "csv-stringify";
import ExcelJS from "exceljs";
import type { FastifyReply } from "fastify";
import QueryStream from "pg-query-stream";
import type pg from "pg";
import { bePatient } from "../database/silence.js";
import type { Source } from "../database/sql.js";
import {
  listConditions,
  listOrder,
  type ListQuery,
  type ListRules,
} from "./list.js";

/** A column of an exported list: its heading and the text or number of a row. */
export interface ExportColumn<R> {
  heading: string;
  value: (row: R) => string | number | boolean | null;
}

const stallMilliseconds = 30_000;

export type ExportFormat = "csv" | "xlsx";

/** Text that a spreadsheet would take for a formula gets a leading apostrophe; telephone numbers (+81 …) stay. */
export function inertCell(text: string): string {
  if (/^[+＋][\p{Nd}\s()-]+$/u.test(text)) return text;
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text;
}

/** Streams every row a list would show under this filter and sort: CSV (UTF-8 with BOM) or XLSX. */
export async function sendExport<R extends object>(
  reply: FastifyReply,
  pool: pg.Pool,
  format: ExportFormat,
  rules: ListRules,
  query: ListQuery,
  source: Source,
  columns: ExportColumn<R>[],
): Promise<void> {
  const parameters = [...source.parameters];
  const conditions = [
    ...source.where,
    ...listConditions(rules, query.filter, parameters),
  ];
  const { columns: order, direction } = listOrder(rules, query.sort);
  const client = await pool.connect();
  const { hurry } = bePatient(client);
  const rows = client.query(
    new QueryStream(
      `select ${source.select} from ${source.from} where ${conditions.join(" and ") || "true"}
       order by ${order.map((c) => `${c} ${direction}`).join(", ")}`,
      parameters,
      { batchSize: 500 },
    ),
  );
  rows.once("close", () => {
    hurry();
    client.release();
  });
  // Whoever stops reading must not keep the connection.
  reply.raw.setTimeout(stallMilliseconds, () => reply.raw.destroy());
  const name = `${rules.name}.${format}`;
  void reply
    .header("Content-Disposition", `attachment; filename="${name}"`)
    .header("Cache-Control", "no-store");
  if (format === "csv") {
    void reply.header("Content-Type", "text/csv; charset=utf-8");
    const csv = stringify({
      bom: true,
      header: true,
      columns: columns.map((c) => c.heading),
      record_delimiter: "\r\n",
      // A lone line feed is not the delimiter, but readers take it for one.
      quoted_match: /[\r\n]/,
    });
    pipeline(Readable.from(cells(rows, columns)), csv, (error) => {
      if (error) csv.destroy(error);
    });
    await reply.send(csv);
    return;
  }
  void reply.header(
    "Content-Type",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  );
  reply.hijack();
  for (const [header, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(header, value);
  try {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: reply.raw });
    const sheet = book.addWorksheet(rules.name, {
      views: [{ state: "frozen", ySplit: 1 }],
    });
    sheet.addRow(columns.map((c) => c.heading)).commit();
    for await (const line of cells(rows, columns)) sheet.addRow(line).commit();
    sheet.commit();
    await book.commit();
  } catch (error) {
    // The answer has begun: all that is left is not to end it well.
    reply.raw.destroy();
    throw error;
  }
}

async function* cells<R extends object>(
  rows: AsyncIterable<unknown>,
  columns: ExportColumn<R>[],
): AsyncGenerator<(string | number)[]> {
  for await (const row of rows)
    yield columns.map(({ value }) => {
      const cell = value(row as R);
      if (typeof cell === "number") return cell;
      return cell === null ? "" : inertCell(String(cell));
    });
}
