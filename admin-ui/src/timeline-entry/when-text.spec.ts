import { describe, expect, it } from "vitest";
import { formatMoment } from "@keii/shared";
import { readWhen, whenText } from "./when-text.js";

const context = {
  zone: "Asia/Tokyo",
  year: 2016,
  today: "2016-08-20",
  time: "10:05",
};

const said = (text: string, over: Partial<typeof context> = {}) => {
  const read = readWhen(text, { ...context, ...over });
  return read && formatMoment(read.occurred, { ...context, language: "ja" });
};

describe("readWhen", () => {
  it.each([
    ["8/18 14:30", "8/18(木) 14:30"],
    ["8/18", "8/18(木)"],
    ["８／１８　１４：３０", "8/18(木) 14:30"],
    ["8月18日 14時30分", "8/18(木) 14:30"],
    ["2015/12/31", "2015/12/31(木)"],
    ["昨日 15時", "8/19(金) 15:00"],
    ["今日", "8/20(土)"],
    ["14:30", "8/20(土) 14:30"],
    ["15時", "8/20(土) 15:00"],
    ["8/18頃", "8/18(木)頃"],
    ["5/20〜8/14", "5/20(金)〜8/14(日)"],
    ["", "8/20(土) 10:05"],
  ])("reads %s as %s", (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each(["あした頃かも", "8/18 警察", "13/45", "2/30"])(
    "does not read %s",
    (text) => {
      expect(readWhen(text, context)).toBeNull();
    },
  );

  it("says that the weekday is another", () => {
    expect(readWhen("8/18(月) 14:30", context)!.warnings).toEqual([
      "wrong-weekday",
    ]);
    expect(readWhen("8/18(木) 14:30", context)!.warnings).toEqual([]);
  });

  it("takes the nearer year where a case goes on over New Year", () => {
    const january = { today: "2017-01-10" };
    expect(readWhen("1/5", { ...context, ...january })!.occurred.on).toBe(
      "2017-01-05",
    );
    expect(readWhen("12/28", { ...context, ...january })!.occurred.on).toBe(
      "2016-12-28",
    );
  });

  it("keeps to the year of a case of long ago", () => {
    expect(
      readWhen("8/18", { ...context, today: "2026-11-23" })!.occurred.on,
    ).toBe("2016-08-18");
  });
});

describe("whenText", () => {
  it.each([
    "8/18 14:30",
    "8/18",
    "2015/12/31",
    "8/18頃",
    "5/20〜8/14",
    "2015/8/25〜2016/9/23",
  ])("writes %s so that it is read again", (text) => {
    const { occurred } = readWhen(text, context)!;
    expect(readWhen(whenText(occurred, context), context)!.occurred).toEqual(
      occurred,
    );
  });
});
