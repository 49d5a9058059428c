import type { NestFastifyApplication } from "@nestjs/platform-fastify";
import { Routes } from "@keii/api/platform/http/routes";
import ExcelJS from "exceljs";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uuidv7 } from "@keii/api/platform/database/id";
import {
  anybody,
  mayMeet,
  ofNoIncident,
  pages,
  parameters,
  references,
  routes,
  words,
  type Holder,
} from "./access.matrix.js";
import { startApp, type TestApp } from "./support/app.js";
import {
  aCase,
  everyKind,
  fill,
  holdings,
  type Case,
  type Kind,
} from "./support/case.js";
import { Contracts } from "./support/contracts.js";
import { Unwritten } from "./support/state.js";

let app: TestApp;
const state = new Unwritten(() => app);
let contracts: Contracts;
let own: Case;
let other: Case;
let kinds: Kind[];
let cells = 0;
let compared = 0;

beforeAll(async () => {
  app = await startApp();
  own = await aCase(app, "甲7f3a");
  other = await aCase(app, "乙91cd");
  contracts = await Contracts.of(own.head);
  kinds = await everyKind(app, own);
  for (const list of listsWithRecords())
    for (const one of [own, other]) await fill(one, contracts, list);
}, 60_000);

afterAll(async () => {
  console.log(
    `access: ${Object.keys(routes).length} routes, ${kinds.length} kinds of caller, ${cells} cells, ${compared} foreign addresses like missing ones`,
  );
  await app.close();
});

/** The routes the server really answers, from its own table. */
function servedRoutes(server: FastifyInstance): string[] {
  const served: string[] = [];
  const stack: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split("\n")) {
    const found =
      /^(?<indent>[│ ]*)[├└]── (?<part>\S+)(?: \((?<methods>[A-Z, ]+)\))?$/.exec(
        line,
      );
    if (!found?.groups) continue;
    const { indent = "", part = "", methods = "" } = found.groups;
    stack.length = indent.length / 4;
    stack.push(part);
    for (const method of methods.split(", ").filter(Boolean))
      if (method !== "HEAD") served.push(`${method} ${stack.join("")}`);
  }
  return served;
}

describe("the routes", () => {
  let declared: string[];
  let served: string[];
  beforeAll(() => {
    const nest: NestFastifyApplication = app.application;
    declared = nest
      .get(Routes)
      .all()
      .map(({ method, path }) => `${method} ${path}`);
    served = servedRoutes(
      nest.getHttpAdapter().getInstance() as FastifyInstance,
    );
  });

  test("what the server answers, what the application declares, and what it publishes are the same", () => {
    const api = served.filter((route) => route.includes(" /api"));
    expect(api.toSorted()).toEqual(declared.toSorted());
    expect(contracts.routes().toSorted()).toEqual(declared.toSorted());
  });

  test("outside the API there are only pages", async () => {
    for (const path of ["/anything", "/index.html", "/assets", "/a/b.js"])
      expect((await fetch(app.url + path)).status, path).toBe(404);
    const others = served.filter((route) => !route.includes(" /api"));
    for (const route of others)
      expect(pages, route).toContain(route.replace("GET ", ""));
  });

  test("every one is in the table, and the table names no other", () => {
    expect(declared.filter((route) => !(route in routes))).toEqual([]);
    expect(Object.keys(routes).filter((r) => !declared.includes(r))).toEqual(
      [],
    );
  });

  test("every reference in a body is in the table", () => {
    for (const route of declared) {
      const body = contracts.body(route);
      if (!body || !route.includes(":incidentId")) continue;
      const names = contracts
        .places(body, (name) => /Ids?$/.test(name))
        .map((place) => place.split(".").at(-1)!);
      for (const name of names)
        expect(Object.keys(references), route).toContain(name);
    }
  });
});

interface Got {
  status: number;
  text: string;
  headers: Record<string, string>;
}

