import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Language } from "@keii/shared";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Page,
  type Request,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { TestApp } from "./app.js";

const site = fileURLToPath(
  new URL("../../admin-ui/dist/site/index.html", import.meta.url),
);

/** Where pictures of screens are put. */
export const pictures = fileURLToPath(
  new URL("../../.tmp/screens/", import.meta.url),
);

/** As root there is no sandbox; and nothing here may talk to anything but the application. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-first-run",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Whoever is to be signed in. */
export interface Visitor {
  email: string;
  password: string;
}

export interface Looks {
  language?: Language;
  width?: number;
  height?: number;
  theme?: "light" | "dark";
  /** Of the machine in front of which somebody sits; on purpose not the incident's. */
  zone?: string;
}

/** One browser window on the console. */
export interface Window {
  page: Page;
  context: BrowserContext;
  language: Language;
  /** Goes to an address behind the `#`, and waits until it has settled. */
  goTo: (address: string) => Promise<void>;
  /** Waits until nothing is loading any more. */
  settled: () => Promise<void>;
  /** Errors on the console, violations of the content security policy, answers of 500 and more. */
  faults: string[];
  /** Faults that this test provokes. */
  expectFaults: (pattern: RegExp) => void;
}

export type OpenConsole = (
  app: TestApp,
  visitor: Visitor | null,
  looks?: Looks,
) => Promise<Window>;

/**
 * A browser for the spec file that calls this at its top. What it opens is closed after each test, and a test in which
 * a page had a fault fails.
 */
