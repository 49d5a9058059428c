// @vitest-environment jsdom
import "reflect-metadata";
import {
  cleanup,
  fireEvent,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Permission, TimelineEvent } from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import {
  anEntry,
  inIncident,
  usualAnswer,
} from "../../../test/support/timeline.js";
import { TimelineList } from "./TimelineList.js";

beforeEach(() => {
  class NoResizing {
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal("ResizeObserver", NoResizing);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const list = "/incidents/incident/timeline";
const writer: Permission[] = ["timeline.read", "timeline.write"];

/** Newest first, as the API answers by default of the screen. */
const entries = [
  anEntry("c", "2016-08-18", { no: 3, text: "受理番号を受領" }),
  anEntry("b", "2016-08-18", {
    no: 2,
    text: "警察署に報告",
    type: "communication",
    visibility: "public",
    correctionCount: 1,
    occurred: {
      precision: "minute",
      on: "2016-08-18",
      at: "2016-08-18T05:30:00Z",
      untilOn: null,
      untilAt: null,
    },
    learned: { on: "2016-08-19", at: null },
  }),
  anEntry("a", "2016-08-12", {
    no: 1,
    text: "誤った記載",
    state: "retracted",
    reason: "別の案件",
  }),
];

function show(
  rows: readonly TimelineEvent[] = entries,
  permissions: Permission[] = writer,
) {
  const asked = showScreen(
    inIncident(<TimelineList />),
    permissions,
    ({ method, path }: Asked) => {
      if (path.startsWith(`${list}/picture`))
        return {
          body: {
            count: 0,
            firstOn: null,
            lastOn: null,
            points: [],
            densities: [],
          },
        };
      if (method === "POST" && path.endsWith("/move"))
        return { body: { ...rows[0], version: 2 } };
      if (path.startsWith(`${list}?`)) {
        const total = rows.length;
        return {
          body: rows,
          headers: { "content-range": `timeline 0-${total}/${total}` },
        };
      }
      return usualAnswer(path);
    },
  );
  return { asked, me: userEvent.setup() };
}

const rowOf = (text: string) =>
  screen.getByText(text).closest<HTMLElement>("tr")!;

describe("the rows of the timeline", () => {
  it("says each day once, and what is known of the time", async () => {
    show();
    await screen.findByText("受理番号を受領");
    expect(
      screen.getAllByRole("rowheader").map((cell) => cell.textContent),
    ).toEqual(["8/18(木)", "8/12(金)"]);
    expect(within(rowOf("受理番号を受領")).getByText("時刻不明")).toBeTruthy();
    const reported = within(rowOf("警察署に報告"));
    expect(reported.getByText(/^14:30/)).toBeTruthy();
    expect(reported.getByText("8/19(金)")).toBeTruthy();
    expect(reported.getByText("訂正1")).toBeTruthy();
    expect(reported.getByText("公表可")).toBeTruthy();
  });

  it("strikes a retracted entry through, with its reason", async () => {
    show();
    const text = await screen.findByText("誤った記載");
    expect(text.tagName).toBe("DEL");
    expect(screen.getByText("取り消し: 別の案件")).toBeTruthy();
    expect(
      within(rowOf("誤った記載")).queryByRole("button", { name: "訂正" }),
    ).toBeNull();
  });

  it("links many records of one kind in one, few each by itself", async () => {
    const records = (kind: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ kind, id: `${kind}${at}` }));
    show([
      anEntry("a", "2016-08-13", {
        text: "全サイトのカード決済を停止",
        records: [
          ...records("partners.stopped", 12),
          ...records("remediation.done", 2),
        ],
      }),
    ]);
    await screen.findByText("全サイトのカード決済を停止");
    expect(screen.getAllByText("決済の停止 ×12")).toHaveLength(1);
    expect(screen.getAllByText("再発防止: 実施")).toHaveLength(2);
  });

  it("shows of what is withheld only number and basis", async () => {
    show([
      anEntry("w", "2016-08-13", {
        no: 7,
        text: null,
        isWithheld: true,
        visibility: "counsel",
        counselBasis: "法律相談",
      }),
    ]);
    expect(
      await screen.findByText(/第7号 弁護士限り.*根拠: 法律相談/),
    ).toBeTruthy();
  });

  it("moves an entry within its day from the keyboard, based on its version", async () => {
    const { asked } = show();
    await screen.findByText("受理番号を受領");
    const row = rowOf("受理番号を受領");
    row.focus();
    fireEvent.keyDown(row, { key: "ArrowUp", altKey: true });
    fireEvent.keyDown(row, { key: "ArrowDown", altKey: true });
    await waitFor(() =>
      expect(asked.filter((one) => one.path.endsWith("/move"))).toEqual([
        { method: "POST", path: "/timeline/c/move", body: { afterId: null } },
      ]),
    );
  });

  it("opens a line behind an entry with its day and time", async () => {
    show();
    await screen.findByText("警察署に報告");
    // Shown on hover, which jsdom does not know.
    fireEvent.click(within(rowOf("警察署に報告")).getByText("＋ ここに追加"));
    const line = screen.getByRole("form", { name: "この位置に記録" });
    expect(within(line).getByLabelText<HTMLInputElement>("日時").value).toBe(
      "8/18 14:30",
    );
  });

  it("gives readers nothing to write with", async () => {
    show(entries, ["timeline.read"]);
    await screen.findByText("警察署に報告");
    expect(screen.queryByRole("form")).toBeNull();
    expect(screen.queryByRole("button", { name: "訂正" })).toBeNull();
    expect(screen.queryByRole("link", { name: "まとめて貼り付け" })).toBeNull();
  });

  it("teaches what belongs here while there is nothing", async () => {
    const { me } = show([]);
    expect(await screen.findByText("まだ経緯がありません")).toBeTruthy();
    await me.click(screen.getByRole("button", { name: "最初の1行を書く" }));
    expect(document.activeElement).toBe(screen.getByLabelText("何が起きたか"));
  });

  it("asks picture and rows with the same filter", async () => {
    const { asked, me } = show();
    await screen.findByText("警察署に報告");
    await me.click(screen.getByLabelText("内容を検索"));
    await me.paste("警察");
    await me.keyboard("{Enter}");
    await waitFor(() => {
      const filtered = asked
        .map((one) => new URLSearchParams(one.path.split("?")[1]))
        .filter((query) => query.get("filter") === '{"q":"警察"}');
      expect(filtered.length).toBeGreaterThanOrEqual(2);
    });
    const paths = asked
      .filter((one) => one.path.includes("警察"))
      .map((one) => one.path.split("?")[0]);
    expect(new Set(paths)).toEqual(new Set([list, `${list}/picture`]));
  });
});
