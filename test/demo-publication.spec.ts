import { loadDemo } from "@keii/api/operator/demo";
import type { PublicAnswer, PublicMessage, PublicPage } from "@keii/shared";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApp, type TestApp } from "./support/app.js";

let app: TestApp;
let portal: pg.Client;

beforeAll(async () => {
  app = await startApp({ env: { KEII_DEMO_CUSTOMERS: "0" } });
  await loadDemo(app.foundation, () => undefined);
  portal = new pg.Client({ connectionString: app.urls.portal });
  await portal.connect();
}, 60_000);

afterAll(async () => {
  await portal?.end();
  await app?.close();
});

async function told<T>(call: string): Promise<T> {
  const { rows } = await portal.query<{ answer: T }>(
    `select ${call} as answer`,
  );
  return rows[0]!.answer;
}

test("the demo's page is published by two people, in both languages, without figures nobody counted", async () => {
  const page = await told<PublicPage>("portal_page('demo')");
  expect(page.report.no).toBe(1);
  expect(page.report.publishedAt).toBe("2016-09-15T01:00:00.000Z");
  for (const text of [page.report.text.ja, page.report.text.en]) {
    expect(text.length).toBeGreaterThan(300);
    expect(text).not.toMatch(/\{\{|\}\}|14,627/);
  }
  expect(page.report.text.ja).toContain("2016年8月12日");
  const [edition] = await app.sql(
    "select asked_by <> approved_by as by_two from publication_edition",
  );
  expect(edition).toEqual({ by_two: true });
});

test("its answers are in force on their days, and internal ones are not told", async () => {
  const on = (day: string) =>
    told<PublicAnswer[]>(`portal_faq('demo', '${day} 12:00+09')`);
  expect(await on("2016-09-14")).toEqual([]);
  const before = await on("2016-09-22");
  const after = await on("2016-09-23");
  expect(after.length).toBe(before.length + 1);
  expect(after.length).toBeGreaterThanOrEqual(6);
  expect(JSON.stringify(after)).not.toContain("二次被害");
  for (const { question, answer } of after)
    expect(Object.values({ ...question, ...answer })).not.toContain("");
});

test("the messages really sent are named", async () => {
  const messages = await told<PublicMessage[]>("portal_sent_messages('demo')");
  expect(messages.map(({ kind }) => kind)).toEqual(["mail", "letter"]);
});
