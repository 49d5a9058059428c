import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const siteFolder = fileURLToPath(
  new URL("../../../../admin-ui/dist/site/", import.meta.url),
);

/** The console's built pages: one page, and its assets under names that change with their content. */
export async function installSite(server: FastifyInstance): Promise<void> {
  const page = join(siteFolder, "index.html");
  if (!existsSync(page)) return;
  const html = await readFile(page, "utf8");
  await server.register(fastifyStatic, {
    root: join(siteFolder, "assets"),
    prefix: "/assets/",
    index: false,
    immutable: true,
    maxAge: "1y",
    cacheControl: true,
    preCompressed: true,
    setHeaders: (reply) => {
      void reply.header("Cache-Control", "public, max-age=31536000, immutable");
    },
  });
  server.get("/", (_, reply) => {
    void reply
      .header("Content-Type", "text/html; charset=utf-8")
      .send(html.replaceAll("__CSP_NONCE__", reply.nonce));
  });
  server.get("/favicon.svg", (_, reply) => {
    void reply.header("Content-Type", "image/svg+xml").send(favicon);
  });
}

/** A seal: the one vermilion thing that is always there. */
const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="2" width="28" height="28" rx="5" fill="#b3261e"/><path d="M10 8v16M10 17l12-9M13 15l9 9" stroke="#fff" stroke-width="3" fill="none"/></svg>';
