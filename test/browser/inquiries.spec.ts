import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import type { Incident, InquiryThread } from "@keii/shared";
import { startApp, type TestApp } from "../support/app.js";
import { noBrowser, useBrowser } from "../support/browser.js";
import { aPerson, anIncident, join, type Person } from "../support/people.js";
import { wordsOf } from "./words.js";

const openConsole = useBrowser();
const ja = wordsOf("ja");

let app: TestApp;
let agent: Person;
let lead: Person;
let incident: Incident;
let base: string;

beforeAll(async () => {
  app = await startApp();
  const head = await aPerson(app);
  agent = await aPerson(app, { name: "窓口 千春" });
  lead = await aPerson(app, { name: "窓口 責任者" });
  incident = await anIncident(head);
  await join(head, incident.id, agent, "support");
  await join(head, incident.id, lead, "desk_lead");
  base = `/api/incidents/${incident.id}/inquiries`;
});
afterAll(() => app.close());

const button = (page: Page, key: string) =>
  page.getByRole("button", { name: ja(key), exact: true });

describe.skipIf(noBrowser !== "")(`the inquiries${noBrowser}`, () => {
  it("teach what belongs here, take a call, and go from nobody to an answer with a note between", async () => {
    const { page, goTo, settled } = await openConsole(app, agent);
    await goTo(`/incidents/${incident.id}/inquiries`);
    await page.getByText(ja("inquiries.empty.title")).waitFor();
    await page
      .getByRole("link", { name: ja("inquiries.add") })
      .first()
      .click();
    // The list has a field of the same name.
    await page.getByText(ja("inquiries.create.title")).waitFor();
    await page
      .getByLabel(ja("resources.inquiries.fields.category"))
      .first()
      .click();
    await page
      .getByRole("option", { name: ja("inquiries.category.secondary_damage") })
      .click();
    await page
      .getByLabel(ja("resources.inquiries.fields.text"))
      .first()
      .fill("利用していない店から3万円の請求が届いた。");
    await page
      .getByLabel(ja("resources.inquiries.fields.name"))
      .fill("見本 太郎");
    await page.keyboard.press("Control+Enter");
    await page.getByText(ja("inquiries.secondaryDamage")).waitFor();
    expect(await page.getByText("見本 太郎").count()).toBe(0);

    await button(page, "inquiries.assign.me").click();
    await button(page, "inquiries.assign.back").waitFor();
    await button(page, "inquiries.say.note").click();
    await page
      .getByLabel(ja("inquiries.say.note.field"))
      .fill("カード会社に確認中");
    await button(page, "inquiries.say.note.submit").click();
    await page.getByText(ja("inquiries.note.only")).waitFor();
    await button(page, "inquiries.say.answer").click();
    await page
      .getByLabel(ja("inquiries.say.answer.field"))
      .fill("すぐにカード会社へご連絡ください。");
    await button(page, "inquiries.say.answer.submit").click();
    await page.getByText("回答 窓口 千春").waitFor();
    await settled();
    const { body } = await lead.get<InquiryThread[]>(base);
    expect(body).toMatchObject([
      { status: "answered", assignee: { id: agent.id } },
    ]);
  });

  it("let no answer out before what was said meanwhile is read, and lose nothing typed", async () => {
    const { body: one } = await lead.post<InquiryThread>(base, {
      channel: "web",
      category: "affected",
      text: "対象でしょうか",
    });
    const { page, goTo } = await openConsole(app, agent);
    await goTo(`/incidents/${incident.id}/inquiries/${one.id}/show`);
    const answer = page.getByLabel(ja("inquiries.say.answer.field"));
    await answer.fill("わたしの回答");
    await lead.on(1, "POST", `${base}/${one.id}/messages`, {
      kind: "customer",
      text: "急いでいます",
    });
    await page.getByText("急いでいます").waitFor();
    await button(page, "inquiries.say.answer.submit").click();
    await page.getByText(ja("inquiries.say.old")).first().waitFor();
    expect(await answer.inputValue()).toBe("わたしの回答");
    await button(page, "inquiries.say.old.seen").click();
    await button(page, "inquiries.say.answer.submit").click();
    await page.getByText("回答 窓口 千春").waitFor();
    const { body } = await lead.get<InquiryThread>(`${base}/${one.id}`);
    expect(body.messages.map(({ kind }) => kind)).toEqual([
      "customer",
      "customer",
      "answer",
    ]);
  });
});
