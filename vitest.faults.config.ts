import { defineConfig } from "vitest/config";

/** Kills, starves and floods the real programs; one file at a time, because each wants the machine for itself. */
export default defineConfig({
  test: {
    globalSetup: ["test/support/cluster.ts"],
    include: ["test/faults/**/*.spec.ts", "test/audit.spec.ts"],
    env: { KEII_TAMPERINGS: "1000" },
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
  },
});
