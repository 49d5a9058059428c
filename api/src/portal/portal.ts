import { createHash } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import pg from "pg";
import { inLanguage, type Bilingual, type Language } from "@keii/shared";
import type { Config } from "../platform/config/config.js";
import type { Logger } from "../platform/log/logger.js";
import {
  consoleSilence,
  leaveWhenSilent,
} from "../platform/database/silence.js";
import { uuidv7 } from "../platform/database/id.js";
import { passOverUpgrades } from "../platform/http/upgrade.js";

const style = `body{margin:2rem auto;max-width:40rem;padding:0 1rem;font:18px/1.7 sans-serif;color:#111;background:#fff}h1{font-size:1.4rem}a{color:#111}`;
const styleHash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;

/** The public's side: HTML without script, its own port, pool and role. Nothing is published yet, and it says so. */
export function createPortal(
  config: Config,
  databaseUrl: string,
  logger: Logger,
): { server: FastifyInstance; close: () => Promise<void> } {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 8,
    connectionTimeoutMillis: 2_000,
    application_name: "keii portal",
    keepAlive: true,
    onConnect: leaveWhenSilent(consoleSilence),
  });
  pool.on("error", (error) =>
    logger.warn({ error }, "portal: a connection to the database is lost"),
  );
  const server = Fastify({
    trustProxy:
      config.trustedProxies.length > 0 ? config.trustedProxies : false,
    genReqId: () => uuidv7(),
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    exposeHeadRoutes: true,
  });
  server.removeAllContentTypeParsers();
  passOverUpgrades(server);
  server.addHook("onRequest", async (request, reply) => {
    void reply.headers({
      "Content-Security-Policy": `default-src 'none'; style-src ${styleHash}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Permissions-Policy":
        "camera=(), microphone=(), geolocation=(), payment=()",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "Cache-Control": "no-store",
      ...(request.protocol === "https" && {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
      }),
    });
  });
  server.setNotFoundHandler((request, reply) => {
    const language = languageOf(request);
    const text = { ja: "ページが見つかりません", en: "Page not found" }[
      language
    ];
    void reply
      .code(404)
      .type("text/html; charset=utf-8")
      .send(page(language, text, ""));
  });
  server.setErrorHandler((error, request, reply) => {
    logger.warn({ request: request.id, error }, "portal");
    const language = languageOf(request);
    const text = {
      ja: "ただいま表示できません。しばらくしてからもう一度お試しください",
      en: "Not available right now. Please try again later",
    }[language];
    void reply
      .code(503)
      .header("Retry-After", "5")
      .type("text/html; charset=utf-8")
      .send(page(language, text, ""));
  });
  server.get("/health/live", () => ({ status: "ok" }));
  let checked = { at: -Infinity, isReady: false };
  server.get("/health/ready", async (_, reply) => {
    if (performance.now() - checked.at > 1_000) {
      const isReady = await pool.query("select 1").then(
        () => true,
        () => false,
      );
      checked = { at: performance.now(), isReady };
    }
    if (!checked.isReady) void reply.code(503).header("Retry-After", "2");
    return { status: checked.isReady ? "ok" : "unavailable" };
  });
  server.get("/", async (request, reply) => {
    const language = languageOf(request);
    const { rows } = await pool.query<{ name: Bilingual }>(
      "select portal_name() as name",
    );
    const name = inLanguage(rows[0]?.name, language);
    const text = {
      ja: "現在、公表している事案はありません。",
      en: "No incident is published at present.",
    }[language];
    void reply
      .type("text/html; charset=utf-8")
      .send(page(language, name, `<p>${text}</p>`));
  });
  return {
    server,
    close: async () => {
      await server.close();
      await pool.end();
    },
  };
}

function languageOf(request: {
  query: unknown;
  headers: Record<string, string | string[] | undefined>;
}): Language {
  const { lang } = request.query as { lang?: unknown };
  if (lang === "ja" || lang === "en") return lang;
  return /^\s*en/i.test(String(request.headers["accept-language"] ?? ""))
    ? "en"
    : "ja";
}

function page(language: Language, heading: string, body: string): string {
  const other =
    language === "ja"
      ? '<a href="?lang=en" lang="en" hreflang="en">English</a>'
      : '<a href="?lang=ja" lang="ja" hreflang="ja">日本語</a>';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(heading)}</title><style>${style}</style></head>
<body><header><nav>${other}</nav></header><main><h1>${escaped(heading)}</h1>${body}</main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
