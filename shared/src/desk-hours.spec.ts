import { describe, expect, test } from "vitest";
import {
  announcedChange,
  planOf,
  stateAt,
  weekdays,
  type DeskHours,
  type DeskPeriod,
  type DeskSchedule,
} from "./desk-hours.js";
import { deskStateText } from "./desk-sentences.js";

const tokyo = "Asia/Tokyo";

function periods(text: string): DeskPeriod[] {
  return text.split(" ").flatMap((period) => {
    const [from, until] = period.split("-");
    return from && until ? [{ from, until }] : [];
  });
}

function schedule(
  from: string,
  weekdayHours: string,
  rest: Partial<Record<"sat" | "sun" | "wed", string>> & {
    closedOnHolidays?: boolean;
  } = {},
): DeskSchedule {
  return {
    from,
    weekly: Object.fromEntries(
      weekdays.map((day) => {
        const own = day === "sat" || day === "sun" ? "" : weekdayHours;
        const said = day === "wed" || own === "" ? rest[day as "wed"] : own;
        return [day, periods(said ?? own)];
      }),
    ) as DeskSchedule["weekly"],
    closedOnHolidays: rest.closedOnHolidays ?? true,
    announcement: null,
  };
}

/** The desk of the case: ten to seven at first, shorter and with a lunch break from 23 September. */
const desk: DeskHours = {
  zone: tokyo,
  holidays: "JP",
  schedules: [
    schedule("2016-09-15", "10:00-19:00", {
      sat: "10:00-19:00",
      sun: "10:00-19:00",
      closedOnHolidays: false,
    }),
    schedule("2016-09-23", "10:00-12:30 13:30-17:00"),
  ],
  days: [
    {
      on: "2016-10-15",
      periods: periods("10:00-15:00"),
      name: { ja: "臨時受付日", en: "Extra Saturday" },
    },
    {
      on: "2016-10-24",
      periods: [],
      name: { ja: "電話設備の点検", en: "Telephone maintenance" },
    },
    {
      on: "2016-11-03",
      periods: periods("13:00-17:00"),
      name: { ja: "祝日の臨時受付", en: "Open on the holiday" },
    },
  ],
};
const always: DeskHours = {
  ...desk,
  days: [],
  schedules: [
    schedule("2016-09-15", "00:00-24:00", {
      sat: "00:00-24:00",
      sun: "00:00-24:00",
      closedOnHolidays: false,
    }),
  ],
};
const night: DeskHours = {
  ...desk,
  days: [],
  schedules: [
    schedule("2016-09-01", "00:00-02:00 20:00-24:00", { sat: "00:00-02:00" }),
  ],
};
const closedWednesdays: DeskHours = {
  ...desk,
  days: [],
  schedules: [
    schedule("2016-09-01", "09:00-17:00", { wed: "", sat: "09:00-12:00" }),
  ],
};
const none: DeskHours = { ...desk, schedules: [], days: [] };
const empty: DeskHours = { ...none, schedules: [schedule("2016-09-15", "")] };
const onlyOneDay: DeskHours = {
  ...empty,
  days: [
    {
      on: "2016-10-01",
      periods: periods("10:00-12:00"),
      name: { ja: "説明会", en: "Open day" },
    },
  ],
};
const newYork: DeskHours = {
  zone: "America/New_York",
  holidays: null,
  schedules: [schedule("2016-01-01", "09:00-17:00", { sun: "00:00-06:00" })],
  days: [],
};
const gap: DeskHours = {
  ...newYork,
  schedules: [schedule("2016-01-01", "", { sun: "02:30-05:00" })],
};
const berlin: DeskHours = {
  ...always,
  zone: "Europe/Berlin",
  holidays: null,
  schedules: [
    schedule("2016-01-01", "", { sat: "22:00-24:00", sun: "00:00-04:00" }),
  ],
};

