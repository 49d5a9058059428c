import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  inquiryStatuses,
  inquiryTransitions,
  type IncidentProgress,
  type Incident,
  type InquiriesFound,
  type Inquiry,
  type InquiryStatus,
  type InquiryThread,
  type MemberRole,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal, type Answer } from "../../../test/support/caller.js";
import { aCustomer } from "../../../test/support/customers.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let incident: Incident;
let base: string;
let head: Person;
const people = {} as Record<
  | "lead"
  | "agent"
  | "colleague"
  | "vendor"
  | "compliance"
  | "communications"
  | "executive"
  | "auditor"
  | "administrator",
  Person
>;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  incident = await anIncident(head);
  base = `/api/incidents/${incident.id}/inquiries`;
  const roles: [keyof typeof people, MemberRole][] = [
    ["lead", "desk_lead"],
    ["agent", "support"],
    ["colleague", "support"],
    ["vendor", "vendor_agent"],
    ["compliance", "compliance"],
    ["communications", "communications"],
    ["executive", "executive"],
  ];
  for (const [name, role] of roles) {
    people[name] = await aPerson(app, {
      name,
      ...(role === "vendor_agent" && { employer: "委託先(架空)" }),
    });
    await join(head, incident.id, people[name], role);
  }
  people.auditor = await aPerson(app, { right: "auditor" });
  people.administrator = await aPerson(app, { right: "administrator" });
});
afterAll(async () => {
  app.clock.set(null);
  await app.close();
});

async function anInquiry(
  more: object = {},
  by: Person = people.agent,
): Promise<InquiryThread> {
  return (
    await by.post<InquiryThread>(base, {
      channel: "phone",
      category: "affected",
      text: "自分は対象でしょうか",
      name: "見本 太郎",
      email: "taro@example.test",
      phone: "03-0000-0001",
      ...more,
    })
  ).body;
}

const act = (
  by: Person,
  { id, version }: Pick<Inquiry, "id" | "version">,
  verb: string,
  body: object,
): Promise<Answer<InquiryThread>> =>
  by.call<InquiryThread>("POST", `${base}/${id}/${verb}`, body, {
    "if-match": `"v${version}"`,
  });
const assign = (by: Person, one: Inquiry, to: string | null) =>
  act(by, one, "assign", { assigneeId: to });
const say = (by: Person, one: Inquiry, kind: string, text = "お答えします") =>
  act(by, one, "messages", { kind, text });
const step = (by: Person, one: Inquiry, status: string) =>
  act(by, one, "status", { status });
const read = async (by: Person, id: string) =>
  (await by.get<InquiryThread>(`${base}/${id}`)).body;
const search = async (by: Person, body: object) =>
  (await by.post<InquiriesFound>(`${base}/search`, body)).body;

