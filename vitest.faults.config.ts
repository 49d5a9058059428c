import { defineConfig } from "vitest/config";

/**
 * Kills, starves and floods the real programs, and measures seconds as a person sees them; one file at a time, because
 * each wants the machine for itself.
 */
export default defineConfig({
  test: {
    globalSetup: ["test/support/cluster.ts"],
    include: [
      "test/faults/**/*.spec.ts",
      "api/src/scope/scope.property.spec.ts",
      "test/audit.spec.ts",
      "test/concurrency.spec.ts",
      "test/browser/{live,screens,hard-screens}.spec.ts",
    ],
    env: {
      KEII_TAMPERINGS: "1000",
      KEII_WORLDS: "1000",
      KEII_VERSIONS: "20",
      KEII_SCREENS: "all",
    },
    server: { deps: { external: [/\/dist\//] } },
    pool: "forks",
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
  },
});
