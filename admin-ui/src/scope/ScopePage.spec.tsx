// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { ResourceContextProvider } from "react-admin";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type {
  Exposure,
  Permission,
  PurchaseDay,
  ScopeCount,
  ScopePreviewed,
  ScopeRun,
} from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { inIncident } from "../../../test/support/timeline.js";
import { ScopePage } from "./ScopePage.js";

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(cleanup);

const exposure: Exposure = {
  id: "e1",
  version: 4,
  incidentId: "incident",
  no: 1,
  name: "Webサーバ経由",
  vector: "",
  subject: "purchases",
  zone: "Asia/Tokyo",
  fromOn: "2016-05-20",
  fromAt: null,
  untilOn: "2016-08-14",
  untilAt: null,
  memberBaseIds: [],
  siteIds: ["s1", "s2"],
  methods: ["card"],
  statuses: ["completed"],
  givenListId: null,
  dataItems: ["card_number"],
  findingId: null,
  state: "current",
  withdrawalReason: null,
  createdAt: "2016-09-02T00:00:00Z",
  createdBy: null,
};

const counted = {
  cards: 14_627,
  purchases: 18_280,
  accounts: 13_749,
  persons: 13_700,
};
const nobody = { cards: 0, purchases: 0, accounts: 0, persons: 0 };

const run: ScopeRun = {
  id: "r3",
  version: 1,
  incidentId: "incident",
  no: 3,
  state: "done",
  batchNo: 4,
  exposures: [
    {
      ...exposure,
      from: "2016-05-19T15:00:00.000Z",
      until: "2016-08-14T15:00:00.000Z",
      baseNos: [],
      siteNos: [1, 2],
      givenListNo: null,
    },
  ],
  figures: {
    affected: counted,
    unlisted: nobody,
    notAffected: { accounts: 46_252 },
    unknownCustomers: 0,
  },
  problem: null,
  createdAt: "2016-09-02T00:00:00Z",
  createdBy: { id: "u1", name: "田中 美咲" },
  finishedAt: null,
  frozenAt: null,
  freezeReason: null,
  isFreezeAsked: false,
  freezeAskedBy: null,
  frozenBy: null,
};

const counts: ScopeCount[] = [
  {
    facet: "exposure",
    key: "1",
    label: { ja: "Webサーバ経由", en: "" },
    ...counted,
  },
];
const days: PurchaseDay[] = [
  { on: "2016-08-13", key: "card", purchases: 9 },
  { on: "2016-08-14", key: "points", purchases: 2 },
];
const previewed: ScopePreviewed = {
  figures: run.figures!,
  added: { cards: 312, purchases: 400, accounts: 312, persons: 310 },
  removed: nobody,
};

const all: Permission[] = ["scope.read", "scope.figures", "scope.write"];

function show({
  permissions = all,
  runs = [run],
  purchases = days,
}: {
  permissions?: Permission[];
  runs?: ScopeRun[];
  purchases?: PurchaseDay[];
} = {}): Asked[] {
  const rows = (body: unknown[]) => ({
    body,
    headers: { "content-range": `x 0-${body.length}/${body.length}` },
  });
  return showScreen(
    inIncident(
      <ResourceContextProvider value="exposures">
        <ScopePage />
      </ResourceContextProvider>,
    ),
    permissions,
    ({ path }) => {
      if (path.endsWith("/preview")) return { body: previewed };
      if (path.includes("/counts")) return { body: counts };
      if (path.includes("purchases-per-day")) return { body: purchases };
      if (path.includes("scope-runs")) return rows(runs);
      if (path.includes("exposures"))
        return rows(purchases.length ? [exposure] : []);
      if (path.includes("import-batches"))
        return rows([{ id: "b4", no: 4, isDryRun: false }]);
      return rows([]);
    },
  );
}

describe("the scope", () => {
  it("says each exposure in one sentence, and the figures each with its unit", async () => {
    show();
    expect(
      await screen.findByText(
        /Webサーバ経由: 2016\/5\/20–8\/14、2サイト、カード決済/,
      ),
    ).toBeTruthy();
    expect(await screen.findByText("14,627件(13,700人)")).toBeTruthy();
    expect(screen.getAllByText("件(カード)").length).toBeGreaterThan(0);
    expect(screen.queryByText(/計算し直してください/)).toBeNull();
  });

  it("asks what a moved edge would change before anything is saved, and puts it back on Escape", async () => {
    const asked = show();
    const edge = await screen.findByRole("slider", {
      name: "① Webサーバ経由 の期間の終わり",
    });
    expect(edge.getAttribute("aria-valuetext")).toBe("2016/8/14");
    fireEvent.keyDown(edge, { key: "ArrowRight", shiftKey: true });
    fireEvent.keyDown(edge, { key: "ArrowLeft" });
    expect(edge.getAttribute("aria-valuetext")).toBe("2016/8/20");
    expect(await screen.findByText(/312件\(310人\)/)).toBeTruthy();
    const previews = asked.filter(({ path }) => path.endsWith("/preview"));
    expect(previews.map(({ body }) => body)).toMatchObject([
      {
        exposureId: "e1",
        draft: [{ fromOn: "2016-05-20", untilOn: "2016-08-20" }],
      },
    ]);
    expect(asked.filter(({ method }) => method === "PUT")).toEqual([]);
    fireEvent.keyDown(edge, { key: "Escape" });
    await waitFor(() =>
      expect(screen.queryByText(/312件\(310人\)/)).toBeNull(),
    );
    expect(edge.getAttribute("aria-valuetext")).toBe("2016/8/14");
  });

  it("shows who reads figures only no edges to move, and asks for no lists", async () => {
    const asked = show({ permissions: ["scope.figures"] });
    expect(await screen.findByText("14,627件(13,700人)")).toBeTruthy();
    expect(screen.queryByRole("slider")).toBeNull();
    expect(asked.map(({ path }) => path.split(/[?/]/)[3])).not.toContain(
      "exposures",
    );
  });

  it("begins with the files where nothing was imported yet", async () => {
    show({ runs: [], purchases: [] });
    const first = await screen.findByRole("link", {
      name: "ファイルを取り込む",
    });
    expect(first.getAttribute("href")).toContain(
      "/incidents/incident/import-batches",
    );
  });
});
