import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  Evidence,
  Incident,
  InvitedUser,
  Member,
  Party,
  TimelineEvent,
} from "@keii/shared";
import { ofNoIncident, references, words } from "../access.matrix.js";
import { startApp, type TestApp } from "../support/app.js";
import { ask, Attack, idIn, nobodys, said } from "../support/attack.js";
import { Caller } from "../support/caller.js";
import { aCase, addressIn, fill, type Case } from "../support/case.js";
import { Contracts, placed } from "../support/contracts.js";
import {
  aFile,
  download,
  sha256Of,
  someBytes,
  storedFiles,
  upload,
} from "../support/files.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../support/people.js";
import { differences, readShapes } from "../support/read-shapes.js";
import { stateOf } from "../support/state.js";

/*
 * Advisories of comparable products, each replayed on our own domains: what was done there, done here. The number is
 * the row of the security design that gathers the class.
 */
let app: TestApp;
let attack: Attack;
let own: Case;
let other: Case;
/** May do everything in its own case, and nothing in the other but what an administrator reads. */
let insider: Person;
/** An ordinary member who may write, and reads nothing of counsel's. */
let member: Person;
let administrator: Person;
/** Those who only read along, or take calls. */
let onlookers: Person[];

beforeAll(async () => {
  app = await startApp();
  own = await aCase(app, "甲7f3a");
  other = await aCase(app, "乙91cd");
  insider = await aPerson(app, { right: "administrator" });
  await join(own.head, own.incident.id, insider, "compliance", {
    isHead: true,
    isCounsel: true,
  });
  member = own.second;
  administrator = await aPerson(app, { right: "administrator" });
  onlookers = [];
  for (const role of [
    "desk_lead",
    "support",
    "communications",
    "executive",
    "vendor_agent",
  ] as const) {
    const isVendor = role === "vendor_agent";
    const person = await aPerson(app, {
      ...(isVendor && { employer: "委託先(架空)" }),
    });
    await join(own.head, own.incident.id, person, role);
    onlookers.push(person);
  }
  attack = new Attack(await Contracts.of(insider));
  for (const route of attack.onRecords) {
    const list = /:incidentId(\/[^:]+)\/:id/.exec(route)![1]!;
    for (const one of [own, other]) await fill(one, attack.contracts, list);
  }
}, 60_000);
afterAll(() => app.close());

/** Nothing is written by what is done meanwhile, in the database or on the disk. */
async function leavesAll(work: () => Promise<void>): Promise<void> {
  const [rows, files] = [await stateOf(app), await storedFiles(app.dataDir)];
  await work();
  expect(await stateOf(app)).toEqual(rows);
  expect(await storedFiles(app.dataDir)).toEqual(files);
}

/** At each route a record of the other case is asked for under one's own, and nobody can tell that it is there. */
async function isLikeMissing(routes: string[]): Promise<void> {
  expect(routes).not.toEqual([]);
  await leavesAll(async () => {
    for (const route of routes) {
      const address = await attack.foreign(route, own, other);
      const body = await attack.body(route, own);
      const got = await ask(insider, route, address, body);
      const missing = await ask(
        insider,
        route,
        address.replace(idIn(address), nobodys()),
        body,
      );
      expect(got.status, route).toBe(404);
      expect(said(got), route).toEqual(said(missing));
    }
  });
}

async function areRefused(
  callers: Caller[],
  routes: string[],
  statuses: number[],
): Promise<void> {
  expect(routes).not.toEqual([]);
  await leavesAll(async () => {
    for (const route of routes) {
      const address = await addressIn(own, route);
      const body = await attack.body(route, own);
      for (const caller of callers)
        expect(
          statuses,
          `${route}: ${(await ask(caller, route, address, body)).status}`,
        ).toContain((await ask(caller, route, address, body)).status);
    }
  });
}

const counselWord = () => words.counsel + own.mark;

/** The records of the case that are counsel's: a file, and a line. */
async function counsels(): Promise<{ file: Evidence; line: TimelineEvent }> {
  const base = `/api/incidents/${own.incident.id}`;
  const { body: files } = await own.head.get<Evidence[]>(`${base}/evidence`);
  const { body: lines } = await own.head.get<TimelineEvent[]>(
    `${base}/timeline`,
  );
  return {
    file: files.find(({ visibility }) => visibility === "counsel")!,
    line: lines.find(({ visibility }) => visibility === "counsel")!,
  };
}

/** The version a record at an address, or above it, has now. */
async function versionAt(address: string): Promise<string> {
  const record = address.split("/").slice(0, 6).join("/");
  const { body } = await insider.call<{ version?: number }>("GET", record);
  return `"v${body.version ?? 1}"`;
}

