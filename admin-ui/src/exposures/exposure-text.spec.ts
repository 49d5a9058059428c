import { describe, expect, it } from "vitest";
import { circled, windowText } from "./exposure-text.js";
import type { Window } from "./window.js";

const window: Window = {
  zone: "Asia/Tokyo",
  fromOn: "2016-05-20",
  fromAt: null,
  untilOn: "2016-08-14",
  untilAt: null,
};

describe("a window in words", () => {
  it("says the year once", () => {
    expect(windowText(window, "ja")).toBe("2016/5/20–8/14");
    expect(windowText(window, "en")).toBe("May 20 – Aug 14, 2016");
  });

  it("says both years where they differ", () => {
    const long = { ...window, fromOn: "2014-08-25", untilOn: "2015-09-23" };
    expect(windowText(long, "ja")).toBe("2014/8/25–2015/9/23");
    expect(windowText(long, "en")).toBe("Aug 25, 2014 – Sep 23, 2015");
  });

  it("says the minutes in the window's zone", () => {
    const exact = {
      ...window,
      fromAt: "2016-05-20T00:05:00Z",
      untilAt: "2016-08-14T09:30:00Z",
    };
    expect(windowText(exact, "ja")).toBe("2016/5/20 09:05–8/14 18:30");
  });

  it("says which end is open, and nothing where both are", () => {
    expect(windowText({ ...window, fromOn: null }, "ja")).toBe("〜2016/8/14");
    expect(windowText({ ...window, untilOn: null }, "ja")).toBe("2016/5/20〜");
    expect(windowText({ ...window, fromOn: null }, "en")).toBe(
      "until Aug 14, 2016",
    );
    expect(
      windowText({ ...window, fromOn: null, untilOn: null }, "ja"),
    ).toBeNull();
  });
});

it("numbers exposures as the reports do", () => {
  expect([1, 2, 20, 21].map(circled)).toEqual(["①", "②", "⑳", "(21)"]);
});
