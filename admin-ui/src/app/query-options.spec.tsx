// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { useGetList, useGetOne } from "ra-core";
import { useState } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { showScreen } from "../../../test/support/screen.js";

beforeEach(() => {
  vi.stubGlobal("BroadcastChannel", undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Shown() {
  const { data } = useGetOne<{ id: string; title: string }>("tasks", {
    id: "t1",
  });
  return <p>記録: {data?.title}</p>;
}

function Listed() {
  const { data } = useGetList<{ id: string; title: string }>("tasks");
  return <p>一覧: {data?.[0]?.title}</p>;
}

function Screens() {
  const [isList, setIsList] = useState(false);
  return (
    <>
      {isList ? <Listed /> : <Shown />}
      <button onClick={() => setIsList(!isList)}>移る</button>
    </>
  );
}

it("shows a record as it is now when it is opened again from a list", async () => {
  let title = "電話する";
  showScreen(<Screens />, ["tasks.read"], ({ path }) => {
    const task = { id: "t1", version: 1, title };
    return path.startsWith("/tasks/t1")
      ? { body: task }
      : { body: [task], headers: { "content-range": "tasks 0-0/1" } };
  });
  await screen.findByText("記録: 電話する");
  title = "鈴木が電話する";
  fireEvent.click(screen.getByText("移る"));
  await screen.findByText("一覧: 鈴木が電話する");
  fireEvent.click(screen.getByText("移る"));
  expect(await screen.findByText("記録: 鈴木が電話する")).toBeTruthy();
});