function said(
  hours: DeskHours,
  at: string,
  language: "ja" | "en" = "en",
): string {
  const state = stateAt(hours, at);
  return deskStateText(state, { language, zone: hours.zone, now: at });
}

const open = (until: string) => `The desk is open now (until ${until}).`;
const closed = (reason: string, opens: string) =>
  `The desk is closed now (${reason}). It opens ${opens}.`;

describe("the state now", () => {
  test.each([
    ["open in the morning", desk, "2016-09-26T10:30:00+09:00", open("12:30")],
    [
      "open from the very minute",
      desk,
      "2016-09-26T10:00:00+09:00",
      open("12:30"),
    ],
    [
      "closed a millisecond before",
      desk,
      "2016-09-26T09:59:59.999+09:00",
      closed("not open yet today", "today 10:00"),
    ],
    [
      "open in the last millisecond",
      desk,
      "2016-09-26T12:29:59.999+09:00",
      open("12:30"),
    ],
    [
      "closed at the very end: half-open",
      desk,
      "2016-09-26T12:30:00+09:00",
      closed("lunch break", "today 13:30"),
    ],
    [
      "lunch",
      desk,
      "2016-09-26T13:00:00+09:00",
      closed("lunch break", "today 13:30"),
    ],
    [
      "open again after lunch",
      desk,
      "2016-09-26T13:30:00+09:00",
      open("17:00"),
    ],
    [
      "the evening",
      desk,
      "2016-09-26T17:00:00+09:00",
      closed("closed for today", "tomorrow 10:00"),
    ],
    [
      "after midnight",
      desk,
      "2016-09-27T00:10:00+09:00",
      closed("not open yet today", "today 10:00"),
    ],
    [
      "Friday evening, over the weekend",
      desk,
      "2016-09-30T17:00:00+09:00",
      closed("closed for today", "Oct 3 (Mon) 10:00"),
    ],
    [
      "Saturday",
      desk,
      "2016-10-01T11:00:00+09:00",
      closed("Saturday", "Oct 3 (Mon) 10:00"),
    ],
    [
      "Sunday",
      desk,
      "2016-10-02T11:00:00+09:00",
      closed("Sunday", "tomorrow 10:00"),
    ],
    [
      "a holiday by its name",
      desk,
      "2016-10-10T11:00:00+09:00",
      closed("public holiday: Health and Sports Day", "tomorrow 10:00"),
    ],
    [
      "a day in lieu of a holiday on a Sunday",
      { ...desk, days: [] },
      "2017-01-02T11:00:00+09:00",
      closed("public holiday: Holiday in lieu", "tomorrow 10:00"),
    ],
    [
      "a day between two holidays",
      { ...desk, days: [] },
      "2026-09-22T11:00:00+09:00",
      closed("public holiday: Citizen's Holiday", "Sep 24 (Thu) 10:00"),
    ],
    [
      "a holiday the first hours did not keep",
      desk,
      "2016-09-19T11:00:00+09:00",
      open("19:00"),
    ],
    [
      "the last day of the old hours, itself a holiday",
      desk,
      "2016-09-22T18:59:00+09:00",
      open("19:00"),
    ],
    [
      "the first day of the new hours",
      desk,
      "2016-09-23T12:45:00+09:00",
      closed("lunch break", "today 13:30"),
    ],
    [
      "the night before the new hours",
      desk,
      "2016-09-22T19:00:00+09:00",
      closed("closed for today", "tomorrow 10:00"),
    ],
    [
      "a Saturday after the change",
      desk,
      "2016-09-24T12:00:00+09:00",
      closed("Saturday", "Sep 26 (Mon) 10:00"),
    ],
    [
      "its own closing day",
      desk,
      "2016-10-24T11:00:00+09:00",
      closed("Telephone maintenance", "tomorrow 10:00"),
    ],
    [
      "the eve of its own closing day",
      desk,
      "2016-10-23T11:00:00+09:00",
      closed("Sunday", "Oct 25 (Tue) 10:00"),
    ],
    [
      "a special opening on a Saturday",
      desk,
      "2016-10-15T14:00:00+09:00",
      open("15:00"),
    ],
    [
      "after a special opening",
      desk,
      "2016-10-15T15:00:00+09:00",
      closed("closed for today", "Oct 17 (Mon) 10:00"),
    ],
    [
      "a special opening on a holiday",
      desk,
      "2016-11-03T13:00:00+09:00",
      open("17:00"),
    ],
    [
      "before a special opening on a holiday",
      desk,
      "2016-11-03T12:59:00+09:00",
      closed("not open yet today", "today 13:00"),
    ],
    [
      "before the desk exists",
      desk,
      "2016-09-14T23:00:00+09:00",
      closed("the desk opens on Sep 15 (Thu)", "tomorrow 10:00"),
    ],
    [
      "the instant counts, not its offset",
      desk,
      "2016-09-26T01:00:00Z",
      open("12:30"),
    ],
    [
      "a weekday that is always closed",
      closedWednesdays,
      "2016-09-28T10:00:00+09:00",
      closed("closed on Wednesdays", "tomorrow 09:00"),
    ],
    [
      "a short Saturday",
      closedWednesdays,
      "2016-10-01T11:59:00+09:00",
      open("12:00"),
    ],
    [
      "a pause that is not lunch",
      night,
      "2016-09-26T10:00:00+09:00",
      closed("break", "today 20:00"),
    ],
    [
      "open over midnight",
      night,
      "2016-09-26T23:30:00+09:00",
      open("Sep 27 (Tue) 02:00"),
    ],
    [
      "at midnight, open since yesterday",
      night,
      "2016-09-27T00:00:00+09:00",
      open("02:00"),
    ],
    [
      "Friday night into Saturday",
      night,
      "2016-09-30T23:59:00+09:00",
      open("Oct 1 (Sat) 02:00"),
    ],
    [
      "Saturday night stays closed",
      night,
      "2016-10-01T23:00:00+09:00",
      closed("closed for today", "Oct 3 (Mon) 00:00"),
    ],
    [
      "until midnight and no longer",
      { ...night, schedules: [schedule("2016-01-01", "20:00-24:00")] },
      "2016-09-26T21:00:00+09:00",
      open("24:00"),
    ],
    [
      "around the clock",
      always,
      "2016-09-26T04:00:00+09:00",
      "The desk is open now.",
    ],
    [
      "around the clock until it closes next week",
      {
        ...always,
        days: [
          {
            on: "2016-10-01",
            periods: [],
            name: { ja: "点検", en: "Maintenance" },
          },
        ],
      },
      "2016-09-26T04:00:00+09:00",
      open("Sep 30 (Fri) 24:00"),
    ],
    [
      "no hours at all",
      none,
      "2016-09-26T11:00:00+09:00",
      "The desk is closed now (no hours are set).",
    ],
    [
      "hours without a period",
      empty,
      "2016-09-26T11:00:00+09:00",
      "The desk is closed now (closed on Mondays).",
    ],
    [
      "nothing but one day",
      onlyOneDay,
      "2016-09-26T11:00:00+09:00",
      closed("closed on Mondays", "Oct 1 (Sat) 10:00"),
    ],
    [
      "nothing after its only day",
      onlyOneDay,
      "2016-10-01T12:00:00+09:00",
      "The desk is closed now (closed for today).",
    ],
    [
      "hours that begin in two years",
      { ...none, schedules: [schedule("2018-09-03", "09:00-17:00")] },
      "2016-09-26T11:00:00+09:00",
      closed("the desk opens on Sep 3, 2018 (Mon)", "Sep 3, 2018 (Mon) 09:00"),
    ],
    ["New York in summer time", newYork, "2016-07-05T13:00:00Z", open("17:00")],
    [
      "New York in winter time",
      newYork,
      "2016-12-05T13:30:00Z",
      closed("not open yet today", "today 09:00"),
    ],
    [
      "no Japanese holiday in New York",
      newYork,
      "2016-10-10T15:00:00Z",
      open("17:00"),
    ],
    [
      "the night the clock goes forward",
      newYork,
      "2016-03-13T06:59:00Z",
      open("06:00"),
    ],
    [
      "a period that begins in the skipped hour begins when it is over",
      gap,
      "2016-03-13T06:59:59Z",
      closed("not open yet today", "today 03:00"),
    ],
    ["it is open from then", gap, "2016-03-13T07:00:00Z", open("05:00")],
    [
      "Berlin over the night of the change",
      berlin,
      "2016-10-29T21:00:00Z",
      open("Oct 30 (Sun) 04:00"),
    ],
    [
      "Berlin in the repeated hour",
      berlin,
      "2016-10-30T01:30:00Z",
      open("04:00"),
    ],
  ] as const)("%s", (_, hours, at, sentence) => {
    expect(said(hours as DeskHours, at)).toBe(sentence);
  });

  test.each([
    ["2016-09-26T10:30:00+09:00", "ただいま受付中です(12:30まで)。"],
    [
      "2016-09-26T12:45:00+09:00",
      "ただいまは受付時間外です(昼休み)。次の受付は本日13:30からです。",
    ],
    [
      "2016-09-30T18:00:00+09:00",
      "ただいまは受付時間外です(本日の受付は終了)。次の受付は10/3(月) 10:00からです。",
    ],
    [
      "2016-10-10T12:00:00+09:00",
      "ただいまは受付時間外です(祝日: 体育の日)。次の受付は明日10:00からです。",
    ],
    [
      "2016-10-24T12:00:00+09:00",
      "ただいまは受付時間外です(電話設備の点検)。次の受付は明日10:00からです。",
    ],
    [
      "2016-09-01T12:00:00+09:00",
      "ただいまは受付時間外です(窓口は9/15(木)に開設)。次の受付は9/15(木) 10:00からです。",
    ],
  ])("in Japanese at %s", (at, sentence) => {
    expect(said(desk, at, "ja")).toBe(sentence);
  });

  test("an instant is told in the desk's zone", () => {
    expect(stateAt(desk, "2016-09-26T01:00:00Z")).toEqual({
      isOpen: true,
      until: "2016-09-26T12:30:00+09:00",
    });
    expect(stateAt(berlin, "2016-10-29T21:00:00Z")).toEqual({
      isOpen: true,
      until: "2016-10-30T04:00:00+01:00",
    });
  });

  test("a closing day does not hide a holiday's special opening, nor the week its name", () => {
    expect(planOf(desk, "2016-11-03")).toEqual({
      on: "2016-11-03",
      weekday: "thu",
      since: "2016-09-23",
      periods: periods("13:00-17:00"),
      reason: null,
      name: { ja: "祝日の臨時受付", en: "Open on the holiday" },
    });
  });

  test("periods written in any order are read in order", () => {
    const mixed = {
      ...desk,
      schedules: [schedule("2016-09-01", "13:30-17:00 10:00-12:30")],
    };
    expect(said(mixed, "2016-09-26T10:30:00+09:00")).toBe(open("12:30"));
  });

  test("a desk that never closes or never opens is told in a moment", () => {
    const began = performance.now();
    for (let n = 0; n < 200; n++) {
      stateAt(always, "2016-09-26T04:00:00+09:00");
      stateAt(empty, "2016-09-26T04:00:00+09:00");
      stateAt(none, "2016-09-26T04:00:00+09:00");
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("the announced change", () => {
  test.each([
    ["2016-09-22T23:59:59+09:00", "2016-09-23"],
    ["2016-09-23T00:00:00+09:00", null],
    ["2016-09-22T15:00:00Z", null],
    ["2016-09-01T00:00:00+09:00", "2016-09-15"],
  ])("as of %s: %s", (at, from) => {
    expect(announcedChange(desk, at)?.from ?? null).toBe(from);
  });
});
