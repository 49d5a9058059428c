// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { ResourceContextProvider } from "react-admin";
import { afterEach, describe, expect, it, vi } from "vitest";
import type {
  PartnerRequest,
  PartnerStanding,
  PaymentStop,
  Permission,
  ResumeCondition,
} from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { PartnerList } from "./PartnerList.js";
import { PartnerShow } from "./PartnerShow.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const moment = {
  precision: "day" as const,
  on: "2016-08-18",
  at: null,
  untilOn: null,
  untilAt: null,
};

function aRequest(
  standing: PartnerStanding,
  more: Partial<PartnerRequest> = {},
): PartnerRequest {
  return {
    id: `r-${standing}`,
    version: 3,
    incidentId: "i1",
    partyId: "p1",
    party: { officialName: { ja: "架空決済", en: "" }, shortName: null },
    kind: "waive_reissue_fee",
    text: "",
    occurred: moment,
    askedBy: "",
    channel: "",
    standing,
    answers: [],
    withdrawalReason: null,
    createdAt: "2016-08-18T00:00:00.000Z",
    createdBy: null,
    ...more,
  };
}

const stop: PaymentStop = {
  id: "s1",
  version: 2,
  incidentId: "i1",
  site: "サイトA",
  method: "card",
  stopped: { on: "2016-08-13", at: "2016-08-13T01:30:00.000Z" },
  stoppedBy: "",
  note: "",
  resumed: null,
  resumedBy: "",
  openConditionCount: 1,
  waiver: null,
  withdrawalReason: null,
  createdAt: "2016-08-13T01:30:00.000Z",
  createdBy: null,
};
const agreement: ResumeCondition = {
  id: "c1",
  version: 1,
  incidentId: "i1",
  kind: "agreement",
  text: "同意",
  site: null,
  isMet: false,
  evidence: "",
  metAt: null,
  metBy: null,
  withdrawalReason: null,
};

function show(
  what: "list" | "show",
  requests: PartnerRequest[],
  stops: PaymentStop[] = [],
  permissions: Permission[] = ["partners.read", "partners.write"],
): Asked[] {
  return showScreen(
    <ResourceContextProvider value="partners">
      {what === "list" ? <PartnerList /> : <PartnerShow />}
    </ResourceContextProvider>,
    permissions,
    ({ method, path }) => {
      if (method !== "GET") return { body: requests[0] ?? stops[0] };
      const rows = path.startsWith("/partners")
        ? requests
        : path.startsWith("/payment-stops")
          ? stops
          : path.startsWith("/resume-conditions") && stops.length > 0
            ? [agreement]
            : [];
      return {
        body: rows,
        headers: { "content-range": `x 0-${rows.length}/${rows.length}` },
      };
    },
  );
}

describe("the list of requests", () => {
  it("tells asked, promised and unknown apart by word and by shape", async () => {
    const standings = ["requested", "promised", "unknown"] as const;
    show(
      "list",
      standings.map((standing) => aRequest(standing)),
    );
    const shown = [];
    for (const words of [
      "依頼中(回答待ち)",
      "約束あり",
      "不明(回答を得られず)",
    ])
      shown.push((await screen.findByText(words)).textContent);
    expect(shown).toEqual([
      "○依頼中(回答待ち)",
      "●約束あり",
      "？不明(回答を得られず)",
    ]);
  });

  it("teaches what belongs there, and offers nothing to those who only read", async () => {
    show("list", [], [], ["partners.read"]);
    expect(
      await screen.findByText("取引先への依頼はまだありません"),
    ).toBeTruthy();
    expect(
      await screen.findByText("停止した決済はまだありません"),
    ).toBeTruthy();
    expect(screen.queryByText("依頼を記録")).toBeNull();
    expect(screen.queryByText("停止を記録")).toBeNull();
  });
});

describe("one request", () => {
  it("says that asking is no promise, and sends an answer based on its version", async () => {
    const asked = show("show", [aRequest("requested")]);
    expect(
      await screen.findByText(/約束されたことにはなりません/),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "回答を記録" }));
    const dialog = await screen.findByRole("dialog");
    fireEvent.change(within(dialog).getByLabelText("日付"), {
      target: { value: "2016-08-19" },
    });
    fireEvent.click(within(dialog).getByRole("button", { name: "記録する" }));
    expect(await within(dialog).findAllByText("入力してください")).toBeTruthy();
    expect(asked.some(({ method }) => method === "POST")).toBe(false);
  });
});

describe("the payment stops", () => {
  const acts = async () => {
    fireEvent.click(
      await screen.findByRole("button", { name: "サイトA(カード)の操作" }),
    );
    return (await screen.findAllByRole("menuitem")).map(
      ({ textContent }) => textContent,
    );
  };

  it("offer no resumption while a condition is open; the head may waive it", async () => {
    show(
      "list",
      [],
      [stop],
      ["partners.read", "partners.write", "partners.waive"],
    );
    expect(await screen.findByText("再開の条件: 残り1件")).toBeTruthy();
    expect(screen.getByText(/8\/13\(土\) 10:30〜/)).toBeTruthy();
    expect(await acts()).toEqual(["条件を免除する", "訂正する", "取り下げる"]);
  });

  it("are opened again once the gate is met", async () => {
    show("list", [], [{ ...stop, openConditionCount: 0 }]);
    expect(await acts()).toEqual(["再開を記録", "訂正する", "取り下げる"]);
  });

  it("show the conditions with what is missing", async () => {
    show("list", [], [stop]);
    expect(
      await screen.findByText(
        "アクワイアラーまたは決済代行会社が再開に同意した",
      ),
    ).toBeTruthy();
    expect(screen.getByRole("button", { name: "満たしたと記録" })).toBeTruthy();
  });
});
