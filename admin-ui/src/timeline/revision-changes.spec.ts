import { describe, expect, it } from "vitest";
import { momentOn, type TimelineRevision } from "@keii/shared";
import { revisionSteps } from "./revision-changes.js";

function aRevision(
  no: number,
  overrides: Partial<TimelineRevision> = {},
): TimelineRevision {
  return {
    no,
    kind: no === 1 ? "recorded" : "corrected",
    reason: null,
    occurred: momentOn("2016-08-18"),
    learned: null,
    type: "communication",
    category: "authorities",
    text: "警察署に報告",
    publicWording: null,
    visibility: "internal",
    counselBasis: null,
    decision: null,
    recordedAt: "2016-08-18T06:00:00Z",
    recordedBy: null,
    ...overrides,
  };
}

describe("revisionSteps", () => {
  it("tells each revision against the one before it, newest first", () => {
    const steps = revisionSteps([
      aRevision(2, { text: "大阪府南警察署に報告" }),
      aRevision(1),
      aRevision(3, {
        text: "大阪府南警察署に報告",
        visibility: "public",
        occurred: momentOn("2016-08-19"),
      }),
    ]);
    expect(
      steps.map((s) => [s.revision.no, s.changes.map((c) => c.field)]),
    ).toEqual([
      [3, ["occurred", "visibility"]],
      [2, ["text"]],
      [1, []],
    ]);
    expect(steps[1]!.changes[0]).toEqual({
      field: "text",
      before: "警察署に報告",
      after: "大阪府南警察署に報告",
    });
  });

  it("tells a retraction and a move as steps that change no field", () => {
    const steps = revisionSteps([
      aRevision(1),
      aRevision(2, { kind: "moved" }),
      aRevision(3, { kind: "retracted", reason: "二重に記録" }),
    ]);
    expect(steps.every((step) => step.changes.length === 0)).toBe(true);
  });

  it("takes the order of properties for nothing", () => {
    const [step] = revisionSteps([
      aRevision(1, { publicWording: { ja: "報告", en: "Reported" } }),
      aRevision(2, { publicWording: { en: "Reported", ja: "報告" } }),
    ]);
    expect(step!.changes).toEqual([]);
  });
});