describe("SEC-01: an object is reached by its id alone", () => {
  test("all seven domains are attacked", () => {
    for (const domain of [
      "forensics",
      "evidence",
      "authorities",
      "partners",
      "remediation",
      "tasks",
    ])
      expect(attack.onRecords.join()).toContain(`/${domain}/:id`);
    expect(attack.domainRoutes.join()).toContain("/parties/:id");
  });

  test("SEC-01 DFIR-IRIS issue 1034: a task of another case is neither read nor changed", () =>
    isLikeMissing(attack.onRecords.filter((r) => r.includes("/tasks/"))));

  test("SEC-01 CVE-2025-61781 (OpenCTI): an act that ends a record ends none of another case, and none of another kind", async () => {
    await isLikeMissing(attack.acts);
    const lists = [
      ...new Set(
        attack.onRecords.map((r) => /:incidentId(\/[^:]+)\/:id/.exec(r)![1]!),
      ),
    ];
    await leavesAll(async () => {
      for (const [at, route] of attack.acts.entries()) {
        const mine = /:incidentId(\/[^:]+)\/:id/.exec(route)![1]!;
        const strange = lists.filter((list) => list !== mine);
        const [id = ""] = await own.ids(strange[at % strange.length]!);
        const address = await addressIn(own, route);
        const got = await ask(
          insider,
          route,
          address.replace(idIn(address), id),
          await attack.body(route, own),
        );
        expect(got.status, route).toBe(404);
      }
    });
  });

  test("SEC-01 CVE-2025-46732 (OpenCTI): what is kept for one person is not another's by naming it", async () => {
    const form = `tasks:${own.incident.id}:new`;
    const path = `/api/drafts/${encodeURIComponent(form)}`;
    await own.head.call("PUT", path, {
      content: JSON.stringify({ title: `草稿${own.mark}` }),
    });
    for (const caller of [member, insider, other.head]) {
      const { body } = await caller.call("GET", path);
      expect(JSON.stringify(body)).not.toContain(own.mark);
      await caller.call("DELETE", path);
    }
    expect(JSON.stringify((await own.head.get(path)).body)).toContain(own.mark);
  });

  test("SEC-01 GHSA-j2p5-vc4m-xxhx (OpenCTI): no filter widens a list beyond its case", async () => {
    for (const route of attack.lists) {
      if (ofNoIncident.some((list) => route.endsWith(list))) continue;
      const address = await addressIn(own, route);
      for (const filter of [
        { incidentId: other.incident.id },
        { incident: other.incident.id },
        { id: await other.ids("/tasks") },
      ]) {
        const got = await insider.call(
          "GET",
          `${address}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
        );
        expect([200, 400], route).toContain(got.status);
        expect(said(got), route).not.toMatchObject({
          text: expect.stringContaining(other.mark) as string,
        });
        if (got.status === 200)
          for (const row of got.body as { incidentId?: string }[])
            expect(row.incidentId ?? own.incident.id).toBe(own.incident.id);
      }
    }
  });

  test("SEC-01 CVE-2026-40591 (FreeScout): a record is not made on a record of another case", async () => {
    let tried = 0;
    await leavesAll(async () => {
      for (const route of attack.creations) {
        const schema = attack.contracts.body(route)!;
        for (const place of attack.contracts.places(schema, (n) =>
          /Ids?$/.test(n),
        )) {
          const list = references[place.split(".").at(-1)!];
          if (!list || ofNoIncident.includes(list)) continue;
          const [foreign = ""] = await other.ids(list);
          const body = placed(
            await attack.body(route, own),
            place,
            place.endsWith("Ids") ? [foreign] : foreign,
          );
          const got = await ask(
            insider,
            route,
            await addressIn(own, route),
            body,
          );
          expect([400, 404, 409], `${route} ${place}`).toContain(got.status);
          expect(said(got)).not.toMatchObject({
            text: expect.stringContaining(other.mark) as string,
          });
          tried++;
        }
      }
    });
    expect(tried).toBeGreaterThanOrEqual(5);
  });

  test("SEC-01 CVE-2020-27662 (GLPI): a pair of kind and id reads nothing of another case", async () => {
    const base = `/api/incidents/${own.incident.id}`;
    for (const kind of ["timeline", "tasks", "evidence", "remediation"]) {
      const [id = ""] = await other.ids(`/${kind}`);
      for (const [path, filter] of [
        ["evidence/links", { subjectKind: kind, subjectId: [id] }],
        ["activity", { recordId: id }],
      ] as const)
        expect(
          (
            await insider.get(
              `${base}/${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
            )
          ).body,
        ).toEqual([]);
    }
  });

  test("SEC-01 SEC-03 CVE-2026-42318 (GLPI): who reads along or takes calls ends and changes no record", () =>
    areRefused(
      onlookers,
      attack.writes.filter((route) => !route.endsWith("/parties")),
      [403],
    ));

  test("SEC-01 GHSA-f2cg-fc85-ffmh (GLPI): the parts of a record of another case are refused like the record", () =>
    isLikeMissing(
      attack.onRecords.filter((route) => /^GET .*\/:id/.test(route)),
    ));

  test("SEC-01 GHSA-h265-g7rm-h337 (Vaultwarden): who may read every record may not write it", () =>
    areRefused(
      [administrator],
      attack.writes.filter((route) => !route.endsWith("/purge")),
      [403],
    ));

  test("SEC-01 GHSA-xwf8-pjh7-h589 (Vaultwarden): a file of one's own is not bound to another case, nor theirs to one's own", async () => {
    const base = `/api/incidents/${own.incident.id}/evidence`;
    const [mine = ""] = await own.ids("/evidence");
    const [theirs = ""] = await other.ids("/evidence");
    const [line = ""] = await own.ids("/timeline");
    const [foreign = ""] = await other.ids("/timeline");
    await leavesAll(async () => {
      for (const act of ["attach", "detach"]) {
        const out = await insider.call("POST", `${base}/${mine}/${act}`, {
          timelineEventId: foreign,
        });
        expect(out.status).toBe(400);
        const into = await insider.call("POST", `${base}/${theirs}/${act}`, {
          timelineEventId: line,
        });
        expect(into.status).toBe(404);
      }
    });
  });

  test("SEC-01 CVE-2025-48741 (TheHive): who was a member reaches nothing by the ids still known", async () => {
    const former = await aPerson(app);
    await join(own.head, own.incident.id, former, "compliance", {
      isCounsel: true,
    });
    const members = `/api/incidents/${own.incident.id}/members`;
    const { body: all } = await own.head.get<Member[]>(members);
    const { id, version } = all.find(({ userId }) => userId === former.id)!;
    expect((await former.call("GET", `${members}/${id}`)).status).toBe(200);
    await own.head.on(version, "DELETE", `${members}/${id}`);
    await areRefused([former], attack.domainRoutes, [404]);
  });
});

