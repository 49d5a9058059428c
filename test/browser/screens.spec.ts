import {
  languages,
  problems,
  type Language,
  type OneTimeLink,
  type Permission,
} from "@keii/shared";
import type { Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import {
  noBrowser,
  pictures,
  useBrowser,
  type Window,
} from "../support/browser.js";
import { aLine, anIncident, aPerson, join } from "../support/people.js";
import { aFullCase, type FullCase, type Reader } from "./full-case.js";
import { axeFindings, looksFindings } from "./looks.js";
import { allScreens, type Screen } from "./screens.js";
import { states } from "./states.js";
import { wordsOf } from "./words.js";

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

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

function addressOf({ address, name }: Screen): string {
  const resource = name.split(" ")[0]!;
  if (address.includes(":id") && !full.ids[resource])
    throw new Error(
      `full-case.ts does not say which record the screen “${name}” is to show`,
    );
  return address
    .replace(":incident", full.incidentId)
    .replace(":id", full.ids[resource] ?? "");
}

function isOpenTo(screen: Screen, reader: Reader): boolean {
  const held: readonly Permission[] = screen.address.includes(":incident")
    ? reader.inIncident
    : reader.account;
  return screen.permissions.some((needed) => held.includes(needed));
}

async function resize(
  { page }: Window,
  size: { width: number; height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        setTimeout(resolve, 60);
      }),
  );
}

/** Everything there is to say against what a window shows. */
async function findings(
  window: Window,
  name: string,
  {
    hasAxe = true,
    hasLanguage = true,
    width,
  }: { hasAxe?: boolean; hasLanguage?: boolean; width: number },
): Promise<string[]> {
  const { page, language } = window;
  const found = await looksFindings(
    page,
    language,
    hasLanguage ? written : null,
  );
  if (hasAxe) found.push(...(await axeFindings(page)));
  const picture = `${pictures}${name.replaceAll(/[^\w-]+/g, "-")}-${language}-${width}.png`;
  if (hasAxe) await page.screenshot({ path: picture });
  return found.map((one) => `${name} ${language} ${width}: ${one}`);
}

/** Two people at a time, who may see the same: language is a matter of the person. */
const pairs = {
  head: { ja: "responder", en: "responder2" },
  admin: { ja: "admin", en: "admin2" },
  auditor: { ja: "auditor", en: "auditor2" },
  compliance: { ja: "compliance", en: "compliance2" },
} as const;

/** Light in one language, dark in the other: contrast does not depend on the words. */
const themes = { ja: "light", en: "dark" } as const;

/** What axe finds differs between a phone and a desk, hardly between two desks. */
function hasAxeAt(size: (typeof sizes)[number], language: Language): boolean {
  return size !== sizes[language === "ja" ? 2 : 1];
}

/** Both languages at once: there are two cores. */
async function inBothLanguages(
  walk: (language: Language) => Promise<string[]>,
): Promise<string[]> {
  return (await Promise.all(languages.map(walk))).flat();
}

