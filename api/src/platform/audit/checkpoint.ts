import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { AuditBreakKind } from "@keii/shared";
import { z } from "zod";
import { keyId, signWith, type AuditKey } from "./audit-key.js";

/**
 * The state of the chain at a moment, signed, and kept outside the database. Each names the line before it, so that none
 * can be taken out from between. `begun` is the first of an installation; after `restored` the chain goes on from an
 * earlier seal, and what earlier lines say of later seals is given up.
 */
const checkpoint = z.object({
  kind: z.enum(["begun", "sealed", "restored", "rotated"]),
  epoch: z.string(),
  sealNo: z.string().regex(/^\d+$/),
  hash: z.string(),
  at: z.string(),
  keyId: z.string(),
  previous: z.string(),
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof checkpoint>;
export type CheckpointContent = Pick<
  Checkpoint,
  "kind" | "epoch" | "sealNo" | "hash"
>;

/** What the file promises of the chain, and what is wrong with the file itself. */
export interface CheckpointReading {
  /** The hash each seal must have, by its number; of a long file the newest ones. */
  expected: Map<string, string>;
  breaks: { kind: AuditBreakKind; sealNo: string | null }[];
  newest: string | null;
  count: number;
}

const fileName = "checkpoints.jsonl";
const mostExpected = 50_000;

/** The file of checkpoints: one JSON line each, only ever appended to, by whoever holds the sealers' lock. */
export class Checkpoints {
  readonly file: string;
  readonly keyFile: string;
  /** Number of the newest seal this process knows to be covered. */
  private covered: bigint | null = null;

  constructor(
    readonly folder: string,
    private readonly key: AuditKey,
  ) {
    this.file = join(folder, fileName);
    this.keyFile = join(folder, "public-keys.json");
  }

  /** Signs and appends; on the disk before it returns. What a crash left of a line is cut off first. */
  async write(content: CheckpointContent): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.publishKey();
    const file = await open(this.file, "a+", 0o600);
    try {
      const { line, end } = await lastLine(file);
      const { size } = await file.stat();
      if (end < size) await file.truncate(end);
      const next = {
        ...content,
        at: new Date().toISOString(),
        keyId: this.key.id,
        previous: line === null ? "" : lineHash(line),
      };
      const signature = this.key.sign(signedText(next));
      await file.appendFile(`${JSON.stringify({ ...next, signature })}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
    this.covered = BigInt(content.sealNo);
  }

  newest(): Promise<Checkpoint | null> {
    return newestCheckpoint(this.folder);
  }

  /** Whether some line speaks of this seal or a later one. */
  async covers(sealNo: string): Promise<boolean> {
    if (this.covered === null || this.covered < BigInt(sealNo))
      this.covered = BigInt((await this.newest())?.sealNo ?? "-1");
    return this.covered >= BigInt(sealNo);
  }

  /** Reads the file twice, in flat memory: lines that hang together need one signature, others are looked at one by one. */
  async read(): Promise<CheckpointReading> {
    await this.key.refresh();
    const { forged, breaks } = await this.examine();
    const expected = new Map<string, string>();
    let newest: string | null = null;
    let count = 0;
    let no = 0;
    for await (const line of this.lines()) {
      no += 1;
      const read = forged.has(no) ? null : parseCheckpoint(line);
      if (read === null) continue;
      if (read.kind === "restored")
        for (const sealNo of expected.keys())
          if (BigInt(sealNo) > BigInt(read.sealNo)) expected.delete(sealNo);
      newest = read.sealNo;
      count += 1;
      if (read.sealNo === "0") continue;
      expected.delete(read.sealNo);
      expected.set(read.sealNo, read.hash);
      if (expected.size > mostExpected)
        expected.delete(expected.keys().next().value ?? "");
    }
    return { expected, breaks, newest, count };
  }

  /** Numbers of the lines that are not ours, and where lines are missing. */
  private async examine(): Promise<{
    forged: Set<number>;
    breaks: CheckpointReading["breaks"];
  }> {
    const segments: Segment[] = [];
    let previous = "";
    let no = 0;
    for await (const line of this.lines()) {
      no += 1;
      const read = parseCheckpoint(line);
      const before = segments.at(-1);
      const isBeginning =
        no === 1 && (read?.kind === "begun" || read?.kind === "restored");
      const isLinked = before
        ? read !== null && before.last !== null && read.previous === previous
        : isBeginning && read.previous === "";
      if (before && isLinked) {
        before.to = no;
        before.last = read;
      } else {
        segments.push({
          from: no,
          to: no,
          first: read,
          last: read,
          isCut: !isLinked,
        });
      }
      previous = lineHash(line);
    }
    const forged = new Set<number>();
    const breaks: CheckpointReading["breaks"] = [];
    let isExplained = false;
    for (const { from, to, first, last, isCut } of segments) {
      if (isCut && !isExplained && first !== null && this.isOurs(first))
        breaks.push({ kind: "checkpoint_missing", sealNo: first.sealNo });
      isExplained = false;
      if (last !== null && this.isOurs(last)) continue;
      for (const { line, no } of await this.linesBetween(from, to)) {
        const read = parseCheckpoint(line);
        if (read !== null && this.isOurs(read)) continue;
        forged.add(no);
        breaks.push({
          kind: "checkpoint_not_ours",
          sealNo: read?.sealNo ?? null,
        });
        isExplained = true;
      }
    }
    return { forged, breaks };
  }

  private isOurs(read: Checkpoint): boolean {
    return this.key.isSigned(read.keyId, signedText(read), read.signature);
  }

  private async linesBetween(
    from: number,
    to: number,
  ): Promise<{ line: string; no: number }[]> {
    const found = [];
    let no = 0;
    for await (const line of this.lines()) {
      no += 1;
      if (no >= from && no <= to) found.push({ line, no });
    }
    return found;
  }

  /** Whole lines; what stands behind the last line end is a line that a crash cut short. */
  private async *lines(): AsyncGenerator<string> {
    if (!existsSync(this.file)) return;
    const file = await open(this.file, "r");
    const { end } = await lastLine(file);
    await file.close();
    if (end === 0) return;
    yield* createInterface({
      input: createReadStream(this.file, { encoding: "utf8", end: end - 1 }),
      crlfDelay: Number.POSITIVE_INFINITY,
    });
  }

  /** The public keys, for whoever checks signatures without the private one; each vouches for the one it replaced. */
  private async publishKey(): Promise<void> {
    const kept = await this.publicKeys();
    if (kept.some((record) => record.id === this.key.id)) return;
    await this.writePublicKeys([
      ...kept,
      { id: this.key.id, publicKey: this.key.publicKeyPem },
    ]);
  }

  /** Publishes the key that will replace the present one, signed by both. */
  async publishSuccessor(
    privateKeyPem: string,
    publicKeyPem: string,
  ): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.publishKey();
    const id = keyId(publicKeyPem);
    const text = successionText(id, publicKeyPem, this.key.id);
    await this.writePublicKeys([
      ...(await this.publicKeys()),
      {
        id,
        publicKey: publicKeyPem,
        replaces: this.key.id,
        signedByReplaced: this.key.sign(text),
        signedByItself: signWith(privateKeyPem, text),
      },
    ]);
  }

  /** Adds the published keys of a backup. */
  async addPublicKeys(text: string): Promise<void> {
    const own = await this.publicKeys();
    const others = z.array(publicKeyRecord).parse(JSON.parse(text));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.writePublicKeys([
      ...others.filter(({ id }) => !own.some((known) => known.id === id)),
      ...own,
    ]);
  }

  async publicKeys(): Promise<PublicKeyRecord[]> {
    if (!existsSync(this.keyFile)) return [];
    return z
      .array(publicKeyRecord)
      .parse(JSON.parse(await readFile(this.keyFile, "utf8")));
  }

  private async writePublicKeys(records: PublicKeyRecord[]): Promise<void> {
    const unfinished = `${this.keyFile}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(records, null, 2), {
      mode: 0o600,
      flush: true,
    });
    await rename(unfinished, this.keyFile);
  }
}

/** The newest line of a folder's file, as far as it can be read; null where there is none. Nobody vouches for it. */
export async function newestCheckpoint(
  folder: string,
): Promise<Checkpoint | null> {
  const path = join(folder, fileName);
  if (!existsSync(path)) return null;
  const file = await open(path, "r");
  try {
    const { line } = await lastLine(file);
    return line === null ? null : parseCheckpoint(line);
  } finally {
    await file.close();
  }
}

/** Lines of which each names the one before; `last` alone has to be looked at. */
interface Segment {
  from: number;
  to: number;
  first: Checkpoint | null;
  last: Checkpoint | null;
  isCut: boolean;
}

const publicKeyRecord = z.object({
  id: z.string(),
  publicKey: z.string(),
  replaces: z.string().optional(),
  signedByReplaced: z.string().optional(),
  signedByItself: z.string().optional(),
});
export type PublicKeyRecord = z.infer<typeof publicKeyRecord>;

/** What both keys sign when one replaces the other. */
export function successionText(
  id: string,
  publicKeyPem: string,
  replaces: string,
): string {
  return ["keii audit key 1", id, publicKeyPem, replaces].join("\n");
}

function signedText(c: Omit<Checkpoint, "signature">): string {
  return [
    "keii checkpoint 2",
    c.kind,
    c.epoch,
    c.sealNo,
    c.hash,
    c.at,
    c.keyId,
    c.previous,
  ].join("\n");
}

function lineHash(line: string): string {
  return createHash("sha256").update(line).digest("hex");
}

function parseCheckpoint(line: string): Checkpoint | null {
  try {
    return checkpoint.parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}

/** The last line that has its end, and where it ends. */
async function lastLine(
  file: Awaited<ReturnType<typeof open>>,
): Promise<{ line: string | null; end: number }> {
  const { size } = await file.stat();
  for (let length = 4_096; ; length *= 4) {
    const from = Math.max(0, size - length);
    const buffer = Buffer.alloc(size - from);
    await file.read(buffer, 0, buffer.length, from);
    const end = buffer.lastIndexOf(10);
    const begin = end <= 0 ? -1 : buffer.lastIndexOf(10, end - 1);
    if (end >= 0 && (begin >= 0 || from === 0))
      return {
        line: buffer.subarray(begin + 1, end).toString(),
        end: from + end + 1,
      };
    if (from === 0) return { line: null, end: 0 };
  }
}