describe("SEC-02: a second way to the same", () => {
  test("SEC-02 CVE-2026-41522 (DFIR-IRIS): there is no second interface", async () => {
    for (const path of [
      "/graphql",
      "/api/graphql",
      "/api/v1/incidents",
      "/api/v2/incidents",
      "/api/rest/evidence",
      "/api/evidence",
      "/api/tasks",
      "/api/parties",
      "/api/items/evidence",
    ])
      for (const method of ["GET", "POST"])
        expect(
          (
            await insider.call(
              method,
              path,
              method === "POST" ? { query: "{evidence{name}}" } : undefined,
            )
          ).status,
          path,
        ).toBe(404);
  });

  test("SEC-02 CVE-2026-48812 (FreeScout): the content of a file is answered at no other address", async () => {
    const bytes = someBytes(64);
    const file = await aFile(own.head, own.incident.id, bytes);
    const { sha256 } = file.current!;
    const { id } = await upload(own.head, own.incident.id, someBytes(9));
    const base = `/api/incidents/${own.incident.id}/evidence`;
    for (const path of [
      `/evidence/${own.incident.id}/${sha256}`,
      `/api/evidence/${own.incident.id}/${sha256}`,
      `/assets/../evidence/${own.incident.id}/${sha256}`,
      `/uploads/${id}`,
      `${base}/${sha256}/content`,
      `${base}/${sha256}`,
      `${base}/uploads/${id}`,
      `${base}/uploads/${id}/content`,
      `${base}/${id}/content`,
      `${base}/${file.id}/thumbnail`,
      `${base}/${file.id}/preview`,
    ]) {
      const got = await download(own.head, path);
      expect(got.status, path).toBeGreaterThanOrEqual(400);
      expect(got.bytes?.includes(bytes) ?? false, path).toBe(false);
    }
    for (const caller of [other.head, onlookers[0]!])
      expect(
        (await download(caller, `${base}/${file.id}/content`)).status,
      ).toBeGreaterThanOrEqual(403);
  });

  test("SEC-02 CVE-2026-41190 (FreeScout): what is not sent yet is its sender's alone", async () => {
    const bytes = someBytes(80);
    const { id, sha256, size } = await upload(own.head, own.incident.id, bytes);
    const claim = { name: "x", uploadId: id, sha256, size };
    await leavesAll(async () => {
      for (const [caller, incidentId] of [
        [member, own.incident.id],
        [insider, own.incident.id],
        [other.head, other.incident.id],
      ] as const) {
        const got = await caller.call(
          "POST",
          `/api/incidents/${incidentId}/evidence`,
          claim,
        );
        expect(got).toMatchObject({
          status: 400,
          body: { errors: { uploadId: expect.any(String) as string } },
        });
      }
    });
  });

  test("SEC-02 GHSA-cr68-27qv-p5m4 (FreeScout): what a form asks for beside its record names no case one does not see", async () => {
    const { body: party } = await own.head.post<Party>(
      `/api/incidents/${own.incident.id}/parties`,
      { officialName: `両方に出る会社${nobodys()}`, roles: ["police"] },
    );
    for (const one of [own, other])
      await one.head.post(`/api/incidents/${one.incident.id}/partners`, {
        partyId: party.id,
        kind: "watch_cards",
        text: words.internal + one.mark,
        occurred: { on: "2016-08-18" },
      });
    const path = `/api/incidents/${own.incident.id}/parties/${party.id}/incidents`;
    const { body: mine } = await own.head.get<Incident[]>(path);
    expect(JSON.stringify(mine)).toContain(own.incident.code);
    for (const sign of [other.incident.id, other.incident.code, other.mark])
      expect(JSON.stringify(mine)).not.toContain(sign);
  });

  test("SEC-02 CVE-2026-35412 (Directus): an upload overwrites nothing that is there", async () => {
    const bytes = someBytes(120);
    const theirs = await aFile(other.head, other.incident.id, bytes);
    const mine = await aFile(own.head, own.incident.id, bytes);
    const base = `/api/incidents/${own.incident.id}/evidence`;
    const sent = await upload(insider, own.incident.id, someBytes(120));
    await leavesAll(async () => {
      for (const [method, path] of [
        ["PUT", `${base}/uploads/${sent.id}`],
        ["PATCH", `${base}/uploads/${sent.id}`],
        ["PUT", `${base}/${mine.id}/content`],
        ["POST", `${base}/${mine.id}/content`],
        ["PATCH", `${base}/${mine.id}/content`],
        ["POST", `${base}/uploads/${mine.id}`],
      ] as const)
        expect(
          (await insider.call(method, path, someBytes(120))).status,
          path,
        ).toBeGreaterThanOrEqual(400);
      const { id, sha256, size } = sent;
      for (const [evidenceId, status] of [
        [theirs.id, 404],
        [nobodys(), 404],
      ] as const)
        expect(
          (
            await insider.call(
              "POST",
              `${base}/${evidenceId}/revisions`,
              { uploadId: id, sha256, size },
              { "if-match": '"v1"' },
            )
          ).status,
        ).toBe(status);
    });
    for (const [one, file] of [
      [own, mine],
      [other, theirs],
    ] as const) {
      const got = await download(
        one.head,
        `/api/incidents/${one.incident.id}/evidence/${file.id}/content`,
      );
      expect(got.bytes?.equals(bytes)).toBe(true);
    }
  });

  test("SEC-02 GHSA-7p53-c7p5-8j2j (Directus): what a record said before is withheld with the record", async () => {
    const { file, line } = await counsels();
    for (const path of [
      `evidence/${file.id}/revisions`,
      `evidence/${file.id}/content?no=1`,
      `timeline/${line.id}/revisions`,
      `timeline/${line.id}`,
      `evidence/${file.id}`,
    ]) {
      const address = `/api/incidents/${own.incident.id}/${path}`;
      expect(
        JSON.stringify((await own.head.call("GET", address)).body),
      ).toSatisfy(
        (text: string) =>
          text.includes(counselWord()) || path.includes("content"),
      );
      const got = await member.call("GET", address);
      expect(JSON.stringify(got.body), path).not.toContain(counselWord());
    }
  });

  test("SEC-02 GHSA-w9f8-m526-h7fh (Vaultwarden): no write on what one may not read answers it", async () => {
    const { file, line } = await counsels();
    let tried = 0;
    await leavesAll(async () => {
      for (const route of attack.routes) {
        const record = route.includes("/evidence/:id")
          ? file.id
          : route.includes("/timeline/:id")
            ? line.id
            : null;
        if (record === null || route.startsWith("GET ")) continue;
        const address = await addressIn(own, route);
        for (const version of ['"v1"', '"v2"', '"v99"']) {
          const got = await ask(
            member,
            route,
            address.replace(idIn(address), record),
            await attack.body(route, own),
            version,
          );
          expect(got.status, route).toBeGreaterThanOrEqual(400);
          expect(said(got), route).not.toMatchObject({
            text: expect.stringContaining(counselWord()) as string,
          });
          tried++;
        }
      }
    });
    expect(tried).toBeGreaterThanOrEqual(24);
  });

  test("SEC-02 CVE-2026-32312 (GLPI): an export is refused where its list is, and withholds what its list withholds", async () => {
    const exports = attack.routes.filter((route) =>
      /\/export\.\w+$/.test(route),
    );
    expect(exports.length).toBeGreaterThanOrEqual(20);
    for (const route of exports) {
      const address = await addressIn(own, route);
      const list = address.replace(/\/export\.\w+$/, "");
      for (const caller of [...onlookers, other.head])
        if ((await caller.call("GET", list)).status !== 200)
          expect((await caller.call("GET", address)).status, route).not.toBe(
            200,
          );
      if (!route.endsWith(".csv")) continue;
      const got = await member.call<string>("GET", address);
      expect(got.body, route).not.toContain(counselWord());
    }
  });

  test("SEC-02 CVE-2026-34722 (Zammad): a record is not linked, while it is made or changed, to what one does not see", async () => {
    const { line } = await counsels();
    const [foreign = ""] = await other.ids("/timeline");
    let tried = 0;
    await leavesAll(async () => {
      for (const route of attack.writes) {
        const schema = attack.contracts.body(route)!;
        const address = await addressIn(own, route);
        for (const place of attack.contracts.places(schema, (name) =>
          ["timelineEventId", "attachedLineId"].includes(name),
        )) {
          // Only what is needed, with references that hold, so that the link is all that can be refused.
          const whole = (await attack.body(route, own)) as object;
          const needed = attack.contracts.sample(schema, () => "", false);
          const body = Object.fromEntries(
            Object.entries(whole).filter(
              ([name]) => name in (needed as object),
            ),
          );
          for (const id of [foreign, line.id]) {
            const got = await ask(
              member,
              route,
              address,
              placed(body, place, id),
              await versionAt(address),
            );
            expect([400, 403, 409], `${route} ${place}`).toContain(got.status);
            tried++;
          }
        }
      }
    });
    expect(tried).toBeGreaterThanOrEqual(12);
  });
});

