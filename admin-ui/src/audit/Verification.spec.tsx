// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AuditVerification } from "@keii/shared";
import { showScreen } from "../../../test/support/screen.js";
import { Verification } from "./Verification.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const good: AuditVerification = {
  valid: true,
  entries: 12000,
  sealed: 11998,
  unsealed: 2,
  oldestUnsealedSeconds: 1.4,
  firstBroken: null,
  breaks: [],
  checkpoints: 12,
  uncovered: 0,
  checkedAt: "2016-08-18T05:30:00Z",
  milliseconds: 820,
};

const broken: AuditVerification = {
  ...good,
  valid: false,
  breaks: [
    {
      kind: "row_differs",
      entryId: "500",
      sealNo: null,
      table: "timeline_revision",
      rowId: null,
      at: null,
    },
  ],
};

describe("a verification", () => {
  it("tells how many entries, how many sealed and how many checkpoints", async () => {
    showScreen(<Verification />, ["audit.verify"], () => ({ body: good }));
    expect(
      await screen.findByText(/記録12,000件のうち11,998件が封印済み/),
    ).toBeTruthy();
    expect(screen.getByText(/封印を待つ記録が2件/)).toBeTruthy();
    expect(screen.getByText(/12個の確認点すべてと一致/)).toBeTruthy();
  });

  it("tells what is broken first, and where", async () => {
    showScreen(<Verification />, ["audit.verify"], () => ({ body: broken }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("1か所で食い違いが見つかりました");
    expect(alert.textContent).toContain(
      "最初の食い違い: データの内容が記録と一致しません (経緯のデータ、記録番号 500)",
    );
  });

  it("waits for one that answers later than its request", async () => {
    let finished: AuditVerification | null = null;
    showScreen(<Verification />, ["audit.verify"], ({ method }) => ({
      body: method === "POST" ? null : finished,
    }));
    expect(await screen.findByText(/まだ一度も検証していません/)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "いま検証する" }));
    expect(
      await screen.findByRole("button", { name: "検証しています…" }),
    ).toBeTruthy();
    finished = good;
    expect(
      await screen.findByText(/異常はありません/, {}, { timeout: 6000 }),
    ).toBeTruthy();
    expect(screen.getByRole("button", { name: "いま検証する" })).toBeTruthy();
  });

  it("says when nothing can be read", async () => {
    showScreen(<Verification />, ["audit.verify"], () => ({
      status: 503,
      problem: { title: "ただいま処理できません" },
    }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "ただいま処理できません",
    );
  });
});
