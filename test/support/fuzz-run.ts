import { Passwords } from "@keii/api/platform/auth/passwords";
import { Tokens } from "@keii/api/platform/auth/tokens";
import { uuidv7 } from "@keii/api/platform/database/id";
import {
  accountPermissions,
  isCorporateNumber,
  permissionsIn,
  type MemberRole,
  type Permission,
} from "@keii/shared";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { TestApp } from "./app.js";
import { references } from "../access.matrix.js";
import {
  Bodies,
  Known,
  learnings,
  occurrences,
  plans,
  routesOf,
  written,
  type FuzzedRoute,
  type Hints,
  type Plan,
} from "./fuzz.js";
import { keptText, saysJson } from "./fuzz-texts.js";
import { plant } from "./case.js";
import { changesOnTheWay, expectations } from "./read-back.js";
import { aCustomer } from "./customers.js";
import { differences, readShapes } from "./read-shapes.js";
import { Wire, type Reply } from "./wire.js";

const password = "a long enough pass phrase";
const employers = ["株式会社外注壱", "外注弐 <b>&amp;</b>", "Third Party 参"];
const corporateNumbers = ["100000000001", "201000000002", "987654321098"].map(
  (body) =>
    Array.from({ length: 10 }, (_, check) => `${check}${body}`).find(
      isCorporateNumber,
    )!,
);

/** Who asks: accounts and roles of a company small enough to be had eight times. */
const callers: {
  name: string;
  right: "administrator" | "auditor" | "none";
  employer: string | null;
  role: MemberRole | null;
  isHead: boolean;
  isCounsel: boolean;
}[] = [
  { name: "administrator", right: "administrator" as const },
  { name: "auditor", right: "auditor" as const },
  { name: "head", role: "responder" as const, isHead: true },
  { name: "responder", role: "responder" as const },
  { name: "compliance", role: "compliance" as const, isCounsel: true },
  { name: "desk lead", role: "desk_lead" as const },
  { name: "support", role: "support" as const },
  {
    name: "vendor agent",
    role: "vendor_agent" as const,
    employer: employers[0]!,
  },
  { name: "communications", role: "communications" as const },
  { name: "executive", role: "executive" as const },
  { name: "outsider" },
  { name: "signed out" },
].map((one) => ({
  right: "none",
  employer: null,
  role: null,
  isHead: false,
  isCounsel: false,
  ...one,
}));
const signedOut = callers.length - 1;
const auditor = callers.findIndex((c) => c.name === "auditor");
const head = callers.findIndex((c) => c.name === "head");
const compliance = callers.findIndex((c) => c.name === "compliance");
const desk = callers.findIndex((c) => c.name === "desk lead");

/** Values that fit together, where a schema only tells their kinds. */
const hints: Hints = {
  contracts: {
    OccurredInput: occurrences,
    LearnedInput: learnings,
  },
  arbitraries: {
    employer: fc.constantFrom(null, ...employers),
    "EmployerChange.employer": fc.constantFrom(...employers),
    expiresOn: fc.constantFrom(null, "2099-12-31", "2016-12-31"),
    corporateNumber: fc.constantFrom(null, ...corporateNumbers),
    "Login.email": known(),
    "Login.password": fc.constantFrom(password, "wrong"),
    "PasswordChange.current": fc.constantFrom(password, password, "wrong"),
    "PasswordChange.next": fc.constantFrom(
      "長くて推測されにくい合い言葉です、きっと",
      "correct horse battery staple",
      "short",
      "a".repeat(40),
    ),
    "LinkUse.token": known(),
    "LinkLookup.token": known(),
    "LinkUse.password": fc.constantFrom(
      "correct horse battery staple",
      "short",
    ),
    "NewMember.userId": known(),
    content: fc
      .array(keptText(200, false), { maxLength: 4 })
      .map((texts) => JSON.stringify({ texts })),
    "UserFile.csv": fc
      .array(fc.tuple(keptText(100, false), fc.nat(99_999)), { maxLength: 4 })
      .map((rows) =>
        [
          "氏名,メールアドレス,勤務先,有効期限",
          ...rows.map(
            ([name, n]) =>
              `"${name.replaceAll('"', '""')}",f${n}@example.test,${employers[n % 3]},2099/1/2`,
          ),
        ].join("\r\n"),
      ),
    "TimelineFile.csv": known(),
    "TimelineFile.isPreview": fc.boolean(),
  },
};

