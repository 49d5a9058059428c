import { defineConfig } from "vitest/config";

/** Measurements: each compares with a limit measured in the same run, and prints its table. */
export default defineConfig({
  test: {
    globalSetup: ["test/support/cluster.ts"],
    include: ["test/bench/**/*.bench.ts"],
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
  },
});
