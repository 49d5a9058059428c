import { reportList } from "@keii/api/authorities/authorities.queries";
import { dueList } from "@keii/api/authorities/authority-dues.queries";
import { replyList } from "@keii/api/authorities/authority-replies.queries";
import { approvalList } from "@keii/api/approvals/approvals.queries";
import { incidentList } from "@keii/api/incidents/incidents.queries";
import { memberList } from "@keii/api/members/members.queries";
import { milestoneList } from "@keii/api/milestones/milestones.queries";
import { partyList } from "@keii/api/parties/parties.queries";
import { auditList } from "@keii/api/platform/audit/audit.queries";
import type { ListRules } from "@keii/api/platform/http/list";
import { Routes } from "@keii/api/platform/http/routes";
import { taskList } from "@keii/api/tasks/tasks.queries";
import { timelineList } from "@keii/api/timeline/timeline.queries";
import { userList } from "@keii/api/users/users.queries";
import {
  milestoneKinds,
  type Approval,
  type AuditEntry,
  type AuthorityDue,
  type AuthorityReply,
  type AuthorityReport,
  type Incident,
  type Member,
  type Milestone,
  type Party,
  type Task,
  type TimelineEvent,
  type User,
} from "@keii/shared";
import { readdirSync } from "node:fs";
import { join as under } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { refusal } from "./support/caller.js";
import { aCustomer } from "./support/customers.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "./support/people.js";

/**
 * Every list in every order and under every filter it declares: complete, nothing twice, the same by cursor as by
 * offset, in order, and filtered to the rows the filter speaks of. A sort or filter that is declared and not described
 * here fails. A list of the application that is not described here is held against its rules alone.
 */

interface Row {
  id: string;
}

interface Described<R = Row> {
  rules: ListRules;
  path: () => string;
  /** What a row is ordered by; text in the order of the database, told by its own `order by`. */
  sorts: Record<string, (row: R) => string | number>;
  /** Values to ask for, each with what it means of a row. */
  filters: Record<string, [value: () => unknown, holds: (row: R) => boolean][]>;
  /** Its name in the path, where it is not the one of its rules. */
  name?: string;
}

/** A list told in the words of its contract. */
const of = <R extends Row>(list: Described<R>) => list as unknown as Described;

let app: TestApp;
let administrator: Person;
let head: Person;
let second: Person;
let incidentId: string;
/** Somebody who bought something. */
let customerId: string;

const never = "9999";
const own = (name: string) => () => `/api/incidents/${incidentId}/${name}`;
type Sample = [value: () => unknown, holds: (row: Row) => boolean];
const valueOf = (row: Row, field: string) =>
  (row as unknown as Record<string, unknown>)[field];
const folded = (text: string) => text.normalize("NFKC").toLowerCase();
const part = (text: string, ...fields: string[]): Sample => [
  () => text,
  (row) =>
    folded(
      fields.map((field) => JSON.stringify(valueOf(row, field) ?? "")).join(),
    ).includes(folded(text)),
];
const word = (field: string, ...words: string[]): Sample[] => [
  ...words.map((one): Sample => [
    () => one,
    (row) => valueOf(row, field) === one,
  ]),
  [() => words, (row) => words.includes(String(valueOf(row, field)))],
];
const instant = (value: string | null | undefined, none: number) =>
  value ? Date.parse(value) : none;
const day = (at: string) =>
  new Date(at).toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });

/** By the end of the day where no time is set; behind everything where nothing is due. */
const dueTime = ({ dueOn, dueAt }: Pick<Task, "dueOn" | "dueAt">): number =>
  dueAt
    ? Date.parse(dueAt)
    : dueOn
      ? Date.parse(`${dueOn}T00:00+09:00`) + 86_400_000
      : Infinity;