function known(): fc.Arbitrary<unknown> {
  return fc.nat().map((pick) => new Known("", pick));
}

/** What went wrong, told with the request that shows it. */
export interface Finding {
  what: string;
  request: string;
  answer: string;
}

export interface FuzzOutcome {
  requests: number;
  findings: Finding[];
  byStatus: Record<string, number>;
  /** Accepted writes by operation, and those of them that were read back. */
  accepted: Record<string, number>;
  readBack: number;
  overtaken: number;
  uncovered: string[];
  seconds: number;
}

interface World {
  app: TestApp;
  document: unknown;
  routes: FuzzedRoute[];
  /** Behind the application's back, in the name of the test. */
  pool: pg.Pool;
  tokens: Tokens;
  passwordHash: string;
  secrets: string[];
  /** What the application wrote into its log. */
  log: string[];
  outcome: FuzzOutcome;
  lanes: Lane[];
}

const mostFindings = 40;

/** Sends `count` generated requests to the application in several lanes at once, and tells what it did wrong. */
export async function fuzz(
  app: TestApp,
  options: { count: number; seed: number; lanes?: number; log?: string[] },
): Promise<FuzzOutcome> {
  const started = performance.now();
  const document = await readDocument(app);
  const routes = routesOf(document);
  const world: World = {
    app,
    document,
    routes,
    pool: new pg.Pool({
      connectionString: app.superuserUrl,
      max: 4,
      options: `-c keii.actor={"kind":"operator","name":"test"}`,
    }),
    tokens: new Tokens(app.foundation.tokenSecret),
    passwordHash: await new Passwords().hash(password),
    secrets: await secretsOf(app),
    log: options.log ?? [],
    lanes: [],
    outcome: {
      requests: 0,
      findings: [],
      byStatus: {},
      accepted: {},
      readBack: 0,
      overtaken: 0,
      uncovered: [],
      seconds: 0,
    },
  };
  for (const { operation, method, path } of routes)
    if (!Object.hasOwn(readShapes, operation))
      world.outcome.findings.push({
        what: `nobody has written down what ${operation} answers (test/support/read-shapes.ts)`,
        request: `${method} ${path}`,
        answer: "",
      });
  const bodies = Bodies.of(document, hints);
  const arbitrary = plans(routes, bodies, callers.length);
  const laneCount = options.lanes ?? 8;
  for (let at = 0; at < laneCount; at++)
    world.lanes.push(await Lane.open(world, at));
  await Promise.all(
    world.lanes.map((lane, at) =>
      lane.run(
        arbitrary,
        Math.ceil(options.count / laneCount),
        options.seed + at,
      ),
    ),
  );
  await world.pool.end();
  const { outcome } = world;
  outcome.uncovered = routes
    .filter(
      (r) => r.body && !r.isPublic && !(outcome.accepted[r.operation] ?? 0),
    )
    .map((r) => r.operation);
  outcome.seconds = Math.round((performance.now() - started) / 1000);
  return outcome;
}

async function readDocument(app: TestApp): Promise<unknown> {
  const answer = await fetch(`${app.url}/api/openapi.json`);
  if (!answer.ok) throw new Error(`openapi.json answered ${answer.status}`);
  return answer.json();
}

/** What no answer may ever hold. */
async function secretsOf(app: TestApp): Promise<string[]> {
  const roles = JSON.parse(
    await readFile(join(app.dataDir, "keys", "database-roles.json"), "utf8"),
  ) as Record<string, string>;
  return [
    ...Object.values(roles),
    app.foundation.tokenSecret,
    app.dataDir,
    "$argon2",
    "postgres://",
  ];
}

