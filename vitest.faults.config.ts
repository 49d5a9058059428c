import { defineConfig } from "vitest/config";

/** Faults on purpose: long runs, processes killed, databases stopped. One at a time, so that figures mean something. */
export default defineConfig({
  test: {
    globalSetup: ["test/support/cluster.ts"],
    include: ["test/faults/**/*.spec.ts"],
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    fileParallelism: false,
    testTimeout: 20 * 60_000,
    hookTimeout: 120_000,
  },
});