async function ask(
  kind: Kind,
  method: string,
  path: string,
  body: unknown,
  version: string | null,
): Promise<Got> {
  const control = new AbortController();
  const isFile = Buffer.isBuffer(body);
  const answer = await fetch(app.url + path, {
    method,
    signal: control.signal,
    headers: {
      ...(kind.token !== null && { authorization: `Bearer ${kind.token}` }),
      ...(version !== null && { "if-match": version }),
      ...(body !== undefined && {
        "content-type": isFile
          ? "application/octet-stream"
          : "application/json",
      }),
    },
    ...(body !== undefined && {
      body: isFile ? new Uint8Array(body) : JSON.stringify(body),
    }),
  });
  const headers = Object.fromEntries(answer.headers);
  const type = headers["content-type"] ?? "";
  if (type.startsWith("text/event-stream")) {
    control.abort();
    return { status: answer.status, text: "", headers };
  }
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    headers,
    text: type.includes("spreadsheetml")
      ? await textOfWorkbook(bytes)
      : bytes.toString("utf8"),
  };
}

async function textOfWorkbook(bytes: Buffer): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  const cellsOf = book.worksheets.flatMap((sheet) =>
    (sheet.getSheetValues() as unknown[][]).map((row) => JSON.stringify(row)),
  );
  return cellsOf.join("\n");
}

