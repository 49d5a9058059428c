import { problems, type DeskNow, type Language } from "@keii/shared";
import type { Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import { noBrowser, useBrowser, type Window } from "../support/browser.js";
import { aLine, anIncident, aPerson, join } from "../support/people.js";
import { aFullCase, type FullCase } from "./full-case.js";
import { allScreens } from "./screens.js";
import {
  addressOf,
  findings,
  isOpenTo,
  pairs,
  resize,
  sizes,
  type Size,
  isWhole,
  seed,
} from "./tour.js";

const share = isWhole ? 1 : 3;

/** A third of the screens, another one for another seed; all of them with the faults (`KEII_SCREENS=all`). */
function isDue(no: number): boolean {
  return (no + seed) % share === 0;
}

const looked = `one screen in ${share}, KEII_SPEC_SEED=${seed}`;

let app: TestApp;
let full: FullCase;
let written: string[];
const openConsole = useBrowser();

beforeAll(async () => {
  if (noBrowser !== "") return;
  app = await startApp();
  full = await aFullCase(app);
  written = await full.written();
});
afterAll(() => app?.close());

describe.skipIf(noBrowser !== "")(`every role (${looked})${noBrowser}`, () => {
  const roles = [
    "auditor",
    "compliance",
    "support",
    "desk_lead",
    "vendor_agent",
    "communications",
    "executive",
  ];

  it("finds its screens whole, and the others closed", async () => {
    const found: string[] = [];
    let visits = 0;
    const visit = async (name: string, size: Size) => {
      const reader = full.readers[name]!;
      const window = await openConsole(app, reader, size);
      for (const [no, screen] of allScreens().entries()) {
        // Each screen by one or two of the roles; who may what is proven at the API.
        if ((no + roles.indexOf(name)) % 5 > 0 || !isDue(Math.floor(no / 5)))
          continue;
        visits += 1;
        const isOpen = isOpenTo(screen, reader);
        const where = `${name}: ${screen.name}`;
        await window.goTo(addressOf(screen, full));
        found.push(
          ...(await findings(window, where, {
            ...size,
            hasAxe: false,
            written,
          })),
        );
        const forms = await window.page.locator("main form:visible").count();
        if (!isOpen && forms > 0 && /create|edit|paste|file/.test(screen.name))
          found.push(`${where} offers a form that may not be sent`);
      }
      await window.context.close();
    };
    const half = Math.ceil(roles.length / 2);
    await Promise.all([
      (async () => {
        for (const name of roles.slice(0, half)) await visit(name, sizes[0]);
      })(),
      (async () => {
        for (const name of roles.slice(half)) await visit(name, sizes[1]);
      })(),
    ]);
    console.log(`roles: ${roles.length}, ${visits} visits`);
    expect(visits).toBeGreaterThan(roles.length);
    expect(found).toEqual([]);
  }, 300_000);
});

describe.skipIf(noBrowser !== "")(`every list (${looked})${noBrowser}`, () => {
  it("has something to show in the full case", async () => {
    const found: string[] = [];
    for (const { name, list } of lists()) {
      const path = `/api${list!.replace(":incident", full.incidentId)}`;
      const answers = await Promise.all(
        ["responder", "admin"].map((who) =>
          full.readers[who]!.caller.call<unknown>("GET", path),
        ),
      );
      const hasRows = answers.some(
        ({ status, body }) =>
          status === 200 && !(Array.isArray(body) && body.length === 0),
      );
      if (!hasRows) found.push(`full-case.ts has nothing for ${name}`);
    }
    expect(found).toEqual([]);
  });

  const lists = () => allScreens().filter(({ list }) => list !== null);

  /** Every list as the head or an administrator, with an answer put in its place. */
  async function answered(
    name: string,
    language: Language,
    fulfil: (route: Route, url: URL) => Promise<void>,
    look: (window: Window, where: string) => Promise<string[]>,
  ): Promise<string[]> {
    const found: string[] = [];
    for (const as of ["head", "admin"] as const) {
      const reader = full.readers[pairs[as][language]]!;
      const window = await openConsole(app, reader, { language, ...sizes[0] });
      window.expectFaults(/^503 |status of 503/);
      for (const [no, screen] of lists().entries()) {
        if (!isDue(no)) continue;
        const isMine =
          isOpenTo(screen, reader) &&
          (as === "head" || !isOpenTo(screen, full.readers.responder!));
        if (!isMine) continue;
        const path = `/api${screen.list!.replace(":incident", full.incidentId)}`;
        const matches = (url: URL) => url.pathname === path;
        await window.page.route(matches, (route) =>
          fulfil(route, new URL(route.request().url())),
        );
        await window.goTo(addressOf(screen, full));
        const where = `${name} ${screen.name}`;
        found.push(...(await look(window, where)));
        found.push(
          ...(await findings(window, where, { ...sizes[0], written })),
        );
        await window.page.unroute(matches);
      }
    }
    return found;
  }

  it("says so when it cannot be read", async () => {
    const found = await answered(
      "unavailable",
      "en",
      (route) =>
        route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          headers: { "Retry-After": "5" },
          body: JSON.stringify({
            type: "urn:keii:problem:unavailable",
            title: problems.unavailable.title.en,
            status: 503,
            instance: "test",
          }),
        }),
      async ({ page }, where) => {
        const said = page.getByText(problems.unavailable.title.en);
        return (await said.first().isVisible())
          ? []
          : [`${where} does not say that it could not be read`];
      },
    );
    expect(found).toEqual([]);
  }, 120_000);

  it("teaches what belongs there when it is empty", async () => {
    const found = await answered(
      "empty",
      "ja",
      async (route, url) =>
        // A page that nobody began is not there.
        url.pathname.endsWith("/publication")
          ? route.fulfill({
              status: 404,
              contentType: "application/problem+json",
              body: JSON.stringify({
                type: "urn:keii:problem:not-found",
                title: problems.notFound.title.ja,
                status: 404,
                instance: "test",
              }),
            })
          : route.fulfill({
              contentType: "application/json",
              headers: { "Content-Range": "rows 0-0/0" },
              body: await emptyAnswer(route, url.pathname),
            }),
      async ({ page }, where) => {
        if (where.includes("account") || where.includes("organisation"))
          return [];
        const text = await page.locator("main").innerText();
        return text.length > 40 ? [] : [`${where} teaches nothing: ${text}`];
      },
    );
    expect(found).toEqual([]);
  }, 120_000);
});

