import {
  languages,
  type Language,
  type SelfCheckAnswer,
  type ToldExposure,
  type ToldVerdict,
} from "@keii/shared";
import { HtmlValidate } from "html-validate";
import type { BrowserContext, Page } from "playwright-core";
import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InquiryThread } from "@keii/shared";
import { startApp, type TestApp } from "../support/app.js";
import { noBrowser, openBrowser, pictures } from "../support/browser.js";
import { anIncident, aPerson, join, type Person } from "../support/people.js";
import { startPortal, type TestPortal } from "../support/portal.js";
import { deskPhone, openDesk, publish } from "../support/publication.js";
import {
  aVerificationCase,
  type VerificationCase,
} from "../support/verification.js";
import { axeFindings } from "./looks.js";

let app: TestApp;
let portal: TestPortal;
/** A case with customers, whose codes are really looked up. */
let real: TestPortal;
let world: VerificationCase;
let lead: Person;
let browser: Awaited<ReturnType<typeof openBrowser>>;

const exposure: ToldExposure = {
  name: "決済画面の改ざん",
  vector: "",
  subject: "purchases",
  fromOn: "2016-03-07",
  fromAt: null,
  untilOn: "2016-06-28",
  untilAt: null,
  sites: [
    { ja: "印刷の通販 さくら", en: "Sakura print shop" },
    { ja: "名刺の通販 もみじ", en: "Momiji cards" },
  ],
  dataItems: ["name", "card_number", "card_expiry"],
};

const told: { outcome: "told" } & Omit<ToldVerdict, "verdict" | "steps"> = {
  outcome: "told",
  receipt: "R-7K2M-94XQ",
  toldAt: "2016-07-20T03:00:00.000Z",
  asOf: "2016-07-14",
  zone: "Asia/Tokyo",
  channel: "code",
  changed: null,
  exposures: [],
  purchases: [],
  purchaseCount: 0,
  dataItems: [],
  fees: [],
  rule: [],
};

/** What the self-check says of the codes in these specs. */
const answers: Record<string, SelfCheckAnswer> = {
  AFFECTED: {
    ...told,
    verdict: "affected",
    exposures: [
      {
        ...exposure,
        sites: [...exposure.sites],
        dataItems: [...exposure.dataItems],
      },
    ],
    purchases: Array.from({ length: 12 }, (_, no) => ({
      site: exposure.sites[no % 2]!,
      on: `2016-0${3 + (no % 3)}-1${no % 10}`,
      last4: "4242",
      brand: "VISA",
    })),
    purchaseCount: 40,
    dataItems: ["name", "card_number", "card_expiry"],
    steps: [
      "call_card_company",
      "watch_statements",
      "change_password",
      "beware_of_fraud",
      "ask_desk",
    ],
    fees: [
      { party: { ja: "青空カード", en: "Aozora Card" }, standing: "requested" },
      { party: { ja: "若葉カード", en: "Wakaba Card" }, standing: "promised" },
      { party: { ja: "港カード", en: "Minato Card" }, standing: "unknown" },
    ],
    changed: { from: "not_affected", toldAt: "2016-07-17T03:00:00.000Z" },
  },
  UNLISTED: {
    ...told,
    verdict: "unlisted",
    exposures: [{ ...exposure, sites: [], dataItems: ["card_number"] }],
    dataItems: ["card_number"],
    steps: ["watch_statements", "beware_of_fraud", "ask_desk"],
  },
  "NOT-AFFECTED": {
    ...told,
    verdict: "not_affected",
    steps: ["beware_of_fraud"],
    rule: [
      { ...exposure, sites: [...exposure.sites], dataItems: ["card_number"] },
    ],
  },
};

