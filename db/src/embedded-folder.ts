import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  rm,
  stat,
} from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { run, type Account } from "./embedded-account.js";

/** Makes a folder that others may pass through, whatever our umask; folders that are there stay as they are. */
export async function makePassable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made !== dirname(first); made = dirname(made))
    await chmod(made, 0o755);
}

/** The folder for what the checkout cannot hold. */
export function systemFolder(): string {
  if (process.getuid?.() === 0) return "/var/lib/keii";
  const local =
    process.platform === "win32"
      ? process.env.LOCALAPPDATA
      : process.env.XDG_DATA_HOME;
  return join(local ?? join(homedir(), ".local", "share"), "keii");
}

/** initdb passes paths to a shell in double quotes: these characters would end or change them there. */
export function isPlainPath(path: string): boolean {
  return process.platform === "win32" || !/["$`\\\r\n]/.test(path);
}

/** Whether the server's account can keep its data in this folder, found out by doing it. */
export async function canHold(
  folder: string,
  account?: Account,
): Promise<boolean> {
  if (!isPlainPath(folder)) return false;
  if (process.platform === "win32") return true;
  await makePassable(folder);
  const trial = await mkdtemp(join(folder, "trial-"));
  try {
    await chmod(trial, 0o700);
    if (((await stat(trial)).mode & 0o077) !== 0) return false;
    if (account) await chown(trial, account.uid, account.gid);
    return await canWrite(trial, account);
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/** Whether the account reaches and may write into a folder. */
export async function canWrite(
  folder: string,
  account?: Account,
): Promise<boolean> {
  const { code } = await run(
    "/bin/sh",
    ["-c", 'cd -- "$1" && test -w .', "sh", folder],
    account,
  );
  return code === 0;
}

/** Whether an error says that the file system or its permissions do not allow something. */
export function isRefusal(error: unknown): boolean {
  return ["EACCES", "EPERM", "EROFS", "ENOTSUP", "ENOSYS"].includes(
    errorCode(error) ?? "",
  );
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error
    ? String(error.code)
    : undefined;
}

/** Like existsSync, but a link that leads nowhere exists, too. */
export async function isThere(path: string): Promise<boolean> {
  if (existsSync(path)) return true;
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}
