import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { operatorActor } from "@keii/api/platform/database/actor";
import type { Tx } from "@keii/api/platform/database/database";
import { uuidv7 } from "@keii/api/platform/database/id";
import type { RecordLine } from "@keii/api/timeline/record-line";
import { RecordLinesService } from "@keii/api/timeline/record-lines.service";
import type {
  Incident,
  ProblemDocument,
  TimelineEvent,
  TimelineRevision,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aLine,
  aPerson,
  anIncident,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let lines: RecordLinesService;
let head: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  lines = app.application.get(RecordLinesService);
  head = await aPerson(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  path = `/api/incidents/${incident.id}/timeline`;
});

const filed: RecordLine = {
  occurred: { on: "2016-08-18", at: "2016-08-18T14:30:00+09:00" },
  text: "大阪府南警察署に被害届を提出",
  type: "communication",
  category: "authorities",
};

function aRecord(kind = "authorities.filed") {
  return { kind, id: uuidv7() };
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return app.foundation.database.transaction(
    operatorActor("spec"),
    incident.id,
    work,
  );
}

async function all(): Promise<TimelineEvent[]> {
  return (await head.get<TimelineEvent[]>(path)).body;
}

async function the(id: string): Promise<TimelineEvent> {
  return (await head.get<TimelineEvent>(`${path}/${id}`)).body;
}

describe("telling", () => {
  test("writes one line that names its record", async () => {
    const record = aRecord();
    const id = await within((tx) => lines.tell(tx, record, filed));
    expect(await all()).toMatchObject([
      { id, text: filed.text, visibility: "internal", records: [record] },
    ]);
  });

  test("takes over a line of the day, which keeps its words and gains the minute", async () => {
    const line = await aLine(head, incident.id, { text: "警察に報告した" });
    const record = aRecord();
    await within((tx) => lines.tell(tx, record, filed, line.id));
    expect(await all()).toMatchObject([
      {
        id: line.id,
        text: "警察に報告した",
        occurred: { precision: "minute", at: "2016-08-18T05:30:00.000Z" },
        records: [record],
      },
    ]);
  });

  test("lets several records share one line; the first is its source", async () => {
    const [received, handed] = [
      aRecord("forensics.received"),
      aRecord("forensics.handed"),
    ];
    const id = await within((tx) => lines.tell(tx, received, filed));
    await within((tx) => lines.tell(tx, handed, filed, id));
    expect((await the(id)).records).toEqual([received, handed]);
  });

  test("a record goes before a milestone that only marks the line", async () => {
    const line = await aLine(head, incident.id);
    await head.post(`/api/incidents/${incident.id}/milestones`, {
      kind: "confirmed",
      occurred: { on: "2016-08-18" },
      timelineEventId: line.id,
    });
    const record = aRecord();
    await within((tx) => lines.tell(tx, record, filed, line.id));
    expect((await the(line.id)).records).toMatchObject([
      record,
      { kind: "milestone" },
    ]);
  });

  test("refuses a line of another day", async () => {
    const line = await aLine(head, incident.id, {
      occurred: { on: "2016-08-19" },
    });
    await expect(
      within((tx) => lines.tell(tx, aRecord(), filed, line.id)),
    ).rejects.toMatchObject({
      fields: { timelineEventId: { key: "rule.otherDayLine" } },
    });
  });

  test("refuses a retracted line and one of another incident", async () => {
    const line = await aLine(head, incident.id);
    await head.call(
      "POST",
      `${path}/${line.id}/retract`,
      { reason: "誤記" },
      { "if-match": '"v1"' },
    );
    const other = await anIncident(head);
    const foreign = await aLine(head, other.id);
    for (const id of [line.id, foreign.id])
      await expect(
        within((tx) => lines.tell(tx, aRecord(), filed, id)),
      ).rejects.toMatchObject({
        fields: { timelineEventId: { key: expect.any(String) as string } },
      });
    expect(await all()).toHaveLength(1);
  });
});