export function useBrowser(): OpenConsole {
  let browser: Browser | undefined;
  const open = new Set<Window>();
  beforeAll(async () => {
    if (noBrowser === "") browser = await startBrowser();
  });
  afterEach(async ({ task }) => {
    const windows = [...open];
    open.clear();
    if (task.result?.state === "fail") await keepPictures(task.name, windows);
    for (const { context } of windows) await context.close();
    expect(windows.flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(() => browser?.close());
  return async (app, visitor, looks) => {
    if (!browser) throw new Error("the browser has not started");
    const window = await openConsole(browser, app, visitor, looks);
    open.add(window);
    return window;
  };
}

/** The system's Chromium, else the one that npm ships. `KEII_TEST_CHROMIUM` names another; `npm` insists on npm's. */
const executable = await findChromium();

/** Why there is no browser on this machine; empty where there is one. Goes into the names of what is skipped. */
export const noBrowser =
  executable === null ? " (no Chromium on this machine that starts)" : "";

async function startBrowser(): Promise<Browser> {
  if (!existsSync(site))
    throw new Error(
      "The console is not built. Run `npm run build`, then these tests again.",
    );
  return openBrowser();
}

/** The browser alone, for what is not the console. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable ?? undefined,
    args: flags,
    headless: true,
  });
}

async function findChromium(): Promise<string | null> {
  const chosen = process.env.KEII_TEST_CHROMIUM;
  if (chosen && chosen !== "npm") return chosen;
  const own = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].find((path) => existsSync(path));
  if (own && !chosen) return own;
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const shipped = (await import("@sparticuz/chromium")).default;
  const path = await shipped.executablePath();
  // It brings itself, not the libraries of the system that it wants.
  return spawnSync(path, ["--version"]).status === 0 ? path : null;
}

/** What the windows showed when a test failed. */
async function keepPictures(
  name: string,
  windows: readonly Window[],
): Promise<void> {
  const file = name.replaceAll(/[^\w-]+/g, "-");
  for (const [no, { page }] of windows.entries())
    await page.screenshot({ path: `${pictures}failed-${file}-${no}.png` });
}

async function openConsole(
  browser: Browser,
  app: TestApp,
  visitor: Visitor | null,
  {
    language = "ja",
    width = 1280,
    height = 800,
    theme = "light",
    zone = "America/New_York",
  }: Looks = {},
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === "ja" ? "ja-JP" : "en-GB",
    timezoneId: zone,
    colorScheme: theme,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  if (visitor) await signIn(context, app.url, visitor, { language, theme });
  else
    await context.addInitScript(
      `localStorage.setItem("RaStoreKeii.locale", ${JSON.stringify(JSON.stringify(language))})`,
    );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults = watch(page);
  const settled = quiet(page);
  const window: Window = {
    page,
    context,
    language,
    settled,
    goTo: async (address) => {
      await page.evaluate(markOldScreen);
      await page.goto(`${app.url}/#${address}`);
      await settled();
    },
    faults,
    expectFaults: (pattern) => {
      const seen = faults.push.bind(faults);
      faults.splice(
        0,
        faults.length,
        ...faults.filter((f) => !pattern.test(f)),
      );
      faults.push = (...more) => seen(...more.filter((f) => !pattern.test(f)));
    },
  };
  return window;
}

async function signIn(
  context: BrowserContext,
  url: string,
  { email, password }: Visitor,
  preferences: { language: Language; theme: "light" | "dark" },
): Promise<void> {
  const headers = { Origin: url };
  const answer = await context.request.post(`${url}/api/auth/login`, {
    data: { email, password },
    headers,
  });
  if (!answer.ok())
    throw new Error(
      `sign-in answered ${answer.status()}: ${await answer.text()}`,
    );
  const saved = await context.request.put(`${url}/api/auth/preferences`, {
    data: preferences,
    headers,
  });
  if (!saved.ok())
    throw new Error(
      `preferences answered ${saved.status()}: ${await saved.text()}`,
    );
}

/** Remembers what goes wrong in a page. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => {
    faults.push(`uncaught: ${error.stack ?? error.message}`);
  });
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url } = message.location();
    // The browser reports every refusal of the API; which are faults is said below.
    if (
      /^Failed to load resource/.test(message.text()) &&
      url.includes("/api/")
    )
      return;
    faults.push(`console: ${message.text()} (${url})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500)
      faults.push(
        `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`,
      );
  });
  return faults;
}

/** Nothing on its way for a while; the stream of changes never ends and does not count. */
function quiet(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let changedAt = Date.now();
  const changed = () => {
    changedAt = Date.now();
  };
  page.on("request", (request) => {
    if (request.url().endsWith("/api/live")) return;
    open.add(request);
    changed();
  });
  const ended = (request: Request) => {
    if (open.delete(request)) changed();
  };
  // Not its end: the browser may leave an answer that nobody reads hanging.
  page.on("response", (response) => ended(response.request()));
  page.on("requestfailed", ended);
  return async () => {
    changed();
    const until = Date.now() + 60_000;
    // Quiet, and a screen with its heading, for a while.
    for (let rounds = 0; rounds < 3;) {
      const isQuiet = open.size === 0 && Date.now() - changedAt > 100;
      const isThere = await page.evaluate(hasScreen);
      rounds = isQuiet && isThere ? rounds + 1 : 0;
      // A screen without a heading is for the test to complain about.
      if (isQuiet && Date.now() - changedAt > 5000) return;
      if (Date.now() > until)
        throw new Error(
          `${page.url()} does not settle; open: ${[...open].map((request) => request.url()).join(" ")}`,
        );
    }
  };
}

/** Runs in the page: the screen that is left may stand for a while where the next one is on its way. */
function markOldScreen(): void {
  const heading = document.querySelector("h1");
  heading?.setAttribute("data-left", "");
  // Where the next screen is the same one, it keeps its heading.
  setTimeout(() => heading?.removeAttribute("data-left"), 1500);
}

/** Runs in the page, after what is waiting there already. */
function hasScreen(): Promise<boolean> {
  return new Promise((resolve) =>
    setTimeout(
      () => resolve(document.querySelector("h1:not([data-left])") !== null),
      25,
    ),
  );
}