/** One company's people and incidents, asked one request after the other. */
class Lane {
  private readonly wire: Wire;
  private readonly people: { id: string; email: string; sessionId: string }[] =
    [];
  private readonly own: string[] = [];
  /** Ids by the path of their list; versions by the path of the record. */
  private readonly ids = new Map<string, string[]>();
  private readonly versions = new Map<string, number>();
  private readonly linkTokens: string[] = [];
  private csv = "日付,内容\r\n2016/8/18,大阪府南警察署に報告\r\n";
  private sent = 0;

  private constructor(
    private readonly world: World,
    private readonly no: number,
  ) {
    this.wire = new Wire(world.app.url);
  }

  static async open(world: World, no: number): Promise<Lane> {
    const lane = new Lane(world, no);
    for (const { right, employer, name } of callers.slice(0, signedOut)) {
      const id = uuidv7();
      const email = `${name.replace(" ", "-")}.${no}.${id.slice(-6)}@example.test`;
      lane.people.push({ id, email, sessionId: "" });
      await world.pool.query(
        `insert into app_user (id, name, email, account_right, employer, password_hash, created_at) values ($1, $2, $3, $4, $5, $6, now())`,
        [id, `${name} ${no}`, email, right, employer, world.passwordHash],
      );
    }
    await lane.mend();
    for (let at = 0; at < 2; at++) {
      const opened = await lane.send(
        "POST",
        "/api/incidents",
        head,
        JSON.stringify({
          title: `事案 ${no}-${at}`,
          kind: "unauthorised_access",
        }),
      );
      lane.own.push((JSON.parse(opened.text) as { id: string }).id);
    }
    lane.ids.set("/api/incidents", [...lane.own]);
    await lane.mend();
    await lane.plant();
    return lane;
  }

  /** A record of every kind, so that an act finds one to act upon. */
  private async plant(): Promise<void> {
    const incident = `/api/incidents/${this.own[0]!}`;
    await plant("", async ({ method, by }, path, body, headers) => {
      const isFile = Buffer.isBuffer(body);
      const address = path.startsWith("/api/") ? path : `${incident}${path}`;
      const answer = await this.wire.send(
        method,
        address,
        {
          ...this.authorization(
            by === "second" ? compliance : by === "desk" ? desk : head,
          ),
          "content-type": isFile
            ? "application/octet-stream"
            : "application/json",
          ...headers,
        },
        isFile ? body : JSON.stringify(body),
      );
      const record = JSON.parse(answer.text) as unknown;
      for (const row of [record].flat()) this.learnOne(address, row);
      return { status: answer.status, body: record };
    });
    // Customers come by files alone.
    for (const customerNo of ["1", "2"])
      this.learnOne(`${incident}/customers`, {
        id: await aCustomer(this.world.app, this.own[0]!, { customerNo }),
        version: 0,
      });
  }

  async run(
    arbitrary: fc.Arbitrary<Plan>,
    count: number,
    seed: number,
  ): Promise<void> {
    const chunk = 250;
    for (let done = 0; done < count; done += chunk) {
      const sample = fc.sample(arbitrary, {
        seed: seed * 1_000_003 + done,
        numRuns: Math.min(chunk, count - done),
      });
      for (const plan of sample) {
        if (this.world.outcome.findings.length >= mostFindings) return;
        await this.try(plan);
      }
      await this.mend();
      await this.lookAround();
    }
    this.wire.close();
  }