const auditOn = "2016-08-19";
const audit = (name: string, rules: ListRules, path: () => string): Described =>
  of<AuditEntry>({
    rules,
    name,
    path,
    sorts: { at: (r) => Number(r.id) },
    filters: {
      actor: [[() => second.id, (r) => r.actor.id === second.id]],
      act: word("act", "insert", "update"),
      resource: [
        [() => "members", (r) => r.resource === "membership"],
        [
          () => "timeline",
          (r) =>
            ["timeline_event", "timeline_revision", "timeline"].includes(
              r.resource,
            ),
        ],
      ],
      recordId: [[() => incidentId, (r) => r.recordId === incidentId]],
      incidentId: [[() => incidentId, (r) => r.incidentId === incidentId]],
      from: [
        [() => auditOn, (r) => day(r.at) >= auditOn],
        [() => "2099-01-01", () => false],
      ],
      to: [
        [() => auditOn, (r) => day(r.at) <= auditOn],
        [() => "2099-01-01", () => true],
      ],
    },
  });

const lists: Described[] = [
  of<User>({
    rules: userList,
    path: () => "/api/users",
    sorts: {
      name: (r) => r.name,
      email: (r) => r.email,
      employer: (r) => r.employer ?? "",
      expiresOn: (r) => r.expiresOn ?? never,
      lastSeenAt: (r) => instant(r.lastSeenAt, -Infinity),
      createdAt: (r) => instant(r.createdAt, 0),
    },
    filters: {
      q: [part("ＡＯＫＩ", "name", "email", "employer")],
      right: word("right", "administrator", "none"),
      employer: [
        [() => "見本商事(架空)", (r) => r.employer === "見本商事(架空)"],
      ],
      state: [
        [() => "expired", (r) => r.state === "expired"],
        [() => "invited", (r) => r.state === "invited"],
      ],
    },
  }),
  of<Incident>({
    rules: incidentList,
    path: () => "/api/incidents",
    sorts: {
      code: (r) => r.code,
      title: (r) => r.title.ja,
      status: (r) => r.status,
      createdAt: (r) => instant(r.createdAt, 0),
      updatedAt: (r) => instant(r.updatedAt, 0),
    },
    filters: {
      q: [part("ｱｵｷ", "code", "title")],
      status: word("status", "intake", "closing"),
      kind: word("kind", "other", "insider"),
      severity: word("severity", "high", "low"),
    },
  }),
  of<Member>({
    rules: memberList,
    path: own("members"),
    sorts: {
      name: (r) => r.name,
      role: (r) => r.role,
      createdAt: (r) => instant(r.createdAt, 0),
      expiresOn: (r) => r.expiresOn ?? never,
    },
    filters: {
      q: [part("aoki", "name", "email", "employer")],
      role: word("role", "support", "responder"),
    },
  }),
  of<Milestone>({
    rules: milestoneList,
    path: own("milestones"),
    sorts: {
      occurred: (r) => `${r.occurred.on} ${r.occurred.at ?? ""}`,
      kind: (r) => r.kind,
    },
    filters: {
      kind: word("kind", "aware", "contained"),
      state: [
        [() => "confirmed", (r) => r.state === "confirmed"],
        [() => "candidate", (r) => r.state === "candidate"],
      ],
    },
  }),
  of<Approval>({
    rules: approvalList,
    path: own("approvals"),
    sorts: { askedAt: (r) => instant(r.askedAt, 0) },
    filters: {
      state: word("state", "asked", "void"),
      subject: [[() => "milestone", (r) => r.subject === "milestone"]],
      subjectId: [[() => firstSubject, (r) => r.subjectId === firstSubject]],
    },
  }),
  of<TimelineEvent>({
    rules: timelineList("all"),
    path: own("timeline"),
    sorts: {
      occurred: (r) => r.occurred.on,
      learned: (r) =>
        instant(
          r.learned?.at ??
            (r.learned && `${r.learned.on}T00:00+09:00`) ??
            r.recordedAt,
          0,
        ),
      recordedAt: (r) => instant(r.recordedAt, 0),
      no: (r) => r.no,
    },
    filters: {
      q: [part("警察署", "text", "publicWording")],
      type: word("type", "fact", "decision"),
      category: word("category", "discovery", "containment"),
      visibility: word("visibility", "internal", "public"),
      state: [
        [() => "current", (r) => r.state === "current"],
        [() => "retracted", (r) => r.state === "retracted"],
      ],
      from: [[() => "2016-08-19", (r) => r.occurred.on >= "2016-08-19"]],
      to: [[() => "2016-08-19", (r) => r.occurred.on <= "2016-08-19"]],
      recordedBy: [[() => second.id, (r) => r.recordedBy?.id === second.id]],
      source: [
        [() => "manual", (r) => r.records.length === 0],
        [() => "record", (r) => r.records.length > 0],
      ],
    },
  }),
  of<Task>({
    rules: taskList,
    path: own("tasks"),
    sorts: {
      due: dueTime,
      createdAt: (r) => instant(r.createdAt, 0),
    },
    filters: {
      q: [part("ログ", "title", "note")],
      state: word("state", "open", "done"),
      assigneeId: [[() => second.id, (r) => r.assignee?.id === second.id]],
      sourceId: [[() => incidentId, (r) => r.source?.id === incidentId]],
    },
  }),
  of<Party>({
    rules: partyList,
    path: own("parties"),
    sorts: { officialName: (r) => r.officialName.ja },
    filters: {
      q: [part("aoki", "officialName", "shortName")],
      role: [[() => "police", (r) => r.roles.includes("police")]],
    },
  }),
  of<AuthorityReport>({
    rules: reportList,
    path: own("authorities"),
    sorts: {
      filed: (r) =>
        r.filing
          ? Date.parse(
              r.filing.occurred.at ?? `${r.filing.occurred.on}T00:00+09:00`,
            )
          : Infinity,
      createdAt: (r) => instant(r.createdAt, 0),
    },
    filters: {
      q: [
        part(
          "ｻｲﾄ",
          "content",
          "receiptNumber",
          "department",
          "citation",
          "recipientName",
        ),
      ],
      state: word("state", "draft", "filed"),
      stage: word("stage", "preliminary", "final"),
      basis: word("basis", "statutory", "contract"),
      recipientId: [[() => recipientId, (r) => r.recipientId === recipientId]],
      authorityDueId: [[() => dueId, (r) => r.authorityDueId === dueId]],
    },
  }),
  of<AuthorityReply>({
    rules: replyList,
    path: own("authority-replies"),
    sorts: {
      due: dueTime,
      occurred: (r) => `${r.occurred.on} ${r.occurred.at ?? ""}`,
    },
    filters: {
      q: [part("内訳", "text", "answerText", "recipientName")],
      kind: word("kind", "question", "accepted"),
      state: word("state", "open", "noted"),
      authorityReportId: [
        [() => filedId, (r) => r.authorityReportId === filedId],
      ],
    },
  }),
  of<AuthorityDue>({
    rules: dueList,
    path: own("authority-dues"),
    sorts: { due: dueTime, createdAt: (r) => instant(r.createdAt, 0) },
    filters: {
      q: [part("速報", "what", "why", "recipientName")],
      state: word("state", "open", "dropped"),
      stage: word("stage", "preliminary", "final"),
      recipientId: [[() => recipientId, (r) => r.recipientId === recipientId]],
    },
  }),
  audit("audit", auditList(null), () => "/api/audit"),
  audit("activity", auditList(null), own("activity")),
];