describe("SEC-03: a function is called by who may not", () => {
  test("SEC-03 CVE-2026-46647 (GlobaLeaks): an administrator's act is nobody else's, whatever they are in the case", async () => {
    const file = await aFile(own.head, own.incident.id, someBytes(40));
    const path = `/api/incidents/${own.incident.id}/evidence/${file.id}`;
    await leavesAll(async () => {
      for (const caller of [own.head, member, ...onlookers])
        expect(
          (
            await caller.call(
              "POST",
              `${path}/purge`,
              { reason: "x" },
              { "if-match": '"v1"' },
            )
          ).status,
        ).toBe(403);
    });
    expect((await download(own.head, `${path}/content`)).status).toBe(200);
  });

  test("SEC-03 CVE-2026-43913 (Vaultwarden): who has been invited and has not come, and who was disabled, purges nothing", async () => {
    const file = await aFile(own.head, own.incident.id, someBytes(40));
    const { body: invited } = await administrator.post<InvitedUser>(
      "/api/users",
      {
        name: "招待 済",
        email: `invited-${nobodys()}@example.test`,
        right: "administrator",
      },
    );
    const token = new URL(invited.link!.url).hash.split("/").at(-1)!;
    const gone = await aPerson(app, { right: "administrator" });
    await administrator.on(1, "PUT", `/api/users/${gone.id}`, {
      isDisabled: true,
    });
    await leavesAll(async () => {
      for (const key of [token, invited.id, gone.token]) {
        const caller = new Caller(app.url);
        caller.token = key;
        expect(
          (
            await caller.call(
              "POST",
              `/api/incidents/${own.incident.id}/evidence/${file.id}/purge`,
              { reason: "x" },
              { "if-match": '"v1"' },
            )
          ).status,
        ).toBe(401);
      }
    });
  });

  test("SEC-03 GHSA-h4hq-rgvh-wh27 (Vaultwarden): who works on a case does not decide who else does", async () => {
    const base = `/api/incidents/${own.incident.id}/members`;
    const { body: all } = await own.head.get<Member[]>(base);
    const mine = all.find(({ userId }) => userId === member.id)!;
    const friend = await aPerson(app);
    await leavesAll(async () => {
      for (const [method, path, body] of [
        ["POST", base, { userId: friend.id, role: "responder" }],
        ["PUT", `${base}/${mine.id}`, { isHead: true, isCounsel: true }],
        ["DELETE", `${base}/${all.find((m) => m.isHead)!.id}`, undefined],
      ] as const)
        expect(
          (await member.call(method, path, body, { "if-match": '"v1"' }))
            .status,
        ).toBe(403);
    });
  });

  test("SEC-03 CVE-2026-44730 (OpenCTI): a head takes in nobody elsewhere, and gains nothing from whom they take in", async () => {
    const base = (one: Case) => `/api/incidents/${one.incident.id}/members`;
    expect(
      (
        await own.head.call("POST", base(other), {
          userId: own.head.id,
          role: "responder",
        })
      ).status,
    ).toBe(404);
    const mighty = await aPerson(app, { right: "administrator" });
    await join(own.head, own.incident.id, mighty, "responder");
    for (const path of ["/api/users", "/api/audit"])
      expect((await own.head.call("GET", path)).status).toBe(403);
    const raised = await own.head.call("POST", base(own), {
      userId: (await aPerson(app)).id,
      role: "responder",
      right: "administrator",
    });
    expect(raised.status).toBe(400);
  });

  test("SEC-03 CVE-2026-2463 (Mattermost): no invitation is read or made by who may not invite", async () => {
    await leavesAll(async () => {
      for (const caller of [own.head, member, ...onlookers])
        for (const [method, path] of [
          ["GET", "/api/users"],
          ["GET", `/api/users/${member.id}`],
          ["POST", `/api/users/${member.id}/link`],
          ["POST", `/api/users/${insider.id}/link`],
        ] as const)
          expect((await caller.call(method, path)).status, path).toBe(403);
    });
  });
});