  /** Puts right what accepted requests have taken away: rights, memberships, sessions, passwords. */
  private async mend(): Promise<void> {
    const { pool, passwordHash } = this.world;
    const own = callers.slice(0, signedOut);
    await pool.query(
      `update app_user u set disabled_at = null, expires_on = null, account_right = c.account_right, employer = c.employer, password_hash = $4
       from unnest($1::uuid[], $2::text[], $3::text[]) as c (id, account_right, employer)
       where u.id = c.id and (u.disabled_at, u.expires_on, u.account_right, u.employer, u.password_hash)
         is distinct from (null, null, c.account_right, c.employer, $4)`,
      [
        this.people.map(({ id }) => id),
        own.map(({ right }) => right),
        own.map(({ employer }) => employer),
        passwordHash,
      ],
    );
    for (const caller of own.keys()) await this.signIn(caller);
    for (const incident of this.own)
      await pool.query(
        `insert into membership (id, incident_id, user_id, role, is_head, is_counsel, expires_on, created_at)
         select m.id, $1, m.user_id, m.role, m.is_head, m.is_counsel, '2099-12-31', now()
         from unnest($2::uuid[], $3::uuid[], $4::text[], $5::boolean[], $6::boolean[]) as m (id, user_id, role, is_head, is_counsel)
         where m.role is not null
         on conflict (incident_id, user_id) where ended_at is null
         do update set role = excluded.role, is_head = excluded.is_head, is_counsel = excluded.is_counsel, expires_on = excluded.expires_on`,
        [
          incident,
          own.map(() => uuidv7()),
          this.people.map(({ id }) => id),
          own.map(({ role }) => role),
          own.map(({ isHead }) => isHead),
          own.map(({ isCounsel }) => isCounsel),
        ],
      );
    await pool.query("delete from sign_in_throttle");
  }

  /** A new session, without the door: what happens at the door is asked for often enough. */
  private async signIn(caller: number): Promise<void> {
    const person = this.people[caller]!;
    person.sessionId = uuidv7();
    await this.world.pool.query(
      "insert into user_session (id, user_id, expires_at, client) values ($1, $2, now() + interval '1 hour', 'fuzz')",
      [person.sessionId, person.id],
    );
  }

  /** Learns what there is from every list of the incident at hand, as its head sees it. */
  private async lookAround(): Promise<void> {
    const incident = this.own[0]!;
    for (const route of this.world.routes) {
      if (!route.isList || route.path.includes("export")) continue;
      if (!route.path.startsWith("/api/incidents/{incidentId}/")) continue;
      const path = route.path.replace("{incidentId}", incident);
      const answer = await this.send("GET", path, head);
      if (answer.status === 200) this.learn(path, route, answer);
    }
  }