describe("POST /inquiries", () => {
  test("writes down a call: new, nobody's, with its receipt, and masks whoever asked", async () => {
    app.clock.set("2016-09-16T10:00:00+09:00");
    const inquiry = await anInquiry({
      callBack: {
        from: "2016-09-17T10:00:00+09:00",
        until: "2016-09-17T12:00:00+09:00",
      },
    });
    app.clock.set(null);
    expect(inquiry).toMatchObject({
      version: 1,
      receipt: expect.stringMatching(/^Q-[2-9A-Z]{4}-[2-9A-Z]{4}$/) as string,
      channel: "phone",
      status: "new",
      assignee: null,
      language: "ja",
      name: "見＊＊＊",
      email: "t***@e***.test",
      phone: "***-0001",
      isMasked: true,
      receivedAt: "2016-09-16T01:00:00.000Z",
      waitingSince: "2016-09-16T01:00:00.000Z",
      callBack: { from: "2016-09-17T01:00:00.000Z" },
      createdBy: { id: people.agent.id },
      excerpt: "自分は対象でしょうか",
      messages: [
        {
          no: 1,
          kind: "customer",
          text: "自分は対象でしょうか",
          by: { id: people.agent.id },
        },
      ],
    });
  });

  test("keeps no card number, wherever it was typed", async () => {
    const inquiry = await anInquiry({
      text: "カード番号は4111 1111 1111 1111です",
      name: "5555 5555 5555 4444",
    });
    expect(inquiry.messages[0]!.text).toBe(
      "カード番号は[カード番号 ****1111]です",
    );
    const rows = await app.sql(
      "select from inquiry i join inquiry_message m on m.inquiry_id = i.id where i.name || m.text ~ '(4111|5555)[ 0-9]{10}'",
    );
    expect(rows).toEqual([]);
  });

  test("refuses a call-back without a telephone, or that ends before it begins, and a customer nobody knows", async () => {
    const from = "2016-09-17T10:00:00+09:00";
    const until = "2016-09-17T12:00:00+09:00";
    const tried = async (more: object) =>
      refusal(
        await people.agent.call("POST", base, {
          channel: "phone",
          category: "other",
          text: "x",
          ...more,
        }),
      );
    expect(await tried({ callBack: { from, until } })).toEqual([400, "phone"]);
    expect(
      await tried({
        phone: "03-0000-0001",
        callBack: { from: until, until: from },
      }),
    ).toEqual([400, "callBack.until"]);
    expect(await tried({ customerId: incident.id })).toEqual([
      400,
      "customerId",
    ]);
    expect(await tried({ category: "x" })).toEqual([400, "category"]);
    expect(await tried({ text: "  " })).toEqual([400, "text"]);
  });
});

describe("who reads what", () => {
  test("an agent sees what is their own or nobody's; the lead, responder and compliance see all", async () => {
    const mine = await anInquiry();
    const theirs = await anInquiry();
    await assign(people.agent, mine, people.agent.id);
    await assign(people.colleague, theirs, people.colleague.id);
    const free = await anInquiry({ category: "secondary_damage" });
    const seen = async (by: Person) => {
      const { body } = await by.get<Inquiry[]>(`${base}?range=[0,199]`);
      return [mine, theirs, free].map(({ id }) =>
        body.some((one) => one.id === id),
      );
    };
    expect(await seen(people.agent)).toEqual([true, false, true]);
    expect(await seen(people.vendor)).toEqual([false, false, true]);
    for (const by of [people.lead, head, people.compliance, people.auditor])
      expect(await seen(by)).toEqual([true, true, true]);
    for (const path of ["", "/messages", "/assign", "/status", "/reveal"]) {
      const method = path === "" ? "GET" : "POST";
      const body = {
        "/messages": { kind: "answer", text: "x" },
        "/assign": { assigneeId: null },
        "/status": { status: "closed" },
        "/reveal": { reason: "x" },
      }[path];
      const { status } = await people.agent.call(
        method,
        `${base}/${theirs.id}${path}`,
        body,
        { "if-match": '"v2"' },
      );
      expect(status, path).toBe(404);
    }
    const found = await search(people.agent, { q: theirs.receipt });
    expect(found.total).toBe(0);
  });

  test("communications and the executive have the figures alone", async () => {
    for (const by of [people.communications, people.executive]) {
      expect((await by.call("GET", base)).status).toBe(403);
      expect((await by.call("POST", `${base}/search`, {})).status).toBe(403);
      const { body } = await by.get<IncidentProgress>(
        `/api/incidents/${incident.id}/progress`,
      );
      expect(body.inquiries!.openCount).toBeGreaterThan(0);
      expect(body.inquiries!.secondaryDamageCount).toBeGreaterThan(0);
    }
    for (const by of [people.agent, people.vendor]) {
      const { body } = await by.get<IncidentProgress>(
        `/api/incidents/${incident.id}/progress`,
      );
      expect(body.inquiries).toBeNull();
    }
  });

  test("auditors and administrators read neither names nor words, and find nothing by words", async () => {
    const { id } = await anInquiry({ text: "秘密の相談です" });
    for (const by of [people.auditor, people.administrator]) {
      const shown = await read(by, id);
      expect(shown).toMatchObject({
        name: "見＊＊＊",
        excerpt: null,
        messages: [{ text: null }],
      });
      expect((await search(by, { q: "秘密の相談" })).total).toBe(0);
      expect((await search(by, { q: shown.receipt })).total).toBe(1);
      const revealed = await by.call("POST", `${base}/${id}/reveal`, {
        reason: "確認",
      });
      expect(revealed.status).toBe(403);
    }
    expect((await search(people.lead, { q: "秘密の相談" })).total).toBe(1);
  });

  test("a reveal shows one as he gave himself, and stands in the log with its reason", async () => {
    const { id } = await anInquiry();
    expect(
      (await head.call("POST", `${base}/${id}/reveal`, { reason: "x" })).status,
    ).toBe(403);
    const { body } = await people.agent.post<InquiryThread>(
      `${base}/${id}/reveal`,
      { reason: "折り返しのため" },
    );
    expect(body).toMatchObject({
      isMasked: false,
      name: "見本 太郎",
      email: "taro@example.test",
      phone: "03-0000-0001",
    });
    expect((await read(people.agent, id)).isMasked).toBe(true);
    const [entry] = await app.sql(
      "select act, table_name, actor_id, note from audit_entry where row_id = $1 and act = 'reveal'",
      [id],
    );
    expect(entry).toEqual({
      act: "reveal",
      table_name: "inquiries",
      actor_id: people.agent.id,
      note: "折り返しのため",
    });
  });
});

