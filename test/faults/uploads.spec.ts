import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StoreCare } from "@keii/api/evidence/store-care";
import type { Evidence, EvidenceUpload, ProblemDocument } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Content, send, take, type Sent } from "../support/content.js";
import { Contracts } from "../support/contracts.js";
import { aFile, someBytes, storedFiles } from "../support/files.js";
import type { Person } from "../support/people.js";
import { Random } from "../support/random.js";
import { Ballast, mountSmall, unmount } from "../support/small-disk.js";
import { Stage, until } from "../support/stage.js";

const seed = Number(process.env.KEII_SPEC_SEED ?? Date.now() % 1_000_000);
const cuts = Number(process.env.KEII_CUTS ?? 50);
const kills = Number(process.env.KEII_UPLOAD_KILLS ?? 8);
const megabyte = 1024 * 1024;
const tomorrow = () => new Date(Date.now() + 25 * 60 * 60 * 1000);

let stage: Stage;
let care: StoreCare;
let closeCare: () => Promise<void>;
let random: Random;
let dataDir: string;
let path: string;
let lastNo = 0;

beforeAll(async () => {
  stage = await Stage.open();
  ({ care, close: closeCare } = await stage.storeCare());
  random = new Random(seed);
  dataDir = stage.environment.KEII_DATA_DIR!;
  path = `/api/incidents/${stage.incidentId}/evidence`;
});
afterAll(async () => {
  await closeCare();
  await stage.close();
});

const someContent = (size: number) => new Content(++lastNo, size);
const placeOf = (sha256: string) =>
  join(dataDir, "evidence", stage.incidentId, sha256);
const arriving = async () =>
  (await storedFiles(dataDir)).filter((file) => file.includes("incoming"));

/** Every list the incident has, and the home page, as its head sees them. */
async function everyList(head: Person): Promise<Record<string, unknown>> {
  const contracts = await Contracts.of(head);
  const places = contracts
    .routes()
    .filter(
      (route) =>
        /^GET \/api\/incidents\/:incidentId\/[^:]+$/.test(route) &&
        !route.includes("/export.") &&
        contracts.reads(route, "range"),
    )
    .map((route) =>
      route.slice("GET ".length).replace(":incidentId", stage.incidentId),
    );
  expect(places).toContain(path);
  // The log says of every entry whether it is sealed yet.
  await until(async () => {
    const unsealed = await stage.server.sql("select from audit_unsealed");
    return unsealed.length === 0;
  });
  const lists: Record<string, unknown> = {};
  for (const place of [...places, "/api/incidents"])
    lists[place] = (await head.get(`${place}?range=[0,199]`)).body;
  return lists;
}

