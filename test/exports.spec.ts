import { Turns } from "@keii/api/platform/http/turns";
import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import type { AuditEntry, Party, Task } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { refusal } from "./support/caller.js";
import { aPerson, anIncident, type Person } from "./support/people.js";

let app: TestApp;
let head: Person;
let administrator: Person;
let incidentId: string;
let tasks: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  administrator = await aPerson(app, { right: "administrator" });
  incidentId = (await anIncident(head)).id;
  tasks = `/api/incidents/${incidentId}/tasks`;
});
afterAll(() => app.close());

async function bytesOf(path: string, by: Person = head): Promise<Buffer> {
  const answer = await fetch(app.url + path, {
    headers: { authorization: `Bearer ${by.token}` },
  });
  expect(answer.status, path).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
  return Buffer.from(await answer.arrayBuffer());
}

async function csvOf(path: string, by?: Person): Promise<string[][]> {
  return parse(await bytesOf(path, by), { bom: true });
}

async function xlsxOf(path: string, by?: Person): Promise<string[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(
    new Uint8Array(await bytesOf(path, by)).buffer as ArrayBuffer,
  );
  const rows: string[][] = [];
  book.worksheets[0]!.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text));
    rows.push(cells);
  });
  return rows;
}

const query = (parts: Record<string, unknown>) =>
  Object.entries(parts)
    .map(
      ([name, value]) => `${name}=${encodeURIComponent(JSON.stringify(value))}`,
    )
    .join("&");