/** Of the desk the answer is one object, whatever is in it. */
async function emptyAnswer(route: Route, path: string): Promise<string> {
  if (path === "/api/home") return emptyHome;
  if (!path.endsWith("/desk-hours")) return "[]";
  const desk = (await (await route.fetch()).json()) as DeskNow;
  return JSON.stringify({ ...desk, schedules: [], days: [], lines: [] });
}

const emptyHome = JSON.stringify({
  incidents: [],
  tasks: [],
  changes: [],
  changesSince: null,
});

describe.skipIf(noBrowser !== "")(
  `names of 200 characters without a blank (${looked})${noBrowser}`,
  () => {
    it("push nothing over the edge", async () => {
      const long = (words: string, length: number) =>
        words.repeat(Math.ceil(length / words.length)).slice(0, length);
      const head = await aPerson(app, { name: long("寿限無", 100) });
      const other = await aPerson(app, {
        name: long("Llanfairpwllgwyngyll", 100),
        employer: long("株式会社ロングネーム", 200),
      });
      const incident = await anIncident(head, {
        title: {
          ja: long("不正アクセスによる情報流出", 200),
          en: long("Leak", 200),
        },
        summary: long("https://example.test/path", 400),
      });
      await join(head, incident.id, other, "responder", { isHead: true });
      for (const text of [long("情報", 400), long("Exfiltration", 400)])
        await aLine(head, incident.id, { text, visibility: "public" });
      const entries = await head.get<{ id: string }[]>(
        `/api/incidents/${incident.id}/timeline`,
      );
      const found: string[] = [];
      const window = await openConsole(app, head);
      for (const [no, screen] of allScreens().entries()) {
        if (!isDue(no) || !isOpenTo(screen, full.readers.responder!)) continue;
        await window.goTo(
          screen.address
            .replace(":incident", incident.id)
            .replace(":id", entries.body[0]!.id),
        );
        // What fits a phone rarely hangs over at a desk.
        for (const size of no % 3 ? [sizes[0]] : [sizes[0], sizes[1]]) {
          await resize(window, size);
          found.push(
            ...(await findings(window, `long ${screen.name}`, {
              ...size,
              hasAxe: false,
            })),
          );
        }
      }
      expect(found).toEqual([]);
    }, 180_000);
  },
);
