import { existsSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isSignedBy, type AuditKey } from "./audit-key.js";

/** The state of the chain at a moment, signed, and kept outside the database. */
export interface Checkpoint {
  epoch: string;
  sealNo: string;
  hash: string;
  at: string;
  keyId: string;
  signature: string;
}

/** The file of checkpoints: one JSON line each, only ever appended to. */
export class Checkpoints {
  private readonly file: string;
  private readonly keyFile: string;

  constructor(
    private readonly folder: string,
    private readonly key: AuditKey,
  ) {
    this.file = join(folder, "checkpoints.jsonl");
    this.keyFile = join(folder, "public-keys.json");
  }

  /** Signs and appends; on the disk before it returns. */
  async write(
    epoch: string,
    sealNo: string,
    hash: Buffer,
    at: Date,
  ): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.publishKey();
    const content = {
      epoch,
      sealNo,
      hash: hash.toString("hex"),
      at: at.toISOString(),
      keyId: this.key.id,
    };
    const line = JSON.stringify({
      ...content,
      signature: this.key.sign(signedText(content)),
    });
    const file = await open(this.file, "a", 0o600);
    try {
      await file.appendFile(`${line}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** All checkpoints, each with whether its signature is ours; a last line cut short by a crash is passed over. */
  async read(): Promise<{ checkpoint: Checkpoint; isOurs: boolean }[]> {
    if (!existsSync(this.file)) return [];
    const keys = await this.publicKeys();
    const lines = (await readFile(this.file, "utf8")).split("\n");
    lines.pop();
    return lines.map((line) => {
      const checkpoint = parseCheckpoint(line);
      const pem = keys[checkpoint.keyId];
      return {
        checkpoint,
        isOurs:
          pem !== undefined &&
          checkpoint.signature !== "" &&
          isSignedBy(pem, signedText(checkpoint), checkpoint.signature),
      };
    });
  }

  /** The public keys by id; a new key is signed by the one before it. */
  private async publicKeys(): Promise<Record<string, string>> {
    const known = { [this.key.id]: this.key.publicKeyPem };
    if (!existsSync(this.keyFile)) return known;
    const kept = JSON.parse(
      await readFile(this.keyFile, "utf8"),
    ) as KeyRecord[];
    for (const record of kept) known[record.id] ??= record.publicKey;
    return known;
  }

  private async publishKey(): Promise<void> {
    const kept = existsSync(this.keyFile)
      ? (JSON.parse(await readFile(this.keyFile, "utf8")) as KeyRecord[])
      : [];
    if (kept.some((record) => record.id === this.key.id)) return;
    const file = await open(this.keyFile, "w", 0o600);
    try {
      await file.writeFile(
        JSON.stringify(
          [...kept, { id: this.key.id, publicKey: this.key.publicKeyPem }],
          null,
          2,
        ),
      );
    } finally {
      await file.close();
    }
  }
}

interface KeyRecord {
  id: string;
  publicKey: string;
}

function signedText(c: Omit<Checkpoint, "signature">): string {
  return ["keii checkpoint 1", c.epoch, c.sealNo, c.hash, c.at, c.keyId].join(
    "\n",
  );
}

function parseCheckpoint(line: string): Checkpoint {
  try {
    const value = JSON.parse(line) as Partial<Checkpoint>;
    return {
      epoch: "",
      sealNo: "",
      hash: "",
      at: "",
      keyId: "",
      signature: "",
      ...value,
    };
  } catch {
    return {
      epoch: "",
      sealNo: "",
      hash: "",
      at: "",
      keyId: "",
      signature: "",
    };
  }
}