let firstSubject = "";
let recipientId = "";
let dueId = "";
let filedId = "";

beforeAll(async () => {
  app = await startApp();
  administrator = await aPerson(app, {
    right: "administrator",
    name: "管理者",
  });
  head = await aPerson(app, { name: "head" });
  second = await aPerson(app, { name: "Second" });
  app.clock.set("2016-08-18T23:30:00+09:00");
  incidentId = (await anIncident(head)).id;
  await join(head, incidentId, second, "compliance");
  const names = [
    "青木",
    "ｱｵｷ",
    "aoki",
    "Aoki",
    "ＡＯＫＩ",
    "Zoë",
    "々",
    "a b",
    "ab",
  ];
  for (let n = 0; n < 18; n++) {
    const name = names[n % names.length]!;
    await administrator.post("/api/users", {
      name,
      email: `${n % 3}aoki${n}@example.test`,
      employer: n % 4 === 0 ? null : n % 4 === 1 ? "見本商事(架空)" : name,
      expiresOn: n % 3 === 0 ? null : n % 3 === 1 ? "2016-08-31" : "2099-12-31",
    });
    const { body: opened } = await head.post<Row>("/api/incidents", {
      title: { ja: n % 5 === 0 ? "" : name, en: "incident" },
      kind: n % 2 ? "other" : "insider",
      severity: n % 3 ? "high" : "low",
    });
    if (n % 4 === 0)
      await head.on(1, "POST", `/api/incidents/${opened.id}/status`, {
        status: "closing",
        reason: "重複",
      });
    const person = await aPerson(app, { name });
    await join(head, incidentId, person, n % 2 ? "support" : "responder", {
      ...(n % 3 === 0 && { expiresOn: n % 2 ? "2099-01-01" : "2098-01-01" }),
    });
    app.clock.set(`2016-08-${18 + (n % 3)}T0${n % 9}:30:00+09:00`);
    const by = n % 2 ? head : second;
    const { body: line } = await by.post<Row>(
      `/api/incidents/${incidentId}/timeline`,
      {
        occurred: { on: `2016-08-${18 + (n % 3)}` },
        ...(n % 3 === 0 && { learned: { on: "2016-08-20" } }),
        text: n % 2 ? "大阪府南警察署に報告" : "会議",
        type: n % 3 ? "fact" : "decision",
        category: n % 2 ? "containment" : "discovery",
        ...(n % 4 === 0 && { visibility: "public", publicWording: "公表" }),
      },
    );
    if (n % 6 === 0)
      await head.on(
        1,
        "POST",
        `/api/incidents/${incidentId}/timeline/${line.id}/retract`,
        { reason: "誤り" },
      );
    const { body: task } = await head.post<Row>(
      `/api/incidents/${incidentId}/tasks`,
      {
        title: n % 2 ? "ログを保全" : "折り返す",
        ...(n % 3 && { dueOn: `2016-08-${20 + (n % 2)}` }),
        ...(n % 5 === 0 && {
          dueAt: `2016-08-${20 + (n % 2)}T12:00:00+09:00`,
          dueOn: `2016-08-${20 + (n % 2)}`,
        }),
        ...(n % 4 === 0 && { assigneeId: second.id }),
      },
    );
    if (n % 4 === 1)
      await head.on(1, "PUT", `/api/incidents/${incidentId}/tasks/${task.id}`, {
        state: "done",
      });
    const { body: party } = await head.post<Row>(
      `/api/incidents/${incidentId}/parties`,
      {
        officialName: { ja: `${name}${n % 2 ? n : ""}`, en: "body" },
        roles: n % 3 ? ["police"] : ["acquirer", "police"],
      },
    );
    await reportTo(party.id, n);
  }
  await recordsOfOtherLists();
  customerId = await aBuyer();
  app.clock.set("2016-08-18T12:00:00+09:00");
  for (const [n, kind] of milestoneKinds.entries()) {
    const { body: milestone } = await head.post<Row>(
      `/api/incidents/${incidentId}/milestones`,
      {
        kind,
        occurred:
          n % 3
            ? { on: `2016-08-1${n % 2}` }
            : { on: "2016-08-11", at: "2016-08-11T12:00:00+09:00" },
      },
    );
    const { body: moved } = await second.on<Row>(
      1,
      "POST",
      `/api/incidents/${incidentId}/milestones/${milestone.id}/move`,
      {
        occurred: { on: "2016-08-30" },
        reason: "あとから",
      },
    );
    firstSubject ||= moved.id;
    if (n % 3 === 0)
      await head.on(
        1,
        "PUT",
        `/api/incidents/${incidentId}/milestones/${milestone.id}`,
        { channel: "電話" },
      );
  }
  app.clock.set(null);
  await aLine(head, incidentId);
}, 120_000);
afterAll(() => app.close());