describe("SEC-04: a property is written that is not the caller's", () => {
  const rowOf = async (id: string) =>
    app.sql("select r::text as row from evidence r where id = $1", [id]);

  test("SEC-04 CVE-2026-22783 (DFIR-IRIS): where a file lies is nobody's to say, and a purge takes away what it lies under only", async () => {
    const base = `/api/incidents/${own.incident.id}/evidence`;
    const bystander = await aFile(own.head, own.incident.id, someBytes(70));
    const file = await aFile(own.head, own.incident.id, someBytes(71));
    const before = await rowOf(file.id);
    for (const [name, value] of Object.entries({
      file_local_name: "/etc/hostname",
      storageKey: bystander.current!.sha256,
      path: "../../keys/database-roles.json",
      sha256: bystander.current!.sha256,
      contentId: bystander.id,
      originalName: "../../keys/database-roles.json",
      current: { sha256: bystander.current!.sha256 },
      revisionNo: 7,
    })) {
      const got = await insider.call(
        "PUT",
        `${base}/${file.id}`,
        { note: "x", [name]: value },
        { "if-match": '"v1"' },
      );
      expect([got.status, name]).toEqual([400, name]);
    }
    expect(await rowOf(file.id)).toEqual(before);
    const stored = await storedFiles(app.dataDir);
    await insider.on(1, "POST", `${base}/${file.id}/purge`, { reason: "x" });
    expect(await storedFiles(app.dataDir)).toEqual(
      stored.filter((place) => !place.endsWith(file.current!.sha256)),
    );
    expect(
      (await download(own.head, `${base}/${bystander.id}/content`)).status,
    ).toBe(200);
  });

  test("SEC-04 CVE-2026-42540 (DFIR-IRIS): no record takes an id, a case, a maker or a moment from who changes it", async () => {
    const puts = attack.writes.filter((route) => route.startsWith("PUT "));
    expect(puts.length).toBeGreaterThanOrEqual(10);
    await leavesAll(async () => {
      for (const route of puts) {
        const body = { ...((await attack.body(route, own)) as object) };
        for (const [name, value] of Object.entries({
          id: nobodys(),
          uuid: nobodys(),
          incidentId: other.incident.id,
          caseId: other.incident.id,
          version: 99,
          createdBy: { id: other.head.id },
          createdAt: "2000-01-01T00:00:00Z",
          recordedBy: other.head.id,
          isWithdrawn: true,
          mfa_secrets: "x",
        })) {
          if (name in body) continue;
          const got = await ask(insider, route, await addressIn(own, route), {
            ...body,
            [name]: value,
          });
          expect([got.status, name], route).toEqual([400, name]);
          expect(
            Object.keys((got.body as { errors?: object }).errors ?? {}),
            route,
          ).toContain(name);
        }
      }
    });
  });

  test("SEC-04 CVE-2025-48476 (FreeScout): a person named by a record is not changed through it", async () => {
    const people = () =>
      app.sql("select u::text as row from app_user u order by id");
    const before = await people();
    let tried = 0;
    for (const route of attack.writes) {
      const schema = attack.contracts.body(route)!;
      const [place] = attack.contracts.places(schema, (name) =>
        ["assigneeId", "ownerId", "filedById"].includes(name),
      );
      if (place === undefined) continue;
      const whole = await attack.body(route, own);
      for (const body of [
        placed(whole, place, { id: member.id, password: "taken over!" }),
        placed(whole, place.replace(/Id$/, ""), {
          id: member.id,
          password: "taken over!",
          right: "administrator",
        }),
      ]) {
        const got = await ask(
          insider,
          route,
          await addressIn(own, route),
          body,
        );
        expect(got.status, `${route} ${place}`).toBe(400);
        tried++;
      }
    }
    expect(tried).toBeGreaterThanOrEqual(4);
    expect(await people()).toEqual(before);
  });

  test("SEC-04 CVE-2025-24887 (OpenCTI): what is asked of one's own account is what one may choose, and no more", async () => {
    await leavesAll(async () => {
      for (const more of [
        { otpActivated: false },
        { right: "administrator" },
        { isDisabled: false },
        { email: "other@example.test" },
        { employer: null },
        { expiresOn: null },
      ])
        expect(
          (
            await member.call("PUT", "/api/auth/preferences", {
              language: "en",
              ...more,
            })
          ).status,
        ).toBe(400);
    });
  });

  test("SEC-04 CVE-2026-45020 (GlobaLeaks): no hash, state or verdict of content is taken from who sends it", async () => {
    const base = `/api/incidents/${own.incident.id}/evidence`;
    const bytes = someBytes(30);
    const { id, sha256, size } = await upload(insider, own.incident.id, bytes);
    const known = { sha256: "cd".repeat(32), size: 3 };
    await leavesAll(async () => {
      for (const more of [
        { chunkHashes: sha256 },
        { chunkSize: 1 },
        { state: "kept" },
        { storedAt: "2000-01-01T00:00:00Z" },
        { damagedAt: null },
        { purgedAt: null },
      ])
        expect(
          (
            await insider.call("POST", base, {
              name: "x",
              uploadId: id,
              sha256,
              size,
              ...more,
            })
          ).status,
        ).toBe(400);
      // Another content's hash under an upload that holds something else.
      expect(
        (
          await insider.call("POST", base, {
            name: "x",
            uploadId: id,
            ...known,
            size,
          })
        ).status,
      ).toBe(400);
    });
    const { body: file } = await insider.post<Evidence>(base, {
      name: "x",
      ...known,
    });
    expect(
      (
        await insider.call("POST", `${base}/${file.id}/verifications`, {
          sha256: sha256Of(bytes),
          size: 3,
          isMatch: true,
        })
      ).status,
    ).toBe(400);
  });

  test("SEC-04 CVE-2026-34751 (Payload): a one-time link sets the password of the one it was made for", async () => {
    const { body: invited } = await administrator.post<InvitedUser>(
      "/api/users",
      { name: "招待 中", email: `link-${nobodys()}@example.test` },
    );
    const token = new URL(invited.link!.url).hash.split("/").at(-1)!;
    await leavesAll(async () => {
      for (const more of [
        { userId: insider.id },
        { email: insider.email },
        { user: { id: insider.id } },
        { right: "administrator" },
      ])
        expect(
          (
            await new Caller(app.url).call("POST", "/api/auth/links/use", {
              token,
              password: "a long enough pass phrase",
              ...more,
            })
          ).status,
        ).toBe(400);
    });
  });
});