describe("an export", () => {
  const dangerous = ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "＝１＋１", "\t=1"];

  test("as CSV begins with the mark of its encoding and has lines as spreadsheets expect them", async () => {
    await head.post<Task>(tasks, { title: "電源を切らない", note: "1\n2" });
    const bytes = await bytesOf(`${tasks}/export.csv`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toContain("\r\n");
    const [headings, row] = await csvOf(`${tasks}/export.csv`);
    expect(headings![0]).toBe("やること");
    expect([row![0], row!.at(-1)]).toEqual(["電源を切らない", "1\n2"]);
  });

  test("holds nothing a spreadsheet would calculate, and leaves telephone numbers as they are", async () => {
    for (const title of dangerous)
      await head.post<Task>(tasks, { title, note: title });
    for (const rows of [
      await csvOf(`${tasks}/export.csv`),
      await xlsxOf(`${tasks}/export.xlsx`),
    ]) {
      const cells = rows.flat();
      for (const text of dangerous) expect(cells).toContain(`'${text}`);
      expect(cells.filter((cell) => /^[=+\-@＝＋－＠\t]/.test(cell))).toEqual(
        [],
      );
    }
    await head.post<Party>(`/api/incidents/${incidentId}/parties`, {
      officialName: "国際(架空)",
      roles: ["police"],
      channel: "+81 3-0000-0100",
    });
    expect(
      (await csvOf(`/api/incidents/${incidentId}/parties/export.csv`)).flat(),
    ).toContain("+81 3-0000-0100");
  });

  test("opens as a workbook with the same cells as the CSV", async () => {
    expect(await xlsxOf(`${tasks}/export.xlsx`)).toEqual(
      await csvOf(`${tasks}/export.csv`),
    );
  });

  test("has the rows and the order of its list, far beyond a page", async () => {
    const { id } = await anIncident(head);
    await app.sql(
      `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
       insert into task (id, version, incident_id, title, note, state, due_sort, created_at)
       select gen_random_uuid(), 1, $1, 'T' || lpad(n::text, 5, '0'), '', 'open', timestamptz '2016-08-18T00:00Z' + n * interval '1 minute', now()
       from generate_series(1, 2500) n, actor where set is not null`,
      [id],
    );
    const own = `/api/incidents/${id}/tasks/export`;
    const parts = query({ sort: ["due", "DESC"], filter: { q: "T0" } });
    for (const rows of [
      await csvOf(`${own}.csv?${parts}`),
      await xlsxOf(`${own}.xlsx?${parts}`),
    ]) {
      expect(rows).toHaveLength(2501);
      expect(rows[1]![0]).toBe("T02500");
      expect(rows.at(-1)![0]).toBe("T00001");
    }
    expect(
      await csvOf(`${own}.csv?${query({ filter: { q: "T0001" } })}`),
    ).toHaveLength(11);
  }, 60_000);

  test("is an act in the log, with its format and what it was filtered by, never the words", async () => {
    await bytesOf(`${tasks}/export.csv?${query({ filter: { q: "電源" } })}`);
    const { body } = await head.get<AuditEntry[]>(
      `/api/incidents/${incidentId}/activity?${query({ filter: { act: "export" }, range: [0, 0] })}`,
    );
    expect(body[0]!.resource).toBe("tasks");
    expect(
      Object.fromEntries(body[0]!.changes.map((c) => [c.field, c.after])),
    ).toEqual({ format: "csv", filters: ["q"] });
    expect(JSON.stringify(body)).not.toContain("電源");
  });

  test("refuses what its list refuses, and leaves no act behind", async () => {
    const count = async () =>
      (
        await app.sql<{ n: number }>(
          "select count(*)::int as n from audit_entry where act = 'export'",
        )
      )[0]!.n;
    const before = await count();
    for (const [parts, field] of [
      [{ filter: { secret: 1 } }, "filter.secret"],
      [{ sort: ["secret", "ASC"] }, "sort"],
    ] as const)
      for (const format of ["csv", "xlsx"])
        expect(
          refusal(
            await head.call("GET", `${tasks}/export.${format}?${query(parts)}`),
          ),
        ).toEqual([400, field]);
    expect(await count()).toBe(before);
  });

  test("of milestones and approvals tells moments, states and subjects in words", async () => {
    const { id } = await anIncident(head);
    const own = `/api/incidents/${id}`;
    const { body: milestone } = await head.post<{ id: string }>(
      `${own}/milestones`,
      { kind: "aware", occurred: { on: "2016-08-18" }, learnedBy: "=見本" },
    );
    app.clock.set(new Date(Date.now() + 3 * 3_600_000).toISOString());
    await head.on(1, "POST", `${own}/milestones/${milestone.id}/move`, {
      occurred: { on: "2016-08-19" },
      reason: "通話記録による",
    });
    app.clock.set(null);
    for (const rowsOf of [
      (what: string) => csvOf(`${own}/${what}/export.csv`),
      (what: string) => xlsxOf(`${own}/${what}/export.xlsx`),
    ]) {
      const [headings, row] = await rowsOf("milestones");
      expect(headings).toHaveLength(9);
      expect(row![7]).toBe("通話記録による");
      expect(row![1]).toBe("確定");
      expect(row![3]).toBe("'=見本");
      expect([row![2], row![6]].join()).toMatch(/18.*19/);
      const [, approval] = await rowsOf("approvals");
      expect(approval!.slice(0, 3)).toEqual([
        "起点となる日時の変更",
        "承認待ち",
        "通話記録による",
      ]);
    }
  });

  test("of every list can be had in both formats by those who may read it", async () => {
    for (const path of [
      "/api/users",
      "/api/audit",
      "/api/incidents",
      ...[
        "members",
        "milestones",
        "approvals",
        "timeline",
        "tasks",
        "parties",
        "authorities",
        "authority-replies",
        "authority-dues",
        "activity",
      ].map((name) => `/api/incidents/${incidentId}/${name}`),
    ]) {
      const by = path.includes(incidentId) ? head : administrator;
      const [csv, xlsx] = [
        await csvOf(`${path}/export.csv`, by),
        await xlsxOf(`${path}/export.xlsx`, by),
      ];
      expect(xlsx[0], path).toEqual(csv[0]);
      expect(
        csv[0]!.every((heading) => heading !== ""),
        path,
      ).toBe(true);
      expect(new Set(csv[0]).size, path).toBe(csv[0]!.length);
    }
  });
});

describe("turns", () => {
  test("run a few at a time, let some wait in order and turn the rest away", async () => {
    const turns = new Turns(2, 2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const takes = [0, 1, 2, 3].map((n) =>
      turns.take(async () => {
        begun.push(n);
        await new Promise<void>((done) => ends.push(done));
        return n;
      }),
    );
    await expect(turns.take(async () => 4)).rejects.toMatchObject({
      kind: { status: 503 },
      retryAfterSeconds: 5,
    });
    expect(begun).toEqual([0, 1]);
    for (let n = 0; n < 4; n++) {
      ends[n]!();
      await takes[n];
      await Promise.resolve();
    }
    expect(begun).toEqual([0, 1, 2, 3]);
    expect(await turns.take(async () => 5)).toBe(5);
  });

  test("are given on by work that fails", async () => {
    const turns = new Turns(1, 0);
    await expect(
      turns.take(() => Promise.reject(new Error("broken"))),
    ).rejects.toThrow("broken");
    expect(await turns.take(async () => 1)).toBe(1);
  });
});
