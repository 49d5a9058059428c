import { defaultClientConditions } from "vite";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.js";

/** Specs run against the compiled workspaces: what production runs is what is tested. */
export default defineConfig({
  // As Node resolves for react-admin: otherwise there are two routers, and a link finds none around it.
  resolve: { conditions: ["module-sync", ...defaultClientConditions] },
  test: {
    globalSetup: ["test/support/cluster.ts", "test/support/without-sync.ts"],
    include: [
      "{shared,db,api}/src/**/*.spec.ts",
      "admin-ui/src/**/*.spec.{ts,tsx}",
      "test/*.spec.ts",
      "test/{advisories,journeys,browser}/**/*.spec.ts",
    ],
    exclude: ["test/browser/live.spec.ts"],
    server: { deps: { external: [/\/dist\//] } },
    sequence: { sequencer: LongestFirst },
    pool: "forks",
    // The compiled application is loaded once a worker, as in production, not once a file.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
