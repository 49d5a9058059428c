// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ResourceContextProvider, TextInput } from "react-admin";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { TaskChange } from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { KeysProvider } from "./keys.js";
import { RecordEdit } from "./RecordEdit.js";

beforeEach(() => {
  vi.stubGlobal("BroadcastChannel", undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const asRead = { id: "t1", version: 3, title: "電話する", note: "" };
const theirs = { ...asRead, version: 4, title: "鈴木が電話する" };

function edit(answer: (asked: Asked) => ReturnType<typeof refuse> | object) {
  return showScreen(
    <KeysProvider>
      <ResourceContextProvider value="tasks">
        <RecordEdit id="t1" contract={TaskChange}>
          <TextInput source="title" label="やること" />
          <TextInput source="note" label="備考" />
        </RecordEdit>
      </ResourceContextProvider>
    </KeysProvider>,
    ["tasks.write"],
    (asked) =>
      asked.method === "GET" ? { body: asRead } : (answer(asked) as object),
  );
}

function refuse(status: number, problem: object) {
  return {
    status,
    problem: { title: "ほかの人が先に変更しました", ...problem },
  };
}

const puts = (asked: Asked[]) => asked.filter(({ method }) => method === "PUT");

async function type(label: string, text: string) {
  const me = userEvent.setup({ delay: null });
  const field = await screen.findByLabelText(label);
  fireEvent.change(field, { target: { value: text } });
  return me;
}

describe("editing a record", () => {
  it("sends only what was changed", async () => {
    const asked = edit(() => ({ body: { ...asRead, version: 4 } }));
    const me = await type("備考", "午前中");
    await me.click(screen.getByRole("button", { name: "保存" }));
    await vi.waitFor(() => expect(puts(asked)).toHaveLength(1));
    expect(puts(asked)[0]).toMatchObject({
      path: "/tasks/t1",
      body: { note: "午前中" },
    });
  });

  it("sends nothing where nothing was changed", async () => {
    const asked = edit(() => ({}));
    const me = userEvent.setup({ delay: null });
    await screen.findByDisplayValue("電話する");
    await me.click(screen.getByRole("button", { name: "保存" }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(puts(asked)).toEqual([]);
  });

  it("shows a refusal at its field and keeps what was typed", async () => {
    edit(() => refuse(400, { errors: { title: "1行で入力してください" } }));
    const me = await type("やること", "電話する。");
    await me.click(screen.getByRole("button", { name: "保存" }));
    expect(await screen.findByText("1行で入力してください")).toBeTruthy();
    expect(screen.getByDisplayValue("電話する。")).toBeTruthy();
  });
});

describe("two people editing one record", () => {
  async function collide() {
    let isFirst = true;
    const asked = edit(() => {
      if (!isFirst) return { body: { ...theirs, version: 5 } };
      isFirst = false;
      return refuse(412, { current: theirs });
    });
    await type("備考", "至急");
    const me = await type("やること", "わたしが電話する");
    await me.click(screen.getByRole("button", { name: "保存" }));
    return { asked, me, dialog: within(await screen.findByRole("dialog")) };
  }

  it("shows the second one both versions and the one before", async () => {
    const { dialog } = await collide();
    for (const text of ["電話する", "鈴木が電話する", "わたしが電話する"])
      expect(dialog.getByText(text)).toBeTruthy();
  });

  it("saves what was chosen, based on the other's version", async () => {
    const { asked, me, dialog } = await collide();
    await me.click(dialog.getByLabelText("鈴木が電話する"));
    await me.click(dialog.getByRole("button", { name: "選んだ内容で保存" }));
    await vi.waitFor(() => expect(puts(asked)).toHaveLength(2));
    expect(puts(asked)[1]!.body).toEqual({ note: "至急" });
  });

  it("loses nothing when one goes back to the form", async () => {
    const { me, dialog } = await collide();
    await me.click(dialog.getByRole("button", { name: "入力に戻る" }));
    expect(await screen.findByDisplayValue("わたしが電話する")).toBeTruthy();
    expect(screen.getByDisplayValue("至急")).toBeTruthy();
  });
});
