import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parameters, references } from "./access.matrix.js";
import { startApp, type TestApp } from "./support/app.js";
import {
  cardDigits,
  inSentence,
  spelledCard,
  type SpelledCard,
} from "./support/card-spellings.js";
import { aCase, addressIn, type Case } from "./support/case.js";
import { Contracts, placed, type Schema } from "./support/contracts.js";
import { aPerson, join, type Person } from "./support/people.js";
import { Random } from "./support/random.js";
import {
  Planted,
  sweepDatabase,
  sweepFolder,
  sweepLines,
  type Find,
} from "./support/sweep.js";

const seed = Number(process.env.KEII_SPEC_SEED ?? 20160812);
const spellings = 10_000;

const random = new Random(seed);
/** Every number that was sent where nothing of it may stay. */
const planted = new Planted();
const log: string[] = [];
/** Requests that brought a number back, or were not answered as they should. */
const echoes: string[] = [];
let requests = 0;
let recall = 0;

let app: TestApp;
let contracts: Contracts;
let own: Case;
/** May do everything in its own case and over accounts. */
let almighty: Person;
/** For the few acts that are the responders' alone. */
let responder: Person;
/** Answers customers, which neither of them may. */
let desk: Person;

beforeAll(async () => {
  app = await startApp({ withWorker: true, log });
  own = await aCase(app, "丙5d2e");
  almighty = await aPerson(app, { right: "administrator" });
  await join(own.head, own.incident.id, almighty, "compliance", {
    isHead: true,
    isCounsel: true,
  });
  responder = await aPerson(app);
  await join(own.head, own.incident.id, responder, "responder");
  desk = await aPerson(app);
  await join(own.head, own.incident.id, desk, "desk_lead");
  contracts = await Contracts.of(almighty);
});

afterAll(() => app.close());

/** A new number, remembered as one that must not be found. */
function aCard(kind: "line" | "lines" | "escaped"): SpelledCard {
  const card = spelledCard(random, kind);
  planted.add(card.digits);
  return card;
}

interface Reply {
  status: number;
  masked: number;
  text: string;
  body: { errors?: Record<string, string>; version?: number };
}

