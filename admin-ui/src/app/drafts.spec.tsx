// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { Form, ResourceContextProvider, TextInput } from "react-admin";
import { afterEach, describe, expect, it, vi } from "vitest";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { draftPause, FormDraft } from "./drafts.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(draft: object | null): Asked[] {
  return showScreen(
    <ResourceContextProvider value="tasks">
      <Form record={{ title: "電話する", note: "いまの備考" }}>
        <FormDraft form="tasks:t1" />
        <TextInput source="title" label="やること" />
        <TextInput source="note" label="備考" />
      </Form>
    </ResourceContextProvider>,
    [],
    ({ method }) =>
      method === "GET" && !draft
        ? { status: 404, problem: { title: "見つかりませんでした" } }
        : { body: draft ?? {} },
  );
}

const kept = {
  form: "tasks:t1",
  content: JSON.stringify({ title: "書きかけ" }),
  savedAt: "2016-08-18T05:30:00.000Z",
};

describe("a draft", () => {
  it("is kept once nothing has been typed for a while, with what was touched only", async () => {
    const asked = show(null);
    const title = await screen.findByLabelText("やること");
    fireEvent.change(title, { target: { value: "電話し" } });
    fireEvent.change(title, { target: { value: "電話した" } });
    const puts = () => asked.filter(({ method }) => method === "PUT");
    expect(puts()).toEqual([]);
    await vi.waitFor(() => expect(puts()).toHaveLength(1), draftPause + 2000);
    expect(puts()[0]).toEqual({
      method: "PUT",
      path: "/drafts/tasks:t1",
      body: { content: JSON.stringify({ title: "電話した" }) },
    });
  });

  it("is offered, and taken up over the record as it is now", async () => {
    show(kept);
    fireEvent.click(
      await screen.findByRole("button", { name: "続きから入力する" }),
    );
    expect(screen.getByDisplayValue("書きかけ")).toBeTruthy();
    expect(screen.getByDisplayValue("いまの備考")).toBeTruthy();
  });

  it("is deleted when it is not wanted", async () => {
    const asked = show(kept);
    fireEvent.click(await screen.findByRole("button", { name: "破棄する" }));
    await vi.waitFor(() =>
      expect(asked.map(({ method }) => method)).toContain("DELETE"),
    );
    expect(screen.queryByText(/保存していない入力/)).toBeNull();
  });
});