describe.skipIf(noBrowser !== "")(`every screen${noBrowser}`, () => {
  /** All screens in one language, each as the first of the pairs that it is open to, at all widths. */
  async function tour(language: Language): Promise<string[]> {
    const found: string[] = [];
    const windows = new Map<string, Window>();
    for (const screen of allScreens()) {
      const who = Object.values(pairs)
        .map((pair) => pair[language])
        .find((name) => isOpenTo(screen, full.readers[name]!));
      if (!who) {
        found.push(`${screen.name} is open to nobody`);
        continue;
      }
      const window =
        windows.get(who) ??
        (await openConsole(app, full.readers[who]!, {
          language,
          theme: themes[language],
        }));
      windows.set(who, window);
      await window.goTo(addressOf(screen));
      for (const size of sizes) {
        await resize(window, size);
        const hasAxe = hasAxeAt(size, language);
        found.push(
          ...(await findings(window, screen.name, { ...size, hasAxe })),
        );
      }
    }
    return found;
  }

  it("is accessible and in its reader's language at every width", async () => {
    const startedAt = performance.now();
    const found = await inBothLanguages(tour);
    const seconds = (performance.now() - startedAt) / 1000;
    console.log(
      `screens: ${allScreens().length} × ${languages.length} languages × ${sizes.length} widths in ${seconds.toFixed(0)} s`,
    );
    expect(found).toEqual([]);
  }, 400_000);

  it("is the same in dialogs, previews and menus", async () => {
    const found = await inBothLanguages(async (language) => {
      const word = wordsOf(language);
      const size = language === "ja" ? sizes[1] : sizes[0];
      const inLanguage: string[] = [];
      for (const as of ["head", "admin"] as const) {
        const window = await openConsole(
          app,
          full.readers[pairs[as][language]]!,
          {
            language,
            theme: themes[language === "ja" ? "en" : "ja"],
            ...size,
          },
        );
        for (const [no, state] of states.entries()) {
          if (state.as !== as) continue;
          await window.goTo(state.address(full));
          await state.open(window.page, word, full).catch((error: Error) => {
            inLanguage.push(
              `${state.name} ${language} does not open: ${error.message}`,
            );
          });
          await window.settled();
          // Every other one on the phone and in the light, the rest at the desk and in the dark.
          const hasAxe = (no % 2 === 0) === (language === "ja");
          inLanguage.push(
            ...(await findings(window, state.name, { ...size, hasAxe })),
          );
          // A menu or dialog left open would stand over the next screen.
          await window.page.goto("about:blank");
        }
      }
      return inLanguage;
    });
    expect(found).toEqual([]);
  }, 300_000);

  it("is the same at the door", async () => {
    const links = await full.readers.admin!.caller.post<OneTimeLink>(
      `/api/users/${full.invitedId}/link`,
      {},
    );
    const token = links.body.url.split("/link/")[1]!;
    const doors = {
      "sign-in": "/login",
      link: `/link/${token}`,
      "spent link": "/link/spent",
    };
    const found = await inBothLanguages(async (language) => {
      const inLanguage: string[] = [];
      const window = await openConsole(app, null, { language });
      for (const [name, address] of Object.entries(doors))
        for (const size of sizes) {
          await window.goTo(address);
          await resize(window, size);
          const hasAxe = hasAxeAt(size, language);
          inLanguage.push(
            ...(await findings(window, name, { ...size, hasAxe })),
          );
        }
      return inLanguage;
    });
    expect(found).toEqual([]);
  }, 120_000);
});

describe.skipIf(noBrowser !== "")(`every role${noBrowser}`, () => {
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
    const visit = async (name: string, size: (typeof sizes)[number]) => {
      const reader = full.readers[name]!;
      const window = await openConsole(app, reader, size);
      for (const [no, screen] of allScreens().entries()) {
        // Each screen by one or two of the roles; who may what is proven at the API.
        if ((no + roles.indexOf(name)) % 5 > 0) continue;
        visits += 1;
        const isOpen = isOpenTo(screen, reader);
        const where = `${name}: ${screen.name}`;
        await window.goTo(addressOf(screen));
        found.push(
          ...(await findings(window, where, { ...size, hasAxe: false })),
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
    expect(found).toEqual([]);
  }, 300_000);
});

describe.skipIf(noBrowser !== "")(`every list${noBrowser}`, () => {
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
      for (const screen of lists()) {
        const isMine =
          isOpenTo(screen, reader) &&
          (as === "head" || !isOpenTo(screen, full.readers.responder!));
        if (!isMine) continue;
        const path = `/api${screen.list!.replace(":incident", full.incidentId)}`;
        const matches = (url: URL) => url.pathname === path;
        await window.page.route(matches, (route) =>
          fulfil(route, new URL(route.request().url())),
        );
        await window.goTo(addressOf(screen));
        const where = `${name} ${screen.name}`;
        found.push(...(await look(window, where)));
        found.push(...(await findings(window, where, sizes[0])));
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
      (route, url) =>
        route.fulfill({
          contentType: "application/json",
          headers: { "Content-Range": "rows 0-0/0" },
          body: url.pathname === "/api/home" ? emptyHome : "[]",
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

const emptyHome = JSON.stringify({
  incidents: [],
  tasks: [],
  changes: [],
  changesSince: null,
});

describe.skipIf(noBrowser !== "")(
  `names of 200 characters without a blank${noBrowser}`,
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
        if (!isOpenTo(screen, full.readers.responder!)) continue;
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
              hasLanguage: false,
            })),
          );
        }
      }
      expect(found).toEqual([]);
    }, 180_000);
  },
);
