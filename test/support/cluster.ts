import { rm } from "node:fs/promises";
import { join } from "node:path";
import { startEmbedded, type EmbeddedServer } from "@keii/db";
import { readConfig } from "@keii/api/platform/config/config";
import { prepareDatabase } from "@keii/api/operator/installation";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { dataFolder } from "./folder.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the server's superuser, and of the migrated template's owner. */
    superuserUrl: string;
    templateOwnerUrl: string;
    /** Holds the serving roles' passwords, shared by every database of the server. */
    keysDir: string;
  }
}

export const template = "keii_template";

/** One server for the whole run, with a migrated database to copy from. KEII_TEST_DATABASE_URL names an outside superuser instead. */
export async function setup(
  project: TestProject,
): Promise<() => Promise<void>> {
  const folder = await dataFolder("keii-test-");
  const outside = process.env.KEII_TEST_DATABASE_URL;
  const server: EmbeddedServer | null = outside
    ? null
    : await startEmbedded({ dataDir: folder, tell: () => undefined });
  const superuserUrl = outside ?? server!.superuserUrl;
  const ownerUrl = outside ?? server!.ownerUrl;
  const templateOwnerUrl = named(ownerUrl, template);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`drop database if exists ${template}`);
  await client.query(
    `create database ${template} template template0 encoding 'UTF8' owner ${new URL(ownerUrl).username}`,
  );
  await client.end();
  const config = readConfig({
    DATABASE_URL: templateOwnerUrl,
    KEII_DATA_DIR: folder,
  });
  const prepared = await prepareDatabase(config, () => undefined);
  await prepared.stop();
  project.provide("superuserUrl", superuserUrl);
  project.provide("templateOwnerUrl", templateOwnerUrl);
  project.provide("keysDir", join(folder, "keys"));
  return async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

export function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
