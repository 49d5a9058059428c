import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dayOf,
  daysInMonth,
  formatMoment,
  isCalendarDay,
  isInstant,
  momentAt,
  momentOn,
  momentProblemKeys,
  momentProblems,
  timeOf,
  wallTimeOccurrence,
  weekday,
  type Moment,
} from "./moment.js";
import { ruleMessages } from "./rules.messages.js";

const tokyo = "Asia/Tokyo";
const seed = 20160812;

function aMoment(overrides: Partial<Moment> = {}): Moment {
  return { ...momentOn("2016-08-18"), ...overrides };
}

describe("isCalendarDay", () => {
  it.each(["2016-02-29", "2016-12-31", "2000-02-29", "1900-01-01"])(
    "takes %s",
    (day) => expect(isCalendarDay(day)).toBe(true),
  );

  it.each([
    "2016-02-30",
    "2015-02-29",
    "1900-02-29",
    "2016-04-31",
    "2016-00-10",
    "2016-13-01",
    "2016-01-00",
    "0000-01-01",
    "1899-12-31",
    "2016-1-1",
    "2016/01/01",
    "2016-01-01 ",
    "２０１６-01-01",
    "",
    null,
    20160101,
  ])("refuses %s", (day) => expect(isCalendarDay(day)).toBe(false));

  it("agrees with the platform's calendar", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2200 }),
        fc.integer({ min: 1, max: 12 }),
        (year, month) => {
          const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
          expect(daysInMonth(year, month)).toBe(last);
        },
      ),
      { seed },
    );
  });
});

describe("weekday", () => {
  it.each([
    ["2016-08-12", 5],
    ["2016-08-14", 0],
    ["2016-02-29", 1],
    ["2015-08-18", 2],
  ])("%s is %i", (on, expected) => expect(weekday(on)).toBe(expected));
});