  private async send(
    method: string,
    path: string,
    caller: number,
    body?: string,
    headers: Record<string, string | string[]> = {},
  ): Promise<Reply> {
    return this.wire.send(
      method,
      path,
      {
        ...this.authorization(caller),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body,
    );
  }

  private authorization(caller: number): Record<string, string> {
    const person = this.people[caller];
    return person
      ? {
          authorization: `Bearer ${this.world.tokens.sign(person.sessionId)}`,
        }
      : {};
  }

  private async try(plan: Plan): Promise<void> {
    const route = this.world.routes[plan.route]!;
    const caller = plan.caller === "able" ? ableTo(route) : plan.caller;
    const path = this.pathOf(route, plan);
    const method = plan.method ?? route.method;
    const headers: Record<string, string | string[]> = {
      ...this.authorization(caller),
      ...plan.headers,
    };
    const version = this.versionFor(path, plan.version);
    if (version !== null) headers["if-match"] = version;
    const text =
      plan.raw === null
        ? plan.body === undefined
          ? undefined
          : written(plan.body, (reference) => this.known(reference, path))
        : null;
    const body =
      text === undefined
        ? undefined
        : text === null
          ? Buffer.from(plan.raw!, "latin1")
          : Buffer.from(text);
    if (body !== undefined) headers["content-type"] = plan.contentType;
    if (plan.isChunked && body !== undefined)
      headers["transfer-encoding"] = "chunked";
    const url = plan.query === null ? path : `${path}?${plan.query}`;
    const story = () =>
      `${method} ${url.slice(0, 500)} as ${callers[caller]!.name}\n    headers ${JSON.stringify({ ...headers, authorization: undefined })}\n    bent: ${plan.bend?.what ?? "no"}\n    body ${(text ?? plan.raw ?? "none").slice(0, 1500)}`;

    const { outcome } = this.world;
    outcome.requests++;
    this.sent++;
    let reply: Reply;
    try {
      reply = await this.wire.send(method, url, headers, body);
    } catch (error) {
      // What is far too large is refused while it is still being sent: the connection may be cut first.
      const isCut = /EPIPE|ECONNRESET/.test(
        (error as { code?: string }).code ?? "",
      );
      if (!(isCut && (body?.length ?? 0) > 1_000_000))
        this.found(`no answer: ${(error as Error).message}`, story(), null);
      return;
    }
    // Signed out, disabled or cut off by a request before this one.
    if (
      reply.status === 401 &&
      reply.text.includes("session-ended") &&
      this.people[caller] &&
      plan.headers.authorization === undefined
    )
      await this.signIn(caller);
    outcome.byStatus[reply.status] = (outcome.byStatus[reply.status] ?? 0) + 1;
    for (const what of this.faultsOf(reply, method, route, plan, {
      url,
      body: text ?? plan.raw ?? "",
    }))
      this.found(what, story(), reply);
    if (reply.status >= 200 && reply.status < 300) {
      if (method === route.method) this.learn(path, route, reply);
      if (
        body !== undefined &&
        text !== null &&
        !["GET", "HEAD"].includes(method)
      )
        await this.accepted(
          route,
          plan,
          path,
          text ?? "",
          caller,
          reply,
          story,
        );
    }
  }

  private found(what: string, request: string, reply: Reply | null): void {
    const { findings } = this.world.outcome;
    if (findings.length < mostFindings)
      findings.push({
        what,
        request,
        answer: reply
          ? `${reply.status} ${reply.text.slice(0, 800)}${this.causeOf(reply)}`
          : "none",
      });
  }

  /** What the application said of a fault of its own. */
  private causeOf(reply: Reply): string {
    const instance = /"instance":"([^"]+)"/.exec(reply.text)?.[1];
    if (reply.status < 500 || !instance) return "";
    const said = this.world.log.filter((line) => line.includes(instance));
    return said.map((line) => `\n    log ${line.slice(0, 4000)}`).join("");
  }

  private pathOf(route: FuzzedRoute, plan: Plan): string {
    let path = "";
    let at = 0;
    for (const segment of route.path.split("/").slice(1)) {
      if (!segment.startsWith("{")) {
        path += `/${segment}`;
        continue;
      }
      const strange = plan.strangeIds[at % 3] ?? null;
      const pick = plan.picks[at % 3]!;
      at++;
      path += `/${strange ?? this.idUnder(path, segment, pick, plan.place)}`;
    }
    return path;
  }

  private idUnder(
    list: string,
    segment: string,
    pick: number,
    place: Plan["place"],
  ): string {
    if (segment === "{incidentId}") {
      const { lanes } = this.world;
      if (place === "foreign" && lanes.length > 1)
        return lanes[(this.no + 1) % lanes.length]!.own[0]!;
      const pool = this.ids.get("/api/incidents")!;
      return place === "own" ? this.own[0]! : pool[pick % pool.length]!;
    }
    if (!/^\{(id|\w+Id)\}$/.test(segment))
      return encodeURIComponent(
        ["timeline:new", "intake", "下書き", "a b/c"][pick % 4]!,
      );
    const pool = this.ids.get(list) ?? [];
    return pool[pick % pool.length] ?? uuidv7();
  }

  private versionFor(path: string, wish: string): string | null {
    if (wish === "none") return null;
    if (wish !== "right" && wish !== "stale") return wish;
    const version =
      this.versions.get(path) ??
      this.versions.get(path.slice(0, path.lastIndexOf("/"))) ??
      1;
    return `"v${wish === "right" ? version : version + 1}"`;
  }

  private known({ name, pick }: Known, path: string): unknown {
    const incident = /^\/api\/incidents\/[^/]+/.exec(path)?.[0] ?? "";
    const of = (list: string) => {
      const pool = this.ids.get(list) ?? [];
      // The first ones were planted, and are further along than what chance has made.
      const among = pick % 2 === 0 ? pool.slice(0, 2) : pool;
      return among[(pick >> 1) % among.length] ?? uuidv7();
    };
    const part = this.ids.get(path.slice(0, path.lastIndexOf("/")));
    if (/\.(answerId|decisionId)$/.test(name) && part)
      return part[pick % part.length];
    if (name === "NewMember.userId") return of("/api/users");
    const list = references[name.split(".").at(-1) ?? ""];
    if (list) return of(`${incident}${list}`);
    if (/\.token$/.test(name))
      return this.linkTokens[pick % this.linkTokens.length] ?? "unknown";
    if (name === "Login.email")
      return this.people[pick % this.people.length]!.email;
    if (name === "TimelineFile.csv") return this.csv;
    const all = [...this.ids.values()].flat();
    return all[pick % all.length] ?? uuidv7();
  }

  /** What an answer tells of ids, versions and links. */
  private learn(path: string, route: FuzzedRoute, reply: Reply): void {
    if (/csv$/.test(route.path)) {
      if (/timeline/.test(path) && reply.text.length < 100_000)
        this.csv = `${reply.text},2016/8/18,,,,,,,,,,大阪府南警察署に報告\r\n`;
      return;
    }
    if (!isJson(reply) || reply.text === "") return;
    const answer = JSON.parse(reply.text) as unknown;
    // Everybody's users and incidents are in those two lists; ours are those we made.
    const isEverybodys = ["/api/users", "/api/incidents"].includes(path);
    if (Array.isArray(answer)) {
      if (!isEverybodys || route.method !== "GET")
        for (const row of answer) this.learnOne(path, row);
    } else if (route.method === "POST") this.learnOne(path, answer);
    const { version } = (answer ?? {}) as { version?: number };
    if (typeof version === "number") {
      const isAct = route.method === "POST" && route.needsVersion;
      this.versions.set(
        isAct ? path.slice(0, path.lastIndexOf("/")) : path,
        version,
      );
    }
  }

  private learnOne(list: string, row: unknown): void {
    if (typeof row !== "object" || row === null) return;
    const { id, version, link, url } = row as {
      id?: unknown;
      version?: unknown;
      link?: { url: string } | null;
      url?: unknown;
    };
    const address = link?.url ?? url;
    if (typeof address === "string" && address.includes("#/link/"))
      this.linkTokens.push(address.split("#/link/")[1]!);
    if (typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id)) return;
    const pool = this.ids.get(list) ?? [];
    if (!pool.includes(id)) pool.push(id);
    if (pool.length > 60) pool.splice(this.own.length, 1);
    this.ids.set(list, pool);
    if (typeof version === "number")
      this.versions.set(`${list}/${id}`, version);
    // What a record is made of has ids as well.
    for (const part of Object.values(row).flat())
      if (isPart(part)) this.learnOne(`${list}/${id}`, part);
  }

  /** Everything that must hold for any answer to any request. */
  private *faultsOf(
    reply: Reply,
    method: string,
    route: FuzzedRoute,
    plan: Plan,
    sent: { url: string; body: string },
  ): Generator<string> {
    const { status, headers, text } = reply;
    if (status >= 500) yield `a ${status}`;
    if (Object.keys(Object.prototype).length > 0)
      yield `Object.prototype has ${Object.keys(Object.prototype).join()}`;
    const isEchoed = (found: string) =>
      sent.body.includes(found) || decodedQuery(sent.url).includes(found);
    for (const secret of this.world.secrets)
      if (text.includes(secret) && !isEchoed(secret))
        yield `the answer holds a secret (${secret.slice(0, 12)}…)`;
    for (const name of ["server", "x-powered-by"])
      if (headers[name] !== undefined) yield `the header ${name}`;
    if (method === "HEAD") return;
    if (status >= 400) {
      yield* refusalFaults(reply, isEchoed);
      return;
    }
    if (status >= 300) {
      if (status !== 304) yield `a redirection (${status})`;
      return;
    }
    if (plan.bend?.isAllowed === false && method === route.method)
      yield `accepted: ${plan.bend.what}`;
    if (
      (sent.body !== "" || plan.raw !== null) &&
      route.body &&
      method === route.method &&
      !saysJson(plan.contentType)
    )
      yield `accepted as ${JSON.stringify(plan.contentType)}`;
    if (method !== route.method) return;
    const shape = readShapes[route.operation] ?? null;
    if (shape !== null && text !== "" && isJson(reply)) {
      const answer = JSON.parse(text) as unknown;
      yield* differences(answer, shape).slice(0, 3);
      yield* strangers(answer, sent.url);
    } else if (shape === null && isJson(reply) && text !== "")
      yield "an answer that nobody has written down";
    if (headers["content-type"]?.includes("text/csv")) yield* liveCells(text);
    if (route.isList && shape !== null && Array.isArray(shape))
      if (headers["content-range"] === undefined) yield "no Content-Range";
  }

  /** Reads what was accepted, and holds it against what was sent. */
  private async accepted(
    route: FuzzedRoute,
    plan: Plan,
    path: string,
    text: string,
    caller: number,
    reply: Reply,
    story: () => string,
  ): Promise<void> {
    const { outcome } = this.world;
    outcome.accepted[route.operation] =
      (outcome.accepted[route.operation] ?? 0) + 1;
    if (plan.method !== null && plan.method !== route.method) return;
    if (!route.body) return;
    // A kept idempotency key answers for an earlier request.
    if (plan.headers["idempotency-key"] !== undefined) return;
    const sent = JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
    const answer: unknown = isJson(reply) ? JSON.parse(reply.text) : null;
    const isMasked = reply.headers["keii-card-numbers-masked"] !== undefined;
    for (const one of expectations(route.operation, {
      method: route.method,
      path,
      sent,
      answer,
    })) {
      const [address, wantedId] = one.path.split("#") as [string, string?];
      let read = await this.send("GET", address, caller);
      // Who wrote may have written away the right to read it.
      if (read.status === 403 || read.status === 404)
        read = await this.send("GET", address, auditor);
      if (read.status === 401) continue;
      if (read.status !== 200) {
        this.found(`accepted, but not to be read at ${address}`, story(), read);
        continue;
      }
      const body = JSON.parse(read.text) as
        { version?: number } | { id: string }[];
      const record = Array.isArray(body)
        ? body.find((row) => row.id === wantedId)
        : body;
      if (
        one.version !== null &&
        (record as { version?: number }).version !== one.version
      ) {
        outcome.overtaken++;
        continue;
      }
      outcome.readBack++;
      for (const what of changesOnTheWay(one.sent, record, isMasked))
        this.found(`silently changed: ${what}`, story(), read);
    }
  }
}