describe("retelling", () => {
  const later: RecordLine = {
    ...filed,
    occurred: { on: "2016-08-19", at: "2016-08-19T10:00:00+09:00" },
    text: "大阪府南警察署に被害届を提出(受理番号 1)",
  };

  test("moves the line and says why", async () => {
    const record = aRecord();
    const id = await within((tx) => lines.tell(tx, record, filed));
    await within((tx) => lines.retell(tx, record, filed, later, "日付の誤り"));
    expect(await all()).toMatchObject([
      {
        id,
        occurred: { on: "2016-08-19" },
        text: later.text,
        reason: "日付の誤り",
        version: 2,
      },
    ]);
  });

  test("leaves words that somebody corrected by hand", async () => {
    const record = aRecord();
    const id = await within((tx) => lines.tell(tx, record, filed));
    await head.call(
      "PUT",
      `${path}/${id}`,
      { text: "南署に被害届", reason: "短く" },
      { "if-match": '"v1"' },
    );
    await within((tx) => lines.retell(tx, record, filed, later, "日付の誤り"));
    expect(await the(id)).toMatchObject({
      text: "南署に被害届",
      occurred: { on: "2016-08-19" },
    });
  });

  test("writes nothing where nothing changes", async () => {
    const record = aRecord();
    const id = await within((tx) => lines.tell(tx, record, filed));
    await within((tx) => lines.retell(tx, record, filed, filed, "同じ"));
    expect((await the(id)).version).toBe(1);
  });

  test.each(["source", "further record"])(
    "a %s that moves to another day leaves the shared line to the others",
    async (which) => {
      const [received, handed] = [
        aRecord("forensics.received"),
        aRecord("forensics.handed"),
      ];
      const id = await within((tx) => lines.tell(tx, received, filed));
      await within((tx) => lines.tell(tx, handed, filed, id));
      const [moving, staying] =
        which === "source" ? [received, handed] : [handed, received];
      await within((tx) => lines.retell(tx, moving, filed, later, "別の日"));
      expect(await all()).toMatchObject([
        { id, occurred: { on: "2016-08-18" }, records: [staying] },
        { occurred: { on: "2016-08-19" }, records: [moving] },
      ]);
    },
  );
});

describe("taking back", () => {
  test("strikes the line through with the reason", async () => {
    const record = aRecord();
    const id = await within((tx) => lines.tell(tx, record, filed));
    await within((tx) => lines.unsay(tx, record, "二重に記録した"));
    expect(await the(id)).toMatchObject({
      state: "retracted",
      reason: "二重に記録した",
    });
  });

  test("leaves a line that speaks of another record as well", async () => {
    const [one, other] = [aRecord(), aRecord()];
    const id = await within((tx) => lines.tell(tx, one, filed));
    await within((tx) => lines.tell(tx, other, filed, id));
    await within((tx) => lines.unsay(tx, one, "誤り"));
    expect(await the(id)).toMatchObject({ state: "current", records: [other] });
  });
});

describe("by hand", () => {
  test("a line of a record is neither moved to another time, nor retracted, nor put back", async () => {
    const record = aRecord();
    const id = await within((tx) => lines.tell(tx, record, filed));
    const refusals = [
      await head.call<ProblemDocument>(
        "PUT",
        `${path}/${id}`,
        { occurred: { on: "2016-08-20" }, reason: "別の日" },
        { "if-match": '"v1"' },
      ),
      await head.call<ProblemDocument>(
        "POST",
        `${path}/${id}/retract`,
        { reason: "不要" },
        { "if-match": '"v1"' },
      ),
    ];
    await within((tx) => lines.unsay(tx, record, "誤り"));
    refusals.push(
      await head.call<ProblemDocument>(
        "POST",
        `${path}/${id}/restore`,
        { reason: "必要" },
        { "if-match": '"v2"' },
      ),
    );
    expect(refusals.map(({ status }) => status)).toEqual([409, 409, 409]);
    expect((await the(id)).state).toBe("retracted");
  });

  test("its words, its public wording and its place are corrected as ever", async () => {
    const id = await within((tx) => lines.tell(tx, aRecord(), filed));
    const { status } = await head.call(
      "PUT",
      `${path}/${id}`,
      { visibility: "public", text: "警察に被害届を提出", reason: "公表用" },
      { "if-match": '"v1"' },
    );
    expect(status).toBe(200);
    const revisions = await head.get<TimelineRevision[]>(
      `${path}/${id}/revisions`,
    );
    expect(revisions.body.map(({ kind }) => kind)).toEqual([
      "recorded",
      "corrected",
    ]);
  });
});
