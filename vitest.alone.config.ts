import { defineConfig } from "vitest/config";

/** Specs that measure seconds as a person sees them: nothing else runs beside them. */
export default defineConfig({
  test: {
    globalSetup: ["test/support/cluster.ts"],
    include: ["test/browser/live.spec.ts"],
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
