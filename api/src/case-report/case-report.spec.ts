import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import type {
  Incident,
  Party,
  PaymentStop,
  ProblemDocument,
  ResumeCondition,
  Task,
} from "@keii/shared";
import { aFile, sha256Of, someBytes } from "../../../test/support/files.js";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { paperText } from "../../../test/support/paper.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let responder: Person;
let support: Person;
let vendor: Person;
let incident: Incident;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app, { name: "髙﨑 佐藤" });
  responder = await aPerson(app);
  support = await aPerson(app);
  vendor = await aPerson(app, { employer: "委託先" });
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head, { title: "カード情報流出の疑い①" });
  await join(head, incident.id, responder, "responder");
  await join(head, incident.id, support, "support");
  await join(head, incident.id, vendor, "vendor_agent");
});

async function printed(reader: Person, query = ""): Promise<string> {
  const answer = await fetch(
    `${app.url}/api/incidents/${incident.id}/case-report.pdf${query}`,
    { headers: { authorization: `Bearer ${reader.token}` } },
  );
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "application/pdf",
  ]);
  return paperText(new Uint8Array(await answer.arrayBuffer()));
}

describe("GET /case-report.pdf", () => {
  test("says what the record says, in the signs it was written in", async () => {
    await aLine(head, incident.id, {
      occurred: { on: "2016-08-18", at: "2016-08-18T14:30:00+09:00" },
      text: "髙﨑㈱ﾃｽﾄより𠮷野家へ連絡。①ログを保全",
      learned: { on: "2016-08-19" },
    });
    const text = await printed(head);
    expect(text).toContain("髙﨑㈱");
    expect(text).toContain("𠮷野家へ連絡。①ログを保全");
    expect(text).toContain("2016/8/18(木)14:30");
    expect(text).toContain("把握:2016/8/19(金)");
    expect(text).toContain("カード情報流出の疑い①");
    expect(text).toContain(incident.code);
  });

  test("has a chapter of every domain whose record its reader may read", async () => {
    await head.post(`/api/incidents/${incident.id}/tasks`, {
      title: "議事録を配る",
    });
    const bytes = someBytes(50);
    await aFile(head, incident.id, bytes, { name: "通信ログ一式" });
    const text = await printed(head);
    for (const heading of [
      "概要",
      "節目",
      "経緯",
      "フォレンジック調査",
      "当局への報告",
      "取引先への依頼",
      "再発防止策",
      "議事録を配る",
      "通信ログ一式",
      sha256Of(bytes),
    ])
      expect(text).toContain(heading);
  });

  test("tells who the bodies are that the case speaks of, and not of others", async () => {
    const aParty = async (officialName: string) =>
      (
        await head.post<Party>(`/api/incidents/${incident.id}/parties`, {
          officialName,
          channel: `${officialName}への連絡は電話で`,
          contacts: [{ name: `${officialName}の担当`, phone: "03-0000-0199" }],
        })
      ).body;
    const spoken = await aParty("見本決済㈱");
    await aParty("無関係商会");
    await head.post(`/api/incidents/${incident.id}/partners`, {
      partyId: spoken.id,
      kind: "watch_cards",
      occurred: { on: "2016-08-18" },
    });
    const text = await printed(head);
    expect(text).toContain("見本決済㈱の担当03-0000-0199");
    expect(text).toContain("見本決済㈱への連絡は電話で");
    expect(text).not.toContain("無関係商会");
    for (const [reader, query] of [
      [head, "?content=public"],
      [support, ""],
    ] as const)
      expect(await printed(reader, query)).not.toContain("03-0000-0199");
  });

  test("shows where payments were stopped from which minute to which, and what the gate still asks", async () => {
    const base = `/api/incidents/${incident.id}`;
    const { body: stops } = await head.post<PaymentStop[]>(
      `${base}/payment-stops`,
      {
        sites: ["本店", "支店"],
        methods: ["card", "wallet"],
        occurred: { on: "2016-08-13", at: "2016-08-13T10:30:00+09:00" },
        stoppedBy: "髙橋",
      },
    );
    const { body: gate } = await head.get<ResumeCondition[]>(
      `${base}/resume-conditions`,
    );
    for (const { id, version } of gate)
      await head.on(version, "PUT", `${base}/resume-conditions/${id}`, {
        isMet: true,
        evidence: "9/19付の同意書",
      });
    await head.on(1, "POST", `${base}/payment-stops/${stops[0]!.id}/resume`, {
      occurred: { on: "2016-09-20", at: "2016-09-20T09:05:00+09:00" },
    });
    await head.post(`${base}/resume-conditions`, { text: "再診断に合格した" });
    const text = await printed(head);
    expect(text).toContain("サイトカードID・コード決済");
    expect(text).toContain("2016/8/13(土)10:30〜2016/9/20(火)09:05");
    expect(text).toContain("2016/8/13(土)10:30から停止中");
    expect(text).toContain("満たしていない条件1件");
    expect(text).toContain("裏付け:9/19付の同意書");
    expect(text).toContain("未了再診断に合格した");
    expect(await printed(head, "?content=public")).not.toContain("停止中");
    expect(await printed(head, "?language=en")).toContain(
      "StoppedsinceAug13,2016(Sat)10:30",
    );
  });

  test("tells open tasks apart from those that are done, and what they were made of", async () => {
    const line = await aLine(head, incident.id);
    const tasks = `/api/incidents/${incident.id}/tasks`;
    await head.post(tasks, { title: "残る仕事", timelineEventId: line.id });
    const { body: done } = await head.post<Task>(tasks, {
      title: "済んだ仕事",
    });
    await head.on(1, "PUT", `${tasks}/${done.id}`, { state: "done" });
    const text = await printed(head);
    const places = [
      "やること(未了)",
      "残る仕事",
      "やること(完了",
      "済んだ仕事",
    ];
    const at = places.map((place) => text.indexOf(place));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(text).toContain(`もとになった記録経緯·#${line.no}`);
  });

  test("names a file that is counsel's by its number and basis only, wherever it is attached", async () => {
    const line = await aLine(head, incident.id, { text: "資料を受領" });
    const file = await aFile(head, incident.id, someBytes(20), {
      name: "意見書の名前",
      visibility: "counsel",
      counselBasis: "弁護士への相談",
      attachedLineId: line.id,
    });
    const text = await printed(responder);
    expect(text).toContain(`添付ファイル:ファイル${file.no}(弁護士限り)`);
    expect(text).toContain("弁護士への相談");
    expect(text).not.toContain("意見書の名前");
    expect(await printed(head)).toContain(`ファイル${file.no}意見書の名前`);
  });

  test("keeps a retracted entry with its reason", async () => {
    const line = await aLine(head, incident.id, { text: "取り違えた連絡" });
    await head.call(
      "POST",
      `/api/incidents/${incident.id}/timeline/${line.id}/retract`,
      { reason: "別の件の記録だった" },
      { "if-match": '"v1"' },
    );
    const text = await printed(head);
    expect(text).toContain("取り違えた連絡");
    expect(text).toContain("取り消し:別の件の記録だった");
  });

  test("lists what is counsel's by number, date and basis, without its words", async () => {
    await aLine(head, incident.id, {
      text: "弁護士の見解は秘密",
      visibility: "counsel",
      counselBasis: "弁護士との通信",
    });
    const text = await printed(responder);
    expect(text).toContain("第1号弁護士限り(根拠:弁護士との通信)");
    expect(text).not.toContain("見解");
    expect(await printed(head)).toContain("弁護士の見解は秘密");
  });

  test("for the public holds what may be published, and the numbers of the rest", async () => {
    await aLine(head, incident.id, {
      text: "社内の検討",
      visibility: "internal",
    });
    await aLine(head, incident.id, {
      text: "社内での言い方",
      visibility: "public",
      publicWording: { ja: "公表での言い方", en: "As published" },
    });
    const text = await printed(head, "?content=public");
    expect(text).toContain("公表での言い方");
    expect(text).toContain("社内限り:第1号");
    expect(text).not.toContain("社内の検討");
    expect(text).not.toContain("社内での言い方");
    expect(await printed(head, "?content=public&language=en")).toContain(
      "Aspublished",
    );
  });

  test("gives somebody who reads only what may be published no more than that", async () => {
    await aLine(head, incident.id, { text: "社内の検討" });
    const text = await printed(support, "?content=all");
    expect(text).not.toContain("社内の検討");
  });

  test("shows a sign without a picture as 〓 and says which it was", async () => {
    await aLine(head, incident.id, { text: "困った😀顔" });
    const text = await printed(head);
    expect(text).toContain("困った〓顔");
    expect(text).toContain("U+1F600");
  });

  test("is an act in the log", async () => {
    await printed(head);
    const [entry] = await app.sql<{ actor_id: string }>(
      "select actor_id from audit_entry where act = 'export' and incident_id = $1",
      [incident.id],
    );
    expect(entry?.actor_id).toBe(head.id);
  });

  test("is refused to a vendor agent, and to whoever is no member as if it were not there", async () => {
    const path = `/api/incidents/${incident.id}/case-report.pdf`;
    const stranger = await aPerson(app);
    expect((await vendor.call("GET", path)).status).toBe(403);
    expect((await stranger.call("GET", path)).status).toBe(404);
  });

  test.each(["content=some", "language=fr", "colour=red"])(
    "refuses ?%s at its name",
    async (query) => {
      const { status, body } = await head.call<ProblemDocument>(
        "GET",
        `/api/incidents/${incident.id}/case-report.pdf?${query}`,
      );
      expect(status).toBe(400);
      expect(body.errors).toHaveProperty(query.split("=")[0]!);
    },
  );
});
