// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { IncidentProgress } from "@keii/shared";
import { showScreen } from "../../../test/support/screen.js";
import { inIncident } from "../../../test/support/timeline.js";
import { ProgressFigures } from "./ProgressFigures.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const nothing: IncidentProgress = {
  tasks: null,
  forensics: null,
  authorities: { filedCount: 0, waitingCount: 0, overdueCount: 0 },
  partners: { answeredCount: 0, askedCount: 0 },
  paymentStops: null,
  remediation: null,
  scope: null,
  inquiries: null,
  approvals: null,
};

function show(progress: IncidentProgress, isWide: boolean): void {
  vi.stubGlobal("matchMedia", () => ({
    matches: isWide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  showScreen(inIncident(<ProgressFigures />), [], () => ({ body: progress }));
}

const some: IncidentProgress = {
  ...nothing,
  tasks: { doneCount: 1, totalCount: 4, overdueCount: 2 },
  forensics: {
    reached: "started",
    reportCount: 2,
    newestReport: "final",
    openFindingCount: 0,
  },
};

it("is a link for each domain in which something was written, and nothing of the others", async () => {
  show(some, true);
  const links = await screen.findAllByRole("link");
  expect(
    links.map((link) => [
      link.textContent,
      link.getAttribute("href")?.split("/").at(-1),
    ]),
  ).toEqual([
    ["やること 1/4件・遅れ2件", "tasks"],
    ["調査 調査中・報告書2通", "forensics"],
  ]);
});

it("stands behind a button on a phone, which says what is late", async () => {
  show(some, false);
  const button = await screen.findByRole("button", {
    name: "進み具合・遅れ2件",
  });
  expect(screen.queryAllByRole("link")).toEqual([]);
  fireEvent.click(button);
  expect(screen.getAllByRole("link")).toHaveLength(2);
});

it("takes no room where nothing was written yet", async () => {
  show(nothing, true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(document.querySelector("nav, button")).toBeNull();
});