/** A customer with purchases enough for pages; both come by files, so they are put there. */
async function aBuyer(): Promise<string> {
  await head.post(`/api/incidents/${incidentId}/member-bases`, {
    code: "main",
    name: "会員",
  });
  await head.post(`/api/incidents/${incidentId}/sites`, {
    code: "03",
    name: "見本ショップ",
  });
  await app.sql(
    `insert into purchase (incident_id, paid_at, base_no, site_no, method, customer_no, order_no, first_batch, batch_no)
     select $1, timestamptz '2016-08-01' + n / 2 * interval '1 hour', 1, 1, 'card', 'A-1', 'O-' || n, 1, 1
     from generate_series(1, 12) n`,
    [incidentId],
  );
  return aCustomer(app, incidentId, { customerNo: "A-1" });
}

/** Something of every kind that lies between us and a body. */
async function reportTo(party: string, n: number): Promise<void> {
  const base = `/api/incidents/${incidentId}`;
  recipientId ||= party;
  const { body: due } = await second.post<Row>(`${base}/authority-dues`, {
    recipientId: party,
    stage: n % 2 ? "preliminary" : "final",
    what: n % 3 ? "速報" : "確報",
    ...(n % 4
      ? { dueOn: `2016-08-2${n % 3}` }
      : { dueAt: `2016-08-2${n % 3}T12:00:00+09:00` }),
  });
  if (n % 5 === 0)
    await second.on(1, "POST", `${base}/authority-dues/${due.id}/drop`, {
      reason: "報告対象事態に当たらない",
    });
  dueId ||= due.id;
  const { body: report } = await second.post<Row>(`${base}/authorities`, {
    recipientId: party,
    stage: n % 2 ? "preliminary" : "final",
    basis: n % 2 ? "statutory" : "contract",
    method: "web_form",
    content: n % 3 ? "通販サイトへの不正アクセス" : "報告",
    authorityDueId: dueId,
  });
  if (n % 6 === 5) return;
  await second.on(1, "POST", `${base}/authorities/${report.id}/filing`, {
    occurred:
      n % 2
        ? { on: `2016-08-1${n % 3}` }
        : { on: "2016-08-11", at: `2016-08-11T1${n % 3}:00:00+09:00` },
  });
  filedId ||= report.id;
  await second.post(`${base}/authority-replies`, {
    authorityReportId: report.id,
    kind: n % 4 ? "question" : "accepted",
    occurred:
      n % 2
        ? { on: `2016-08-1${n % 3}` }
        : { on: "2016-08-11", at: "2016-08-11T15:00:00+09:00" },
    method: "telephone",
    text: n % 3 ? "件数の内訳" : "日時",
    ...(n % 3 && { dueOn: `2016-08-2${n % 3}` }),
  });
}

