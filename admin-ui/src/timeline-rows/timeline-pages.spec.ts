import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "@keii/shared";
import {
  appendPage,
  dayGroups,
  hasMore,
  noPages,
  pagesFor,
  placeAfterMove,
  refreshPage,
  replaceRow,
  rowsOf,
  type FetchedPage,
} from "./timeline-pages.js";

function aRow(id: string, on: string, no = 1): TimelineEvent {
  return {
    id,
    incidentId: "i",
    no,
    version: 1,
    state: "current",
    occurred: {
      precision: "day",
      on,
      at: null,
      untilOn: null,
      untilAt: null,
    },
    learned: null,
    type: "fact",
    category: "investigation",
    text: id,
    publicWording: null,
    visibility: "internal",
    counselBasis: null,
    isWithheld: false,
    decision: null,
    records: [],
    reason: null,
    correctionCount: 0,
    recordedAt: `${on}T12:00:00Z`,
    recordedBy: null,
    revisedAt: null,
    revisedBy: null,
  };
}

function fetched(rows: TimelineEvent[], next: string | null): FetchedPage {
  return { rows, next, total: 6, isTotalCapped: false };
}

/** Two pages, newest first: 18, 17, 16 | 16, 15, 12. */
function loaded() {
  const first = [
    aRow("a", "2016-08-18"),
    aRow("b", "2016-08-17"),
    aRow("c", "2016-08-16"),
  ];
  const second = [
    aRow("d", "2016-08-16"),
    aRow("e", "2016-08-15"),
    aRow("f", "2016-08-12"),
  ];
  return appendPage(
    appendPage(noPages, null, fetched(first, "c1")),
    "c1",
    fetched(second, "c2"),
  );
}

const ids = (list: { pages: { rows: TimelineEvent[] }[] }) =>
  list.pages.map((page) => page.rows.map((row) => row.id).join(""));

describe("appendPage", () => {
  it("keeps the order and knows whether more follows", () => {
    expect(ids(loaded())).toEqual(["abc", "def"]);
    expect(hasMore(loaded())).toBe(true);
    expect(hasMore(noPages)).toBe(true);
    expect(
      hasMore(
        appendPage(noPages, null, fetched([aRow("a", "2016-08-18")], null)),
      ),
    ).toBe(false);
  });

  it("leaves out what moved down from the page before while it was read", () => {
    const list = appendPage(
      loaded(),
      "c2",
      fetched([aRow("f", "2016-08-12"), aRow("g", "2016-08-11")], null),
    );
    expect(ids(list)).toEqual(["abc", "def", "g"]);
  });
});

describe("refreshPage", () => {
  it("takes in a new entry and cuts where the next page begins", () => {
    const fresh = fetched(
      [
        aRow("a", "2016-08-18"),
        aRow("new", "2016-08-17"),
        aRow("b", "2016-08-17"),
        aRow("c", "2016-08-16"),
        aRow("d", "2016-08-16"),
      ],
      "c9",
    );
    const list = refreshPage(loaded(), 0, fresh, new Set(["new"]));
    expect(ids(list)).toEqual(["anewbc", "def"]);
    expect(list.pages[0]!.next).toBe("c1");
  });

  it.each(["d", "e"])(
    "takes an entry that came to this page (%s) away from the page where it was",
    (moved) => {
      const fresh = fetched(
        [
          aRow(moved, "2016-08-19"),
          ...loaded().pages[0]!.rows,
          ...loaded().pages[1]!.rows.filter((row) => row.id !== moved),
        ],
        "c9",
      );
      expect(ids(refreshPage(loaded(), 0, fresh, new Set([moved])))).toEqual([
        `${moved}abc`,
        "def".replace(moved, ""),
      ]);
    },
  );

  it("gives the last page its new way on", () => {
    const list = refreshPage(
      loaded(),
      1,
      fetched([aRow("d", "2016-08-16")], null),
      new Set(),
    );
    expect(hasMore(list)).toBe(false);
  });
});

describe("pagesFor", () => {
  it.each([
    ["2016-08-20", [0]],
    ["2016-08-17", [0]],
    ["2016-08-16", [0, 1]],
    ["2016-08-13", [1]],
    ["2016-08-12", [1]],
    ["2016-08-01", []],
  ])("an entry of %s belongs to pages %j", (on, expected) => {
    expect(pagesFor(loaded(), aRow("x", on), "occurred", "DESC")).toEqual(
      expected,
    );
  });

  it("the end belongs to the last page once all is loaded", () => {
    const whole = refreshPage(
      loaded(),
      1,
      fetched(loaded().pages[1]!.rows, null),
      new Set(),
    );
    expect(
      pagesFor(whole, aRow("x", "2016-08-01"), "occurred", "DESC"),
    ).toEqual([1]);
  });

  it("cannot tell where something stands that has no such moment", () => {
    expect(
      pagesFor(loaded(), aRow("x", "2016-08-17"), "learned", "DESC"),
    ).toEqual([0, 1]);
  });
});

describe("replaceRow", () => {
  it("changes an entry where it stands", () => {
    const changed = { ...aRow("e", "2016-08-15"), text: "訂正" };
    const list = replaceRow(loaded(), changed);
    expect(rowsOf(list).find((row) => row.id === "e")!.text).toBe("訂正");
    expect(list.pages[0]).toBe(list.pages[0]);
  });
});

describe("dayGroups", () => {
  it("names each day once and says where a day goes on", () => {
    const [first, second] = loaded().pages;
    expect(
      dayGroups(second!.rows, first!.rows.at(-1)).map((g) => [
        g.on,
        g.isContinued,
        g.rows.length,
      ]),
    ).toEqual([
      ["2016-08-16", true, 1],
      ["2016-08-15", false, 1],
      ["2016-08-12", false, 1],
    ]);
  });
});

describe("placeAfterMove", () => {
  const day = ["a", "b", "c"].map((id) => aRow(id, "2016-08-18"));
  const rows = [aRow("z", "2016-08-17"), ...day, aRow("y", "2016-08-19")];
  it.each([
    ["a", "up", null],
    ["a", "down", { afterId: "b" }],
    ["b", "up", { afterId: null }],
    ["c", "up", { afterId: "a" }],
    ["c", "down", null],
  ] as const)("oldest first: %s %s", (id, direction, expected) => {
    expect(placeAfterMove(rows, id, direction, "ASC")).toEqual(expected);
  });
  it.each([
    ["a", "down", null],
    ["a", "up", { afterId: "b" }],
    ["b", "down", { afterId: null }],
    ["c", "down", { afterId: "a" }],
  ] as const)("newest first: %s %s", (id, direction, expected) => {
    expect(placeAfterMove([...rows].reverse(), id, direction, "DESC")).toEqual(
      expected,
    );
  });
});
