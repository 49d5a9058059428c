import { languages, type Language, type OneTimeLink } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "../support/app.js";
import { noBrowser, useBrowser, type Window } from "../support/browser.js";
import { aFullCase, type FullCase } from "./full-case.js";
import { allScreens } from "./screens.js";
import { states } from "./states.js";
import {
  addressOf,
  findings,
  isOpenTo,
  pairs,
  isWhole,
  resize,
  seed,
  sizes,
  type Size,
} from "./tour.js";
import { wordsOf } from "./words.js";

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

/** Light in one language, dark in the other: contrast does not depend on the words. */
const themes = { ja: "light", en: "dark" } as const;

/**
 * What axe finds differs between a phone and a desk, hardly between two desks. Where not everything is looked at, each
 * screen has it at one width, another one for another seed and for the other language.
 */
function hasAxeAt(size: Size, language: Language, no: number): boolean {
  const isSecond = language === "en";
  return isWhole
    ? size !== sizes[isSecond ? 1 : 2]
    : size === sizes[(no + seed + Number(isSecond)) % sizes.length];
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
    for (const [no, screen] of allScreens().entries()) {
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
      await window.goTo(addressOf(screen, full));
      for (const size of sizes) {
        await resize(window, size);
        const hasAxe = hasAxeAt(size, language, no);
        found.push(
          ...(await findings(window, screen.name, {
            ...size,
            hasAxe,
            written,
          })),
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
      `screens: ${allScreens().length} × ${languages.length} languages × ${sizes.length} widths in ${seconds.toFixed(0)} s, KEII_SPEC_SEED=${seed}`,
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
          // Where not everything is looked at, each is opened in one language.
          if (!isWhole && (no + seed) % 2 === Number(language === "en"))
            continue;
          await window.goTo(state.address(full));
          await state.open(window.page, word, full).catch((error: Error) => {
            inLanguage.push(
              `${state.name} ${language} does not open: ${error.message}`,
            );
          });
          await window.settled();
          // Every other one on the phone and in the light, the rest at the desk and in the dark.
          const hasAxe = !isWhole || (no % 2 === 0) === (language === "ja");
          inLanguage.push(
            ...(await findings(window, state.name, {
              ...size,
              hasAxe,
              written,
            })),
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
      for (const [no, [name, address]] of Object.entries(doors).entries()) {
        await window.goTo(address);
        for (const size of sizes) {
          await resize(window, size);
          const hasAxe = hasAxeAt(size, language, no);
          inLanguage.push(
            ...(await findings(window, name, { ...size, hasAxe, written })),
          );
        }
      }
      return inLanguage;
    });
    expect(found).toEqual([]);
  }, 120_000);
});
