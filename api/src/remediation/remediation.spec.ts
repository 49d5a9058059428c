import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import type {
  ForensicFinding,
  Incident,
  ProblemDocument,
  RemediationMeasure,
  RemediationWork,
  TimelineEvent,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aLine,
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";
import { aMeasure as measureOf } from "../../../test/support/remediation.js";

let app: TestApp;
let head: Person;
let other: Person;
let incident: Incident;
let own: string;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  other = await aPerson(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  await join(head, incident.id, other, "compliance");
  own = `/api/incidents/${incident.id}`;
  path = `${own}/remediation`;
});

const on = "2016-08-18";

const aMeasure = (more?: object) => measureOf(head, incident.id, more);

async function act(
  measure: RemediationMeasure,
  verb: string,
  body: object,
  by: Person = head,
): Promise<RemediationMeasure> {
  return (
    await by.on<RemediationMeasure>(
      measure.version,
      "POST",
      `${path}/${measure.id}/${verb}`,
      body,
    )
  ).body;
}

async function refusal(
  method: string,
  to: string,
  body: object,
  version: number | null = null,
  by: Person = head,
): Promise<[number, string[]]> {
  const answer = await by.call<ProblemDocument>(
    method,
    to,
    body,
    version === null ? {} : { "if-match": `"v${version}"` },
  );
  return [answer.status, Object.keys(answer.body.errors ?? {})];
}

async function lines(): Promise<[string, string, string][]> {
  const { body } = await head.get<TimelineEvent[]>(
    `${own}/timeline?sort=["no","ASC"]`,
  );
  return body.map((line) => [
    line.records.map(({ kind }) => kind).join(),
    line.text ?? "",
    line.state,
  ]);
}

