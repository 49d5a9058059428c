import type { Language } from "@keii/shared";
import type { Tx } from "../platform/database/database.js";
import { within } from "../platform/database/database.js";

/** The languages in which an incident speaks to the public. */
export async function publishedLanguages(tx: Tx): Promise<Language[]> {
  const [row] = await within(tx).query<{ languages: Language[] }>(
    "select languages from incident where id = $1",
    [tx.incidentId],
  );
  return row!.languages;
}
