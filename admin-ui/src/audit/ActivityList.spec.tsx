// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { DataProviderContext } from "ra-core";
import { afterEach, expect, it, vi } from "vitest";
import type { AuditEntry } from "@keii/shared";
import { showScreen } from "../../../test/support/screen.js";
import { inIncident } from "../../../test/support/timeline.js";
import { createDataProvider, incidentPath } from "../app/data-provider.js";
import { ActivityList } from "./ActivityList.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const entry: AuditEntry = {
  id: "1",
  at: "2016-08-18T05:30:00Z",
  actor: { kind: "user", id: "u1", name: "見本 花子" },
  act: "insert",
  incidentId: "incident",
  resource: "task",
  recordId: "t1",
  recordLabel: "ログを保全",
  changes: [],
  note: null,
  requestId: null,
  isSealed: true,
};

it("is searched by the members of the incident, and asks for no account beyond them", async () => {
  const asked = showScreen(
    inIncident(
      <DataProviderContext.Provider
        value={createDataProvider(incidentPath("incident"))}
      >
        <ActivityList />
      </DataProviderContext.Provider>,
    ),
    ["activity.read"],
    ({ path }) =>
      path.startsWith("/incidents/incident/members")
        ? {
            body: [{ id: "m1", userId: "u1", name: "見本 花子" }],
            headers: { "content-range": "members 0-0/1" },
          }
        : {
            body: [entry],
            headers: { "content-range": "activity 0-0/1" },
          },
  );
  await userEvent.click(await screen.findByLabelText("操作した人"));
  await userEvent.click(
    await screen.findByRole("option", { name: "見本 花子" }),
  );
  await vi.waitFor(() =>
    expect(asked.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/^\/incidents\/incident\/activity\?.*"actor":"u1"/),
    ),
  );
  expect(asked.filter(({ path }) => path.startsWith("/users"))).toEqual([]);
});