/** Somebody who may do it, as product.md section 5 gives the rights. */
/** Who may: the head where the head does, else the first of the company who does. */
function ableTo({ operation, permission }: FuzzedRoute): number {
  const named = (name: string) => callers.findIndex((c) => c.name === name);
  // Moving a moment that somebody else put down is what needs a second person.
  if (operation === "Milestones.move") return named("responder");
  if (permission === "approvals.decide") return named("compliance");
  const able = [...callers.keys()].filter((at) =>
    isAllowed(callers[at]!, permission as Permission),
  );
  return able.includes(head) ? head : (able[0] ?? head);
}

function isAllowed(
  { right, employer, role, isHead, isCounsel }: (typeof callers)[number],
  permission: Permission,
): boolean {
  const account = right !== "none" ? right : employer ? "external" : "staff";
  return (
    accountPermissions[account].includes(permission) ||
    permissionsIn(account, role && { role, isHead, isCounsel }).has(permission)
  );
}

/** An answer to a request, a decision of a meeting: said within its record, and named by the record's acts. */
function isPart(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "id" in value &&
    "withdrawalReason" in value
  );
}

function isJson(reply: Reply): boolean {
  return /json/.test(String(reply.headers["content-type"] ?? ""));
}

/** Names and words of what stands behind: stacks, SQL, libraries, paths. */
const innards =
  /\n\s+at .+:\d+|node_modules|\/dist\/|\/api\/src\/|\bselect\b.+\bfrom\b|\binsert into\b|violates|invalid input syntax|duplicate key|relation "|column "|QueryFailed|TypeORM|postgres|pg_|Unexpected token|in JSON at|FST_ERR|Fastify|class-validator|ECONN/i;

