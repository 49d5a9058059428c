import type { Permission } from "@keii/shared";
import { pictures, type Window } from "../support/browser.js";
import type { FullCase, Reader } from "./full-case.js";
import { axeFindings, looksFindings } from "./looks.js";
import type { Screen } from "./screens.js";

/** A phone, a small desk, a large one. */
export const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;

export type Size = (typeof sizes)[number];

/** Turns what is looked at from run to run; another one for each where nothing is said. */
export const seed = Number(process.env.KEII_SPEC_SEED ?? Date.now() % 1000);

/** With the faults everything is looked at under every condition. */
export const isWhole = process.env.KEII_SCREENS === "all";

/** Two people at a time, who may see the same: language is a matter of the person. */
export const pairs = {
  head: { ja: "responder", en: "responder2" },
  admin: { ja: "admin", en: "admin2" },
  auditor: { ja: "auditor", en: "auditor2" },
  compliance: { ja: "compliance", en: "compliance2" },
  desk: { ja: "support", en: "desk_lead" },
} as const;

/** Where a screen of the full case stands, behind the `#`. */
export function addressOf({ address, name }: Screen, full: FullCase): string {
  const resource = name.split(" ")[0]!;
  if (address.includes(":id") && !full.ids[resource])
    throw new Error(
      `full-case.ts does not say which record the screen “${name}” is to show`,
    );
  return address
    .replace(":incident", full.incidentId)
    .replace(":id", full.ids[resource] ?? "");
}

/** Whether a reader may see a screen, by the permissions the API told them. */
export function isOpenTo(screen: Screen, reader: Reader): boolean {
  const held: readonly Permission[] = screen.address.includes(":incident")
    ? reader.inIncident
    : reader.account;
  return screen.permissions.some((needed) => held.includes(needed));
}

/** A new size, and the moment the screen needs to follow. */
export async function resize(
  { page }: Window,
  size: { width: number; height: number },
): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(pause, 60);
}

/** Runs in the page. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Everything there is to say against what a window shows. */
export async function findings(
  window: Window,
  name: string,
  {
    hasAxe = true,
    written = null,
    width,
  }: { hasAxe?: boolean; written?: string[] | null; width: number },
): Promise<string[]> {
  const { page, language } = window;
  let found = await looksFindings(page, language, written);
  if (found.length > 0) {
    // A field that grows with its text follows a new width a sixth of a second later; what is wrong stays wrong.
    await page.evaluate(pause, 400);
    found = await looksFindings(page, language, written);
  }
  if (hasAxe) found.push(...(await axeFindings(page)));
  const picture = `${pictures}${name.replaceAll(/[^\w-]+/g, "-")}-${language}-${width}.png`;
  // For people to look at; nothing is held against them.
  if (hasAxe && isWhole) await page.screenshot({ path: picture });
  return found.map((one) => `${name} ${language} ${width}: ${one}`);
}