/** The answer without what differs between any two: its request's id, its moment, its style nonce. */
function comparable({ status, text, headers }: Got): object {
  const { date, ...rest } = headers;
  const policy = rest["content-security-policy"]?.replace(/nonce-[^']+/, "");
  return {
    status,
    hasDate: date !== undefined,
    text: text.replace(/"instance":"[^"]*"/, ""),
    headers: { ...rest, "content-security-policy": policy },
  };
}

type Expected = "allowed" | 401 | 403 | 404;

function expected(route: string, kind: Kind, isOwn: boolean): Expected {
  const may = routes[route]!;
  if (may === anybody) return "allowed";
  if (kind.account === null) return 401;
  if (!route.includes(":incidentId"))
    return may.includes(kind.account) ? "allowed" : 403;
  const held = holdings(kind, isOwn);
  if (held.size === 0) return 404;
  return may.some((holder) => held.has(holder)) ? "allowed" : 403;
}

/** Lists under an incident of which a single record has an address. */
function listsWithRecords(): Set<string> {
  const found = Object.keys(routes).flatMap(
    (route) => /:incidentId(\/[^:]+)\/:id/.exec(route)?.[1] ?? [],
  );
  return new Set(found);
}

/** The path with a record of the case in every place. */
async function filled(path: string, one: Case): Promise<string> {
  const list = path
    .slice(0, path.indexOf("/:id"))
    .replace("/api/incidents/:incidentId", "");
  let id = "";
  if (path.includes("/:id") && !path.endsWith(":incidentId")) {
    id =
      (await one.ids(list === "" ? "/" : list))[0] ??
      (list === "/api/users" ? one.second.id : uuidv7());
  }
  return path
    .replace(":incidentId", one.incident.id)
    .replace(/:id\b/, id)
    .replace(/:(\w+)/g, (_, name: string) => {
      const value = parameters[name];
      if (value === undefined)
        throw new Error(`say in access.matrix.ts what :${name} may be`);
      return value.replace(":incidentId", one.incident.id);
    });
}

/** A whole list where there is one; nothing that would be done where something would. */
function allowedQuery(route: string): string {
  if (route.startsWith("GET "))
    return contracts.reads(route, "range") ? "?range=[0,199]" : "";
  return contracts.needsVersion(route) ? "" : "?unexpected=1";
}

/** Whoever meets a word that is not for them, or anything of a case they do not see. */
function leaks({ text }: Got, kind: Kind): string[] {
  return [own, other].flatMap((one) => {
    const held = holdings(kind, one === own);
    const found = Object.entries(words)
      .filter(([, word]) => text.includes(word + one.mark))
      .filter(
        ([name]) =>
          !mayMeet[name as keyof typeof words].some((h) => held.has(h)),
      )
      .map(([, word]) => word + one.mark);
    const isSeen = held.size > 0;
    const signs = [one.mark, one.incident.id, one.incident.code];
    return isSeen
      ? found
      : [...found, ...signs.filter((sign) => text.includes(sign))];
  });
}

/** Exports of the log first: each question adds to it. */
const inOrder = Object.keys(routes).sort(
  (a, b) => Number(isOfLog(b)) - Number(isOfLog(a)),
);

function isOfLog(route: string): boolean {
  return /\/(activity|audit)\/export\./.test(route);
}

describe("every route for every kind of caller", () => {
  test.each(inOrder)("%s", async (route) => {
    const [method = "", path = ""] = route.split(" ");
    const schema = contracts.body(route);
    await state.begin();
    const wrong: string[] = [];

    for (const one of route.includes(":incidentId") ? [own, other] : [own]) {
      const ids = new Map<string, string>();
      for (const [property, list] of Object.entries(references))
        if (list !== null) ids.set(property, (await one.ids(list))[0] ?? "");
      const body = schema
        ? contracts.sample(
            schema,
            (property) => ids.get(property) ?? one.second.id,
          )
        : undefined;
      const place = await filled(path, one);

      const probe = async (kind: Kind): Promise<void> => {
        const should = expected(route, kind, one === own);
        const isAllowed = should === "allowed";
        const isVersioned = contracts.needsVersion(route);
        // Who may write is told by what comes after the permission: a lost version, or a parameter nobody reads.
        const version = isVersioned ? (isAllowed ? '"v999999"' : '"v1"') : null;
        const query = isAllowed ? allowedQuery(route) : "";
        const got = await ask(kind, method, place + query, body, version);
        cells++;
        const where = `${kind.name}, ${one === own ? "own" : "other"} case`;
        if (!isAsExpected(route, got, should, isVersioned))
          wrong.push(
            `${where}: ${got.status} instead of ${should}: ${got.text.slice(0, 200)}`,
          );
        for (const leak of leaks(got, kind))
          wrong.push(`${where}: reads ${leak}`);
        if (!isAllowed)
          for (const sign of [one.mark, one.incident.id, one.incident.code])
            if (got.text.includes(sign))
              wrong.push(`${where}: the refusal tells ${sign}`);
        if (should === 404) {
          const missing = await ask(
            kind,
            method,
            place.replace(one.incident.id, uuidv7()),
            body,
            version,
          );
          compared++;
          if (
            JSON.stringify(comparable(got)) !==
            JSON.stringify(comparable(missing))
          )
            wrong.push(
              `${where}: ${JSON.stringify(comparable(got))} for what is there, ${JSON.stringify(comparable(missing))} for what is not`,
            );
        }
      };
      for (let i = 0; i < kinds.length; i += 8)
        await Promise.all(kinds.slice(i, i + 8).map(probe));
    }
    const { now, before } = await state.end();
    expect(wrong).toEqual([]);
    expect(now).toEqual(before);
  });

  test("there are at least 2,000 of them", () => {
    expect(cells).toBeGreaterThanOrEqual(2_000);
  });
});

function isAsExpected(
  route: string,
  { status, text }: Got,
  should: Expected,
  isVersioned: boolean,
): boolean {
  if (should !== "allowed") return status === should;
  if (route.startsWith("GET ")) return status >= 200 && status < 300;
  if (isVersioned) return [400, 409, 412].includes(status);
  return status === 400 && text.includes('"unexpected"');
}

describe("a record of another case under the address of one's own", () => {
  const withRecord = Object.keys(routes).filter(
    (route) =>
      route.includes(":incidentId") &&
      route.includes("/:id") &&
      !ofNoIncident.some((list) => route.includes(`${list}/`)),
  );
  test.each(withRecord)(
    "%s answers as for a record that is not there",
    async (route) => {
      const [method = "", path = ""] = route.split(" ");
      const schema = contracts.body(route);
      const body = contracts.takesFile(route)
        ? Buffer.from("a,b")
        : schema
          ? contracts.sample(schema, () => own.second.id)
          : undefined;
      const version = contracts.needsVersion(route) ? '"v1"' : null;
      const place = await filled(path, other);
      const foreign = place.replace(other.incident.id, own.incident.id);
      const id = place.split("/")[5]!;
      await state.begin();
      const may = routes[route] as readonly Holder[];
      for (const kind of kinds) {
        if (![...holdings(kind, true)].some((h) => may.includes(h))) continue;
        const got = await ask(kind, method, foreign, body, version);
        const missing = await ask(
          kind,
          method,
          foreign.replace(id, uuidv7()),
          body,
          version,
        );
        compared++;
        expect(got.status, kind.name).toBe(404);
        expect(comparable(got), kind.name).toEqual(comparable(missing));
      }
      const { now, before } = await state.end();
      expect(now).toEqual(before);
    },
  );
});
