// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { Form, ResourceContextProvider, TextInput } from "react-admin";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Party, Permission } from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { PartyInput } from "./PartyInput.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const osaka: Party = {
  id: "p1",
  version: 1,
  officialName: { ja: "大阪府警察", en: "Osaka Prefectural Police" },
  shortName: { ja: "大阪府警", en: "" },
  roles: ["police"],
  mayBeNamed: true,
  channel: "",
  contacts: [],
  hasNamesake: false,
};
const bank: Party = {
  ...osaka,
  id: "p2",
  officialName: { ja: "架空銀行", en: "" },
  shortName: null,
  roles: ["acquirer"],
};

const outer = vi.fn();

function show(
  permissions: Permission[] = ["parties.read", "parties.write"],
): Asked[] {
  outer.mockClear();
  const known = [bank, osaka];
  return showScreen(
    <ResourceContextProvider value="partners">
      <Form
        onSubmit={(values: object) => {
          outer(values);
        }}
      >
        <TextInput source="text" label="内容" />
        <PartyInput source="partyId" label="相手" roles={["police"]} />
        <button type="submit">送る</button>
      </Form>
    </ResourceContextProvider>,
    permissions,
    ({ method, path, body }) => {
      if (method === "POST") {
        known.push({ ...bank, ...(body as object), shortName: null, id: "p3" });
        return { body: known[2] };
      }
      const [place = "", query = ""] = path.split("?");
      const one = known.find(({ id }) => place === `/parties/${id}`);
      if (one) return { body: one };
      const found = query.includes(`"role"`) ? [osaka] : known;
      const asked = /"q":"([^"]*)"/.exec(query)?.[1] ?? "";
      const rows = found.filter((p) => p.officialName.ja.includes(asked));
      return {
        body: rows,
        headers: { "content-range": `parties 0-${rows.length}/${rows.length}` },
      };
    },
  );
}

const input = () => screen.findByRole("combobox", { name: "相手" });
const options = async () =>
  (await screen.findAllByRole("option")).map(({ textContent }) => textContent);

/** Types a name and waits until the list has been asked for it. */
async function type(name: string, offered: string): Promise<HTMLElement> {
  const field = await input();
  field.focus();
  fireEvent.change(field, { target: { value: name } });
  await screen.findByRole("option", { name: new RegExp(offered) });
  return field;
}

describe("choosing an outside body", () => {
  it("shows short and official name, those of the roles given first, a new one last", async () => {
    show();
    fireEvent.mouseDown(await input());
    await screen.findByRole("option", { name: /架空銀行/ });
    expect(await options()).toEqual([
      "大阪府警 (大阪府警察)警察",
      "架空銀行アクワイアラー(加盟店契約会社)",
      "＋ 新しい団体を登録",
    ]);
  });

  it("asks the server for what was typed and hands on the id", async () => {
    const asked = show();
    await type("架空", "架空銀行");
    await vi.waitFor(() =>
      expect(asked.some(({ path }) => path.includes(`"q":"架空"`))).toBe(true),
    );
    fireEvent.click(await screen.findByRole("option", { name: /架空銀行/ }));
    fireEvent.click(screen.getByRole("button", { name: "送る" }));
    await vi.waitFor(() =>
      expect(outer).toHaveBeenCalledWith(
        expect.objectContaining({ partyId: "p2" }),
      ),
    );
    expect(await screen.findByDisplayValue("架空銀行")).toBeTruthy();
  });

  it("leaves Enter to an open conversion", async () => {
    show();
    const field = await type("架空", "架空銀行");
    await vi.waitFor(async () => expect(await options()).toHaveLength(2));
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    expect(screen.getByRole("option", { name: /架空銀行/ })).toBeTruthy();
    fireEvent.keyDown(field, { key: "Enter" });
    expect(await screen.findByDisplayValue("架空銀行")).toBeTruthy();
  });

  it("offers no new one to somebody who may not write them", async () => {
    show(["parties.read"]);
    fireEvent.mouseDown(await input());
    await screen.findByRole("option", { name: /架空銀行/ });
    expect(await options()).toHaveLength(2);
  });
});

describe("a new body from within a form", () => {
  async function open(): Promise<HTMLElement> {
    fireEvent.change(await screen.findByLabelText("内容"), {
      target: { value: "書きかけ" },
    });
    await type("新しい会社", "新しい団体「新しい会社」を登録");
    fireEvent.click(
      screen.getByRole("option", { name: "＋ 新しい団体「新しい会社」を登録" }),
    );
    return screen.findByRole("dialog", { name: "新しい団体を登録" });
  }

  it("is made under the name typed and then chosen; the form around is neither sent nor emptied", async () => {
    const asked = show();
    const dialog = await open();
    fireEvent.click(
      within(dialog).getByRole("button", { name: "登録して選ぶ" }),
    );
    expect(await screen.findByDisplayValue("新しい会社")).toBeTruthy();
    expect(asked.find(({ method }) => method === "POST")?.body).toMatchObject({
      officialName: { ja: "新しい会社", en: "" },
      roles: ["police"],
    });
    expect(outer).not.toHaveBeenCalled();
    expect(screen.getByDisplayValue("書きかけ")).toBeTruthy();
    fireEvent.click(await screen.findByRole("button", { name: "送る" }));
    await vi.waitFor(() =>
      expect(outer).toHaveBeenCalledWith({ text: "書きかけ", partyId: "p3" }),
    );
  });

  it("is saved alone with the keyboard: no key of the dialog reaches the page", async () => {
    const asked = show();
    const pressed = vi.fn();
    document.addEventListener("keydown", pressed);
    const dialog = await open();
    pressed.mockClear();
    const name = within(dialog).getAllByLabelText("日本語")[0]!;
    fireEvent.keyDown(name, { key: "Enter", ctrlKey: true });
    await vi.waitFor(() =>
      expect(asked.some(({ method }) => method === "POST")).toBe(true),
    );
    document.removeEventListener("keydown", pressed);
    expect(pressed).not.toHaveBeenCalled();
    expect(outer).not.toHaveBeenCalled();
  });

  it("may be given up, and nothing has changed", async () => {
    const asked = show();
    const dialog = await open();
    fireEvent.click(within(dialog).getByRole("button", { name: "キャンセル" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(asked.some(({ method }) => method === "POST")).toBe(false);
    expect(screen.getByDisplayValue("書きかけ")).toBeTruthy();
  });
});