/** Makes a file of what has arrived, however often it has to be asked. */
async function claim(
  head: Person,
  { id, sha256, size }: EvidenceUpload,
  no: number,
): Promise<Evidence> {
  const { status, body } = await head.insist<Evidence>(
    path,
    { name: `file ${no}`, uploadId: id, sha256, size },
    `file-${no}`,
  );
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

/** All files of the case, page by page. */
async function everyFile(head: Person): Promise<Evidence[]> {
  const all: Evidence[] = [];
  for (let from = 0; ; from += 200) {
    const { body } = await head.get<Evidence[]>(
      `${path}?sort=["no","ASC"]&range=[${from},${from + 199}]`,
    );
    all.push(...body);
    if (body.length < 200) return all;
  }
}

async function names(head: Person): Promise<string[]> {
  return (await everyFile(head)).map(({ name }) => name ?? "");
}

describe(`an upload cut at ${cuts} random points (KEII_SPEC_SEED=${seed})`, () => {
  it("shows in no list, and after the sweep there is nothing on the disk", async () => {
    const head = await stage.signedIn(stage.head);
    const kept = await aFile(head, stage.incidentId, someBytes(100));
    const before = await everyList(head);
    const stored = await storedFiles(dataDir);
    const points: number[] = [];
    for (let n = 0; n < cuts; n++) {
      const content = someContent(1 + random.below(9 * megabyte));
      // Now and then nothing came, or everything and only the answer was not awaited.
      const cutAt =
        n === 0 ? 0 : n === 1 ? content.size : random.below(content.size);
      points.push(Math.round((100 * cutAt) / content.size));
      const { status } = await send(head, `${path}/uploads`, content, {
        cutAt,
        isUnannounced: n % 2 === 0,
      });
      expect(status).toBe(0);
    }
    expect(await everyList(head)).toEqual(before);
    const left = await until(async () => (await arriving()).length === 0);
    await care.sweep(tomorrow());
    expect(await storedFiles(dataDir)).toEqual(stored);
    expect(stored).toEqual([placeOf(kept.current!.sha256)]);
    expect(await stage.server.sql("select id from evidence_upload")).toEqual(
      [],
    );
    expect(await everyList(head)).toEqual(before);
    process.stdout.write(
      `cut: points=${cuts} at=${points.join("%,")}% lists=${Object.keys(before).length} visible=0 gone_after=${left}ms left_after_sweep=0 seed=${seed}\n`,
    );
  });
});

describe(`kill -9 while files are sent, ${kills} times`, () => {
  it("loses no file and no upload that was answered, shows nothing else, and the sweep leaves nothing else", async () => {
    const files = new Map<string, string>();
    const before = await names(await stage.signedIn(stage.head));
    let answered = 0;
    let cut = 0;
    let halves = 0;
    for (let round = 1; round <= kills; round++) {
      const head = await stage.signedIn(stage.head);
      const unclaimed: [EvidenceUpload, number][] = [];
      const unanswered: [EvidenceUpload, number][] = [];
      let isOver = false;
      const sender = async (largest: number) => {
        while (!isOver) {
          const content = someContent(1 + random.below(largest));
          const { status, body } = await send<EvidenceUpload>(
            head,
            `${path}/uploads`,
            content,
            { onPiece: () => sleep(1) },
          );
          if (status === 0) cut++;
          if (status !== 201) continue;
          answered++;
          const known: [EvidenceUpload, number] = [body!, content.no];
          if (random.below(3) === 0) {
            unclaimed.push(known);
            continue;
          }
          try {
            await claim(head, ...known);
            files.set(`file ${content.no}`, content.sha256);
          } catch {
            unanswered.push(known);
          }
        }
      };
      const halvesBefore = (await arriving()).length;
      const senders = [
        sender(megabyte),
        sender(4 * megabyte),
        sender(80 * megabyte),
      ];
      await sleep(200 + random.below(1_500));
      stage.program.kill();
      isOver = true;
      await stage.program.ended;
      await Promise.all(senders);
      halves += (await arriving()).length - halvesBefore;

      stage.program = await stage.start();
      const again = await stage.signedIn(stage.head);
      for (const [upload, no] of [...unclaimed, ...unanswered]) {
        await claim(again, upload, no);
        files.set(`file ${no}`, upload.sha256);
      }
    }
    const head = await stage.signedIn(stage.head);
    expect((await names(head)).toSorted()).toEqual(
      [...before, ...files.keys()].toSorted(),
    );
    await care.sweep(tomorrow());
    const all = await everyFile(head);
    let lost = 0;
    for (const { id, name, current } of all) {
      const got = await take(head, `${path}/${id}/content`);
      const wanted = files.get(name ?? "") ?? current!.sha256;
      if (!got.isWhole || got.sha256 !== wanted) lost++;
    }
    const known = new Set(all.map(({ current }) => placeOf(current!.sha256)));
    expect(await storedFiles(dataDir)).toEqual([...known].toSorted());
    process.stdout.write(
      `upload kill: rounds=${kills} answered=${answered} cut=${cut} halves_on_disk=${halves} files=${files.size} lost=${lost} left_after_sweep=0 seed=${seed}\n`,
    );
    expect(lost).toBe(0);
    expect(cut).toBeGreaterThanOrEqual(kills);
    expect(await stage.breaks()).toEqual([]);
  });
});

describe("a full disk under the store", () => {
  let disk: string;
  let reason: string | null;
  let ballast: Ballast;
  let head: Person;

  beforeAll(async () => {
    disk = join(dataDir, "evidence");
    await mkdir(disk, { recursive: true });
    reason = mountSmall(disk, 256);
    ballast = new Ballast(disk);
    head = await stage.signedIn(stage.head);
  });
  afterAll(() => {
    if (reason === null) unmount(disk);
  });

  const sendOf = (content: Content, more = {}) =>
    send<EvidenceUpload & ProblemDocument>(
      head,
      `${path}/uploads`,
      content,
      more,
    );
  const expectFull = ({ status, body }: Sent<ProblemDocument>) => {
    expect([status, body?.type, body?.title]).toEqual([
      507,
      "urn:keii:problem:disk-full",
      expect.any(String),
    ]);
  };

  it("is told as 507, leaves nothing of what had no room, loses nothing that was answered, and goes on when there is room", async ({
    skip,
  }) => {
    if (reason !== null) return skip(`no disk of our own: ${reason}`);
    const kept: [Evidence, Content][] = [];
    const keep = async (size: number, more = {}) => {
      const content = someContent(size);
      const { status, body } = await sendOf(content, more);
      if (status === 507) expectFull({ status, body });
      if (status !== 201) return status;
      kept.push([await claim(head, body!, content.no), content]);
      return status;
    };
    for (let n = 0; n < 3; n++)
      expect(await keep(1 + random.below(8 * megabyte))).toBe(201);

    // Said beforehand: refused before it is sent.
    let sent = 0;
    expectFull(
      await sendOf(someContent(1024 * megabyte), {
        onPiece: (bytes: number) => (sent = bytes),
      }),
    );
    expect(sent).toBeLessThan(64 * megabyte);
    // Not said: refused where the room ends.
    expectFull(
      await sendOf(someContent(1024 * megabyte), { isUnannounced: true }),
    );
    expect(await arriving()).toEqual([]);
    // Somebody else takes the room at 99 %.
    const late = someContent(90 * megabyte);
    let isTaken = false;
    expectFull(
      await sendOf(late, {
        onPiece: async (bytes: number) => {
          if (isTaken || bytes < 0.9 * late.size) return;
          isTaken = true;
          await ballast.fill();
        },
      }),
    );
    expect(isTaken).toBe(true);
    expect(await arriving()).toEqual([]);

    await ballast.drop();
    await ballast.fill(12 * megabyte);
    const statuses: Record<number, number> = {};
    for (let n = 0; n < 60 && (statuses[507] ?? 0) < 10; n++) {
      const status = await keep(1 + random.below(2 * megabyte), {
        isUnannounced: n % 4 !== 0,
      });
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    for (const [file, content] of kept) {
      const got = await take(head, `${path}/${file.id}/content`);
      expect([got.isWhole, got.sha256]).toEqual([true, content.sha256]);
    }

    await ballast.drop();
    expect(await keep(90 * megabyte)).toBe(201);
    await care.sweep(tomorrow());
    expect(await storedFiles(dataDir)).toEqual(
      kept.map(([, content]) => placeOf(content.sha256)).toSorted(),
    );
    process.stdout.write(
      `full store: answers=${JSON.stringify(statuses)} files=${kept.length} lost=0 left_after_sweep=0 seed=${seed}\n`,
    );
  });
});