describe("SEC-05: a property is read that is not the reader's", () => {
  /** Every answer of the domains as JSON, as a member reads it. */
  async function answers(): Promise<[string, unknown][]> {
    const got: [string, unknown][] = [];
    for (const route of attack.domainRoutes) {
      if (!route.startsWith("GET ") || /export|content/.test(route)) continue;
      const { status, body } = await member.call(
        "GET",
        await addressIn(own, route),
      );
      if (status === 200 && typeof body === "object") got.push([route, body]);
    }
    expect(got.length).toBeGreaterThanOrEqual(25);
    return got;
  }

  function keysIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) return [];
    if (Array.isArray(value)) return value.flatMap(keysIn);
    return Object.entries(value).flatMap(([key, of]) => [key, ...keysIn(of)]);
  }

  test("SEC-05 CVE-2026-42539 (DFIR-IRIS): no answer holds a secret, a place in the store, or a key nobody wrote down", async () => {
    for (const [route, body] of await answers()) {
      expect(
        keysIn(body).filter((key) =>
          /password|token|secret|salt|chunk|storage|contentId|path$|hash/i.test(
            key,
          ),
        ),
        route,
      ).toEqual([]);
      const shape = readShapes[attack.contracts.operation(route)!.operationId];
      expect(shape, `${route} is written down`).toBeDefined();
      expect(differences(body, shape!), route).toEqual([]);
    }
  });

  test("SEC-05 CVE-2022-30617 (Strapi): a person a record speaks of is an id and a name", async () => {
    const people = [own.head, own.second, insider];
    for (const [route, body] of await answers()) {
      const text = JSON.stringify(body);
      for (const { email } of people) expect(text, route).not.toContain(email);
      const seen = (value: unknown): void => {
        if (typeof value !== "object" || value === null) return;
        const { id } = value as { id?: string };
        if (people.some((person) => person.id === id))
          expect(Object.keys(value).toSorted(), route).toEqual(["id", "name"]);
        Object.values(value).forEach(seen);
      };
      seen(body);
    }
  });

  const hidden = [
    "passwordHash",
    "password_hash",
    "createdBy.passwordHash",
    "createdBy.email",
    "chunkHashes",
    "contentId",
    "incident.summary",
    "counselBasis",
  ];

  test("SEC-05 CVE-2023-34093 (Strapi): no list is filtered by what it does not show", async () => {
    for (const route of attack.lists)
      for (const name of hidden) {
        const got = await member.call(
          "GET",
          `${await addressIn(own, route)}?filter=${encodeURIComponent(JSON.stringify({ [name]: "a" }))}`,
        );
        expect([got.status, name], route).toEqual([400, name]);
      }
  });

  test("SEC-05 CVE-2023-36472 (Strapi): no list is sorted by what it does not show", async () => {
    for (const route of attack.lists)
      for (const name of hidden) {
        const got = await member.call(
          "GET",
          `${await addressIn(own, route)}?sort=${encodeURIComponent(JSON.stringify([name, "ASC"]))}`,
        );
        expect([got.status, name], route).toEqual([400, name]);
      }
  });

  test("SEC-05 CVE-2026-39943 (Directus): the log tells that something was changed, and no secret of it", async () => {
    const user = await aPerson(app);
    await user.post("/api/auth/password", {
      current: user.password,
      next: "another long pass phrase",
    });
    const [hash] = await app.sql<{ hash: string }>(
      "select password_hash as hash from app_user where id = $1",
      [user.id],
    );
    const entries = await app.sql(
      "select e::text as row from audit_entry e where e::text like '%' || $1 || '%'",
      [hash!.hash.slice(-30)],
    );
    expect(entries).toEqual([]);
    for (const path of [
      `/api/incidents/${own.incident.id}/activity?range=[0,199]`,
      `/api/incidents/${own.incident.id}/activity/export.csv`,
    ]) {
      const { body } = await member.get(path);
      expect(JSON.stringify(body)).not.toContain(counselWord());
    }
  });

  test("SEC-05 CVE-2025-30353 (Directus): no refusal tells of code, statements or places", async () => {
    for (const route of attack.writes)
      for (const text of ["{", "[]", "null", '{"id":{"$ne":1}}', '"\\u0000"']) {
        const answer = await fetch(app.url + (await addressIn(own, route)), {
          method: route.split(" ")[0]!,
          headers: {
            authorization: `Bearer ${insider.token}`,
            "content-type": "application/json",
            "if-match": '"v1"',
          },
          body: text,
        });
        expect(answer.status, route).toBeLessThan(500);
        expect(await answer.text(), route).not.toMatch(
          /node_modules|\.js\b|\bat \w+ \(|select |insert |\/tmp\/|stack/i,
        );
      }
  });

  test("SEC-05 CVE-2026-34723 (Zammad): what is told before sign-in is what the page needs", async () => {
    const { body } = await new Caller(app.url).get<object>("/api/settings");
    expect(Object.keys(body).toSorted()).toEqual([
      "demo",
      "demoClock",
      "demoUsers",
      "hasMail",
    ]);
    expect(JSON.stringify(body)).not.toContain(own.mark);
  });

  test("SEC-05 CVE-2022-31143 (GLPI): nothing of the installation is told to who has not signed in", async () => {
    const stranger = new Caller(app.url);
    for (const route of ["GET /api/openapi.json", ...attack.domainRoutes]) {
      const [method = ""] = route.split(" ");
      const path = route.includes(":")
        ? await addressIn(own, route)
        : route.slice("GET ".length);
      const got = await stranger.call(method, path);
      expect([got.status, route]).toEqual([401, route]);
      expect(said(got)).not.toMatchObject({
        text: expect.stringContaining(own.mark) as string,
      });
    }
    for (const path of ["/api/health/live", "/api/health/ready"])
      expect(
        JSON.stringify((await stranger.call("GET", path)).body),
      ).not.toMatch(/postgres|127\.0|version|\/tmp/i);
  });
});

