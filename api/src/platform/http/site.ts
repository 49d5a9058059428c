import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const siteFolder = fileURLToPath(
  new URL("../../../../admin-ui/dist/site/", import.meta.url),
);

/** Where the page waits for the nonce of its answer. */
const nonceMark = '<meta name="csp-nonce" content=""';

/** The console's built pages: one page, and its assets under names that change with their content. */
export async function installSite(server: FastifyInstance): Promise<void> {
  const page = join(siteFolder, "index.html");
  if (!existsSync(page)) return;
  const html = await readFile(page, "utf8");
  if (!html.includes(nonceMark))
    throw new Error("the console's page has no place for its nonce");
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
      .send(
        html.replace(
          nonceMark,
          `<meta name="csp-nonce" content="${reply.nonce}"`,
        ),
      );
  });
  const icon = await readFile(join(siteFolder, "icon.svg"), "utf8");
  server.get("/icon.svg", (_, reply) => {
    void reply.header("Content-Type", "image/svg+xml").send(icon);
  });
}
