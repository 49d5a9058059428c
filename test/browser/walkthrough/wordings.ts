import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { People } from "./first-steps.js";
import { plain } from "./lines.js";
import type { Section } from "./page.js";

type Cells = Record<string, string>;

export async function findTheWords(
  { responder: me }: People,
  { table, text }: Section,
): Promise<void> {
  await me.goTo("Timeline");
  const rows = parse<Cells>(await readFile(await me.takeFile("CSV"), "utf8"), {
    bom: true,
    columns: true,
  });
  const changed = table("line").map(([line = "", ja = "", en = ""]) => {
    const row = rows.find((one) => isMeant(one, line));
    if (!row) throw new Error(`the file has no line “${line}”`);
    row["Public wording (Japanese)"] = plain(ja);
    row["Public wording (English)"] = plain(en);
    // Two cells side by side are copied and pasted at once.
    me.types([plain(ja), plain(en)].join("\t"));
    return row;
  });
  changed[0]!["Visibility"] = me.types("May be published");
  const final = changed.find((one) => one["Date"] === "2016-09-01")!;
  final["Learned on"] = me.types("2016-09-01");
  final["Learned at"] = me.types("13:00");
  await me.press("Import CSV");
  await me.arrives("Import from CSV");
  await me.giveFile("Choose a file", {
    name: "timeline.csv",
    content: stringify(rows, { header: true, bom: true }),
  });
  await me.sees(`Correction ${changed.length}`);
  await me.fill(
    "Reason for the corrections (recorded with each of them)",
    text("公表文を追記"),
  );
  await me.press(`Save 0 new, ${changed.length} corrected`);
  await me.arrives("Timeline");
}

/** Named by its words; the first call by its time. */
function isMeant(row: Cells, line: string): boolean {
  return line.startsWith("the first call")
    ? row["Date"] === "2016-08-12" && row["Time"] === "17:42"
    : row["What happened"] === plain(line);
}
