import { createHash } from "node:crypto";
import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take minutes; one of them begun last would leave the second worker idle for as long. */
const long = [
  "test/browser/screens.spec.ts",
  "test/access.spec.ts",
  "test/audit.spec.ts",
  "test/browser/hard-screens.spec.ts",
];

/**
 * In an order the seed decides, but what takes longest first, so that no worker waits for the other at the end; and the
 * console's files together, since a worker is begun anew for another environment.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(
    files: TestSpecification[],
  ): Promise<TestSpecification[]> {
    const { root, sequence } = this.ctx.config;
    const placed = files.map((file) => {
      const name = relative(root, file.moduleId);
      const part = long.includes(name)
        ? 0
        : name.startsWith("admin-ui/")
          ? 2
          : 1;
      const place = createHash("sha256")
        .update(`${sequence.seed} ${name}`)
        .digest("hex");
      return { file, place: `${part}${place}` };
    });
    return placed
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .map(({ file }) => file);
  }
}