beforeAll(async () => {
  if (noBrowser !== "") return;
  app = await startApp();
  app.clock.set("2016-07-20T12:00:00+09:00");
  await app.sql(
    `with actor as materialized (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     update organisation set portal_name = '{"ja":"株式会社さくら印刷","en":"Sakura Print Ltd."}', portal_colour = 'indigo' from actor where set is not null`,
  );
  const head = await aPerson(app);
  await publish(app, (await anIncident(head)).id, "demo");
  portal = await startPortal(app, {
    check: async (_, typed) => ({
      answer: answers[typed.trim()] ?? { outcome: "unconfirmed" },
      session: null,
    }),
  });
  const { id } = await anIncident(head);
  lead = await aPerson(app);
  await join(head, id, lead, "desk_lead");
  world = await aVerificationCase(app, head, id, "real");
  await openDesk(app, id);
  real = await startPortal(app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await real?.close();
  await portal?.close();
  await app?.close();
});

async function withPage<T>(
  language: Language,
  work: (page: Page, context: BrowserContext) => Promise<T>,
  more: { width?: number; height?: number; hasScript?: boolean } = {},
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width: more.width ?? 1280, height: more.height ?? 900 },
    locale: language === "ja" ? "ja-JP" : "en-GB",
    timezoneId: "America/New_York",
    javaScriptEnabled: more.hasScript ?? false,
    // axe is put into pages whose own policy allows no script.
    bypassCSP: more.hasScript ?? false,
  });
  try {
    return await work(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

const words = {
  ja: {
    faq: "よくあるご質問",
    check: "ご自身が対象かどうかを確認する",
    code: "お手紙の番号",
    send: "確認する",
    affected: "お客様の情報は、今回の対象に含まれています。",
    unlisted: "漏えいが確認された一覧に含まれていません。",
    notAffected: "2016年7月14日時点の調査では、今回の対象に含まれていません。",
    notConfirmed:
      "番号を確認できませんでした。お手紙の番号をもう一度ご覧ください。お電話でもお調べします",
    open: "ただいま受付中です",
    inquiry: "お問い合わせを送る",
    category: "カードの再発行について",
    text: "お問い合わせの内容",
    phone: "電話番号（任意）",
    callBack: "折り返しの電話（任意）",
    sendInquiry: "この内容で送信する",
    received: "お問い合わせを受け付けました。",
    toMy: "マイページへ",
    my: "マイページ",
    receipt: "受付番号",
    readingCode: "閲覧番号",
    read: "お答えを読む",
    reply: "への返信",
    sendReply: "返信を送る",
    replied: "返信を受け付けました。",
    leave: "終了する",
    question: "カードはいつ届きますか。\n急いでいます。",
    answer: "再発行には、お申し込みから約2週間かかります。",
    thanks: "ありがとうございました。",
  },
  en: {
    faq: "Questions and answers",
    check: "Check whether you are affected",
    code: "Number in your letter",
    send: "Check",
    affected: "Your data are among those affected.",
    unlisted: "you are not on the list",
    notAffected:
      "According to the investigation as of 14 July 2016, you are not among those affected.",
    notConfirmed: "We could not confirm this number.",
    open: "The desk is open now",
    inquiry: "Send us a question",
    category: "A new card",
    text: "Your question",
    phone: "Telephone number (optional)",
    callBack: "Call back (optional)",
    sendInquiry: "Send this",
    received: "We have received your question.",
    toMy: "To My page",
    my: "My page",
    receipt: "Receipt number",
    readingCode: "Reading code",
    read: "Read the answer",
    reply: "Reply to",
    sendReply: "Send the reply",
    replied: "We have received your reply.",
    leave: "Leave",
    question: "When will my new card arrive?\nI am in a hurry.",
    answer: "A new card takes about two weeks from your request.",
    thanks: "Thank you.",
  },
};

/** Types a code, as somebody would who came from the report. */
async function ask(
  page: Page,
  language: Language,
  code: string,
): Promise<void> {
  const said = words[language];
  await page.goto(`${portal.url}/demo/check`);
  await page.getByLabel(said.code).fill(code);
  await page.getByRole("button", { name: said.send }).click();
  await page.locator(".answer, .problem").first().waitFor();
}

/** Asks something; what is marked as a number on the page that says it is received. */
async function inquire(page: Page, language: Language): Promise<string[]> {
  const said = words[language];
  await page.getByLabel(said.category).check();
  await page.getByLabel(said.text).fill(said.question);
  await page.getByLabel(said.phone).fill("03-0000-0042");
  await page.getByLabel(said.callBack).selectOption({ index: 1 });
  await page.getByRole("button", { name: said.sendInquiry }).click();
  await page.locator(".number").first().waitFor();
  expect(await page.innerText("main")).toContain(said.received);
  return page.locator(".number").allInnerTexts();
}

/** Answers from the console, as the desk does. */
async function answerTo(receipt: string, text: string): Promise<void> {
  const [row] = await app.sql<{ id: string }>(
    "select id from inquiry where receipt = $1",
    [receipt],
  );
  const path = `/api/incidents/${world.incidentId}/inquiries/${row!.id}`;
  const { version } = (await lead.get<InquiryThread>(path)).body;
  await lead.on(version, "POST", `${path}/messages`, { kind: "answer", text });
}

/** Asks without an account, and opens the thread with its numbers once it is answered. */
async function openThread(
  page: Page,
  language: Language,
  hasAnswer = true,
): Promise<string[]> {
  const said = words[language];
  await page.goto(`${real.url}/real/inquiry`);
  const numbers = await inquire(page, language);
  const [receipt = "", code = ""] = numbers;
  if (hasAnswer) await answerTo(receipt, said.answer);
  await page.getByRole("link", { name: said.toMy }).click();
  await page.getByLabel(said.receipt).fill(receipt);
  await page.getByLabel(said.readingCode).fill(code);
  await page.getByRole("button", { name: said.read }).click();
  await page.locator(".thread").waitFor();
  return numbers;
}

/** Signed in by a code of the case with customers. */
async function signIn(page: Page, language: Language): Promise<void> {
  const said = words[language];
  await page.goto(`${real.url}/real/check`);
  await page.getByLabel(said.code).fill(world.codes.get("K0001")!);
  await page.getByRole("button", { name: said.send }).click();
  await page.locator(".answer").waitFor();
}

/** Every page and state the shell has, as HTML. */
const states: Record<
  string,
  (page: Page, language: Language) => Promise<unknown>
> = {
  incidents: (page) => page.goto(portal.url),
  report: (page) => page.goto(`${portal.url}/demo`),
  faq: (page) => page.goto(`${portal.url}/demo/faq`),
  messages: (page) => page.goto(`${portal.url}/demo/messages`),
  check: (page) => page.goto(`${portal.url}/demo/check`),
  "not found": (page) => page.goto(`${portal.url}/nothing`),
  affected: (page, language) => ask(page, language, "AFFECTED"),
  unlisted: (page, language) => ask(page, language, "UNLISTED"),
  "not affected": (page, language) => ask(page, language, "NOT-AFFECTED"),
  "not confirmed": (page, language) => ask(page, language, "WRONG"),
  inquiry: (page) => page.goto(`${real.url}/real/inquiry`),
  "inquiry wrong": async (page, language) => {
    await page.goto(`${real.url}/real/inquiry`);
    await page
      .getByRole("button", { name: words[language].sendInquiry })
      .click();
    await page.locator(".problem").waitFor();
  },
  received: async (page, language) => {
    await page.goto(`${real.url}/real/inquiry`);
    await inquire(page, language);
  },
  "my page of nobody": (page) => page.goto(`${real.url}/real/my`),
  "thread not found": async (page, language) => {
    await page.goto(`${real.url}/real/my`);
    await page.getByRole("button", { name: words[language].read }).click();
    await page.locator(".problem").waitFor();
  },
  thread: (page, language) => openThread(page, language),
  reply: (page) => page.goto(`${real.url}/real/my/reply`),
  "sign-out": (page) => page.goto(`${real.url}/real/my/sign-out`),
  "my page": async (page, language) => {
    await signIn(page, language);
    await page.goto(`${real.url}/real/inquiry`);
    const [receipt = ""] = await inquire(page, language);
    await answerTo(receipt, words[language].answer);
    await page.goto(`${real.url}/real/my`);
    await page.context().clearCookies();
  },
};

describe.skipIf(noBrowser !== "")(`the portal${noBrowser}`, () => {
  it.each(languages)(
    "leads from the report to an answer without script (%s)",
    (language) =>
      withPage(language, async (page) => {
        const said = words[language];
        const violations: string[] = [];
        page.on("console", (message) => violations.push(message.text()));
        await page.goto(`${portal.url}/demo`);
        const text = () => page.innerText("body");
        expect(await text()).toContain(said.open);
        await page
          .getByRole("navigation")
          .getByRole("link", { name: said.faq })
          .click();
        expect(await page.locator("h2").first().innerText()).toMatch(
          /カード|Cards/,
        );
        await page.goBack();
        await page
          .getByRole("main")
          .getByRole("link", { name: said.check })
          .click();
        for (const [code, wanted] of [
          ["WRONG", said.notConfirmed],
          ["AFFECTED", said.affected],
          ["UNLISTED", said.unlisted],
          ["NOT-AFFECTED", said.notAffected],
        ] as const) {
          await ask(page, language, code);
          expect(await text()).toContain(wanted);
          expect(page.url()).toBe(`${portal.url}/demo/check`);
          expect(
            await page
              .locator(`a[href="tel:${deskPhone.replaceAll("-", "")}"]`)
              .count(),
          ).toBeGreaterThan(0);
          expect(await text()).not.toMatch(/安全です|\bsafe\b/);
        }
        expect(await page.context().cookies()).toEqual([]);
        // The policy lets our one style sheet through.
        const button = page.locator("nav a").first();
        expect((await button.boundingBox())?.height).toBeGreaterThan(28);
        expect(violations).toEqual([]);
      }),
  );

  it.each(languages)(
    "leads from the report over the check to a question and its answer on my page (%s)",
    (language) =>
      withPage(language, async (page, context) => {
        const said = words[language];
        const text = () => page.innerText("main");
        const urls: string[] = [];
        page.on("request", (request) => urls.push(request.url()));
        await page.goto(`${real.url}/real`);
        await page
          .getByRole("main")
          .getByRole("link", { name: said.check })
          .click();
        await page.getByLabel(said.code).fill(world.codes.get("K0021")!);
        await page.getByRole("button", { name: said.send }).click();
        expect(await text()).toContain(said.affected);
        await page
          .getByRole("main")
          .getByRole("link", { name: said.inquiry })
          .click();
        const [receipt = "", ...code] = await inquire(page, language);
        expect(code).toEqual([]);
        await page.reload();
        expect(await page.locator(".number").allInnerTexts()).toEqual([
          receipt,
        ]);
        await answerTo(receipt, said.answer);
        await page.getByRole("link", { name: said.toMy }).click();
        for (const wanted of [
          said.affected,
          receipt,
          said.question,
          said.answer,
        ])
          expect(await text()).toContain(wanted);
        const summary = page.locator("summary", { hasText: receipt });
        await summary.click();
        const form = page.locator("details[open]");
        await form.locator("textarea").fill(said.thanks);
        await form.getByRole("button", { name: said.sendReply }).click();
        await page.waitForLoadState();
        expect(page.url()).toBe(`${real.url}/real/my`);
        expect(await text()).toContain(said.thanks);
        await page.getByRole("button", { name: said.leave }).click();
        expect(await text()).not.toContain(said.question);
        expect(await context.cookies()).toEqual([]);
        for (const url of urls)
          expect(new URL(url).search + new URL(url).hash).toBe("");
      }),
  );

  it.each(languages)(
    "gives a writer without an account numbers to read the answer with, and prints them on one sheet (%s)",
    (language) =>
      withPage(language, async (page, context) => {
        const said = words[language];
        await page.goto(`${real.url}/real/inquiry`);
        const numbers = await inquire(page, language);
        expect(numbers).toHaveLength(2);
        const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
        const document = await getDocumentProxy(new Uint8Array(pdf));
        expect(document.numPages).toBe(1);
        const { text } = await extractText(document, { mergePages: true });
        for (const number of numbers) expect(text).toContain(number);
        await openThread(page, language);
        expect(await page.innerText("main")).toContain(said.answer);
        await page.locator("summary").click();
        await page.locator("textarea").fill(said.thanks);
        await page.getByRole("button", { name: said.sendReply }).click();
        await page.locator(".answer").waitFor();
        expect(await page.innerText("main")).toContain(said.replied);
        expect(await page.innerText("main")).toContain(said.thanks);
        expect(await context.cookies()).toEqual([]);
      }),
  );

  it("is finished by keyboard alone", () =>
    withPage("ja", async (page) => {
      await page.goto(`${portal.url}/demo/check`);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").innerText()).toBe("本文へ進む");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").getAttribute("name")).toBe("code");
      await page.keyboard.type("AFFECTED");
      await page.keyboard.press("Enter");
      await page.waitForLoadState();
      expect(await page.innerText("main")).toContain(words.ja.affected);
    }));

  it.each(languages)(
    "has nothing axe finds, at any width nor at four times the size (%s)",
    (language) =>
      withPage(
        language,
        async (page) => {
          const found: string[] = [];
          for (const [name, go] of Object.entries(states)) {
            await page.setViewportSize({ width: 1280, height: 900 });
            await go(page, language);
            // A width of 1280 at 400 % is 320 with a fourth of the height.
            for (const [width, height] of [
              [1280, 900],
              [768, 1024],
              [320, 640],
              [320, 225],
            ] as const) {
              await page.setViewportSize({ width, height });
              if (height !== 225)
                found.push(
                  ...(await axeFindings(page)).map(
                    (one) => `${name} ${width}: ${one}`,
                  ),
                );
              const wide = await page.evaluate(
                () => document.documentElement.scrollWidth - window.innerWidth,
              );
              if (wide > 0) found.push(`${name} ${width}: ${wide} px too wide`);
              if (process.env.KEII_SCREENS === "all")
                await page.screenshot({
                  path: `${pictures}portal-${name.replaceAll(" ", "-")}-${language}-${width}-${height}.png`,
                  fullPage: height !== 225,
                });
            }
            const small = await page.evaluate(() =>
              [
                ...document.querySelectorAll(
                  "nav a, header a, .phone a, button, input:not([type=hidden])",
                ),
              ]
                .filter((one) => {
                  const { width, height } = one.getBoundingClientRect();
                  return width < 24 || height < 24;
                })
                .map((one) => one.outerHTML),
            );
            found.push(
              ...small.map((one) => `${name}: smaller than 24 px: ${one}`),
            );
          }
          expect(found).toEqual([]);
        },
        { hasScript: true },
      ),
  );

  it("says where the focus is, also in forced colours", () =>
    withPage(
      "ja",
      async (page) => {
        for (const forcedColors of ["none", "active"] as const) {
          await page.emulateMedia({ forcedColors });
          await page.goto(`${portal.url}/demo/check`);
          for (const selector of [
            "nav a",
            "input[name=code]",
            "button",
            "footer a",
          ]) {
            await page.locator(selector).first().focus();
            const outline = await page
              .locator(selector)
              .first()
              .evaluate((one) => getComputedStyle(one).outlineWidth);
            expect(outline, selector).toBe("3px");
          }
        }
      },
      { hasScript: true },
    ));

  it.each(languages)("is valid HTML of at most 8 kB packed (%s)", (language) =>
    withPage(language, async (page) => {
      let sent = "";
      await page.route("**", async (route) => {
        const answer = await route.fetch();
        sent = await answer.text();
        await route.fulfill({ response: answer });
      });
      const validator = new HtmlValidate({
        root: true,
        extends: ["html-validate:standard", "html-validate:a11y"],
      });
      for (const [name, go] of Object.entries(states)) {
        await go(page, language);
        const html = sent;
        if (name === "affected") expect(html).toContain("R-7K2M-94XQ");
        const { results } = await validator.validateString(html);
        expect(
          results.flatMap(({ messages }) =>
            messages.map(
              ({ ruleId, message, line }) =>
                `${name}:${line} ${ruleId} ${message}`,
            ),
          ),
        ).toEqual([]);
        expect(gzipSync(html).length, name).toBeLessThanOrEqual(8 * 1024);
        expect(html).not.toMatch(/<script|javascript:|\son\w+=|\sstyle=/i);
      }
    }),
  );

  it.each(languages)("prints an answer on one sheet (%s)", (language) =>
    withPage(language, async (page) => {
      for (const code of ["AFFECTED", "UNLISTED", "NOT-AFFECTED"]) {
        await ask(page, language, code);
        const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
        if (process.env.KEII_SCREENS === "all")
          await writeFile(`${pictures}portal-${code}-${language}.pdf`, pdf);
        const document = await getDocumentProxy(new Uint8Array(pdf));
        expect(document.numPages, code).toBe(1);
        const { text } = await extractText(document, { mergePages: true });
        expect(text).toContain("R-7K2M-94XQ");
        expect(text).toContain(deskPhone);
      }
    }),
  );
});