describe("POST /inquiries/:id/assign", () => {
  test("an agent takes what is nobody's and puts it back; only the lead gives to others", async () => {
    const one = await anInquiry();
    const taken = await assign(people.agent, one, people.agent.id);
    expect(taken.body).toMatchObject({
      status: "assigned",
      assignee: { id: people.agent.id, name: "agent" },
      version: 2,
    });
    expect(
      (await assign(people.agent, taken.body, people.colleague.id)).status,
    ).toBe(403);
    const given = await assign(people.lead, taken.body, people.colleague.id);
    expect(given.body.assignee!.id).toBe(people.colleague.id);
    const back = await assign(people.colleague, given.body, null);
    expect(back.body).toMatchObject({ status: "new", assignee: null });
  });

  test("goes to nobody who does not answer inquiries here", async () => {
    const one = await anInquiry();
    const outsider = await aPerson(app);
    for (const to of [
      outsider.id,
      people.compliance.id,
      people.executive.id,
      head.id,
      incident.id,
    ])
      expect(refusal(await assign(people.lead, one, to))).toEqual([
        400,
        "assigneeId",
      ]);
  });
});

describe("POST /inquiries/:id/messages", () => {
  test("an answer makes it answered and one's own; a note changes nothing; new words make it ours again", async () => {
    app.clock.set("2016-09-16T10:00:00+09:00");
    const one = await anInquiry();
    app.clock.set("2016-09-16T11:00:00+09:00");
    const noted = await say(people.agent, one, "note", "上席に確認中");
    expect(noted.body).toMatchObject({ status: "new", assignee: null });
    const answered = await say(people.agent, noted.body, "answer");
    expect(answered.body).toMatchObject({
      status: "answered",
      assignee: { id: people.agent.id },
      answeredAt: "2016-09-16T02:00:00.000Z",
      waitingSince: "2016-09-16T01:00:00.000Z",
      messages: [
        { kind: "customer" },
        { kind: "note", text: "上席に確認中", by: { id: people.agent.id } },
        { kind: "answer", text: "お答えします" },
      ],
    });
    app.clock.set("2016-09-16T12:00:00+09:00");
    const again = await say(people.agent, answered.body, "customer", "まだ");
    expect(again.body).toMatchObject({
      status: "assigned",
      waitingSince: "2016-09-16T03:00:00.000Z",
      answeredAt: "2016-09-16T02:00:00.000Z",
      excerpt: "まだ",
    });
    app.clock.set(null);
  });

  test("of two answers at once one is written, and the other is told what stands now", async () => {
    const one = await anInquiry();
    const both = await Promise.all(
      [1, 2].map(() => say(people.agent, one, "answer")),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const lost = both.find(({ status }) => status === 412)!;
    expect(
      (lost.body as unknown as { current: InquiryThread }).current.messages,
    ).toHaveLength(2);
    expect((await read(people.lead, one.id)).messages).toHaveLength(2);
  });

  test("asks on which version it is based", async () => {
    const { id } = await anInquiry();
    const { status } = await people.agent.call(
      "POST",
      `${base}/${id}/messages`,
      {
        kind: "answer",
        text: "x",
      },
    );
    expect(status).toBe(428);
  });

  test("is written once for good: no role of ours changes or deletes it", async () => {
    for (const role of ["console", "worker", "portal"])
      for (const privilege of ["update", "delete"])
        expect(
          await app.sql(
            "select has_table_privilege('keii_' || $1, 'inquiry_message', $2) as may",
            [role, privilege],
          ),
        ).toEqual([{ may: false }]);
    await expect(
      app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update inquiry_message set text = 'x' from actor where set is not null`,
      ),
    ).rejects.toMatchObject({ code: "KE002" });
  });
});

describe("POST /inquiries/:id/status", () => {
  /** An inquiry in each status, by what brings it there. */
  async function inStatus(status: InquiryStatus): Promise<InquiryThread> {
    const one = await anInquiry();
    if (status === "new") return one;
    if (status === "answered")
      return (await say(people.agent, one, "answer")).body;
    if (status === "closed")
      return (await step(people.agent, one, "closed")).body;
    const taken = (await assign(people.agent, one, people.agent.id)).body;
    return status === "assigned"
      ? taken
      : (await step(people.agent, taken, "waiting")).body;
  }

  test.each(
    inquiryStatuses.flatMap((from) =>
      (["waiting", "assigned", "closed"] as const).map((to) => [from, to]),
    ) as [InquiryStatus, InquiryStatus][],
  )("from %s to %s goes only where the contract says", async (from, to) => {
    const one = await inStatus(from);
    expect(one.status).toBe(from);
    const got = await step(people.agent, one, to);
    if (!inquiryTransitions[from].includes(to)) {
      expect(refusal(got)).toEqual([409, "status"]);
      expect((await read(people.agent, one.id)).version).toBe(one.version);
      return;
    }
    expect(got.body.status).toBe(to);
    expect(got.body.closedAt === null).toBe(to !== "closed");
    if (to !== "closed") expect(got.body.assignee!.id).toBe(people.agent.id);
  });

  test("a closed inquiry takes no answer until it is taken up again", async () => {
    const one = await inStatus("closed");
    expect(refusal(await say(people.agent, one, "answer"))).toEqual([
      409,
      "status",
    ]);
    const again = await step(people.agent, one, "assigned");
    expect((await say(people.agent, again.body, "answer")).body.status).toBe(
      "answered",
    );
  });

  test("the database itself keeps no assigned inquiry without somebody", async () => {
    await anInquiry();
    await expect(
      app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update inquiry set status = 'assigned', assignee_id = null from actor where set is not null`,
      ),
    ).rejects.toMatchObject({ constraint: "inquiry_assigned_to_somebody" });
  });
});

