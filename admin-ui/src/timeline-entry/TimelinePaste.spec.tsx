// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { TimelineBatch } from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import {
  anEntry,
  inIncident,
  usualAnswer,
} from "../../../test/support/timeline.js";
import { TimelinePaste } from "./TimelinePaste.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const pasted = [
  "8/18 大阪府南警察署に被害を報告",
  "8/16 第1次報告書を受領。決済代行会社に共有",
  "8/12 全サイトのカード決済を停止",
].join("\n");

const batch = "/incidents/incident/timeline/batch";

function show(
  answerBatch: () => ReturnType<Parameters<typeof showScreen>[2]> = () => ({
    body: { ids: ["a", "b"], count: 2 },
  }),
) {
  const asked = showScreen(
    inIncident(<TimelinePaste />),
    ["timeline.read", "timeline.write"],
    ({ path }: Asked) => {
      if (path === batch) return answerBatch();
      if (path.startsWith("/incidents/incident/timeline?"))
        return {
          body: [
            anEntry("known", "2016-08-18", {
              text: "大阪府南警察署に被害を報告",
            }),
          ],
          headers: { "content-range": "timeline 0-0/1" },
        };
      return usualAnswer(path);
    },
  );
  const sent = () =>
    asked
      .filter((one) => one.path === batch)
      .map((one) => (one.body as TimelineBatch).entries);
  return { sent, me: userEvent.setup() };
}

async function readInto(me: ReturnType<typeof userEvent.setup>) {
  await me.click(screen.getByLabelText("貼り付ける文章"));
  await me.paste(pasted);
  await me.click(screen.getByRole("button", { name: "読み取る" }));
}

const texts = () =>
  screen
    .getAllByLabelText<HTMLTextAreaElement>(/件目の内容$/)
    .map((field) => field.value);

describe("pasting many lines", () => {
  it("shows what is there already beside its original line", async () => {
    const { me } = show();
    await readInto(me);
    expect(
      await screen.findByText("同じ日に同じ内容の記載があります"),
    ).toBeTruthy();
    expect(screen.getByText("8/12 全サイトのカード決済を停止")).toBeTruthy();
  });

  it("splits, removes and undoes, then saves what is left in one step", async () => {
    const { me, sent } = show();
    await readInto(me);
    await me.click(screen.getByRole("button", { name: "2件に分ける" }));
    expect(texts()).toHaveLength(4);
    await me.click(screen.getByRole("button", { name: "1件目を除く" }));
    await me.click(screen.getByRole("button", { name: "1件目を除く" }));
    expect(texts()).toEqual([
      "決済代行会社に共有",
      "全サイトのカード決済を停止",
    ]);
    await me.click(screen.getByRole("button", { name: "元に戻す" }));
    expect(texts()).toHaveLength(3);
    await me.click(screen.getByRole("button", { name: "1件目を除く" }));

    await me.selectOptions(screen.getByLabelText("2件目の公開範囲"), "公表可");
    await me.click(screen.getByRole("button", { name: "2件を保存" }));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(
      sent()[0]!.map((entry) => [
        entry.occurred.on,
        entry.text,
        entry.visibility,
      ]),
    ).toEqual([
      ["2016-08-16", "決済代行会社に共有", "internal"],
      ["2016-08-12", "全サイトのカード決済を停止", "public"],
    ]);
  });

  it("cannot be saved while a row lacks its date", async () => {
    const { me } = show();
    await readInto(me);
    const when = screen.getByLabelText("1件目のいつ");
    await me.clear(when);
    await me.paste("いつか");
    const save = () =>
      screen.getByRole<HTMLButtonElement>("button", { name: /件を保存$/ });
    expect(save().disabled).toBe(true);
    expect(screen.getByRole("status").textContent).toContain(
      "日時か内容が足りないものが1件あります",
    );
    await me.clear(when);
    await me.paste("8/19");
    expect(save().disabled).toBe(false);
  });

  it("keeps everything where the API refuses, and marks the row", async () => {
    const { me } = show(() => ({
      status: 400,
      problem: {
        title: "入力内容を確認してください",
        errors: { "entries.2.occurred.on": "実在する日付を入力してください" },
      },
    }));
    await readInto(me);
    await me.click(screen.getByRole("button", { name: "3件を保存" }));
    expect(
      await screen.findByText("実在する日付を入力してください"),
    ).toBeTruthy();
    expect(screen.getByRole("alert").textContent).toContain(
      "保存されませんでした",
    );
    expect(texts()).toHaveLength(3);
  });

  it("goes back to the text with nothing lost", async () => {
    const { me } = show();
    await readInto(me);
    await me.click(screen.getByRole("button", { name: "文章に戻る" }));
    expect(
      screen.getByLabelText<HTMLTextAreaElement>("貼り付ける文章").value,
    ).toBe(pasted);
  });
});
