import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = process.env["KEII_CONSOLE_URL"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": { target: api, xfwd: true } } },
});