describe("PUT /inquiries/:id", () => {
  test("changes what it is about and whose it is, based on a version", async () => {
    await head.post(`/api/incidents/${incident.id}/member-bases`, {
      code: "main",
      name: "会員",
    });
    const customerId = await aCustomer(app, incident.id, { customerNo: "A-1" });
    const one = await anInquiry({ category: "other" });
    const { body } = await people.agent.on<InquiryThread>(
      1,
      "PUT",
      `${base}/${one.id}`,
      { category: "secondary_damage", customerId },
    );
    expect(body).toMatchObject({
      version: 2,
      isSecondaryDamage: true,
      customerId,
    });
    const lost = await people.agent.call(
      "PUT",
      `${base}/${one.id}`,
      { category: "other" },
      { "if-match": '"v1"' },
    );
    expect(lost.status).toBe(412);
    for (const by of [head, people.compliance, people.auditor])
      expect(
        (
          await by.call(
            "PUT",
            `${base}/${one.id}`,
            { category: "other" },
            { "if-match": '"v2"' },
          )
        ).status,
      ).toBe(403);
  });
});

describe("the list", () => {
  test("has what is ours first, who waits longest before the others, and what is done at the end", async () => {
    const other = await anIncident(head);
    await join(head, other.id, people.lead, "desk_lead");
    const at = `/api/incidents/${other.id}/inquiries`;
    const made: InquiryThread[] = [];
    for (const [n, text] of ["一", "二", "三", "四"].entries()) {
      app.clock.set(`2016-09-16T1${n}:00:00+09:00`);
      made.push(
        (
          await people.lead.post<InquiryThread>(at, {
            channel: "letter",
            category: "other",
            text,
          })
        ).body,
      );
    }
    app.clock.set(null);
    const on = (one: Inquiry, verb: string, body: object) =>
      people.lead.on(one.version, "POST", `${at}/${one.id}/${verb}`, body);
    await on(made[0]!, "messages", { kind: "answer", text: "x" });
    await on(made[1]!, "status", { status: "closed" });
    const { body } = await people.lead.get<Inquiry[]>(at);
    expect(body.map(({ excerpt }) => excerpt)).toEqual([
      "三",
      "四",
      "一",
      "二",
    ]);
    const open = await people.lead.post<InquiriesFound>(`${at}/search`, {
      status: "open",
    });
    expect(open.body.total).toBe(2);
    const newest = await people.lead.post<InquiriesFound>(`${at}/search`, {
      order: "newest",
      assignee: "nobody",
    });
    expect(newest.body.inquiries.map(({ excerpt }) => excerpt)).toEqual([
      "四",
      "三",
      "二",
    ]);
    const mine = await people.lead.post<InquiriesFound>(`${at}/search`, {
      assignee: "mine",
    });
    expect(mine.body.inquiries.map(({ excerpt }) => excerpt)).toEqual(["一"]);
  });

  test("is found by words of any message, folded, or by a part of the receipt, and pages by cursor", async () => {
    const marks = await Promise.all(
      Array.from({ length: 53 }, (_, n) =>
        anInquiry({ text: `ｶｰﾄﾞのカナ検索 ${n}` }),
      ),
    );
    const first = await search(people.lead, { q: "カードのかな" });
    expect([first.total, first.inquiries.length]).toEqual([53, 50]);
    const rest = await search(people.lead, {
      q: "カードのかな",
      cursor: first.cursor,
    });
    expect(rest.inquiries).toHaveLength(3);
    expect(
      new Set([...first.inquiries, ...rest.inquiries].map(({ id }) => id)).size,
    ).toBe(53);
    const by = await search(people.lead, {
      q: marks[0]!.receipt.slice(2).toLowerCase(),
    });
    expect(by.inquiries.map(({ id }) => id)).toEqual([marks[0]!.id]);
    expect((await search(people.lead, { q: "100%_" })).total).toBe(0);
    for (const body of [
      { q: "あ" },
      { assignee: "x" },
      { cursor: "x" },
      { status: "x" },
    ])
      expect(
        (await people.lead.call("POST", `${base}/search`, body)).status,
      ).toBe(400);
  });
});