describe("SEC-34: something is done before it is refused", () => {
  test("SEC-34 GHSA-p623-wgx3-wxp8 (Directus): a write refused at its last check leaves rows, files and numbers as they were", async () => {
    let tried = 0;
    await leavesAll(async () => {
      for (const route of attack.writes) {
        const address = await addressIn(own, route);
        const whole = await attack.body(route, own);
        const versioned = attack.contracts.needsVersion(route);
        const refs = attack.contracts.places(
          attack.contracts.body(route)!,
          (name) => /Ids?$/.test(name),
        );
        const bodies = [
          ...(versioned ? [whole] : []),
          ...refs.map((place) =>
            placed(
              whole,
              place,
              place.endsWith("Ids") ? [nobodys()] : nobodys(),
            ),
          ),
        ];
        for (const body of bodies) {
          const got = await ask(insider, route, address, body, '"v999999"');
          expect(got.status, route).toBeGreaterThanOrEqual(400);
          expect(got.status, route).toBeLessThan(500);
          tried++;
        }
      }
    });
    expect(tried).toBeGreaterThanOrEqual(60);

    // An upload is used up by a file that came to be, and by no attempt.
    const { id, sha256, size } = await upload(
      insider,
      own.incident.id,
      someBytes(25),
    );
    const path = `/api/incidents/${own.incident.id}/evidence`;
    const claim = { name: "x", uploadId: id, sha256, size };
    await leavesAll(async () => {
      for (const more of [
        { receivedFromId: nobodys() },
        { attachedLineId: nobodys() },
        { timelineEventId: nobodys() },
        { isTold: true },
      ])
        expect(
          (await insider.call("POST", path, { ...claim, ...more })).status,
        ).toBe(400);
    });
    expect((await insider.call("POST", path, claim)).status).toBe(201);
  });
});