describe("a permanent measure", () => {
  test("is planned, taken up, done and verified by somebody else, with a line for each moment", async () => {
    const planned = await aMeasure({ ownerId: other.id, dueOn: "2016-09-30" });
    expect(planned).toMatchObject({
      state: "planned",
      group: "planned",
      owner: { id: other.id },
      moments: [],
    });
    const begun = await act(planned, "state", { state: "in_progress" });
    const done = await act(begun, "mark", { kind: "done", occurred: { on } });
    expect(done).toMatchObject({
      state: "done",
      group: "done",
      doneBy: { id: head.id },
      verifiedBy: null,
    });
    const verified = await act(
      done,
      "mark",
      { kind: "verified", occurred: { on: "2016-08-20" } },
      other,
    );
    expect(verified).toMatchObject({
      state: "verified",
      doneBy: { id: head.id },
      verifiedBy: { id: other.id },
      moments: [
        { kind: "done", occurred: { precision: "day", on } },
        { kind: "verified", occurred: { on: "2016-08-20" } },
      ],
    });
    expect(await lines()).toEqual([
      [
        "remediation.done",
        "再発防止策「カード情報を保存しない方式に変更」を実施",
        "current",
      ],
      [
        "remediation.verified",
        "再発防止策「カード情報を保存しない方式に変更」の実施を確認",
        "current",
      ],
    ]);
  });

  test("is not verified by whoever marked it done: neither the service nor the database takes it", async () => {
    const done = await aMeasure({ occurred: { on } });
    expect(done).toMatchObject({ state: "done", doneBy: { id: head.id } });
    expect(
      await refusal(
        "POST",
        `${path}/${done.id}/mark`,
        { kind: "verified", occurred: { on } },
        1,
      ),
    ).toEqual([409, ["kind"]]);
    await expect(
      app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update remediation_measure set state = 'verified', verified_by = done_by from actor where id = $1 and set is not null`,
        [done.id],
      ),
    ).rejects.toThrow(/remediation_measure_second_person/);
  });

  test("moves only where its state allows, and not before it was done", async () => {
    const planned = await aMeasure();
    const mark = `${path}/${planned.id}/mark`;
    for (const kind of ["verified", "stopped", "ended"])
      expect(
        await refusal("POST", mark, { kind, occurred: { on } }, 1),
      ).toEqual([409, ["kind"]]);
    expect(
      await refusal(
        "POST",
        mark,
        {
          kind: "done",
          occurred: { on, precision: "planned", untilOn: "2016-08-20" },
        },
        1,
      ),
    ).toEqual([400, ["occurred.precision"]]);
    expect(
      await refusal(
        "POST",
        `${path}/${planned.id}/state`,
        { state: "planned" },
        1,
      ),
    ).toEqual([409, ["state"]]);
    await act(planned, "mark", { kind: "done", occurred: { on } });
    expect(
      await refusal("POST", mark, { kind: "done", occurred: { on } }, 2),
    ).toEqual([409, ["kind"]]);
    expect(
      await refusal(
        "POST",
        mark,
        { kind: "verified", occurred: { on: "2016-08-17" } },
        2,
        other,
      ),
    ).toEqual([409, ["occurred.on"]]);
    expect(
      (
        await refusal("POST", mark, { kind: "verified", occurred: { on } }, 1)
      )[0],
    ).toBe(412);
  });

  test("opens again for a reason, and what it said is struck through", async () => {
    const done = await aMeasure({ occurred: { on } });
    expect(
      await refusal(
        "POST",
        `${path}/${done.id}/state`,
        { state: "in_progress" },
        1,
      ),
    ).toEqual([400, ["reason"]]);
    const open = await act(done, "state", {
      state: "in_progress",
      reason: "一部の店舗が残っていた",
    });
    expect(open).toMatchObject({ moments: [], doneBy: null });
    expect((await lines()).map(([, , state]) => state)).toEqual(["retracted"]);
    const again = await act(open, "mark", {
      kind: "done",
      occurred: { on: "2016-08-25" },
    });
    expect(again.state).toBe("done");
    expect((await lines()).map(([, , state]) => state).sort()).toEqual([
      "current",
      "retracted",
    ]);
  });

  test("adopts a line of its day instead of writing one, and refuses one of another day", async () => {
    const line = await aLine(head, incident.id, { text: "新方式に切り替え" });
    const measure = await aMeasure();
    const mark = `${path}/${measure.id}/mark`;
    const done = { kind: "done", timelineEventId: line.id };
    expect(
      await refusal(
        "POST",
        mark,
        { ...done, occurred: { on: "2016-08-19" } },
        1,
      ),
    ).toEqual([409, ["timelineEventId"]]);
    await act(measure, "mark", { ...done, occurred: { on } });
    expect(await lines()).toEqual([
      ["remediation.done", "新方式に切り替え", "current"],
    ]);
    expect(
      await refusal("POST", path, {
        title: "x",
        kind: "permanent",
        occurred: null,
        timelineEventId: line.id,
      }),
    ).toEqual([400, ["occurred"]]);
  });

  test("takes its lines along when it is renamed or its moment moves, each for a reason", async () => {
    const done = await aMeasure({ occurred: { on } });
    expect(
      await refusal("PUT", `${path}/${done.id}`, { title: "WAFの導入" }, 1),
    ).toEqual([400, ["reason"]]);
    const { body: renamed } = await head.on<RemediationMeasure>(
      1,
      "PUT",
      `${path}/${done.id}`,
      { title: "WAFの導入", reason: "名称の誤り" },
    );
    const moved = await act(renamed, "move", {
      kind: "done",
      occurred: { on: "2016-08-20" },
      reason: "作業報告書による",
    });
    expect(moved.moments[0]?.occurred.on).toBe("2016-08-20");
    expect(await lines()).toEqual([
      ["remediation.done", "再発防止策「WAFの導入」を実施", "current"],
    ]);
    expect(
      await refusal(
        "POST",
        `${path}/${done.id}/move`,
        { kind: "verified", occurred: { on }, reason: "x" },
        3,
      ),
    ).toEqual([400, ["kind"]]);
  });

  test("names the finding it comes from, one of its own incident", async () => {
    const findingOf = async (incidentId: string) => {
      const there = `/api/incidents/${incidentId}`;
      const { body: firm } = await head.post<{ id: string }>(
        `${there}/parties`,
        {
          officialName: "見本フォレンジックス(架空)",
          roles: ["forensic_firm"],
        },
      );
      const { body: engagement } = await head.post<{ id: string }>(
        `${there}/forensics`,
        { firmId: firm.id, moments: [] },
      );
      const { body: report } = await head.post<{ id: string }>(
        `${there}/forensic_reports`,
        { engagementId: engagement.id, kind: "final", occurred: { on } },
      );
      const { body: finding } = await head.post<{ id: string }>(
        `${there}/forensic_findings`,
        { reportId: report.id, title: "WAFがない", severity: "high" },
      );
      return finding.id;
    };
    const findingId = await findingOf(incident.id);
    const measure = await aMeasure({ findingId });
    expect(measure.finding).toEqual({
      id: findingId,
      no: 1,
      title: "WAFがない",
    });
    const { body: finding } = await head.get<ForensicFinding>(
      `${own}/forensic_findings/${findingId}`,
    );
    expect(finding.measures).toEqual([
      { id: measure.id, title: measure.title, state: "planned" },
    ]);
    const elsewhere = await anIncident(head);
    expect(
      await refusal(
        "PUT",
        `${path}/${measure.id}`,
        { findingId: await findingOf(elsewhere.id) },
        1,
      ),
    ).toEqual([400, ["findingId"]]);
  });

  test("belongs to a member, and to its own incident", async () => {
    const stranger = await aPerson(app);
    expect(
      await refusal("POST", path, {
        title: "x",
        kind: "permanent",
        occurred: null,
        ownerId: stranger.id,
      }),
    ).toEqual([400, ["ownerId"]]);
    const measure = await aMeasure();
    const elsewhere = await anIncident(head);
    const there = `/api/incidents/${elsewhere.id}/remediation/${measure.id}`;
    expect((await head.call("GET", there)).status).toBe(404);
    expect((await head.call("GET", `${there}/work`)).status).toBe(404);
    expect(
      (await refusal("POST", `${there}/withdraw`, { reason: "x" }, 1))[0],
    ).toBe(404);
    const desk = await aPerson(app);
    await join(head, incident.id, desk, "support");
    expect((await desk.call("GET", path)).status).toBe(403);
  });
});

describe("a temporary measure", () => {
  test("holds since a minute until its end, says who stopped and who ended it, and is overdue in between", async () => {
    app.clock.set("2016-08-31T12:00:00+09:00");
    const stop = await aMeasure({
      title: "カード決済の停止",
      kind: "temporary",
      occurred: { on, at: "2016-08-18T15:30:00+09:00" },
      who: "システム部 佐藤",
      endCondition: "調査会社が安全を確認する",
      dueOn: "2016-08-31",
    });
    expect(stop).toMatchObject({
      state: "in_progress",
      group: "done",
      isOverdue: false,
      moments: [{ kind: "stopped", who: "システム部 佐藤" }],
    });
    app.clock.set("2016-09-01T00:01:00+09:00");
    expect(
      (await head.get<RemediationMeasure>(`${path}/${stop.id}`)).body.isOverdue,
    ).toBe(true);
    const mark = `${path}/${stop.id}/mark`;
    expect(
      await refusal(
        "POST",
        mark,
        {
          kind: "ended",
          occurred: { on, at: "2016-08-18T15:00:00+09:00" },
        },
        1,
      ),
    ).toEqual([409, ["occurred.on"]]);
    expect(
      await refusal("POST", mark, { kind: "done", occurred: { on } }, 1),
    ).toEqual([409, ["kind"]]);
    const ended = await act(stop, "mark", {
      kind: "ended",
      occurred: { on: "2016-09-01", at: "2016-09-01T10:00:00+09:00" },
      who: "システム部 田中",
    });
    expect(ended).toMatchObject({ state: "done", isOverdue: false });
    expect(
      await refusal("POST", mark, { kind: "verified", occurred: { on } }, 2),
    ).toEqual([409, ["kind"]]);
    expect(await lines()).toEqual([
      ["remediation.stopped", "暫定措置「カード決済の停止」を開始", "current"],
      ["remediation.ended", "暫定措置「カード決済の停止」を終了", "current"],
    ]);
    app.clock.set(null);
  });

  test("does not hold without the moment since when", async () => {
    const planned = await aMeasure({ kind: "temporary" });
    expect(
      await refusal(
        "POST",
        `${path}/${planned.id}/state`,
        { state: "in_progress" },
        1,
      ),
    ).toEqual([409, ["state"]]);
  });
});

describe("a measure that deletes data", () => {
  const deletion = { title: "不正なファイルの削除", deletesData: true };

  test("goes nowhere before an image is preserved, as a file or confirmed in writing", async () => {
    const measure = await aMeasure(deletion);
    const one = `${path}/${measure.id}`;
    const refused = [409, ["preservedEvidenceId"]];
    expect(
      await refusal("POST", `${one}/state`, { state: "in_progress" }, 1),
    ).toEqual(refused);
    expect(
      await refusal(
        "POST",
        `${one}/mark`,
        { kind: "done", occurred: { on } },
        1,
      ),
    ).toEqual(refused);
    expect(
      await refusal("POST", path, {
        ...deletion,
        kind: "permanent",
        occurred: { on },
        preservedBy: "見本フォレンジックス",
        preservedPlace: " ",
        preservedOn: on,
      }),
    ).toEqual(refused);
    await head.on(1, "PUT", one, {
      preservedBy: "見本フォレンジックス",
      preservedPlace: "同社の保管庫",
      preservedOn: on,
    });
    const begun = await act({ ...measure, version: 2 }, "state", {
      state: "in_progress",
    });
    expect(begun.state).toBe("in_progress");
    expect(await refusal("PUT", one, { preservedPlace: "" }, 3)).toEqual(
      refused,
    );
  });

  test("names a file of the same case", async () => {
    const file = async (incidentId: string) =>
      (
        await head.post<{ id: string }>(
          `/api/incidents/${incidentId}/evidence`,
          {
            name: "サーバのイメージ",
            originalName: "web01.dd",
            sha256: "ab".repeat(32),
            size: 1,
          },
        )
      ).body.id;
    const elsewhere = await anIncident(head);
    expect(
      await refusal("POST", path, {
        ...deletion,
        kind: "permanent",
        occurred: { on },
        preservedEvidenceId: await file(elsewhere.id),
      }),
    ).toEqual([400, ["preservedEvidenceId"]]);
    const done = await aMeasure({
      ...deletion,
      occurred: { on },
      preservedEvidenceId: await file(incident.id),
    });
    expect(done.state).toBe("done");
  });
});

describe("a published promise", () => {
  test("stays on the board until it is kept: neither dropped nor withdrawn, and no promise any more only for a reason", async () => {
    app.clock.set("2016-10-01T09:00:00+09:00");
    const promise = await aMeasure({
      isPromise: true,
      dueOn: "2016-09-30",
      publicWording: "外部の診断を毎年受けます",
    });
    expect(promise).toMatchObject({ isPromise: true, isOverdue: true });
    const one = `${path}/${promise.id}`;
    expect(
      await refusal(
        "POST",
        `${one}/state`,
        { state: "dropped", reason: "x" },
        1,
      ),
    ).toEqual([409, ["state"]]);
    expect(
      await refusal("POST", `${one}/withdraw`, { reason: "x" }, 1),
    ).toEqual([409, ["root.serverError"]]);
    expect(await refusal("PUT", one, { isPromise: false }, 1)).toEqual([
      400,
      ["reason"],
    ]);
    await head.on(1, "PUT", one, {
      isPromise: false,
      reason: "第二報で撤回した",
    });
    const dropped = await act({ ...promise, version: 2 }, "state", {
      state: "dropped",
      reason: "別の対策に替えた",
    });
    expect(dropped).toMatchObject({
      group: "none",
      stateReason: "別の対策に替えた",
      isOverdue: false,
    });
    expect(
      await refusal("PUT", one, { isPromise: true }, dropped.version),
    ).toEqual([409, ["isPromise"]]);
    app.clock.set(null);
  });
});

describe("the public order", () => {
  test("is set by hand, and a measure goes behind another one of its case only", async () => {
    const measures: RemediationMeasure[] = [];
    for (const title of ["一", "二", "三"])
      measures.push(await aMeasure({ title }));
    const [first, second, third] = measures as [
      RemediationMeasure,
      RemediationMeasure,
      RemediationMeasure,
    ];
    const titles = async () =>
      (await head.get<RemediationMeasure[]>(path)).body
        .map(({ title }) => title)
        .join("");
    expect(await titles()).toBe("一二三");
    await act(third, "place", { afterMeasureId: first.id });
    expect(await titles()).toBe("一三二");
    await act(second, "place", { afterMeasureId: null });
    expect(await titles()).toBe("二一三");
    const elsewhere = await anIncident(head);
    const { body: foreign } = await head.post<RemediationMeasure>(
      `/api/incidents/${elsewhere.id}/remediation`,
      { title: "x", kind: "permanent", occurred: null },
    );
    for (const afterMeasureId of [foreign.id, first.id])
      expect(
        await refusal(
          "POST",
          `${path}/${first.id}/place`,
          { afterMeasureId },
          1,
        ),
      ).toEqual([400, ["afterMeasureId"]]);
  });

  test("is kept by the list, which filters by what was carried out", async () => {
    await aMeasure({ title: "一" });
    await aMeasure({ title: "二", occurred: { on } });
    await aMeasure({ title: "三", kind: "temporary", occurred: { on } });
    const { body } = await head.get<RemediationMeasure[]>(
      `${path}?filter={"group":"done"}`,
    );
    expect(body.map(({ title }) => title)).toEqual(["二", "三"]);
    const csv = await (
      await fetch(`${app.url}${path}/export.csv`, {
        headers: { authorization: `Bearer ${head.token}` },
      })
    ).text();
    expect(csv).toContain("三,暫定措置,継続中");
  });
});

describe("the log of work", () => {
  test("stands in the order of its days and cannot be changed", async () => {
    const measure = await aMeasure();
    const log = `${path}/${measure.id}/work`;
    await head.post(log, { occurred: { on: "2016-08-20" }, text: "試験" });
    await other.post(log, { occurred: { on }, text: "設計" });
    const { body } = await head.get<RemediationWork[]>(log);
    expect(body.map(({ text, recordedBy }) => [text, recordedBy?.id])).toEqual([
      ["設計", other.id],
      ["試験", head.id],
    ]);
    expect(await refusal("POST", log, { occurred: { on }, text: " " })).toEqual(
      [400, ["text"]],
    );
    await expect(
      app.sql(
        `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
         update remediation_work set text = 'x' from actor where measure_id = $1 and set is not null`,
        [measure.id],
      ),
    ).rejects.toThrow();
  });
});

describe("POST /remediation/:id/withdraw", () => {
  test("strikes the record and its lines; nothing is done with it any more", async () => {
    const done = await aMeasure({ occurred: { on } });
    const gone = await act(done, "withdraw", { reason: "二重に記録した" });
    expect(gone).toMatchObject({
      state: "withdrawn",
      group: "none",
      stateReason: "二重に記録した",
    });
    expect((await lines()).map(([, , state]) => state)).toEqual(["retracted"]);
    expect(
      await refusal("PUT", `${path}/${done.id}`, { title: "x" }, 2),
    ).toEqual([409, ["root.serverError"]]);
    expect(
      await refusal("POST", `${path}/${done.id}/work`, {
        occurred: { on },
        text: "x",
      }),
    ).toEqual([409, ["root.serverError"]]);
  });
});
