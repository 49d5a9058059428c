// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Notification, ResourceContextProvider, TextInput } from "react-admin";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AuthorityDueDecision } from "@keii/shared";
import { showScreen } from "../../../test/support/screen.js";
import { ActDialog } from "./ActDialog.js";
import { useAct } from "./saving.js";

beforeEach(() => {
  vi.stubGlobal("BroadcastChannel", undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Asking({ reason = "" }: { reason?: string }) {
  const act = useAct("authorities");
  return (
    <ActDialog
      title="提出済みにする"
      sentence=""
      submitLabel="確定する"
      contract={AuthorityDueDecision}
      defaultValues={{ reason }}
      onSubmit={(data) => act({ id: "r1", verb: "filing", data })}
      onClose={() => undefined}
    >
      <TextInput source="reason" label="理由" />
    </ActDialog>
  );
}

async function submit(errors: Record<string, string>): Promise<void> {
  showScreen(
    <ResourceContextProvider value="authorities">
      <Asking />
      <Notification />
    </ResourceContextProvider>,
    ["authorities.file"],
    () => ({ status: 400, problem: { title: "入力を確認", errors } }),
  );
  const me = userEvent.setup({ delay: null });
  await me.type(screen.getByLabelText("理由"), "提出した");
  await me.click(screen.getByRole("button", { name: "確定する" }));
}

/** The record behind a dialog is fetched anew while somebody types. */
function Refetched() {
  const [reason, setReason] = useState("");
  return (
    <>
      <Asking reason={reason} />
      <button onClick={() => setReason("ほかの人の理由")}>届いた</button>
    </>
  );
}

it("keeps what was typed when the record behind it changes", async () => {
  showScreen(
    <ResourceContextProvider value="authorities">
      <Refetched />
    </ResourceContextProvider>,
    ["authorities.file"],
    () => ({}),
  );
  const field = screen.getByLabelText("理由");
  await userEvent.setup({ delay: null }).type(field, "提出した");
  fireEvent.click(screen.getByText("届いた"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.getByDisplayValue("提出した")).toBeTruthy();
});

it("shows what is refused at the field it asks for", async () => {
  await submit({ reason: "長すぎます" });
  expect(await screen.findByText("長すぎます")).toBeTruthy();
});

it("tells what is refused of a field it does not ask for, by the field's name", async () => {
  await submit({ content: "入力してください" });
  expect(
    await screen.findByText("提出する内容: 入力してください"),
  ).toBeTruthy();
});