/** Something to page through in lists that are told by their rules alone. */
async function recordsOfOtherLists(): Promise<void> {
  const post = async (name: string, body: object) =>
    (await head.post<Row>(`/api/incidents/${incidentId}/${name}`, body)).body;
  const desk = await aPerson(app);
  await join(head, incidentId, desk, "desk_lead");
  for (let n = 0; n < 7; n++) {
    await desk.post(`/api/incidents/${incidentId}/inquiries`, {
      channel: n % 2 ? "phone" : "letter",
      category: n % 3 ? "affected" : "secondary_damage",
      text: `問い合わせ ${n}`,
    });
    await post("evidence", {
      name: `証拠 ${n % 3}`,
      sha256: String(n).repeat(64),
      size: n + 1,
      attachedLineId: (await aLine(head, incidentId)).id,
    });
    const firm = await post("parties", {
      officialName: { ja: `調査会社 ${n}(架空)`, en: "firm" },
      roles: ["forensic_firm"],
    });
    await post("forensics", { firmId: firm.id, moments: [] });
  }
}

const query = (parts: Record<string, unknown>) =>
  Object.entries(parts)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value))}`,
    )
    .join("&");
const reader = (path: string) =>
  path.includes(incidentId) ? head : administrator;
const page = (path: string, parts: Record<string, unknown>) =>
  reader(path).get<Row[]>(`${path}?${query(parts)}`);

async function byOffset(
  path: string,
  parts: object,
  size: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const { body } = await page(path, {
      ...parts,
      range: [rows.length, rows.length + size - 1],
    });
    rows.push(...body);
    if (body.length < size) return rows;
  }
}

async function byCursor(
  path: string,
  parts: object,
  size: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const { headers, body } = await page(path, {
      ...parts,
      range: [0, size - 1],
      ...(cursor !== null && { cursor }),
    });
    rows.push(...body);
    cursor = headers.get("keii-next-cursor");
  } while (cursor !== null);
  return rows;
}

const ids = (rows: Row[]) => rows.map(({ id }) => String(id));

/** Texts in the order the database gives them. */
async function ranked(values: (string | number)[]): Promise<number[]> {
  if (values.every((value) => typeof value === "number")) return values;
  const texts = [...new Set(values.map(String))];
  const rows = await app.sql<{ text: string }>(
    "select text from unnest($1::text[]) as text order by text",
    [texts],
  );
  const rank = new Map(rows.map(({ text }, n) => [text, n]));
  return values.map((value) => rank.get(String(value))!);
}

describe.each(
  lists.map((list) => [list.name ?? list.rules.name, list] as const),
)("the list of %s", (_, list) => {
  test("describes here every sort and filter it declares", () => {
    expect(Object.keys(list.sorts).sort()).toEqual(
      Object.keys(list.rules.sorts).sort(),
    );
    expect(Object.keys(list.filters).sort()).toEqual(
      Object.keys(list.rules.filters).sort(),
    );
  });

  test("is complete, in order and without repetition, by offset and by cursor alike", async () => {
    const path = list.path();
    const all = new Set(ids(await byOffset(path, {}, 200)));
    expect(all.size).toBeGreaterThan(10);
    for (const [name, keyOf] of Object.entries(list.sorts))
      for (const direction of ["ASC", "DESC"] as const) {
        const parts = { sort: [name, direction] };
        const rows = await byOffset(path, parts, 7);
        expect(new Set(ids(rows)), `${name} ${direction}`).toEqual(all);
        expect(rows.length, `${name} ${direction}`).toBe(all.size);
        expect(
          ids(await byCursor(path, parts, 7)),
          `${name} ${direction}`,
        ).toEqual(ids(rows));
        const keys = await ranked(rows.map(keyOf));
        const sorted = [...keys].sort((a, b) =>
          a === b ? 0 : (direction === "ASC") === a < b ? -1 : 1,
        );
        expect(keys, `${name} ${direction}`).toEqual(sorted);
      }
  }, 60_000);

  test("shows under each filter the rows it speaks of, and says how many", async () => {
    const path = list.path();
    const all = await byOffset(path, {}, 200);
    for (const [name, samples] of Object.entries(list.filters))
      for (const [value, holds] of samples) {
        const filter = { [name]: value() };
        const shown = `${name} ${JSON.stringify(value())}`;
        const rows = await byOffset(path, { filter }, 200);
        expect(ids(rows).sort(), shown).toEqual(ids(all.filter(holds)).sort());
        const { headers } = await page(path, { filter, range: [0, 0] });
        expect(headers.get("content-range"), shown).toMatch(
          new RegExp(`/${rows.length}$`),
        );
      }
  }, 60_000);

  test("refuses a sort or filter it does not declare, values that make no sense and pages that are none", async () => {
    const path = list.path();
    const ask = (parts: Record<string, unknown>) =>
      reader(path).call("GET", `${path}?${query(parts)}`);
    expect(refusal(await ask({ sort: ["password", "ASC"] }))).toEqual([
      400,
      "sort",
    ]);
    expect(refusal(await ask({ sort: ["__proto__", "ASC"] }))).toEqual([
      400,
      "sort",
    ]);
    expect(refusal(await ask({ filter: { password: "x" } }))).toEqual([
      400,
      "filter.password",
    ]);
    for (const name of Object.keys(list.rules.filters))
      for (const value of [{}, "", "\u0000", 7, null, []])
        expect(
          refusal(await ask({ filter: { [name]: value } }))[0],
          `${name} ${JSON.stringify(value)}`,
        ).toBe(
          name === "recordId" || name === "employer" || name === "subject"
            ? value === ""
              ? 200
              : 400
            : 400,
        );
    for (const range of [[5, 4], [-1, 3], [0], "x", [10_001, 10_010]])
      expect(refusal(await ask({ range })), JSON.stringify(range)).toEqual([
        400,
        "range",
      ]);
    for (const cursor of ["", "x", Buffer.from("[]").toString("base64url")])
      expect(refusal(await ask({ cursor })), cursor).toEqual([400, "cursor"]);
  });
});

/** The rules of all lists by their name, wherever the application declares them. */
async function declaredRules(): Promise<Map<string, ListRules>> {
  const built = under(import.meta.dirname, "../api/dist");
  const found = new Map<string, ListRules>();
  for (const name of readdirSync(built, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".queries.js")) {
      const file = pathToFileURL(under(built, name)).href;
      const exported = (await import(file)) as Record<string, unknown>;
      for (const value of Object.values(exported))
        if (isRules(value)) found.set(value.name, value);
    }
  return found;
}

function isRules(value: unknown): value is ListRules {
  return (
    typeof value === "object" &&
    value !== null &&
    "sorts" in value &&
    "filters" in value &&
    "defaultSort" in value
  );
}

/** The lists of the application that are not described above, as its routes tell them. */
async function otherLists(): Promise<{ path: string; name: string }[]> {
  const described = new Set(lists.map(({ path }) => path()));
  const found: { path: string; name: string }[] = [];
  for (const route of app.application.get(Routes).all()) {
    const path = route.path
      .replace(":incidentId", incidentId)
      .replace("/customers/:id", `/customers/${customerId}`);
    if (!route.isList || route.method !== "GET" || described.has(path))
      continue;
    if (/\/\w+\.(csv|xlsx)$/.test(path)) continue;
    expect(path, "a list of what is not known here").not.toContain(":");
    const { headers } = await page(path, { range: [0, 0] });
    const unit = headers.get("content-range")?.split(" ")[0];
    if (unit !== undefined) found.push({ path, name: unit });
  }
  return found;
}

describe("every other list of the application", () => {
  test("is complete without repetition in every order, by offset and by cursor alike", async () => {
    const rules = await declaredRules();
    for (const { path, name } of await otherLists()) {
      expect(rules.has(name), `${path}: its rules are not to be found`).toBe(
        true,
      );
      const all = new Set(ids(await byOffset(path, {}, 200)));
      for (const sort of Object.keys(rules.get(name)!.sorts))
        for (const direction of ["ASC", "DESC"] as const) {
          const parts = { sort: [sort, direction] };
          const shown = `${name} ${sort} ${direction}`;
          const rows = ids(await byOffset(path, parts, 3));
          expect(new Set(rows), shown).toEqual(all);
          expect(rows.length, shown).toBe(all.size);
          expect(ids(await byCursor(path, parts, 3)), shown).toEqual(rows);
        }
      const reversed = (direction: string) =>
        byOffset(
          path,
          { sort: [rules.get(name)!.defaultSort[0], direction] },
          200,
        );
      expect(ids(await reversed("ASC")), name).toEqual(
        ids(await reversed("DESC")).reverse(),
      );
    }
  }, 120_000);

  test("refuses what it does not declare and values that make no sense", async () => {
    const rules = await declaredRules();
    for (const { path, name } of await otherLists()) {
      const ask = async (parts: Record<string, unknown>) =>
        refusal(await reader(path).call("GET", `${path}?${query(parts)}`));
      expect(await ask({ sort: ["password", "ASC"] }), name).toEqual([
        400,
        "sort",
      ]);
      expect(await ask({ filter: { password: "x" } }), name).toEqual([
        400,
        "filter.password",
      ]);
      for (const filter of Object.keys(rules.get(name)?.filters ?? {})) {
        for (const value of [{}, "\u0000", 7, null, []])
          expect(
            (await ask({ filter: { [filter]: value } }))[0],
            `${name} ${filter} ${JSON.stringify(value)}`,
          ).toBe(400);
        expect([200, 400], `${name} ${filter}`).toContain(
          (await ask({ filter: { [filter]: "" } }))[0],
        );
      }
    }
  }, 120_000);

  test("has something to page through, where this file knows its records", async () => {
    const counts = new Map<string, number>();
    for (const { path, name } of await otherLists())
      counts.set(name, (await byOffset(path, {}, 200)).length);
    for (const name of ["evidence", "links", "forensics", "inquiries"])
      expect(counts.get(name), name).toBeGreaterThan(5);
  });
});

describe("an id in a filter", () => {
  test("that only looks like one is refused, not a fault", async () => {
    const dashes = "-".repeat(36);
    expect(
      refusal(
        await head.call(
          "GET",
          `${own("timeline")()}?${query({ filter: { recordedBy: dashes } })}`,
        ),
      ),
    ).toEqual([400, "filter.recordedBy"]);
  });
});