async function send(
  method: string,
  path: string,
  more: {
    body?: string;
    headers?: Record<string, string>;
    isOpen?: boolean;
  } = {},
): Promise<Reply> {
  requests++;
  const { body, headers = {} } = more;
  const ask = (person: Person) =>
    fetch(app.url + path, {
      method,
      headers: {
        authorization: `Bearer ${person.token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    });
  let answer = await ask(almighty);
  for (const other of [responder, desk])
    if (answer.status === 403) answer = await ask(other);
  const text = await answer.text();
  const said = `${JSON.stringify([...answer.headers])}\n${text}`;
  if (planted.in(said).length > 0)
    echoes.push(`${method} ${path.split("?")[0]} says ${text.slice(0, 300)}`);
  if (answer.status >= 500)
    echoes.push(`${method} ${path.split("?")[0]} answered ${answer.status}`);
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return {
    status: answer.status,
    masked: Number(answer.headers.get("keii-card-numbers-masked") ?? 0),
    text,
    body: (isJson && text !== "" ? JSON.parse(text) : {}) as Reply["body"],
  };
}

/** A string of a body: where, and what its contract says of it. */
interface Place {
  path: string;
  schema: Schema & { maxLength?: number; pattern?: string; writeOnly?: true };
}

function placesOf(schema: Schema, path = ""): Place[] {
  const one = contracts.resolved(schema);
  const inside = (name: string) => (path === "" ? name : `${path}.${name}`);
  if (one.type === "array") return placesOf(one.items ?? {}, inside("0"));
  if (one.type === "object" || one.properties)
    return Object.entries(one.properties ?? {}).flatMap(([name, of]) =>
      placesOf(of, inside(name)),
    );
  return [{ path, schema: one }];
}

function isFree({ schema }: Place): boolean {
  return schema.type === "string" && !schema.format && !schema.enum;
}

function cardFor({ schema }: Place): string {
  const card = aCard(
    schema.pattern === undefined ? random.of(["lines", "escaped"]) : "line",
  );
  const sentence = inSentence(random, card);
  const most = schema.maxLength ?? Infinity;
  // The mask takes more room than a short number.
  if (sentence.length + 20 <= most) return sentence;
  return card.text.length + 20 <= most ? card.text : card.digits;
}

const bodied = () =>
  contracts.routes().filter((route) => contracts.body(route));

async function idFor(property: string): Promise<string> {
  const list = references[property];
  if (list === null || list === undefined) return own.second.id;
  return (await own.ids(list))[0] ?? own.second.id;
}

async function versionOf(path: string): Promise<number> {
  for (const parts of [6, 5, 4, 3]) {
    const record = path.split("/").slice(0, parts).join("/");
    const { status, body } = await send("GET", record);
    if (status === 200 && typeof body.version === "number") return body.version;
  }
  return 1;
}

async function ifMatch(route: string): Promise<Record<string, string>> {
  if (!contracts.needsVersion(route)) return {};
  return { "if-match": `"v${await versionOf(await addressIn(own, route))}"` };
}

function has(body: unknown, path: string): boolean {
  let at = body;
  for (const name of path.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name))
      return false;
    at = (at as Record<string, unknown>)[name];
  }
  return true;
}

/** Bodies of a route, from the fullest to what it needs at least, with a number in every text that is nobody's secret. */
async function bodiesOf(
  route: string,
): Promise<{ body: string; cards: number }[]> {
  const schema = contracts.body(route)!;
  const ids = new Map<string, string>();
  for (const property of Object.keys(references))
    ids.set(property, await idFor(property));
  const refer = (property: string) => ids.get(property) ?? own.second.id;
  const places = placesOf(schema).filter(
    (place) => isFree(place) && !place.schema.writeOnly,
  );
  const fill = (empty: unknown, isMeant: (path: string) => boolean) => {
    const meant = places.filter(({ path }) => isMeant(path));
    const body = meant.reduce(
      (all, place) => placed(all, place.path, cardFor(place)),
      empty,
    );
    return { body: JSON.stringify(body), cards: meant.length };
  };
  const addresses = placesOf(schema).filter(
    (place) => place.schema.format === "email",
  );
  const sample = (isWhole: boolean) => {
    const body = contracts.sample(schema, refer, isWhole);
    // Addresses are taken once.
    return addresses.reduce(
      (all, { path }) =>
        has(all, path) ? placed(all, path, `n${requests}@example.test`) : all,
      body,
    );
  };
  const least = sample(false);
  return [
    fill(sample(true), () => true),
    fill(least, (path) => !path.includes(".") || has(least, path)),
    fill(least, (path) => has(least, path)),
  ];
}

const entered: string[] = [];
const notEntered: string[] = [];

describe("a card number", () => {
  test(
    "in every text of every route is masked, and the answer says how many were",
    { timeout: 120_000 },
    async () => {
      for (const route of bodied()) {
        const schema = contracts.body(route)!;
        const texts = placesOf(schema).filter(
          (place) => isFree(place) && !place.schema.writeOnly,
        );
        if (texts.length === 0) continue;
        const [method = ""] = route.split(" ");
        let reply: Reply | null = null;
        for (const { body, cards } of await bodiesOf(route)) {
          reply = await send(method, await addressIn(own, route), {
            body,
            headers: await ifMatch(route),
          });
          expect(reply.masked, route).toBe(cards);
          if (reply.status < 300) break;
        }
        (reply!.status < 300 ? entered : notEntered).push(
          `${route} ${reply!.status}`,
        );
      }
      expect(entered.length).toBeGreaterThanOrEqual(15);
    },
  );

  test("where an id, a day, a word of a list, a number or an address is meant is refused at its field", async () => {
    let tried = 0;
    for (const route of bodied()) {
      const schema = contracts.body(route)!;
      const whole = contracts.sample(schema, () => own.second.id);
      const [method = ""] = route.split(" ");
      const address = await addressIn(own, route);
      const headers: Record<string, string> = contracts.needsVersion(route)
        ? { "if-match": '"v999999"' }
        : {};
      for (const place of placesOf(schema).filter((p) => !isFree(p))) {
        const { text, digits } = aCard("line");
        const value = place.schema.type === "string" ? text : Number(digits);
        const body = JSON.stringify(placed(whole, place.path, value));
        const reply = await send(method, address, { body, headers });
        expect(reply.status, `${route} ${place.path}`).toBe(400);
        expect(
          Object.keys(reply.body.errors ?? {}).some((field) =>
            place.path.startsWith(field),
          ),
          `${route} ${place.path} ${reply.text}`,
        ).toBe(true);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(30);
  });

  test("as the name of a property is refused in every object, and not said again", async () => {
    for (const route of bodied()) {
      const schema = contracts.body(route)!;
      const whole = contracts.sample(schema, () => own.second.id);
      const [method = ""] = route.split(" ");
      const address = await addressIn(own, route);
      const headers: Record<string, string> = contracts.needsVersion(route)
        ? { "if-match": '"v999999"' }
        : {};
      for (const { path } of contracts.objects(schema)) {
        const { text } = aCard(random.of(["line", "lines", "escaped"]));
        const body = JSON.stringify(
          placed(whole, path === "" ? "＃" : `${path}.＃`, { token: text }),
        ).replace('"＃"', JSON.stringify(text));
        const reply = await send(method, address, { body, headers });
        expect(reply.status, `${route} ${path}`).toBe(400);
      }
    }
  });

  test("in a body that cannot be read, or is of another kind, is not said again", async () => {
    for (const route of bodied()) {
      const [method = ""] = route.split(" ");
      const address = await addressIn(own, route);
      for (const [type, body] of [
        ["application/json", `{"text": "${aCard("line").digits}" x`],
        ["application/json", `"${aCard("line").digits}"`],
        ["application/json", `[${aCard("line").digits}]`],
        ["text/plain", aCard("line").digits],
        ["application/x-www-form-urlencoded", `a=${aCard("line").digits}`],
      ] as const) {
        const reply = await send(method, address, {
          body,
          headers: { "content-type": type },
        });
        expect(reply.status, `${route} ${type}`).toBeGreaterThanOrEqual(400);
      }
    }
  });

  test(
    "in the query of every route is not said again",
    { timeout: 120_000 },
    async () => {
      for (const route of contracts.routes()) {
        const [method = ""] = route.split(" ");
        if (method !== "GET" || route.endsWith("/live")) continue;
        const address = await addressIn(own, route);
        const named = (contracts.operation(route)?.parameters ?? [])
          .filter((parameter) => parameter.in === "query")
          .map(({ name }) => name);
        const queries = named.flatMap((name): [string, string][] => [
          [name, aCard("lines").text],
          [name, JSON.stringify({ q: inSentence(random, aCard("lines")) })],
          [name, JSON.stringify({ [aCard("line").text]: "x" })],
          [name, JSON.stringify([aCard("escaped").text, "ASC"])],
        ]);
        queries.push([aCard("line").text, "x"]);
        for (const [name, value] of queries)
          await send(
            method,
            `${address}?${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
          );
      }
    },
  );

  test("in the path of every route is refused", async () => {
    for (const route of contracts.routes()) {
      const [method = "", pattern = ""] = route.split(" ");
      for (const [name] of pattern.matchAll(/:\w+/g)) {
        const others = await addressIn(
          own,
          `${method} ${pattern.replace(name, "＃")}`,
        );
        const reply = await send(
          method,
          others.replace("＃", encodeURIComponent(aCard("line").text)),
          {
            ...(contracts.body(route) && {
              body: JSON.stringify(
                contracts.sample(contracts.body(route)!, () => own.second.id),
              ),
            }),
            headers: { "if-match": '"v1"' },
          },
        );
        expect([400, 404], route).toContain(reply.status);
        if (Object.hasOwn(parameters, name.slice(1)))
          expect(Object.keys(reply.body.errors ?? {}), route).toEqual([
            name.slice(1),
          ]);
      }
    }
  });

  test("as an idempotency key is refused by name; in other headers it leads nowhere", async () => {
    const said = () =>
      `${cardDigits(random).replace(/(.{4})/g, "$1-")}`.replace(/-$/, "");
    const inHeader = () => {
      const text = said();
      planted.add(text.replaceAll("-", ""));
      return text;
    };
    for (const route of contracts.routes()) {
      const [method = ""] = route.split(" ");
      if (route.endsWith("/live") || route.endsWith("/logout")) continue;
      const schema = contracts.body(route);
      const body = schema
        ? JSON.stringify(contracts.sample(schema, () => own.second.id, false))
        : undefined;
      const address = await addressIn(own, route);
      if (method !== "DELETE")
        await send(method, address, {
          ...(body !== undefined && { body }),
          headers: {
            "user-agent": `Mozilla ${inHeader()} Chrome/1 Linux`,
            "accept-language": inHeader(),
            "if-match": `"${inHeader()}"`,
            "x-request-id": inHeader(),
            "request-id": inHeader(),
            "x-forwarded-for": inHeader(),
            forwarded: `for=${inHeader()}`,
            referer: `http://127.0.0.1/${inHeader()}`,
            origin: `http://${inHeader()}.example`,
            cookie: `note=${inHeader()}`,
            [`x-${inHeader()}`]: "x",
          },
        });
      if (!contracts.reads(route, "Idempotency-Key")) continue;
      const reply = await send(method, address, {
        ...(body !== undefined && { body }),
        headers: { "idempotency-key": inHeader(), ...(await ifMatch(route)) },
      });
      expect(reply.status, route).toBe(400);
      expect(Object.keys(reply.body.errors ?? {}), route).toEqual([
        "Idempotency-Key",
      ]);
    }
    expect((await send("GET", `/api/${inHeader()}`)).status).toBe(404);
    await fetch(`${app.url}/${inHeader()}`);
  });

  test("that signs somebody in is no secret of the log", async () => {
    for (const body of [
      { email: `${aCard("line").digits}@example.test`, password: "x" },
      { email: own.second.email, password: aCard("line").digits },
      { email: "x", password: { [aCard("line").digits]: aCard("line").text } },
    ])
      await send("POST", "/api/auth/login", { body: JSON.stringify(body) });
    await send("POST", "/api/auth/links/use", {
      body: JSON.stringify({ token: aCard("line").digits, password: "x" }),
    });
    await send("POST", "/api/auth/password", {
      body: JSON.stringify({ current: "x", next: aCard("line").digits }),
      headers: { "idempotency-key": "a-key-of-ours" },
    });
    for (const nested of ["password", "token", "next", "current"])
      await send("POST", `/api/incidents/${own.incident.id}/timeline`, {
        body: JSON.stringify({
          occurred: { on: "2016-08-18", [nested]: aCard("line").text },
          text: inSentence(random, aCard("lines")),
          [nested]: aCard("line").text,
        }),
      });
  });

  test(`in ${spellings} spellings is found in nothing that was kept`, async () => {
    const path = `/api/incidents/${own.incident.id}/timeline`;
    const texts = (count: number) =>
      Array.from({ length: count }, () =>
        inSentence(random, aCard(random.of(["line", "lines", "escaped"]))),
      );
    const perText = 20;
    let masked = 0;
    const perBatch = 100;
    for (let at = 0; at < spellings; at += perText * perBatch) {
      const entries = Array.from({ length: perBatch }, () => ({
        occurred: { on: "2016-08-18" },
        text: texts(perText).join("\n。\n"),
      }));
      const reply = await send("POST", `${path}/batch`, {
        body: JSON.stringify({ entries }),
      });
      expect(reply.status, reply.text.slice(0, 300)).toBeLessThan(300);
      masked += reply.masked;
    }
    recall = masked / spellings;
    expect(recall).toBeGreaterThanOrEqual(0.999);
    // Files, pastes and drafts: once more through each of them.
    const lines = texts(100);
    const cells = lines.map((line) => `"${line.replaceAll('"', '""')}"`);
    const csv = ["日付,内容", ...cells.map((c) => `2016-08-18,${c}`)];
    for (const isPreview of [true, false]) {
      const reply = await send("POST", `${path}/file`, {
        body: JSON.stringify({ csv: csv.join("\r\n"), isPreview }),
      });
      expect(reply.status, reply.text.slice(0, 300)).toBeLessThan(300);
      expect(reply.masked).toBe(lines.length);
    }
    await send("POST", `${path}/paste`, {
      body: JSON.stringify({
        text: texts(50)
          .map((line) => `8/18 ${line}`)
          .join("\n"),
      }),
    });
    const form = encodeURIComponent(`timeline:${own.incident.id}:new`);
    const draft = JSON.stringify({
      text: texts(20).join("\n。\n"),
      nested: { token: texts(3), password: aCard("lines").text },
      [aCard("lines").text]: Number(aCard("line").digits.slice(0, 16)),
    });
    const kept = await send("PUT", `/api/drafts/${form}`, {
      body: JSON.stringify({ content: draft }),
    });
    expect(kept.status).toBe(200);
    expect(kept.masked).toBeGreaterThan(20);
    const read = await send("GET", `/api/drafts/${form}`);
    const content = (read.body as { content: string }).content;
    expect(JSON.parse(content)).toHaveProperty("nested.token");
  });

  test("is found by the sweep where it was put behind the application's back", async () => {
    const planted = new Planted();
    const number = cardDigits(random);
    planted.add(number);
    const spelled = number.replace(/(.{4})/g, "$1\u3000-\n");
    await app.sql(
      "insert into draft (user_id, form, content, saved_at) values ($1, 'control', $2, now())",
      [own.second.id, JSON.stringify({ text: spelled })],
    );
    await app.sql(
      `insert into pgboss.job (name, data) select name, $1 from pgboss.queue limit 1`,
      [JSON.stringify({ text: spelled })],
    );
    await app.sql(
      "insert into sign_in_throttle (key, failure_count, last_failure_at, next_try_at) values ($1, 1, now(), now())",
      [Buffer.from(spelled)],
    );
    const { finds } = await sweepDatabase(app, planted);
    const places = [...new Set(finds.map(({ place }) => place))];
    expect(places).toContain("public.draft content");
    expect(places.some((place) => place.startsWith("pgboss."))).toBe(true);
    expect(places).toContain("public.sign_in_throttle key");
    expect(
      sweepLines("log", [`{"msg":${JSON.stringify(spelled)}}`], planted),
    ).toHaveLength(1);
    await app.sql("delete from draft where form = 'control'");
    await app.sql("delete from pgboss.job where data->>'text' = $1", [spelled]);
    await app.sql("delete from sign_in_throttle where key = $1", [
      Buffer.from(spelled),
    ]);
  });

  test("is in no answer, no table, no line of the log and no file", async () => {
    const { finds, tables, values } = await sweepDatabase(app, planted);
    const elsewhere: Find[] = [
      ...sweepLines("log", log, planted),
      ...(await sweepFolder(app.dataDir, planted)),
    ];
    console.log(
      `card numbers: ${(recall * 100).toFixed(3)} % of ${spellings} spellings masked; ${planted.count} sent in ${requests} requests to ${contracts.routes().length} routes (seed ${seed}); ` +
        `${entered.length} routes took them in, ${notEntered.length} refused the record they were in (${notEntered.join(", ")}); ` +
        `${finds.length} left in ${values} values of ${tables} tables, ${elsewhere.length} in ${log.length} lines of log and the files, ${echoes.length} said again`,
    );
    expect(echoes.slice(0, 10)).toEqual([]);
    expect(elsewhere.slice(0, 10)).toEqual([]);
    expect(finds.slice(0, 10)).toEqual([]);
    expect(log.length).toBeGreaterThan(1000);
    expect(tables).toBeGreaterThan(20);
  });
});
