import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProblemDocument, TimelineEvent } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Ballast, mountSmall, unmount } from "../support/small-disk.js";
import { Stage, until } from "../support/stage.js";

const folder = await mkdtemp(join(tmpdir(), "keii-disk-"));
const disk = join(folder, "disk");
await chmod(folder, 0o755);
await mkdir(disk);
const reason = mountSmall(disk);

afterAll(async () => {
  if (reason === null) unmount(disk);
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(reason !== null)(
  `a full disk under the database${reason === null ? "" : ` (no disk of our own: ${reason})`}`,
  () => {
    let stage: Stage;
    const ballast = new Ballast(disk);

    beforeAll(async () => {
      stage = await Stage.open({ serverFolder: join(disk, "db") });
      // The write-ahead log is elsewhere, so that it is the data that has no room.
      await stage.server.stop("SIGINT");
      const log = join(await stage.server.folder(), "cluster", "pg_wal");
      const elsewhere = join(folder, "wal");
      execFileSync("cp", ["-a", log, elsewhere]);
      await rename(log, `${log}.old`);
      await symlink(elsewhere, log);
      await rm(`${log}.old`, { recursive: true });
      await stage.server.start();
    });
    afterAll(() => stage.close());

    it("is told as 507; nothing that was answered is lost, reading goes on, and writing resumes when there is room", async () => {
      const head = await stage.signedIn(stage.head);
      const path = `/api/incidents/${stage.incidentId}/timeline`;
      const written: string[] = [];
      const write = (text: string) =>
        head.call<TimelineEvent & ProblemDocument>("POST", path, {
          occurred: { on: "2016-08-18" },
          text,
        });
      // Random letters: what repeats would be compressed and need no room.
      const long = () =>
        Array.from({ length: 9_000 }, () =>
          String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000)),
        ).join("");
      await until(async () => (await write("with room")).status === 201);

      await ballast.fill();

      const statuses: Record<number, number> = {};
      let refusal: ProblemDocument | null = null;
      for (let n = 0; n < 400 && (statuses[507] ?? 0) < 20; n++) {
        const { status, body } = await write(long());
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status === 201) written.push(body.id);
        else refusal = body;
      }
      expect(Object.keys(statuses).sort()).toEqual(
        written.length > 0 ? ["201", "507"] : ["507"],
      );
      expect(refusal?.type).toBe("urn:keii:problem:disk-full");
      expect((await head.call("GET", path)).status).toBe(200);

      await ballast.drop();
      const resumed = await until(
        async () => (await write("room again")).status === 201,
      );
      let lost = 0;
      for (const id of written)
        if ((await head.call("GET", `${path}/${id}`)).status !== 200) lost++;
      process.stdout.write(
        `disk: answers=${JSON.stringify(statuses)} lost=${lost} resumed_after=${resumed}ms\n`,
      );
      expect(lost).toBe(0);
      expect(await stage.breaks()).toEqual([]);
    });
  },
);
