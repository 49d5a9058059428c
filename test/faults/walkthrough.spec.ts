import { loadDemo } from "@keii/api/operator/demo";
import type { IncidentFrame, TimelineEvent } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportToAuthorities } from "../browser/walkthrough/authorities.js";
import { publish } from "../browser/walkthrough/ending.js";
import {
  begin,
  takeTheCall,
  type People,
} from "../browser/walkthrough/first-steps.js";
import { followTheFirm } from "../browser/walkthrough/forensics.js";
import { Hands, Tally } from "../browser/walkthrough/hands.js";
import { writeTheLines } from "../browser/walkthrough/lines.js";
import { takeMeasures } from "../browser/walkthrough/measures.js";
import { readWalkthrough, type Section } from "../browser/walkthrough/page.js";
import { askAndMeet } from "../browser/walkthrough/partners.js";
import { stopPayments } from "../browser/walkthrough/stopping.js";
import { findTheWords } from "../browser/walkthrough/wordings.js";
import { startApp, type TestApp } from "../support/app.js";
import { noBrowser, useBrowser } from "../support/browser.js";
import { Caller } from "../support/caller.js";

/** What each section of the page says, done by hand; its titles are those of the page. */
const acts: Record<
  string,
  (people: People, section: Section) => Promise<void>
> = {
  "0. Begin": begin,
  "1. The call": takeTheCall,
  "2. The lines": writeTheLines,
  "3. Stopping": stopPayments,
  "4. The forensic firm": followTheFirm,
  "5. Evidence and measures": takeMeasures,
  "6. Partners and meetings": askAndMeet,
  "7. Authorities, as compliance": reportToAuthorities,
  "8. Words for the public": findTheWords,
  "9. Compare": publish,
};

const clock = "2016-09-23T18:00:00+09:00";

let app: TestApp;
const openConsole = useBrowser();

beforeAll(async () => {
  if (noBrowser !== "") return;
  app = await startApp({
    env: { KEII_DEMO: "on", KEII_DEMO_CLOCK: clock },
  });
  await loadDemo(app.foundation, () => undefined);
  app.clock.set(clock);
});
afterAll(() => app?.close());

describe.skipIf(noBrowser !== "")(`the walkthrough${noBrowser}`, () => {
  it("makes the demo case by hand, line by line", async () => {
    const page = readWalkthrough();
    const titles = page.sections.map(({ title }) => title);
    expect(titles).toEqual(Object.keys(acts));
    const tally = new Tally();
    const people: People = {
      responder: await sitDown(tally),
      compliance: await sitDown(tally),
    };
    const begun = performance.now();
    for (const section of page.sections) {
      for (const { touched } of everybody(people)) touched.clear();
      await acts[section.title]!(people, section);
      expect([section.title, leftOut(section, people)]).toEqual([
        section.title,
        [],
      ]);
    }
    const seconds = Math.round((performance.now() - begun) / 1000);

    const reader = new Caller(app.url);
    await reader.signIn("compliance@keii.test", "keii-demo");
    const [byHand, demo] = await Promise.all(
      ["INC-2016-002", "INC-2016-001"].map((code) => linesOf(reader, code)),
    );
    const differences = byHand!.filter(
      (line, at) => JSON.stringify(line) !== JSON.stringify(demo![at]),
    );
    const counted = `${tally.acts} acts: ${tally.clicks} clicks, ${tally.typed} fields with a day, a time or a name, ${tally.copied} texts copied`;
    console.log(
      `walkthrough: ${counted}, ${tally.characters} characters, ${seconds} s, ${demo!.length} lines compared, ${differences.length} differences`,
    );
    expect(byHand).toEqual(demo);
    expect(demo!.length).toBe(52);
    const said = byHand!.map(({ occurred, text }) => `${occurred.on} ${text}`);
    expect(new Set(said).size).toBe(said.length);
    expect(page.preface).toContain(counted);
  }, 900_000);
});

/** A window of one's own at the sign-in form. */
async function sitDown(tally: Tally): Promise<Hands> {
  const window = await openConsole(app, null);
  await window.page.goto(app.url);
  return new Hands(window, tally);
}

function everybody({ responder, compliance }: People): Hands[] {
  return [responder, compliance];
}

/** What the page has in bold and nobody touched on the way. */
function leftOut({ names }: Section, people: People): string[] {
  const touched = everybody(people).flatMap(({ touched }) => [...touched]);
  return names.filter(
    (name) => !touched.some((one) => one.startsWith(name)) && !exempt.has(name),
  );
}

/** In bold, and for another installation or to look at. */
const exempt = new Set([
  "日本語",
  "+ Add “…” as a new body",
  "Parties",
  "Add usual bodies",
]);

async function linesOf(reader: Caller, code: string) {
  const incidents = await reader.get<IncidentFrame[]>("/api/incidents");
  const { id } = incidents.body.find((one) => one.code === code)!;
  const { body } = await reader.get<TimelineEvent[]>(
    `/api/incidents/${id}/timeline?sort=["occurred","ASC"]&range=[0,199]`,
  );
  return body.map((line) => ({
    occurred: line.occurred,
    learned: line.learned,
    type: line.type,
    category: line.category,
    visibility: line.visibility,
    counselBasis: line.counselBasis,
    state: line.state,
    text: line.text,
    publicWording: line.publicWording,
    decision: line.decision,
    records: line.records.map(({ kind }) => kind).sort(),
  }));
}
