import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A secret of the installation that nobody gave: made once and kept (mode 0600). */
export async function keptSecret(file: string): Promise<string> {
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, randomBytes(32).toString("base64url"), {
      mode: 0o600,
    });
    // Of several processes that start for the first time, one has made it for all.
    await link(unfinished, file).catch((error: unknown) => {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    });
    await rm(unfinished);
  }
  return (await readFile(file, "utf8")).trim();
}
