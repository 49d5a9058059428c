import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  mkdtemp,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmbedded, type EmbeddedServer } from "./embedded.js";

const compiled = new URL("../dist/embedded.js", import.meta.url).href;

let parent: string;
let dataDir: string;
const told: string[] = [];
const tell = (line: string) => told.push(line);
const open: EmbeddedServer[] = [];

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dataDir, tell });
  open.push(server);
  return server;
}

async function ask<T>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows.map((row: unknown[]) => row[0] as T);
  } finally {
    await client.end();
  }
}

function postmasterPid(): Promise<number> {
  const file = join(dataDir, "postgres", "cluster", "postmaster.pid");
  return readFile(file, "utf8").then((text) => Number(text.split("\n")[0]));
}

/** A process that starts the server and stays; answers when it has. */
async function startInProcess() {
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      `const { startEmbedded } = await import(${JSON.stringify(compiled)});
       const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, tell() {} });
       process.on("message", async () => { await server.stop(); process.exit(0); });
       process.send(server.port);`,
    ],
    { stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
  await once(child, "message");
  return child;
}

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "keii embedded 経緯 "));
  await chmod(parent, 0o755);
  dataDir = join(parent, "data folder");
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

afterAll(async () => {
  await rm(parent, { recursive: true, force: true });
});

describe("an embedded server", { timeout: 20_000 }, () => {
  it("starts from nothing, with Japanese trigrams, an owner who is no superuser, and UTC", async () => {
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(
      await ask(server.ownerUrl, "select show_trgm('日本') <> '{}'"),
    ).toEqual([true]);
    expect(
      await ask(
        server.ownerUrl,
        `select rolname || ':' || rolsuper || rolcreaterole || rolcreatedb from pg_roles where rolname = current_user`,
      ),
    ).toEqual(["keii_owner:falsetruetrue"]);
    expect(await ask(server.ownerUrl, "show timezone")).toEqual(["UTC"]);
    expect(await ask(server.ownerUrl, "show fsync")).toEqual(["on"]);
    expect(await ask(server.superuserUrl, "show is_superuser")).toEqual(["on"]);
    await ask(server.ownerUrl, "create table kept (line text)");
    await ask(server.ownerUrl, "insert into kept values ('経緯')");
  });

  it("keeps its data, its passwords and its port over a restart", async () => {
    const first = await start();
    await first.stop();
    await expect(ask(first.ownerUrl, "select 1")).rejects.toThrow();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(await ask(second.ownerUrl, "select line from kept")).toEqual([
      "経緯",
    ]);
  });

  it("lets every new database of the owner have trigrams", async () => {
    const server = await start();
    await ask(server.ownerUrl, "create database another");
    const url = server.ownerUrl.replace(/keii$/, "another");
    expect(await ask(url, "select show_trgm('日本') <> '{}'")).toEqual([true]);
    await ask(server.ownerUrl, "drop database another");
  });

  it("is adopted after the process that started it was killed, and stopped by whoever adopted it", async () => {
    const child = await startInProcess();
    const pid = await postmasterPid();
    child.kill("SIGKILL");
    await once(child, "exit");
    const server = await start();
    expect(server.adopted).toBe(true);
    expect(await postmasterPid()).toBe(pid);
    expect(await ask(server.ownerUrl, "select line from kept")).toEqual([
      "経緯",
    ]);
    await server.stop();
    expect(existsSync(join(dataDir, "postgres/cluster/postmaster.pid"))).toBe(
      false,
    );
  });

  it("stays while another process uses it, whoever stops first", async () => {
    const child = await startInProcess();
    const server = await start();
    expect(server.adopted).toBe(true);
    child.send("stop");
    await once(child, "exit");
    expect(await ask(server.ownerUrl, "select 1")).toEqual([1]);
    await server.stop();
    await expect(ask(server.ownerUrl, "select 1")).rejects.toThrow();
  });

  it("is made once by two first starts at the same time", async () => {
    dataDir = join(parent, "twice");
    const [one, other] = await Promise.all([startInProcess(), start()]);
    expect(await ask(other.ownerUrl, "select 1")).toEqual([1]);
    one.send("stop");
    await once(one, "exit");
    await other.stop();
    dataDir = join(parent, "data folder");
  });

  it("comes up where its number in postmaster.pid now belongs to another program", async () => {
    const child = await startInProcess();
    const pid = await postmasterPid();
    child.kill("SIGKILL");
    process.kill(pid, "SIGKILL");
    await once(child, "exit");
    const cluster = join(dataDir, "postgres", "cluster");
    const { uid, gid } = await stat(cluster);
    const stranger = spawn("sleep", ["60"], { uid, gid });
    try {
      const file = join(cluster, "postmaster.pid");
      const left = await readFile(file, "utf8");
      await writeFile(
        file,
        left.replace(/^\d+/, String(stranger.pid ?? Number.NaN)),
      );
      const server = await start();
      expect(server.adopted).toBe(false);
      expect(await ask(server.ownerUrl, "select line from kept")).toEqual([
        "経緯",
      ]);
    } finally {
      stranger.kill();
    }
  });

  it("takes another port where somebody else has taken its own", async () => {
    const first = await start();
    await first.stop();
    const intruder = createServer().listen(first.port, "127.0.0.1");
    await once(intruder, "listening");
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      expect(await ask(second.ownerUrl, "select 1")).toEqual([1]);
    } finally {
      intruder.close();
    }
  });

  it("keeps its passwords to itself", async () => {
    const file = join(dataDir, "postgres", "server.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const { ownerPassword, superuserPassword } = JSON.parse(
      await readFile(file, "utf8"),
    ) as Record<string, string>;
    const said = (
      await readFile(join(dataDir, "postgres", "server.log"), "utf8")
    ).concat(...told);
    expect(said).not.toContain(ownerPassword);
    expect(said).not.toContain(superuserPassword);
  });
});
