import { existsSync } from "node:fs";
import { copyFile, open, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StoreCare } from "@keii/api/evidence/store-care";
import type { Evidence, EvidenceUpload } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Content, send, take, type Received } from "../support/content.js";
import type { Person } from "../support/people.js";
import { Random } from "../support/random.js";
import { Stage, until } from "../support/stage.js";

const seed = Number(process.env.KEII_SPEC_SEED ?? Date.now() % 1_000_000);
const flips = Number(process.env.KEII_FLIPS ?? 40);
const megabyte = 1024 * 1024;
const gigabyte = 1024 * megabyte;
/** What the store reads and hashes at once. */
const piece = 4 * megabyte;
const most = 100 * megabyte;

let stage: Stage;
let care: StoreCare;
let closeCare: () => Promise<void>;
let head: Person;
let path: string;
let lastNo = 0;

beforeAll(async () => {
  stage = await Stage.open();
  ({ care, close: closeCare } = await stage.storeCare());
  head = await stage.signedIn(stage.head);
  path = `/api/incidents/${stage.incidentId}/evidence`;
});
afterAll(async () => {
  await closeCare();
  await stage.close();
});

const placeOf = (sha256: string) =>
  join(stage.environment.KEII_DATA_DIR!, "evidence", stage.incidentId, sha256);

/** Sends content and makes a file of it. */
async function keep(content: Content): Promise<Evidence> {
  const { status, body } = await send<EvidenceUpload>(
    head,
    `${path}/uploads`,
    content,
  );
  expect(status).toBe(201);
  const { id, sha256, size } = body!;
  const { body: file } = await head.post<Evidence>(path, {
    name: `file ${content.no}`,
    uploadId: id,
    sha256,
    size,
  });
  return file;
}

/** The memory of a process, sampled while something goes on. */
class Memory {
  constructor(private readonly pid: number) {}

  /** A line of its status, in bytes; the system's own mark of the highest is reset by writing 5. */
  private async read(name: "VmRSS" | "VmHWM"): Promise<number> {
    const status = await readFile(`/proc/${this.pid}/status`, "utf8");
    const [, kilobytes = "0"] =
      new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status) ?? [];
    return Number(kilobytes) * 1024;
  }

  /** What it takes while nothing is asked of it. */
  async atRest(): Promise<number> {
    const samples: number[] = [];
    for (let n = 0; n < 20; n++) {
      samples.push(await this.read("VmRSS"));
      await sleep(100);
    }
    return samples.toSorted((a, b) => a - b)[samples.length / 2]!;
  }

  /** The highest it takes while work is done, between the samples as well. */
  async highest<T>(
    work: () => Promise<T>,
  ): Promise<{ result: T; highest: number; samples: number }> {
    await writeFile(`/proc/${this.pid}/clear_refs`, "5");
    let highest = 0;
    let samples = 0;
    let isOver = false;
    const sampling = (async () => {
      while (!isOver) {
        highest = Math.max(highest, await this.read("VmRSS"));
        samples++;
        await sleep(50);
      }
    })();
    try {
      const result = await work();
      highest = Math.max(highest, await this.read("VmHWM"));
      return { result, highest, samples };
    } finally {
      isOver = true;
      await sampling;
    }
  }
}

/** Whether two streams of bytes were the same as far as the shorter goes. */
class Comparison {
  private readonly wanted: Generator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);
  isSame = true;

  constructor(content: Content) {
    this.wanted = content.pieces();
  }

  next(bytes: Buffer): void {
    let left = bytes;
    while (left.length > 0) {
      if (this.rest.length === 0) {
        const next = this.wanted.next();
        if (next.done === true) {
          this.isSame = false;
          return;
        }
        this.rest = next.value;
      }
      const length = Math.min(left.length, this.rest.length);
      if (!left.subarray(0, length).equals(this.rest.subarray(0, length)))
        this.isSame = false;
      left = left.subarray(length);
      this.rest = this.rest.subarray(length);
    }
  }
}

