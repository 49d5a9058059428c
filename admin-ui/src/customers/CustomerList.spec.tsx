// @vitest-environment jsdom
import "reflect-metadata";
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Customer, CustomersFound } from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { inIncident } from "../../../test/support/timeline.js";
import { CustomerList } from "./CustomerList.js";
import { searchPause } from "../app/SearchField.js";

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(async () => {
  type("");
  await pause();
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function aCustomer(customerNo: string): Customer {
  return {
    id: customerNo,
    version: 0,
    incidentId: "incident",
    memberBaseId: "b1",
    memberBase: { code: "main" },
    customerNo,
    name: "山＊＊＊",
    kana: "ヤ＊＊＊",
    company: "",
    department: "",
    emails: ["t***@k***.test"],
    phone: "***-1234",
    postalCode: "",
    address: "",
    language: "",
    registeredOn: null,
    status: "active",
    hasOddEmail: false,
    isMasked: true,
    corrected: [],
    imported: {},
    correction: null,
    personId: null,
    firstBatchNo: 1,
    batchNo: 1,
  };
}

/** Everybody's id tells what was asked for. */
function found(q: string): CustomersFound {
  return q === "だれも"
    ? { customers: [], total: 0, isCapped: false, cursor: null }
    : {
        customers: [aCustomer(`for-${q || "all"}`)],
        total: q === "" ? 1000 : 1,
        isCapped: q === "",
        cursor: null,
      };
}

function questionOf({ body }: Asked): string {
  return (body as { q: string }).q;
}

async function show(): Promise<Asked[]> {
  const asked = showScreen(
    inIncident(<CustomerList />),
    ["customers.read"],
    (one) => ({ body: found(questionOf(one)) }),
  );
  await screen.findByRole("link", { name: "for-all" });
  return asked;
}

function field(): HTMLInputElement {
  return screen.getByRole("searchbox", { name: "顧客を探す" });
}

function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
}

async function pause(milliseconds = searchPause + 50): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}

describe("the search for customers", () => {
  it("begins when typing rests, and never within a Japanese conversion", async () => {
    const asked = await show();
    fireEvent.compositionStart(field());
    for (const text of ["や", "やま", "やまだ"]) {
      type(text);
      await pause();
    }
    fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
    expect(asked.map(questionOf)).toEqual([""]);
    type("山田");
    fireEvent.compositionEnd(field());
    await pause();
    await screen.findByRole("link", { name: "for-山田" });
    expect(asked.map(questionOf)).toEqual(["", "山田"]);
  });

  it("asks for two characters before it looks for anything", async () => {
    const asked = await show();
    type("山");
    await pause();
    expect(screen.getByRole("status").textContent).toBe(
      "2文字以上入力してください",
    );
    expect(asked).toHaveLength(1);
  });

  it("never shows an answer that comes late under a newer question", async () => {
    await show();
    const answers = new Map<string, () => void>();
    const api = globalThis.fetch;
    vi.stubGlobal("fetch", (path: string, request: RequestInit) => {
      const { q } = JSON.parse(request.body as string) as { q: string };
      return new Promise<Response>((resolve) => {
        answers.set(q, () => resolve(api(path, request)));
      });
    });
    type("田中");
    await pause();
    type("中村");
    await pause();
    expect([...answers.keys()]).toEqual(["田中", "中村"]);
    await act(async () => answers.get("中村")!());
    await screen.findByRole("link", { name: "for-中村" });
    await act(async () => answers.get("田中")!());
    await pause();
    expect(screen.getByRole("link", { name: "for-中村" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "for-田中" })).toBeNull();
    vi.stubGlobal("fetch", api);
  });

  it("says that there are more than were counted, and teaches what may be typed", async () => {
    await show();
    expect(screen.getByRole("status").textContent).toContain(
      "1,000アカウント以上",
    );
    type("だれも");
    await pause();
    await screen.findByText("当てはまる顧客が見つかりません");
  });

  it("leaves nothing of what was looked for in address, history, title or store", async () => {
    const asked = await show();
    type("taro@keii.test");
    await pause();
    await screen.findByRole("link", { name: "for-taro@keii.test" });
    expect(asked.every(({ path }) => path === "/customers/search")).toBe(true);
    const kept = [
      location.href,
      JSON.stringify(history.state),
      document.title,
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ].join("\n");
    expect(kept).not.toContain("taro");
  });
});