describe("SEC-35: an old right comes back with an old name", () => {
  test("SEC-35 CVE-2025-64746 (Directus): who is taken into a case again has what is given now, and nothing from before", async () => {
    const person = await aPerson(app);
    const incident = await anIncident(own.head);
    const base = `/api/incidents/${incident.id}`;
    await join(own.head, incident.id, person, "compliance", {
      isHead: true,
      isCounsel: true,
    });
    await aLine(own.head, incident.id, {
      text: "弁護士の助言",
      visibility: "counsel",
      counselBasis: "助言",
    });
    const line = { occurred: { on: "2016-08-18" }, text: "追記" };
    expect((await person.call("POST", `${base}/timeline`, line)).status).toBe(
      201,
    );
    const { body: all } = await own.head.get<Member[]>(`${base}/members`);
    const { id, version } = all.find(({ userId }) => userId === person.id)!;
    await own.head.on(version, "DELETE", `${base}/members/${id}`);
    await join(own.head, incident.id, person, "communications");

    const read = await person.call("GET", `${base}/timeline`);
    expect(read.status).toBe(200);
    expect(JSON.stringify(read.body)).not.toContain("弁護士の助言");
    for (const [method, path, body] of [
      ["POST", `${base}/timeline`, line],
      ["POST", `${base}/tasks`, { title: "x" }],
      ["GET", `${base}/members/candidates`, undefined],
      ["PUT", `${base}/members/${id}`, { isHead: true }],
    ] as const)
      expect(
        (await person.call(method, path, body, { "if-match": '"v1"' })).status,
        path,
      ).toBeGreaterThanOrEqual(403);
  });

  test("SEC-35 CVE-2025-4644 (Payload): no number is given twice, and no session outlives its end", async () => {
    const base = `/api/incidents/${own.incident.id}/evidence`;
    const bytes = someBytes(33);
    const file = await aFile(own.head, own.incident.id, bytes);
    await insider.on(1, "POST", `${base}/${file.id}/purge`, { reason: "x" });
    const next = await aFile(own.head, own.incident.id);
    expect(next.no).toBeGreaterThan(file.no);
    expect((await own.head.call("POST", `${base}/uploads`, bytes)).status).toBe(
      409,
    );

    const person = await aPerson(app);
    const before = person.token;
    await administrator.on(1, "PUT", `/api/users/${person.id}`, {
      isDisabled: true,
    });
    await administrator.on(2, "PUT", `/api/users/${person.id}`, {
      isDisabled: false,
    });
    const back = new Caller(app.url);
    back.token = before;
    expect((await back.call("GET", "/api/auth/me")).status).toBe(401);
    expect(
      (
        await administrator.call("POST", "/api/users", {
          name: "同名 別人",
          email: person.email,
        })
      ).status,
    ).toBe(409);
  });
});
