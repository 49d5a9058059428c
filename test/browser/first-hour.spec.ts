import type { Incident, OwnSession, TimelineEvent } from "@keii/shared";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import { noBrowser, useBrowser } from "../support/browser.js";
import {
  aLine,
  anIncident,
  aPerson,
  join,
  type Person,
} from "../support/people.js";
import { wordsOf } from "./words.js";

let app: TestApp;
const openConsole = useBrowser();
const ja = wordsOf("ja");
const en = wordsOf("en");

beforeAll(async () => {
  if (noBrowser === "") app = await startApp();
});
afterAll(() => app?.close());

function field(page: Page | Locator, label: string): Locator {
  return page.getByRole("textbox", { name: new RegExp(`^${label}`) });
}

function button(page: Page | Locator, label: string): Locator {
  return page.getByRole("button", { name: label, exact: true });
}

function row(page: Page, text: string): Locator {
  return page.locator("[data-keii-row]").filter({ hasText: text });
}

/** At the sign-in form, from the keyboard. */
async function signInAt(page: Page, person: Person): Promise<void> {
  await field(page, ja("app.signIn.email")).waitFor();
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
}

async function aCase(): Promise<{ head: Person; incident: Incident }> {
  const head = await aPerson(app);
  return { head, incident: await anIncident(head) };
}

