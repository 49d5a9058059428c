import { execFileSync } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";

/** A small disk in memory at a folder, where this account may mount one; otherwise why not. */
export function mountSmall(folder: string, megabytes = 160): string | null {
  try {
    execFileSync(
      "mount",
      ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder],
      { stdio: "pipe" },
    );
    return null;
  } catch (error) {
    return String((error as Error).message).split("\n")[0]!;
  }
}

export function unmount(folder: string): void {
  execFileSync("umount", [folder]);
}

/** What somebody else keeps on a disk: all that fits, but for the room that is left. */
export class Ballast {
  private readonly file: string;

  constructor(disk: string) {
    this.file = join(disk, "ballast");
  }

  async fill(leftBytes = 0): Promise<void> {
    const file = await open(this.file, "w");
    const block = Buffer.alloc(64 * 1024, 1);
    let written = 0;
    try {
      for (;;) written += (await file.write(block)).bytesWritten;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      await file.truncate(Math.max(0, written - leftBytes));
    } finally {
      await file.close();
    }
  }

  drop(): Promise<void> {
    return rm(this.file, { force: true });
  }
}
