import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  defaultImpostorAdvice,
  type Approval,
  type FaqEntry,
  type FaqRevision,
  type Incident,
  type Milestone,
  type Passage,
  type ProblemDocument,
  type Publication,
  type PublicationEdition,
  type PublicTexts,
  type SentMessage,
  type TimelineEvent,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { refusal } from "../../../test/support/caller.js";
import {
  anIncident,
  aPerson,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let writer: Person;
let compliance: Person;
let support: Person;
let incident: Incident;
let base: string;
let portal: pg.Client;
let passage: Passage;
let milestone: Milestone;

beforeAll(async () => {
  app = await startApp();
  [head, writer, compliance, support] = await Promise.all([
    aPerson(app),
    aPerson(app),
    aPerson(app),
    aPerson(app),
  ]);
  incident = await anIncident(head, { title: { ja: "社内の題", en: "Ours" } });
  base = `/api/incidents/${incident.id}`;
  await join(head, incident.id, writer, "communications");
  await join(head, incident.id, compliance, "compliance");
  await join(head, incident.id, support, "support");
  portal = new pg.Client({ connectionString: app.urls.portal });
  await portal.connect();
});

afterAll(async () => {
  await portal?.end();
  await app?.close();
});

/** What the portal's own log-in is told. */
async function told(call: string, ...values: unknown[]): Promise<unknown> {
  const { rows } = await portal.query<{ answer: unknown }>(
    `select ${call} as answer`,
    values,
  );
  return rows[0]!.answer;
}

const read = async () =>
  (await writer.get<Publication>(`${base}/publication`)).body;

const ask = async (by: Person, more: object = {}) =>
  by.call<Publication>(
    "POST",
    `${base}/publication/publish`,
    { reason: "調査結果がそろったため", ...more },
    { "if-match": `"v${(await read()).version}"` },
  );

const decide = async (by: Person, decision = "approved") => {
  const { body: waiting } = await head.get<Approval[]>(
    `${base}/approvals?filter={"subject":"publication","state":"asked"}`,
  );
  return by.call<Approval>(
    "POST",
    `${base}/approvals/${waiting[0]!.id}/decide`,
    { decision },
    { "if-match": `"v${waiting[0]!.version}"` },
  );
};

const change = async (by: Person, texts: object) =>
  by.call<Publication>("PUT", `${base}/publication`, texts, {
    "if-match": `"v${(await read()).version}"`,
  });

describe("the public page", () => {
  test("is refused while it names what is not there", async () => {
    expect(
      refusal(
        await writer.call("POST", `${base}/publication`, {
          slug: "case-2016",
          report: { ja: "{{passage.apology}}", en: "{{fact.wrong}}" },
        }),
      ),
    ).toEqual([400, "report.ja", "report.en"]);
    passage = (
      await writer.post<Passage>(`${base}/passages`, {
        key: "apology",
        text: { ja: "お詫びします。", en: "We apologise." },
      })
    ).body;
  });

  test("is written by communications, and takes the incident's title and the default advice", async () => {
    expect((await writer.call("GET", `${base}/publication`)).status).toBe(404);
    const { body } = await writer.post<Publication>(`${base}/publication`, {
      slug: "case-2016",
      report: {
        ja: "# お知らせ\n\n{{fact.date.aware}}に把握しました。\n\n{{passage.apology}}",
        en: "# Notice\n\nWe learned of it on {{fact.date.aware}}.\n\n{{passage.apology}}",
      },
    });
    expect(body).toMatchObject({
      id: incident.id,
      title: { ja: "社内の題", en: "Ours" },
      impostorAdvice: defaultImpostorAdvice,
      editionNo: null,
      checks: ["code"],
    });
  }, 20_000);

  test("is refused an address that is taken, reserved or not one", async () => {
    const other = await anIncident(head);
    const add = (slug: string) =>
      compliance.call("POST", `/api/incidents/${other.id}/publication`, {
        slug,
        report: "x",
      });
    await join(head, other.id, compliance, "compliance");
    expect(refusal(await add("case-2016"))).toEqual([409, "slug"]);
    expect(refusal(await add("health"))).toEqual([400, "slug"]);
    expect(refusal(await add("Case 2016"))).toEqual([400, "slug"]);
  });
});

describe("publishing", () => {
  test("is not for communications, and needs every value and every approval", async () => {
    expect((await ask(writer)).status).toBe(403);
    const refused = await ask(compliance);
    expect(refusal(refused)).toEqual([400, "report.ja", "report.en"]);
    expect(
      (refused.body as unknown as ProblemDocument).errors?.["report.ja"],
    ).toContain("{{fact.date.aware}}");
    milestone = (
      await head.post<Milestone>(`${base}/milestones`, {
        kind: "aware",
        occurred: { on: "2016-08-12" },
      })
    ).body;
    const unapproved = await ask(compliance);
    expect(
      (unapproved.body as unknown as ProblemDocument).errors?.["report.ja"],
    ).toContain("{{passage.apology}}");
    await compliance.on(1, "POST", `${base}/passages/${passage.id}/approve`);
  });

  test("takes a second person; until then nothing exists for the portal", async () => {
    expect((await ask(compliance)).body.asked?.by.id).toBe(compliance.id);
    expect(refusal(await decide(compliance))).toEqual([
      403,
      "root.serverError",
    ]);
    expect(await told("portal_incidents()")).toEqual([]);
    expect(await told("portal_page($1)", "case-2016")).toBeNull();
    expect(await told("portal_faq($1)", "case-2016")).toBeNull();
    expect(await told("portal_sent_messages($1)", "case-2016")).toBeNull();
  });

  test("freezes the texts with their values, under a number and a hash", async () => {
    expect((await decide(head)).status).toBe(200);
    expect(await read()).toMatchObject({
      editionNo: 1,
      asked: null,
      isChanged: false,
      stale: [],
    });
    const { body: editions } = await writer.get<PublicationEdition[]>(
      `${base}/publication/editions`,
    );
    expect(editions).toMatchObject([
      {
        no: 1,
        text: {
          ja: "# お知らせ\n\n2016年8月12日に把握しました。\n\nお詫びします。",
        },
        note: null,
        askedBy: { id: compliance.id },
        approvedBy: { id: head.id },
        takenDown: [],
      },
    ]);
    expect(editions[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(editions[0]?.drawn).toMatchObject([
      {
        name: "fact.date.aware",
        text: { ja: "2016年8月12日", en: "August 12, 2016" },
        source: { resource: "milestones", id: milestone.id },
      },
      { name: "passage.apology" },
    ]);
    expect(await told("portal_incidents()")).toMatchObject([
      { slug: "case-2016", title: { ja: "社内の題" } },
    ]);
    expect(await told("portal_page($1)", "case-2016")).toMatchObject({
      slug: "case-2016",
      zone: "Asia/Tokyo",
      report: {
        text: {
          en: "# Notice\n\nWe learned of it on August 12, 2016.\n\nWe apologise.",
        },
        no: 1,
        amendments: [],
      },
      checks: { code: true, password: false, mail: false, shop: false },
      impostorAdvice: defaultImpostorAdvice,
    });
    const { body: lines } = await head.get<TimelineEvent[]>(`${base}/timeline`);
    expect(lines.map(({ text }) => text)).toContain("公開ページを公表");
  });

  test("what was published does not move with the record; it is marked as stale", async () => {
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update milestone set occurred_on = '2016-08-11' from actor where id = $1 and set is not null`,
      [milestone.id],
    );
    expect((await read()).stale).toEqual([
      {
        name: "fact.date.aware",
        then: { ja: "2016年8月12日", en: "August 12, 2016" },
        now: { ja: "2016年8月11日", en: "August 11, 2016" },
      },
    ]);
    expect(
      JSON.stringify(await told("portal_page($1)", "case-2016")),
    ).toContain("2016年8月12日");
  });

  test("the address stays while the page is published", async () => {
    expect(refusal(await change(writer, { slug: "other" }))).toEqual([
      409,
      "slug",
    ]);
  });

  test("an amendment says what changed, and when", async () => {
    expect(refusal(await ask(compliance))).toEqual([400, "note"]);
    const note = {
      ja: "把握した日を訂正しました。",
      en: "The day we learned of it was corrected.",
    };
    await ask(compliance, { note });
    await decide(head);
    expect(await read()).toMatchObject({ editionNo: 2, stale: [] });
    expect(await told("portal_page($1)", "case-2016")).toMatchObject({
      report: {
        no: 2,
        text: {
          ja: "# お知らせ\n\n2016年8月11日に把握しました。\n\nお詫びします。",
        },
        amendments: [{ no: 2, note }],
      },
    });
  });

  test("what was asked is void once the texts change, and refused once the values do", async () => {
    const note = { ja: "更新", en: "Update" };
    await ask(compliance, { note });
    expect(
      (await change(writer, { title: { ja: "題", en: "Title" } })).body,
    ).toMatchObject({
      asked: null,
      isChanged: true,
    });
    await ask(compliance, { note });
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       update milestone set occurred_on = '2016-08-10' from actor where id = $1 and set is not null`,
      [milestone.id],
    );
    expect(refusal(await decide(head))).toEqual([409, "root.serverError"]);
    expect((await read()).editionNo).toBe(2);
    expect((await decide(head, "refused")).status).toBe(200);
  });
});

describe("FAQ", () => {
  let entry: FaqEntry;
  const path = () => `${base}/faq/${entry.id}`;
  const act = async <T = FaqEntry>(name: string, body?: object) =>
    writer.on<T>(
      (await writer.get<FaqEntry>(path())).body.version,
      "POST",
      `${path()}/${name}`,
      body,
    );
  const answers = async (at = "2016-09-20T03:00:00Z") =>
    (
      (await told("portal_faq($1, $2)", "case-2016", at)) as {
        question: { ja: string };
        answer: { ja: string };
      }[]
    ).map(({ question, answer }) => `${question.ja} ${answer.ja}`);
  const content = {
    section: { ja: "対象", en: "Who" },
    question: { ja: "いつ分かりましたか", en: "When?" },
    answer: { ja: "{{fact.date.aware}}です。", en: "{{fact.date.aware}}." },
    effectiveFrom: "2016-09-15",
  };

  test("an answer is on the portal once it is published, and from its day on", async () => {
    entry = (
      await writer.post<FaqEntry>(`${base}/faq`, {
        visibility: "public",
        ...content,
      })
    ).body;
    expect(entry).toMatchObject({ state: "draft", no: 1, edition: null });
    expect(await answers()).toEqual([]);
    expect((await act("publish")).body).toMatchObject({
      state: "published",
      edition: { no: 1, answer: { ja: "2016年8月10日です。" } },
    });
    expect(await answers()).toEqual(["いつ分かりましたか 2016年8月10日です。"]);
    expect(await answers("2016-09-14T14:59:59Z")).toEqual([]);
    expect(await answers("2016-09-14T15:00:00Z")).toHaveLength(1);
  });

  test("its next version waits beside the one in force until its day", async () => {
    const { version } = (await writer.get<FaqEntry>(path())).body;
    const { body } = await writer.on<FaqEntry>(version, "PUT", path(), {
      answer: { ja: "新しい答え", en: "New" },
      effectiveFrom: "2016-09-23",
      effectiveUntil: "2016-09-30",
      reason: "受付時間が変わるため",
    });
    expect(body).toMatchObject({ state: "changed", no: 2 });
    expect(await answers("2016-09-25T00:00:00Z")).toEqual([
      "いつ分かりましたか 2016年8月10日です。",
    ]);
    await act("publish");
    expect(await answers()).toEqual(["いつ分かりましたか 2016年8月10日です。"]);
    expect(await answers("2016-09-25T00:00:00Z")).toEqual([
      "いつ分かりましたか 新しい答え",
    ]);
    expect(await answers("2016-10-01T00:00:00Z")).toEqual([]);
    const { body: versions } = await writer.get<FaqRevision[]>(
      `${path()}/revisions`,
    );
    expect(versions.map(({ no, reason }) => [no, reason])).toEqual([
      [2, "受付時間が変わるため"],
      [1, ""],
    ]);
  });

  test("internal answers are never on the portal, and the order is by hand", async () => {
    const add = async (question: string, visibility = "public") => {
      const { body } = await writer.post<FaqEntry>(`${base}/faq`, {
        ...content,
        visibility,
        question,
        answer: "答え",
      });
      return (
        await writer.on<FaqEntry>(1, "POST", `${base}/faq/${body.id}/publish`)
      ).body;
    };
    const second = await add("次");
    await add("社内向け", "internal");
    expect(await answers()).toEqual([
      "いつ分かりましたか 2016年8月10日です。",
      "次 答え",
    ]);
    await writer.on(2, "POST", `${base}/faq/${second.id}/place`, {
      afterEntryId: null,
    });
    expect((await answers())[0]).toBe("次 答え");
    await writer.on(3, "PUT", `${base}/faq/${second.id}`, {
      visibility: "internal",
      reason: "内容を確認するため",
    });
    expect(await answers()).toHaveLength(1);
  });

  test("a withdrawn answer is gone at once and stays in the record", async () => {
    expect((await act("withdraw", { reason: "誤り" })).body).toMatchObject({
      state: "withdrawn",
      withdrawalReason: "誤り",
    });
    expect(await answers()).toEqual([]);
    expect(
      refusal(
        await writer.call("POST", `${path()}/publish`, undefined, {
          "if-match": `"v${(await writer.get<FaqEntry>(path())).body.version}"`,
        }),
      ),
    ).toEqual([409, "root.serverError"]);
  });

  test("an end before the start, or an empty language, is refused", async () => {
    expect(
      refusal(
        await writer.call("POST", `${base}/faq`, {
          ...content,
          visibility: "public",
          effectiveUntil: "2016-09-01",
        }),
      ),
    ).toEqual([400, "effectiveUntil"]);
    const { body } = await writer.post<FaqEntry>(`${base}/faq`, {
      ...content,
      visibility: "public",
      answer: { ja: "答え", en: "" },
    });
    const published = await writer.call(
      "POST",
      `${base}/faq/${body.id}/publish`,
      undefined,
      { "if-match": '"v1"' },
    );
    expect(refusal(published)).toEqual([400, "answer.en"]);
  });
});

describe("messages we really sent", () => {
  test("are listed on the portal until they are withdrawn", async () => {
    const { body } = await writer.post<SentMessage>(`${base}/sent-messages`, {
      kind: "mail",
      sender: "oshirase@shop.example",
      subject: "重要なお知らせ",
      looksLike: { ja: "本文のみ", en: "Text only" },
      fromOn: "2016-09-15",
    });
    expect(await told("portal_sent_messages($1)", "case-2016")).toEqual([
      {
        kind: "mail",
        sender: { ja: "oshirase@shop.example", en: "oshirase@shop.example" },
        subject: { ja: "重要なお知らせ", en: "重要なお知らせ" },
        looksLike: { ja: "本文のみ", en: "Text only" },
        from: "2016-09-15",
        until: null,
      },
    ]);
    await writer.on(1, "PUT", `${base}/sent-messages/${body.id}`, {
      untilOn: "2016-10-15",
      reason: "送信を終えたため",
    });
    await writer.on(2, "POST", `${base}/sent-messages/${body.id}/withdraw`, {
      reason: "取り違え",
    });
    expect(await told("portal_sent_messages($1)", "case-2016")).toEqual([]);
  });
});

describe("those who answer calls", () => {
  test("read what the public reads, and nothing that is being written", async () => {
    const { body } = await support.get<PublicTexts>(
      `${base}/publication/public`,
    );
    expect(body.page?.slug).toBe("case-2016");
    for (const path of ["publication", "faq", "facts", "passages"])
      expect((await support.call("GET", `${base}/${path}`)).status).toBe(403);
  });
});

describe("taking the page down", () => {
  test("needs a reason, is at once, and is kept with the edition", async () => {
    const { version } = await read();
    const { body } = await compliance.on<Publication>(
      version,
      "POST",
      `${base}/publication/take-down`,
      { reason: "内容に誤りがあるため" },
    );
    expect(body).toMatchObject({ editionNo: null, publishedAt: null });
    for (const call of ["portal_page($1)", "portal_faq($1)"])
      expect(await told(call, "case-2016")).toBeNull();
    expect(await told("portal_incidents()")).toEqual([]);
    const { body: editions } = await writer.get<PublicationEdition[]>(
      `${base}/publication/editions`,
    );
    expect(editions[0]?.takenDown).toMatchObject([
      { reason: "内容に誤りがあるため", by: { id: compliance.id } },
    ]);
  });

  test("the next edition has the next number", async () => {
    await ask(compliance, { note: { ja: "再開", en: "Again" } });
    await decide(head);
    expect((await read()).editionNo).toBe(3);
    expect(await told("portal_page($1)", "case-2016")).toMatchObject({
      report: { no: 3 },
    });
  });
});

describe("the portal's log-in", () => {
  test.each([
    "select from publication",
    "select from publication_edition",
    "select from faq_entry",
    "select from faq_edition",
    "select from passage_revision",
    "select from sent_message",
    "select portal_instant(now())",
  ])("may not %s", async (statement) => {
    await expect(portal.query(statement)).rejects.toMatchObject({
      code: "42501",
    });
  });
});