function* refusalFaults(
  { status, headers, text }: Reply,
  isEchoed: (found: string) => boolean,
): Generator<string> {
  if (headers["content-type"] !== "application/problem+json; charset=utf-8") {
    yield `a refusal as ${String(headers["content-type"])}`;
    return;
  }
  const { current: _, ...problem } = JSON.parse(text) as Record<
    string,
    unknown
  >;
  const found = innards.exec(JSON.stringify(problem))?.[0];
  if (found !== undefined && !isEchoed(found))
    yield `a refusal tells of the inside: ${found}`;
  for (const name of ["type", "title", "instance"])
    if (typeof problem[name] !== "string" || problem[name] === "")
      yield `a refusal without ${name}`;
  if (problem.status !== status) yield "a refusal with another status";
  if (!/^urn:keii:problem:[a-z-]+$/.test(String(problem.type)))
    yield `a refusal of type ${String(problem.type)}`;
  if (status === 400 && problem.type !== "urn:keii:problem:malformed") {
    const errors = Object.entries((problem.errors ?? {}) as object);
    if (errors.length === 0) yield "a refusal that names no field";
    for (const [field, words] of errors)
      if (typeof words !== "string" || words === "" || /^rule\./.test(words))
        yield `a refusal without words for ${field}`;
  }
}