describe("momentAt", () => {
  it("keeps the wall time of the zone", () => {
    expect(momentAt("2016-08-18", "14:30", tokyo)).toEqual(
      aMoment({ precision: "minute", at: "2016-08-18T14:30:00+09:00" }),
    );
  });

  it("takes the first of a repeated wall time, or the second when told", () => {
    const zone = "Europe/Berlin";
    expect(wallTimeOccurrence("2016-10-30", "02:30", zone)).toBe("repeated");
    expect(momentAt("2016-10-30", "02:30", zone).at).toBe(
      "2016-10-30T02:30:00+02:00",
    );
    expect(momentAt("2016-10-30", "02:30", zone, "second").at).toBe(
      "2016-10-30T02:30:00+01:00",
    );
  });

  it("moves a skipped wall time on by the gap", () => {
    const zone = "Europe/Berlin";
    expect(wallTimeOccurrence("2016-03-27", "02:30", zone)).toBe("skipped");
    expect(momentAt("2016-03-27", "02:30", zone).at).toBe(
      "2016-03-27T03:30:00+02:00",
    );
  });

  it("follows a zone that skipped a whole day", () => {
    const moment = momentAt("2011-12-30", "10:00", "Pacific/Apia");
    expect(moment.on).toBe("2011-12-31");
    expect(momentProblems(moment, "Pacific/Apia")).toEqual([]);
  });

  it.each([
    ["2016-02-30", "10:00"],
    ["2016-08-18", "24:00"],
    ["2016-08-18", "9:00"],
    ["2016-08-18", "10:60"],
  ])("refuses %s %s", (on, time) => {
    expect(() => momentAt(on, time, tokyo)).toThrow(RangeError);
  });

  it("gives a moment without problems, for any minute in any zone", () => {
    const zones = [tokyo, "UTC", "Europe/Berlin", "America/St_Johns"];
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("1900-01-01"),
          max: new Date("2100-01-01"),
          noInvalidDate: true,
        }),
        fc.constantFrom(...zones),
        (date, zone) => {
          const [on, time] = date.toISOString().split("T") as [string, string];
          const moment = momentAt(on, time.slice(0, 5), zone);
          expect(momentProblems(moment, zone)).toEqual([]);
          if (wallTimeOccurrence(on, time.slice(0, 5), zone) !== "skipped") {
            expect(timeOf(moment.at ?? "", zone)).toBe(time.slice(0, 5));
            expect(dayOf(moment.at ?? "", zone)).toBe(on);
          }
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});

describe("isInstant", () => {
  it.each([
    "2016-08-18T14:30+09:00",
    "2016-08-18T14:30:15Z",
    "2016-08-18T05:30:15.123Z",
  ])("takes %s", (at) => expect(isInstant(at)).toBe(true));

  it.each([
    "2016-08-18T14:30",
    "2016-02-30T14:30Z",
    "2016-08-18T24:00Z",
    "2016-08-18T14:30:60Z",
    "2016-08-18 14:30Z",
    "2016-08-18T14:30:15.1234Z",
    "2016-08-18T14:30+09:00[Asia/Tokyo]",
    "+002016-08-18T14:30Z",
    "2016-08-18T14:30+16:00",
    null,
  ])("refuses %s", (at) => expect(isInstant(at)).toBe(false));
});

describe("momentProblems", () => {
  const halfPastTwo = "2016-08-18T14:30:00+09:00";

  it.each<[string, Partial<Moment>]>([
    ["a day", {}],
    ["about a day", { precision: "about" }],
    ["a minute", { precision: "minute", at: halfPastTwo }],
    [
      "a minute in another offset",
      { precision: "minute", at: "2016-08-17T16:00:00Z" },
    ],
    ["about a minute", { precision: "about", at: halfPastTwo }],
    ["a plan for a day", { precision: "planned" }],
    ["a plan for days", { precision: "planned", untilOn: "2016-08-20" }],
    ["a plan for a minute", { precision: "planned", at: halfPastTwo }],
    ["a period", { precision: "period", untilOn: "2016-09-01" }],
    ["a period of one day", { precision: "period", untilOn: "2016-08-18" }],
    ["an open period", { precision: "period" }],
    ["an open period from a minute", { precision: "period", at: halfPastTwo }],
    [
      "a period between minutes",
      {
        precision: "period",
        at: halfPastTwo,
        untilOn: "2016-08-18",
        untilAt: "2016-08-18T14:31:00+09:00",
      },
    ],
  ])("finds none in %s", (_, overrides) => {
    expect(momentProblems(aMoment(overrides), tokyo)).toEqual([]);
  });

  it.each<[string, Partial<Moment>, string, string]>([
    ["an unreal day", { on: "2016-02-30" }, "on", "isCalendarDay"],
    ["a minute without time", { precision: "minute" }, "at", "isNotBlank"],
    ["a day with a time", { at: halfPastTwo }, "at", "momentNotUsed"],
    [
      "about with an end",
      { precision: "about", untilOn: "2016-08-19" },
      "untilOn",
      "momentNotUsed",
    ],
    [
      "a day with an end",
      { untilOn: "2016-08-19" },
      "untilOn",
      "momentNotUsed",
    ],
    [
      "a time on the next day of the zone",
      { precision: "minute", at: "2016-08-18T15:00:00Z" },
      "at",
      "otherDay",
    ],
    [
      "a time without offset",
      { precision: "minute", at: "2016-08-18T14:30" },
      "at",
      "isInstant",
    ],
    [
      "an unreal end",
      { precision: "period", untilOn: "2016-09-31" },
      "untilOn",
      "isCalendarDay",
    ],
    [
      "an end before the start",
      { precision: "period", untilOn: "2016-08-17" },
      "untilOn",
      "untilBeforeStart",
    ],
    [
      "an end at the minute of the start",
      {
        precision: "period",
        at: halfPastTwo,
        untilOn: "2016-08-18",
        untilAt: "2016-08-18T05:30:00Z",
      },
      "untilAt",
      "untilBeforeStart",
    ],
    [
      "an end minute without its day",
      { precision: "period", untilAt: halfPastTwo },
      "untilOn",
      "isNotBlank",
    ],
    [
      "an end minute on another day than its end",
      { precision: "period", untilOn: "2016-08-19", untilAt: halfPastTwo },
      "untilAt",
      "otherDay",
    ],
    [
      "an unknown precision",
      { precision: "exact" as Moment["precision"] },
      "precision",
      "isIn",
    ],
  ])("names the field of %s", (_, overrides, field, key) => {
    expect(momentProblems(aMoment(overrides), tokyo)).toEqual([
      { field, key: `rule.${key}` },
    ]);
  });

  it("answers for any wire value without throwing", () => {
    const text = fc.option(
      fc.oneof(fc.string(), fc.constantFrom("2016-08-18", halfPastTwo)),
    );
    fc.assert(
      fc.property(
        fc.record({
          precision: fc.constantFrom("minute", "day", "period", "planned"),
          on: text.map((on) => on ?? ""),
          at: text,
          untilOn: text,
          untilAt: text,
        }),
        (moment) => {
          expect(momentProblems(moment as Moment, tokyo)).toBeInstanceOf(Array);
        },
      ),
      { seed },
    );
  });
});

describe("momentProblemKeys", () => {
  it("all have words in both languages", () => {
    for (const key of momentProblemKeys) {
      expect(ruleMessages.ja[key]).toBeTruthy();
      expect(ruleMessages.en[key]).toBeTruthy();
    }
  });
});

describe("formatMoment", () => {
  const at = "2016-08-18T05:30:00Z";
  const cases: [Partial<Moment>, string, string][] = [
    [{}, "8/18(木)", "Aug 18 (Thu)"],
    [{ precision: "minute", at }, "8/18(木) 14:30", "Aug 18 (Thu) 14:30"],
    [{ precision: "about" }, "8/18(木)頃", "around Aug 18 (Thu)"],
    [
      { precision: "about", at },
      "8/18(木) 14:30頃",
      "around Aug 18 (Thu) 14:30",
    ],
    [{ precision: "planned" }, "8/18(木)予定", "Aug 18 (Thu), planned"],
    [
      { precision: "planned", untilOn: "2016-08-20" },
      "8/18(木)〜8/20(土)予定",
      "Aug 18 (Thu) – Aug 20 (Sat), planned",
    ],
    [
      { precision: "planned", at },
      "8/18(木) 14:30予定",
      "Aug 18 (Thu) 14:30, planned",
    ],
    [
      { precision: "period", on: "2016-05-20", untilOn: "2016-08-14" },
      "5/20(金)〜8/14(日)",
      "May 20 (Fri) – Aug 14 (Sun)",
    ],
    [{ precision: "period" }, "8/18(木)〜", "from Aug 18 (Thu)"],
    [
      {
        precision: "period",
        at,
        untilOn: "2016-08-18",
        untilAt: "2016-08-18T16:05:00+09:00",
      },
      "8/18(木) 14:30〜16:05",
      "Aug 18 (Thu) 14:30 – 16:05",
    ],
    [
      {
        precision: "period",
        at,
        untilOn: "2016-08-19",
        untilAt: "2016-08-19T00:05:00+09:00",
      },
      "8/18(木) 14:30〜8/19(金) 00:05",
      "Aug 18 (Thu) 14:30 – Aug 19 (Fri) 00:05",
    ],
    [{ on: "2015-08-18" }, "2015/8/18(火)", "Aug 18, 2015 (Tue)"],
    [
      { precision: "period", on: "2014-08-25", untilOn: "2015-09-23" },
      "2014/8/25(月)〜2015/9/23(水)",
      "Aug 25, 2014 (Mon) – Sep 23, 2015 (Wed)",
    ],
    [
      { precision: "period", on: "2015-05-20", untilOn: "2015-08-14" },
      "2015/5/20(水)〜8/14(金)",
      "May 20, 2015 (Wed) – Aug 14 (Fri)",
    ],
    [
      { precision: "period", on: "2016-12-20", untilOn: "2017-01-10" },
      "12/20(火)〜2017/1/10(火)",
      "Dec 20 (Tue) – Jan 10, 2017 (Tue)",
    ],
  ];

  it.each(cases)("writes %o as %s and %s", (overrides, japanese, english) => {
    const moment = aMoment(overrides);
    const format = { zone: tokyo, year: 2016 };
    expect(formatMoment(moment, { ...format, language: "ja" })).toBe(japanese);
    expect(formatMoment(moment, { ...format, language: "en" })).toBe(english);
  });

  it("writes every year out when none is taken for granted", () => {
    expect(formatMoment(aMoment(), { zone: tokyo, language: "ja" })).toBe(
      "2016/8/18(木)",
    );
  });
});