describe.skipIf(noBrowser !== "")(`the first hour${noBrowser}`, () => {
  it("goes from the first call to a corrected course of events", async () => {
    const head = await aPerson(app, { name: "佐藤 亮" });
    const { page } = await openConsole(app, null);
    await page.goto(app.url);
    await signInAt(page, head);

    // The call is taken down as it is heard.
    await page
      .getByRole("link", { name: ja("app.nav.intake") })
      .first()
      .click();
    await field(page, ja("resources.intake.fields.text")).waitFor();
    await page.keyboard.type(
      "決済代行会社から、当社の通販サイトで使われたカードに不正利用の疑いがあるとの電話。",
    );
    await field(page, ja("resources.intake.fields.callerOrganisation")).fill(
      "あおば決済",
    );
    await field(page, ja("resources.intake.fields.callBackNumber")).fill(
      "03-0000-0110",
    );
    await page.keyboard.press("Control+Enter");
    await page.getByText("『知った時』の候補として記録しました").waitFor();
    const steps = page.getByRole("status").getByRole("button");
    for (let open = await steps.count(); open > 0; open--) {
      expect(await steps.count()).toBe(open);
      await steps.first().click();
      await expect.poll(() => steps.count(), patience).toBe(open - 1);
    }
    expect(await page.getByText(ja("intake.done.stepSaved")).count()).toBe(4);
    await page.getByRole("link", { name: ja("intake.done.open") }).click();
    await page.getByRole("link", { name: "やること 0/4件" }).waitFor();

    // One line from the keyboard.
    await page
      .getByRole("navigation", { name: ja("workspace.tabs") })
      .getByRole("link", { name: ja("workspace.tab.timeline") })
      .click();
    await field(page, ja("timeline.line.text")).waitFor();
    await row(page, "あおば決済")
      .or(row(page, "決済代行会社"))
      .first()
      .waitFor();
    await page.locator("main").press("n");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.type("2016/8/18 14:30");
    await page.keyboard.press("Tab");
    await page.keyboard.type("大阪府南警察署に被害を報告");
    await page.keyboard.press("Enter");
    await row(page, "大阪府南警察署に被害を報告").waitFor();
    expect(await row(page, "大阪府南警察署に被害を報告").innerText()).toContain(
      "14:30",
    );

    // Many lines, of which one has to be put right before they are saved.
    await page.getByRole("link", { name: ja("timeline.go.paste") }).click();
    await field(page, ja("timeline.paste.text")).waitFor();
    await page.keyboard.insertText(
      [
        "2016/8/19 調査会社に正式に調査を依頼",
        "8/22(火) 10:30 サイバー犯罪対策課に相談",
        "9月1日 最終報告書を受領",
      ].join("\n"),
    );
    await page.keyboard.press("Control+Enter");
    await page
      .getByText(ja("timeline.warning.wrong-weekday"))
      .first()
      .waitFor();
    const when = page.getByRole("textbox", {
      name: ja("timeline.paste.fieldOf", {
        field: ja("timeline.field.occurred"),
        no: 2,
      }),
    });
    await when.fill("2016/8/23(火) 10:30");
    await page
      .getByText(ja("timeline.warning.wrong-weekday"))
      .first()
      .waitFor({ state: "detached" });
    await page.keyboard.press("Control+Enter");
    await row(page, "最終報告書を受領").waitFor();
    await row(page, "サイバー犯罪対策課に相談").waitFor();

    // A correction says why, and what stood before stays.
    await row(page, "サイバー犯罪対策課に相談").getByRole("link").click();
    await page.getByRole("link", { name: ja("timeline.correct") }).click();
    const text = field(page, ja("resources.timeline.fields.text"));
    await text.fill("大阪府警サイバー犯罪対策課に相談し、資料を渡した");
    await field(page, ja("timeline.correctionReason")).fill(
      "相手の正式な名称と、資料を渡したことを加えた",
    );
    await page.keyboard.press("Control+Enter");
    const history = page.getByRole("region", {
      name: ja("timeline.history.title"),
    });
    await history.getByText("相手の正式な名称").waitFor();
    await history
      .locator("del")
      .filter({ hasText: "サイバー犯罪対策課に相談" })
      .waitFor();

    // A retraction strikes through, and takes nothing away.
    await page.getByRole("link", { name: ja("timeline.back") }).click();
    await row(page, "最終報告書を受領").getByRole("link").click();
    await button(page, ja("timeline.retract.button")).click();
    await field(page.getByRole("dialog"), ja("timeline.column.reason")).fill(
      "受領は9月2日と分かった",
    );
    await button(page, ja("timeline.retract.submit")).click();
    await page.getByRole("link", { name: ja("timeline.back") }).click();
    const struck = row(page, "最終報告書を受領").locator("del");
    await struck.waitFor();
    expect(
      await struck.evaluate((e) => getComputedStyle(e).textDecorationLine),
    ).toBe("line-through");
    await row(page, "受領は9月2日と分かった").waitFor();
    await row(page, "資料を渡した").getByText("訂正1").waitFor();
  }, 180_000);

  it("keeps what was typed when the session ends, and asks to sign in again", async () => {
    const { head, incident } = await aCase();
    const { page, goTo } = await openConsole(app, head);
    await goTo(`/incidents/${incident.id}/timeline`);
    const line = field(page, ja("timeline.line.text"));
    await line.fill("店舗の決済を停止した");
    const sessions = await head.get<OwnSession[]>("/api/auth/sessions");
    for (const { id, isCurrent } of sessions.body)
      if (!isCurrent) await head.call("DELETE", `/api/auth/sessions/${id}`);
    await line.press("Enter");

    const again = page.getByRole("dialog");
    await again.getByText(ja("app.again.title")).waitFor();
    // Behind a dialog nothing has a role.
    expect(await page.locator("#timeline-new").inputValue()).toBe(
      "店舗の決済を停止した",
    );
    await again.getByLabel(ja("app.signIn.password")).fill("wrong words");
    await page.keyboard.press("Enter");
    await again.getByRole("alert").waitFor();
    await again.getByLabel(ja("app.signIn.password")).fill(head.password);
    await page.keyboard.press("Enter");
    await again.waitFor({ state: "detached" });
    await row(page, "店舗の決済を停止した").waitFor();
    expect(await row(page, "店舗の決済を停止した").count()).toBe(1);
  }, 120_000);

  it("lets the second of two people see both versions and choose", async () => {
    const { head, incident } = await aCase();
    const second = await aPerson(app);
    await join(head, incident.id, second, "responder");
    const entry = await aLine(head, incident.id, { text: "警察署に連絡" });
    const address = `/incidents/${incident.id}/timeline/${entry.id}`;
    const [first, other] = [
      await openConsole(app, head),
      await openConsole(app, second),
    ];
    const type = async (page: Page, text: string, reason: string) => {
      await field(page, ja("resources.timeline.fields.text")).fill(text);
      await field(page, ja("timeline.correctionReason")).fill(reason);
    };
    await Promise.all([first.goTo(address), other.goTo(address)]);
    await type(other.page, "警察署に電話で連絡", "手段を補った");
    await type(first.page, "大阪府南警察署に連絡", "署名を補った");
    await first.page.keyboard.press("Control+Enter");
    await first.page
      .getByRole("region", { name: ja("timeline.history.title") })
      .waitFor();
    await other.page.getByText(ja("app.merge.newer")).waitFor();
    await other.page.keyboard.press("Control+Enter");

    const merge = other.page.getByRole("dialog", {
      name: ja("app.merge.title"),
    });
    await merge.getByText("警察署に連絡", { exact: true }).waitFor();
    await merge.getByRole("radio", { name: "大阪府南警察署に連絡" }).waitFor();
    await merge.getByRole("radio", { name: "警察署に電話で連絡" }).check();
    await button(merge, ja("app.merge.save")).click();
    await merge.waitFor({ state: "detached" });
    await expect
      .poll(async () => {
        const now = await head.get<TimelineEvent>(
          `/api/incidents/${incident.id}/timeline/${entry.id}`,
        );
        return [now.body.text, now.body.correctionCount];
      }, patience)
      .toEqual(["警察署に電話で連絡", 2]);
  }, 120_000);

  it("remembers the language, also on another machine", async () => {
    const { head } = await aCase();
    const { page, goTo } = await openConsole(app, head);
    await goTo("/incidents");
    await page
      .getByRole("heading", { name: ja("incidents.list.title") })
      .waitFor();
    const saved = page.waitForResponse(
      (answer) =>
        answer.url().endsWith("/api/auth/preferences") &&
        answer.request().method() === "PUT",
    );
    await button(page, "English").click();
    await page
      .getByRole("heading", { name: en("incidents.list.title") })
      .waitFor();
    expect((await saved).status()).toBe(200);
    await page.reload();
    await page
      .getByRole("heading", { name: en("incidents.list.title") })
      .waitFor();

    const elsewhere = await openConsole(app, null);
    await elsewhere.page.goto(app.url);
    await signInAt(elsewhere.page, head);
    await elsewhere.page
      .getByRole("heading", { name: en("home.title") })
      .waitFor();
  }, 120_000);

  it("takes a line on a phone", async () => {
    const { head, incident } = await aCase();
    const { page, goTo } = await openConsole(app, head, {
      width: 390,
      height: 844,
    });
    await goTo(`/incidents/${incident.id}/timeline`);
    await field(page, ja("timeline.line.text")).fill(
      "店長から電話で報告を受けた",
    );
    await button(page, ja("timeline.line.save")).click();
    await row(page, "店長から電話で報告を受けた").waitFor();
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  }, 120_000);
});

const patience = { timeout: 30_000 };
