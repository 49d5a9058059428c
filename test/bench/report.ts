import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Measured {
  what: string;
  value: number;
  limit: number;
  unit: string;
  note?: string;
}

/** Prints a table and writes it as JSON to `.tmp/bench/<name>.json`. */
export function report(name: string, rows: Measured[]): void {
  const lines = rows.map(
    (r) =>
      `${r.what.padEnd(62)} ${r.value.toFixed(2).padStart(9)} ${r.unit.padEnd(6)} limit ${r.limit}${r.note ? `  ${r.note}` : ""}`,
  );
  process.stdout.write(`\n${name}\n${lines.join("\n")}\n`);
  const folder = join(process.cwd(), ".tmp", "bench");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(rows, null, 2));
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of all lies. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ??
    Number.NaN
  );
}
