import { randomBytes } from "node:crypto";
import { codeBytes, codeFrom, groupedCode } from "@keii/shared";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { sql } from "../platform/database/sql.js";
import { inertCell } from "../platform/http/export.js";
import type { CodeKey } from "./code-key.js";
import { audienceOf } from "./code-batches.queries.js";
import type { CodeBatchEntity } from "./code-batch.entity.js";

const pieceSize = 5_000;

/** A customer's code as one line of the file, and its hash as one row of the table. */
interface Made {
  line: string;
  row: string;
}

/** Where the lines go; false once nobody reads any more. */
export type Sink = (text: string) => Promise<boolean>;

/** Nobody reads the file any more: nothing of it counts. */
export class NobodyReads extends Error {}

/**
 * Makes the codes of a batch, base by base in the order of the customers' numbers: hashes into the table, codes into the
 * file, and nothing of either in memory but the piece at hand. The last line is held back: it leaves when the codes are
 * sure to be there.
 */
export async function makeCodes(
  client: pg.ClientBase,
  batch: CodeBatchEntity,
  bases: readonly { no: number; code: string }[],
  key: CodeKey,
  address: string,
  sink: Sink,
): Promise<{ count: number; last: string }> {
  let count = 0;
  let last = "";
  await send(sink, "\ufeffmember_base,customer_no,code,address\r\n");
  for (const base of bases) {
    let behind = "";
    for (;;) {
      const { rows } = await client.query<{ customer_no: string }>(
        audienceOf[batch.audience],
        [batch.incidentId, batch.runNo, base.no, behind, pieceSize],
      );
      if (rows.length === 0) break;
      const made = rows.map(({ customer_no }) =>
        makeOne(batch, base, customer_no, key, address),
      );
      await pipeline(
        Readable.from([made.map(({ row }) => row).join("")]),
        client.query(
          copyFrom(
            sql`copy verification_code (hash, incident_id, batch_no, base_no, customer_no) from stdin`,
          ),
        ),
      );
      count += made.length;
      behind = rows.at(-1)!.customer_no;
      const lines = made.map(({ line }) => line);
      const text = last + lines.slice(0, -1).join("");
      last = lines.at(-1)!;
      if (text !== "") await send(sink, text);
    }
  }
  return { count, last };
}

async function send(sink: Sink, text: string): Promise<void> {
  if (!(await sink(text))) throw new NobodyReads("nobody reads");
}

function makeOne(
  { incidentId, no }: CodeBatchEntity,
  base: { no: number; code: string },
  customerNo: string,
  key: CodeKey,
  address: string,
): Made {
  const code = newCode();
  const cells = [base.code, customerNo, groupedCode(code), address];
  return {
    line: `${cells.map((cell) => quoted(inertCell(cell))).join(",")}\r\n`,
    row: `\\\\x${key.hash(code).toString("hex")}\t${incidentId}\t${no}\t${base.no}\t${copied(customerNo)}\n`,
  };
}

export function newCode(): string {
  for (;;) {
    const code = codeFrom(randomBytes(codeBytes));
    if (code !== null) return code;
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A value as the text of a COPY. */
function copied(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}
