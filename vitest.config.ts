import { defineConfig } from "vitest/config";

/** Specs run against the compiled workspaces: what production runs is what is tested. */
export default defineConfig({
  test: {
    include: ["shared/src/**/*.spec.ts", "db/src/**/*.spec.ts"],
    server: { deps: { external: [/\/dist\//] } },
  },
});
