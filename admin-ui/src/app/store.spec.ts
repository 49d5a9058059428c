// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { createStore, prefixedStore } from "./store.js";

afterEach(() => localStorage.clear());

function opened() {
  const store = createStore();
  store.setup();
  return store;
}

describe("what the browser keeps", () => {
  it("is looks and columns, never what somebody searched for or selected", () => {
    const store = opened();
    store.setItem("locale", "en");
    store.setItem("users.datatable", ["language"]);
    store.setItem("users.listParams", { filter: { q: "山田" } });
    store.setItem("users.selectedIds", ["1"]);
    prefixedStore(store, "incident.i1").setItem("members.listParams", {
      filter: { q: "鈴木" },
    });
    expect(store.getItem("users.listParams")).toEqual({
      filter: { q: "山田" },
    });
    const kept = JSON.stringify({ ...localStorage });
    expect(kept).toContain("users.datatable");
    expect(kept).not.toMatch(/山田|鈴木|listParams|selectedIds/);
  });

  it("keeps each incident's keys apart, but one language", () => {
    const store = opened();
    const one = prefixedStore(store, "incident.i1");
    const other = prefixedStore(store, "incident.i2");
    one.setItem("timeline.datatable", ["type"]);
    one.setItem("locale", "en");
    expect(other.getItem("timeline.datatable")).toBeUndefined();
    expect(other.getItem("locale")).toBe("en");
  });

  it("tells those who listen in the same incident", () => {
    const store = opened();
    const told = vi.fn();
    prefixedStore(store, "incident.i1").subscribe("x", told);
    prefixedStore(store, "incident.i2").setItem("x", 1);
    expect(told).not.toHaveBeenCalled();
    prefixedStore(store, "incident.i1").setItem("x", 2);
    expect(told).toHaveBeenCalledWith(2);
  });
});