/** Within an incident nothing of another one is told. */
function* strangers(answer: unknown, url: string): Generator<string> {
  const own = /^\/api\/incidents\/([0-9a-f-]{36})\//i.exec(url)?.[1];
  if (own === undefined) return;
  for (const row of Array.isArray(answer) ? answer : [answer]) {
    const { incidentId } = (row ?? {}) as { incidentId?: string };
    if (typeof incidentId === "string" && incidentId !== own.toLowerCase())
      yield `something of incident ${incidentId}`;
  }
}

/** Cells that a spreadsheet would compute. */
function* liveCells(csv: string): Generator<string> {
  for (const row of parse(csv, {
    bom: true,
    relax_column_count: true,
  }) as unknown as string[][])
    for (const cell of row)
      if (
        /^[=+\-@＝＋－＠\t\r\n]/.test(cell) &&
        !/^[+＋][\p{Nd}\s()-]+$/u.test(cell) &&
        !/^-?\d+(\.\d+)?$/.test(cell)
      )
        yield `a cell that computes: ${cell.slice(0, 60)}`;
}

function decodedQuery(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** The outcome in lines for the closing note. */
export function told(outcome: FuzzOutcome, seed: number): string {
  const accepted = Object.values(outcome.accepted).reduce((a, b) => a + b, 0);
  return [
    `fuzz: seed=${seed} requests=${outcome.requests} seconds=${outcome.seconds} findings=${outcome.findings.length}`,
    `fuzz: accepted=${accepted} readback=${outcome.readBack} overtaken=${outcome.overtaken}`,
    `fuzz: ${Object.entries(outcome.byStatus)
      .map(([status, n]) => `${status}=${n}`)
      .join(" ")}`,
    ...(outcome.uncovered.length > 0
      ? [`fuzz: never accepted: ${outcome.uncovered.join(", ")}`]
      : []),
    ...outcome.findings.map(
      ({ what, request, answer }) =>
        `- ${what}\n    ${request}\n    answered ${answer}`,
    ),
  ].join("\n");
}