describe(`content that has changed in the store, in ${flips} ways (KEII_SPEC_SEED=${seed})`, () => {
  /** Ways in which a disk, or somebody at it, may change a file of several pieces. */
  const damages: Record<
    string,
    (place: string, size: number, random: Random) => Promise<void>
  > = {
    "a bit": async (place, size, random) =>
      change(place, random.below(size), (bytes) => {
        bytes[0]! ^= 1 << random.below(8);
      }),
    "the first bit": (place) =>
      change(place, 0, (bytes) => {
        bytes[0]! ^= 128;
      }),
    "the last bit": (place, size) =>
      change(place, size - 1, (bytes) => {
        bytes[0]! ^= 1;
      }),
    "a page of zeros": (place, size, random) =>
      change(place, random.below(size - 4096), (bytes) => bytes.fill(0), 4096),
    "two pieces exchanged": async (place) => {
      const handle = await open(place, "r+");
      const [a, b] = [Buffer.alloc(piece), Buffer.alloc(piece)];
      await handle.read(a, 0, a.length, 0);
      await handle.read(b, 0, b.length, b.length);
      await handle.write(b, 0, b.length, 0);
      await handle.write(a, 0, a.length, a.length);
      await handle.close();
    },
    "the end cut off": async (place, size, random) => {
      const handle = await open(place, "r+");
      await handle.truncate(random.below(size));
      await handle.close();
    },
    "a byte more": async (place) => writeFile(place, "x", { flag: "a" }),
    "the whole file": (place) => unlink(place),
  };

  async function change(
    place: string,
    at: number,
    by: (bytes: Buffer) => void,
    length = 1,
  ): Promise<void> {
    const handle = await open(place, "r+");
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, at);
    by(bytes);
    await handle.write(bytes, 0, length, at);
    await handle.close();
  }

  const stateOf = async (id: string) =>
    (await head.get<Evidence>(`${path}/${id}`)).body.current?.state;

  it("is found on download and by the scrub, and no wrong byte leaves", async () => {
    const random = new Random(seed);
    const kinds = Object.keys(damages);
    const answers: Record<string, number> = {};
    let right = 0;
    // One that fills its pieces, and one that does not.
    const contents = [3 * piece, 2 * piece + 1 + random.below(piece)].map(
      (size) => new Content(++lastNo, size),
    );
    const files: Evidence[] = [];
    for (const content of contents) files.push(await keep(content));
    /** Reads everything that has not been read since now. */
    const scrubbed = async () =>
      (await care.scrub(undefined, new Date())).damaged;

    for (let n = 0; n < flips; n++) {
      const kind = kinds[n % kinds.length]!;
      const which = random.below(files.length);
      const content = contents[which]!;
      const { id } = files[which]!;
      const place = placeOf(content.sha256);
      const good = `${place}.good`;
      await copyFile(place, good);
      await damages[kind]!(place, content.size, random);

      const compared = new Comparison(content);
      let got: Received | null = null;
      try {
        got = await take(head, `${path}/${id}/content`, {}, (bytes) =>
          compared.next(bytes),
        );
      } catch {
        // Cut before its head was read.
      }
      if (got?.status === 200) {
        expect(got.isWhole, kind).toBe(false);
        expect(got.size, kind).toBeLessThan(content.size);
        expect(compared.isSame, kind).toBe(true);
        right += got.size;
      } else if (got) expect(got.status, kind).toBe(502);
      const outcome = got?.status === 502 ? "502" : "cut";
      answers[outcome] = (answers[outcome] ?? 0) + 1;
      await until(async () => (await stateOf(id)) === "damaged");

      await copyFile(good, place);
      expect(await scrubbed(), kind).toBe(0);
      expect(await stateOf(id), kind).toBe("kept");
      // Now the scrub finds it, before anybody asks for it.
      await damages[kind]!(place, content.size, random);
      expect(await scrubbed(), kind).toBe(1);
      expect(await stateOf(id), kind).toBe("damaged");
      await copyFile(good, place);
      await unlink(good);
      expect(await scrubbed(), kind).toBe(0);
    }
    process.stdout.write(
      `damage: ways=${flips} kinds=${kinds.length} answers=${JSON.stringify(answers)} right_bytes_before_a_cut=${right} wrong_bytes=0 found_by_scrub=${flips} seed=${seed}\n`,
    );
  });
});

describe.skipIf(!existsSync("/proc/self/clear_refs"))(
  "a file of 2 GB (its memory is read where the system tells it)",
  () => {
    it("goes in and out with at most 100 MB more than at rest, and is what it was", async () => {
      const memory = new Memory(stage.program.pid);
      // The first of a kind loads code and grows buffers that stay.
      const small = await keep(new Content(++lastNo, 16 * megabyte));
      await take(head, `${path}/${small.id}/content`);
      const rest = await memory.atRest();

      const content = new Content(++lastNo, 2 * gigabyte);
      let begun = performance.now();
      const into = await memory.highest(() => keep(content));
      const intoSeconds = (performance.now() - begun) / 1000;
      const file = into.result;
      expect(file.current).toMatchObject({
        size: 2 * gigabyte,
        sha256: content.sha256,
        state: "kept",
      });
      begun = performance.now();
      const out = await memory.highest(() =>
        take(head, `${path}/${file.id}/content`),
      );
      const outSeconds = (performance.now() - begun) / 1000;
      expect(out.result).toMatchObject({
        status: 200,
        isWhole: true,
        size: 2 * gigabyte,
        sha256: content.sha256,
      });

      // Somebody who reads slowly must not make it pile up.
      const slowly = await memory.highest(() => readSlowly(file.id));
      await unlink(placeOf(content.sha256));
      const inMegabytes = (bytes: number) => Math.round(bytes / megabyte);
      const above = (highest: number) => inMegabytes(highest - rest);
      process.stdout.write(
        `2 GB: at_rest=${inMegabytes(rest)}MB in=+${above(into.highest)}MB (${intoSeconds.toFixed(1)}s, ${into.samples} samples) out=+${above(out.highest)}MB (${outSeconds.toFixed(1)}s, ${out.samples} samples) read_slowly=+${above(slowly.highest)}MB\n`,
      );
      for (const { highest } of [into, out, slowly])
        expect(highest - rest).toBeLessThanOrEqual(most);
    });
  },
);

/** Takes the first part of a file a little at a time, and hangs up. */
async function readSlowly(id: string): Promise<void> {
  const control = new AbortController();
  const answer = await fetch(`${head.url}${path}/${id}/content`, {
    headers: { authorization: `Bearer ${head.token}` },
    signal: control.signal,
  });
  const reader = answer.body!.getReader();
  for (let n = 0; n < 40; n++) {
    await reader.read();
    await sleep(50);
  }
  control.abort();
}
