// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { showScreen } from "../../../test/support/screen.js";
import { inIncident } from "../../../test/support/timeline.js";
import { useZone } from "./Incident.js";
import { currentUser, rememberUser } from "./session.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Zone() {
  return <p>{useZone()}</p>;
}

it("is meant in the zone of the incident, outside any in the company's", async () => {
  showScreen(
    <>
      <Zone />
      {inIncident(<Zone />)}
    </>,
    [],
    () => ({ body: null }),
  );
  rememberUser({ ...currentUser()!, zone: "Europe/London" });
  expect(await screen.findByText("Europe/London")).toBeTruthy();
  expect(screen.getAllByText("Asia/Tokyo")).toHaveLength(1);
});
