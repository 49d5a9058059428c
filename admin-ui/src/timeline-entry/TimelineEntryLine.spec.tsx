// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import {
  anEntry,
  inIncident,
  usualAnswer,
} from "../../../test/support/timeline.js";
import { TimelineEntryLine } from "./TimelineEntryLine.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const known = anEntry("known", "2016-08-18", {
  no: 14,
  text: "大阪府南警察署に被害を報告",
});

function api({ method, path, body }: Asked) {
  const list = "/incidents/incident/timeline";
  if (method === "POST" && path === "/timeline")
    return { body: anEntry("new", "2016-08-18", body as object) };
  if (path.startsWith(`${list}?`))
    return {
      body: [known],
      headers: { "content-range": "timeline 0-0/1" },
    };
  return usualAnswer(path);
}

function show(props: Partial<Parameters<typeof TimelineEntryLine>[0]> = {}) {
  const onSaved = vi.fn(() => Promise.resolve());
  const asked = showScreen(
    inIncident(<TimelineEntryLine onSaved={onSaved} {...props} />),
    ["timeline.read", "timeline.write"],
    api,
  );
  const saved = () => asked.filter((one) => one.path === "/timeline");
  return { onSaved, saved, me: userEvent.setup() };
}

/** Pasting is one change where typing is one for each letter. */
async function enter(
  me: ReturnType<typeof userEvent.setup>,
  field: HTMLElement,
  words: string,
) {
  await me.click(field);
  await me.paste(words.replace("{Enter}", ""));
  if (words.endsWith("{Enter}")) await me.keyboard("{Enter}");
}

const when = () => screen.getByLabelText<HTMLInputElement>("日時");
const text = () => screen.getByLabelText<HTMLTextAreaElement>("何が起きたか");

describe("the line for one entry", () => {
  it("saves with Enter, says so, and takes the next one", async () => {
    const { me, saved, onSaved } = show();
    await enter(me, when(), "8/18 14:30");
    await enter(me, text(), "大阪府南警察署に相談{Enter}");
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(saved()[0]!.body).toEqual({
      occurred: {
        precision: "minute",
        on: "2016-08-18",
        at: "2016-08-18T14:30:00+09:00",
        untilOn: null,
        untilAt: null,
      },
      text: "大阪府南警察署に相談",
      type: "communication",
      category: "authorities",
      visibility: "internal",
    });
    expect(screen.getByRole("status").textContent).toBe(
      "記録しました: 大阪府南警察署に相談",
    );
    await waitFor(() => expect(document.activeElement).toBe(text()));
    expect(text().value).toBe("");
    expect(when().value).toBe("8/18");
  });

  it("saves nothing while a conversion is open", async () => {
    const { me, saved } = show();
    await enter(me, text(), "けいさつ");
    fireEvent.keyDown(text(), { key: "Enter", isComposing: true });
    fireEvent.keyDown(text(), { key: "Enter", keyCode: 229 });
    expect(saved()).toEqual([]);
    fireEvent.keyDown(text(), { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(saved()).toHaveLength(1));
  });

  it("saves once, however often Enter is pressed", async () => {
    const { me, saved, onSaved } = show();
    await enter(me, text(), "停止");
    fireEvent.keyDown(text(), { key: "Enter" });
    fireEvent.keyDown(text(), { key: "Enter" });
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(saved()).toHaveLength(1);
  });

  it("says how a date is read, and takes now where there is none", async () => {
    const { me } = show();
    expect(
      await screen.findByText(
        "日時が空欄なので、今(8/20(土) 10:05)として記録します",
      ),
    ).toBeTruthy();
    await enter(me, when(), "昨日 15時");
    expect(screen.getByText("8/19(金) 15:00 として記録します")).toBeTruthy();
  });

  it("warns of a wrong weekday and of the same entry, and saves all the same", async () => {
    const { me, saved } = show();
    await enter(me, when(), "8/18(月)");
    await enter(me, text(), "大阪府南警察署に被害を報告。");
    expect(screen.getByText("曜日が日付と合っていません")).toBeTruthy();
    expect(
      await screen.findByText("この日の第14号と同じ内容かもしれません。"),
    ).toBeTruthy();
    fireEvent.keyDown(text(), { key: "Enter" });
    await waitFor(() => expect(saved()).toHaveLength(1));
  });

  it("refuses a date it cannot read, and keeps what was typed", async () => {
    const { me, saved } = show();
    await enter(me, when(), "13/45");
    await enter(me, text(), "停止{Enter}");
    expect(saved()).toEqual([]);
    expect(text().value).toBe("停止");
    expect(when().getAttribute("aria-invalid")).toBe("true");
  });

  it("follows the words with type and category until they are chosen", async () => {
    const { me } = show();
    await enter(me, text(), "経済産業省に報告");
    expect(screen.getByLabelText("分類").textContent).toBe("当局");
    await me.click(screen.getByLabelText("分類"));
    await me.click(screen.getByRole("option", { name: "顧客" }));
    await enter(me, text(), "し、警察に相談");
    expect(screen.getByLabelText("分類").textContent).toBe("顧客");
  });

  it("goes behind the entry it was opened at, while it keeps to its day", async () => {
    const { me, saved, onSaved } = show({ behind: known });
    expect(when().value).toBe("8/18");
    await enter(me, text(), "受理番号を受領{Enter}");
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(saved()[0]!.body).toMatchObject({ afterId: "known" });
  });

  it("finds its own place with another time or day", async () => {
    const { me, saved, onSaved } = show({ behind: known });
    await me.clear(when());
    await enter(me, when(), "8/19");
    await enter(me, text(), "受理番号を受領{Enter}");
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(saved()[0]!.body).not.toHaveProperty("afterId");
  });

  it("offers the paste for several lines", async () => {
    const { me } = show();
    await me.click(text());
    await me.paste("8/18 相談\n8/19 報告");
    expect(screen.getByRole("link", { name: "まとめて貼り付け" })).toBeTruthy();
  });
});
