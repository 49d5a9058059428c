import { describe, expect, test } from "vitest";
import { dueWithin, type DeskTerm } from "./desk-due.js";
import {
  weekdays,
  type DeskHours,
  type DeskPeriod,
  type WeeklyHours,
} from "./desk-hours.js";
import { dueSentences } from "./desk-sentences.js";

function periods(text: string): DeskPeriod[] {
  return text.split(" ").flatMap((period) => {
    const [from, until] = period.split("-");
    return from && until ? [{ from, until }] : [];
  });
}

const everyDay = (text: string): WeeklyHours =>
  Object.fromEntries(
    weekdays.map((day) => [day, periods(text)]),
  ) as WeeklyHours;
const onWeekdays = (text: string): WeeklyHours => ({
  ...everyDay(text),
  sat: [],
  sun: [],
});
const hours = (
  weekly: WeeklyHours,
  change: Partial<DeskHours> = {},
): DeskHours => ({
  zone: "Asia/Tokyo",
  holidays: "JP",
  schedules: [
    { from: "2016-09-01", weekly, closedOnHolidays: true, announcement: null },
  ],
  days: [],
  ...change,
});

const lunch = hours(onWeekdays("10:00-12:30 13:30-17:00"));
const through = hours(onWeekdays("09:00-17:00"));
const changing: DeskHours = {
  ...lunch,
  schedules: [
    {
      from: "2016-09-15",
      weekly: everyDay("10:00-19:00"),
      closedOnHolidays: false,
      announcement: null,
    },
    {
      from: "2016-09-23",
      weekly: onWeekdays("10:00-12:30 13:30-17:00"),
      closedOnHolidays: true,
      announcement: null,
    },
  ],
};
const ownDays: DeskHours = {
  ...lunch,
  days: [
    {
      on: "2016-10-24",
      periods: [],
      name: { ja: "電話設備の点検", en: "Telephone maintenance" },
    },
    {
      on: "2016-10-22",
      periods: periods("10:00-12:00"),
      name: { ja: "臨時受付日", en: "Extra Saturday" },
    },
  ],
};
const always = hours(everyDay("00:00-24:00"), { holidays: null });
const night = hours(everyDay("00:00-02:00 22:00-24:00"), { holidays: null });
const closing: DeskHours = {
  ...through,
  schedules: [
    ...through.schedules,
    {
      from: "2016-09-28",
      weekly: everyDay(""),
      closedOnHolidays: false,
      announcement: null,
    },
  ],
};
const newYork = hours(onWeekdays("09:00-17:00"), {
  zone: "America/New_York",
  holidays: null,
  schedules: [
    {
      from: "2016-01-01",
      weekly: onWeekdays("09:00-17:00"),
      closedOnHolidays: true,
      announcement: null,
    },
  ],
});
const newYorkAlways = {
  ...always,
  zone: "America/New_York",
  schedules: [{ ...always.schedules[0]!, from: "2016-01-01" }],
};
const berlinNight = {
  ...newYork,
  zone: "Europe/Berlin",
  schedules: [
    {
      from: "2016-01-01",
      weekly: { ...everyDay(""), sun: periods("00:00-06:00") },
      closedOnHolidays: false,
      announcement: null,
    },
  ],
};
const skippedHour = {
  ...newYork,
  schedules: [
    {
      from: "2016-01-01",
      weekly: { ...everyDay(""), sun: periods("02:00-03:00 04:00-05:00") },
      closedOnHolidays: false,
      announcement: null,
    },
  ],
};
const never = hours(everyDay(""));

const m = (minutes: number): DeskTerm => ({ minutes });
const d = (businessDays: number): DeskTerm => ({ businessDays });

const cases: [string, DeskHours, string, DeskTerm, string | null, string[]][] =
  [
    [
      "inside one period",
      lunch,
      "2016-09-26T10:00:00+09:00",
      m(60),
      "2016-09-26T11:00:00+09:00",
      ["Sep 26 (Mon) 10:00 – 11:00 counts: 1 h."],
    ],
    [
      "over lunch",
      lunch,
      "2016-09-26T12:00:00+09:00",
      m(60),
      "2016-09-26T14:00:00+09:00",
      [
        "Sep 26 (Mon) 12:00 – 12:30 counts: 30 min (30 min left).",
        "Sep 26 (Mon) 12:30 – 13:30 does not count (lunch break).",
        "Sep 26 (Mon) 13:30 – 14:00 counts: 30 min.",
      ],
    ],
    [
      "begins in lunch",
      lunch,
      "2016-09-26T13:00:00+09:00",
      m(30),
      "2016-09-26T14:00:00+09:00",
      [
        "It begins while the desk is closed (lunch break): nothing counts until it opens.",
        "Sep 26 (Mon) 13:30 – 14:00 counts: 30 min.",
      ],
    ],
    [
      "due exactly when lunch begins",
      lunch,
      "2016-09-26T10:00:00+09:00",
      m(150),
      "2016-09-26T12:30:00+09:00",
      ["Sep 26 (Mon) 10:00 – 12:30 counts: 2 h 30 min."],
    ],
    [
      "one minute more than the morning",
      lunch,
      "2016-09-26T10:00:00+09:00",
      m(151),
      "2016-09-26T13:31:00+09:00",
      [
        "Sep 26 (Mon) 10:00 – 12:30 counts: 2 h 30 min (1 min left).",
        "Sep 26 (Mon) 12:30 – 13:30 does not count (lunch break).",
        "Sep 26 (Mon) 13:30 – 13:31 counts: 1 min.",
      ],
    ],
    [
      "due exactly at closing time",
      lunch,
      "2016-09-26T16:00:00+09:00",
      m(60),
      "2016-09-26T17:00:00+09:00",
      ["Sep 26 (Mon) 16:00 – 17:00 counts: 1 h."],
    ],
    [
      "one minute over closing time",
      lunch,
      "2016-09-26T16:00:00+09:00",
      m(61),
      "2016-09-27T10:01:00+09:00",
      [
        "Sep 26 (Mon) 16:00 – 17:00 counts: 1 h (1 min left).",
        "Sep 27 (Tue) 10:00 – 10:01 counts: 1 min.",
      ],
    ],
    [
      "begins at the very end: half-open",
      lunch,
      "2016-09-26T17:00:00+09:00",
      m(30),
      "2016-09-27T10:30:00+09:00",
      [
        "It begins while the desk is closed (closed for today): nothing counts until it opens.",
        "Sep 27 (Tue) 10:00 – 10:30 counts: 30 min.",
      ],
    ],
    [
      "begins at the very beginning",
      lunch,
      "2016-09-26T10:00:00+09:00",
      m(1),
      "2016-09-26T10:01:00+09:00",
      ["Sep 26 (Mon) 10:00 – 10:01 counts: 1 min."],
    ],
    [
      "begins before opening",
      lunch,
      "2016-09-26T08:00:00+09:00",
      m(60),
      "2016-09-26T11:00:00+09:00",
      [
        "It begins while the desk is closed (not open yet today): nothing counts until it opens.",
        "Sep 26 (Mon) 10:00 – 11:00 counts: 1 h.",
      ],
    ],
    [
      "begins in the evening",
      lunch,
      "2016-09-26T20:00:00+09:00",
      m(60),
      "2016-09-27T11:00:00+09:00",
      [
        "It begins while the desk is closed (closed for today): nothing counts until it opens.",
        "Sep 27 (Tue) 10:00 – 11:00 counts: 1 h.",
      ],
    ],
    [
      "begins on a Saturday",
      lunch,
      "2016-10-01T12:00:00+09:00",
      m(60),
      "2016-10-03T11:00:00+09:00",
      [
        "It begins while the desk is closed (Saturday): nothing counts until it opens.",
        "Oct 2 (Sun) does not count (Sunday).",
        "Oct 3 (Mon) 10:00 – 11:00 counts: 1 h.",
      ],
    ],
    [
      "over a weekend",
      through,
      "2016-09-30T16:00:00+09:00",
      m(120),
      "2016-10-03T10:00:00+09:00",
      [
        "Sep 30 (Fri) 16:00 – 17:00 counts: 1 h (1 h left).",
        "Oct 1 (Sat) does not count (Saturday).",
        "Oct 2 (Sun) does not count (Sunday).",
        "Oct 3 (Mon) 09:00 – 10:00 counts: 1 h.",
      ],
    ],
    [
      "over a weekend and a holiday",
      lunch,
      "2016-10-07T16:30:00+09:00",
      m(60),
      "2016-10-11T10:30:00+09:00",
      [
        "Oct 7 (Fri) 16:30 – 17:00 counts: 30 min (30 min left).",
        "Oct 8 (Sat) does not count (Saturday).",
        "Oct 9 (Sun) does not count (Sunday).",
        "Oct 10 (Mon) does not count (public holiday: Health and Sports Day).",
        "Oct 11 (Tue) 10:00 – 10:30 counts: 30 min.",
      ],
    ],
    [
      "over a day in lieu",
      through,
      "2016-12-30T16:00:00+09:00",
      m(120),
      "2017-01-03T10:00:00+09:00",
      [
        "Dec 30 (Fri) 16:00 – 17:00 counts: 1 h (1 h left).",
        "Dec 31 (Sat) does not count (Saturday).",
        "Jan 1, 2017 (Sun) does not count (public holiday: New Year's Day).",
        "Jan 2, 2017 (Mon) does not count (public holiday: Holiday in lieu).",
        "Jan 3, 2017 (Tue) 09:00 – 10:00 counts: 1 h.",
      ],
    ],
    [
      "over Golden Week",
      through,
      "2017-05-02T16:00:00+09:00",
      m(120),
      "2017-05-08T10:00:00+09:00",
      [
        "May 2 (Tue) 16:00 – 17:00 counts: 1 h (1 h left).",
        "May 3 (Wed) does not count (public holiday: Constitution Memorial Day).",
        "May 4 (Thu) does not count (public holiday: Greenery Day).",
        "May 5 (Fri) does not count (public holiday: Children's Day).",
        "May 6 (Sat) does not count (Saturday).",
        "May 7 (Sun) does not count (Sunday).",
        "May 8 (Mon) 09:00 – 10:00 counts: 1 h.",
      ],
    ],
    [
      "over the day between two holidays",
      through,
      "2026-09-18T16:30:00+09:00",
      m(60),
      "2026-09-24T09:30:00+09:00",
      [
        "Sep 18 (Fri) 16:30 – 17:00 counts: 30 min (30 min left).",
        "Sep 19 (Sat) does not count (Saturday).",
        "Sep 20 (Sun) does not count (Sunday).",
        "Sep 21 (Mon) does not count (public holiday: Respect for the Aged Day).",
        "Sep 22 (Tue) does not count (public holiday: Citizen's Holiday).",
        "Sep 23 (Wed) does not count (public holiday: Autumnal Equinox Day).",
        "Sep 24 (Thu) 09:00 – 09:30 counts: 30 min.",
      ],
    ],
    [
      "a whole day and more",
      lunch,
      "2016-09-26T10:00:00+09:00",
      m(420),
      "2016-09-27T11:00:00+09:00",
      [
        "Sep 26 (Mon) 10:00 – 12:30 counts: 2 h 30 min (4 h 30 min left).",
        "Sep 26 (Mon) 12:30 – 13:30 does not count (lunch break).",
        "Sep 26 (Mon) 13:30 – 17:00 counts: 3 h 30 min (1 h left).",
        "Sep 27 (Tue) 10:00 – 11:00 counts: 1 h.",
      ],
    ],
    [
      "seconds do not count: a call at 16:59:30 has the minute",
      lunch,
      "2016-09-26T16:59:30+09:00",
      m(1),
      "2016-09-26T17:00:00+09:00",
      ["Sep 26 (Mon) 16:59 – 17:00 counts: 1 min."],
    ],
    [
      "from another offset",
      lunch,
      "2016-09-26T01:00:00Z",
      m(60),
      "2016-09-26T11:00:00+09:00",
      ["Sep 26 (Mon) 10:00 – 11:00 counts: 1 h."],
    ],
    [
      "the hours change in mid count",
      changing,
      "2016-09-22T18:00:00+09:00",
      m(240),
      "2016-09-23T14:00:00+09:00",
      [
        "Sep 22 (Thu) 18:00 – 19:00 counts: 1 h (3 h left).",
        "From Sep 23 (Fri) on the new hours count.",
        "Sep 23 (Fri) 10:00 – 12:30 counts: 2 h 30 min (30 min left).",
        "Sep 23 (Fri) 12:30 – 13:30 does not count (lunch break).",
        "Sep 23 (Fri) 13:30 – 14:00 counts: 30 min.",
      ],
    ],
    [
      "over just before the hours change",
      changing,
      "2016-09-22T18:00:00+09:00",
      m(60),
      "2016-09-22T19:00:00+09:00",
      ["Sep 22 (Thu) 18:00 – 19:00 counts: 1 h."],
    ],
    [
      "old hours keep the holiday open",
      changing,
      "2016-09-18T18:00:00+09:00",
      m(120),
      "2016-09-19T11:00:00+09:00",
      [
        "Sep 18 (Sun) 18:00 – 19:00 counts: 1 h (1 h left).",
        "Sep 19 (Mon) 10:00 – 11:00 counts: 1 h.",
      ],
    ],
    [
      "before the desk exists",
      changing,
      "2016-09-12T12:00:00+09:00",
      m(60),
      "2016-09-15T11:00:00+09:00",
      [
        "It begins while the desk is closed (the desk opens on Sep 15 (Thu)): nothing counts until it opens.",
        "Sep 13 (Tue) does not count (the desk opens on Sep 15 (Thu)).",
        "Sep 14 (Wed) does not count (the desk opens on Sep 15 (Thu)).",
        "Sep 15 (Thu) 10:00 – 11:00 counts: 1 h.",
      ],
    ],
    [
      "over its own closing day",
      ownDays,
      "2016-10-21T16:00:00+09:00",
      m(300),
      "2016-10-25T12:00:00+09:00",
      [
        "Oct 21 (Fri) 16:00 – 17:00 counts: 1 h (4 h left).",
        "Oct 22 (Sat) 10:00 – 12:00 counts: 2 h (2 h left).",
        "Oct 23 (Sun) does not count (Sunday).",
        "Oct 24 (Mon) does not count (Telephone maintenance).",
        "Oct 25 (Tue) 10:00 – 12:00 counts: 2 h.",
      ],
    ],
    [
      "begins on its own closing day",
      ownDays,
      "2016-10-24T10:00:00+09:00",
      m(30),
      "2016-10-25T10:30:00+09:00",
      [
        "It begins while the desk is closed (Telephone maintenance): nothing counts until it opens.",
        "Oct 25 (Tue) 10:00 – 10:30 counts: 30 min.",
      ],
    ],
    [
      "on a special opening day",
      ownDays,
      "2016-10-22T11:00:00+09:00",
      m(90),
      "2016-10-25T10:30:00+09:00",
      [
        "Oct 22 (Sat) 11:00 – 12:00 counts: 1 h (30 min left).",
        "Oct 23 (Sun) does not count (Sunday).",
        "Oct 24 (Mon) does not count (Telephone maintenance).",
        "Oct 25 (Tue) 10:00 – 10:30 counts: 30 min.",
      ],
    ],
    [
      "around the clock",
      always,
      "2016-09-26T23:00:00+09:00",
      m(120),
      "2016-09-27T01:00:00+09:00",
      ["Sep 26 (Mon) 23:00 – Sep 27 (Tue) 01:00 counts: 2 h."],
    ],
    [
      "around the clock for a week",
      always,
      "2016-09-26T23:00:00+09:00",
      m(10080),
      "2016-10-03T23:00:00+09:00",
      ["Sep 26 (Mon) 23:00 – Oct 3 (Mon) 23:00 counts: 168 h."],
    ],
    [
      "over midnight, 24:00 to 00:00",
      night,
      "2016-09-26T23:00:00+09:00",
      m(120),
      "2016-09-27T01:00:00+09:00",
      ["Sep 26 (Mon) 23:00 – Sep 27 (Tue) 01:00 counts: 2 h."],
    ],
    [
      "until midnight exactly",
      night,
      "2016-09-26T23:00:00+09:00",
      m(60),
      "2016-09-27T00:00:00+09:00",
      ["Sep 26 (Mon) 23:00 – 24:00 counts: 1 h."],
    ],
    [
      "over midnight and a break",
      night,
      "2016-09-26T23:00:00+09:00",
      m(181),
      "2016-09-27T22:01:00+09:00",
      [
        "Sep 26 (Mon) 23:00 – Sep 27 (Tue) 02:00 counts: 3 h (1 min left).",
        "Sep 27 (Tue) 02:00 – 22:00 does not count (break).",
        "Sep 27 (Tue) 22:00 – 22:01 counts: 1 min.",
      ],
    ],
    [
      "New York: over the night the clock goes forward",
      newYork,
      "2016-03-11T16:30:00-05:00",
      m(60),
      "2016-03-14T09:30:00-04:00",
      [
        "Mar 11 (Fri) 16:30 – 17:00 counts: 30 min (30 min left).",
        "Mar 12 (Sat) does not count (Saturday).",
        "Mar 13 (Sun) does not count (Sunday).",
        "Mar 14 (Mon) 09:00 – 09:30 counts: 30 min.",
      ],
    ],
    [
      "New York around the clock: an hour is skipped",
      newYorkAlways,
      "2016-03-12T23:00:00-05:00",
      m(240),
      "2016-03-13T04:00:00-04:00",
      ["Mar 12 (Sat) 23:00 – Mar 13 (Sun) 04:00 counts: 4 h."],
    ],
    [
      "New York around the clock: an hour is repeated",
      newYorkAlways,
      "2016-11-05T23:00:00-04:00",
      m(240),
      "2016-11-06T02:00:00-05:00",
      ["Nov 5 (Sat) 23:00 – Nov 6 (Sun) 02:00 counts: 4 h."],
    ],
    [
      "New York keeps no Japanese holiday",
      newYork,
      "2016-10-07T16:30:00-04:00",
      m(60),
      "2016-10-10T09:30:00-04:00",
      [
        "Oct 7 (Fri) 16:30 – 17:00 counts: 30 min (30 min left).",
        "Oct 8 (Sat) does not count (Saturday).",
        "Oct 9 (Sun) does not count (Sunday).",
        "Oct 10 (Mon) 09:00 – 09:30 counts: 30 min.",
      ],
    ],
    [
      "Berlin: the long night has seven hours",
      berlinNight,
      "2016-10-30T00:00:00+02:00",
      m(420),
      "2016-10-30T06:00:00+01:00",
      ["Oct 30 (Sun) 00:00 – 06:00 counts: 7 h."],
    ],
    [
      "Berlin: the short night has five hours",
      berlinNight,
      "2016-03-27T00:00:00+01:00",
      m(301),
      "2016-04-03T00:01:00+02:00",
      [
        "Mar 27 (Sun) 00:00 – 06:00 counts: 5 h (1 min left).",
        "Mar 28 (Mon) does not count (closed on Mondays).",
        "Mar 29 (Tue) does not count (closed on Tuesdays).",
        "Mar 30 (Wed) does not count (closed on Wednesdays).",
        "Mar 31 (Thu) does not count (closed on Thursdays).",
        "Apr 1 (Fri) does not count (closed on Fridays).",
        "Apr 2 (Sat) does not count (Saturday).",
        "Apr 3 (Sun) 00:00 – 00:01 counts: 1 min.",
      ],
    ],
    [
      "a period the clock skips is none",
      skippedHour,
      "2016-03-13T01:00:00-05:00",
      m(30),
      "2016-03-13T04:30:00-04:00",
      [
        "It begins while the desk is closed (not open yet today): nothing counts until it opens.",
        "Mar 13 (Sun) 04:00 – 04:30 counts: 30 min.",
      ],
    ],
    [
      "never open",
      never,
      "2016-09-26T10:00:00+09:00",
      m(60),
      null,
      ["It cannot be counted: no hours are set from here on."],
    ],
    [
      "closed for good in mid count",
      closing,
      "2016-09-27T16:00:00+09:00",
      m(120),
      null,
      [
        "Sep 27 (Tue) 16:00 – 17:00 counts: 1 h (1 h left).",
        "From Sep 28 (Wed) on the new hours count.",
        "It cannot be counted: no hours are set from here on.",
      ],
    ],
    [
      "one business day",
      lunch,
      "2016-09-26T10:00:00+09:00",
      d(1),
      "2016-09-27T17:00:00+09:00",
      [
        "Sep 26 (Mon) does not count: it is the day it begins.",
        "Sep 27 (Tue) is business day 1.",
      ],
    ],
    [
      "business days over a weekend",
      lunch,
      "2016-09-29T10:00:00+09:00",
      d(2),
      "2016-10-03T17:00:00+09:00",
      [
        "Sep 29 (Thu) does not count: it is the day it begins.",
        "Sep 30 (Fri) is business day 1.",
        "Oct 1 (Sat) does not count (Saturday).",
        "Oct 2 (Sun) does not count (Sunday).",
        "Oct 3 (Mon) is business day 2.",
      ],
    ],
    [
      "business days over a holiday",
      lunch,
      "2016-10-07T18:00:00+09:00",
      d(1),
      "2016-10-11T17:00:00+09:00",
      [
        "Oct 7 (Fri) does not count: it is the day it begins.",
        "Oct 8 (Sat) does not count (Saturday).",
        "Oct 9 (Sun) does not count (Sunday).",
        "Oct 10 (Mon) does not count (public holiday: Health and Sports Day).",
        "Oct 11 (Tue) is business day 1.",
      ],
    ],
    [
      "a business day from a Saturday",
      lunch,
      "2016-10-01T12:00:00+09:00",
      d(1),
      "2016-10-03T17:00:00+09:00",
      [
        "Oct 1 (Sat) does not count (Saturday).",
        "Oct 2 (Sun) does not count (Sunday).",
        "Oct 3 (Mon) is business day 1.",
      ],
    ],
    [
      "a business day from the early morning",
      lunch,
      "2016-09-26T06:00:00+09:00",
      d(1),
      "2016-09-27T17:00:00+09:00",
      [
        "Sep 26 (Mon) does not count: it is the day it begins.",
        "Sep 27 (Tue) is business day 1.",
      ],
    ],
    [
      "business days over the own closing day and a special opening",
      ownDays,
      "2016-10-21T12:00:00+09:00",
      d(2),
      "2016-10-25T17:00:00+09:00",
      [
        "Oct 21 (Fri) does not count: it is the day it begins.",
        "Oct 22 (Sat) is business day 1.",
        "Oct 23 (Sun) does not count (Sunday).",
        "Oct 24 (Mon) does not count (Telephone maintenance).",
        "Oct 25 (Tue) is business day 2.",
      ],
    ],
    [
      "business days over the change of hours",
      changing,
      "2016-09-21T12:00:00+09:00",
      d(2),
      "2016-09-23T17:00:00+09:00",
      [
        "Sep 21 (Wed) does not count: it is the day it begins.",
        "Sep 22 (Thu) is business day 1.",
        "From Sep 23 (Fri) on the new hours count.",
        "Sep 23 (Fri) is business day 2.",
      ],
    ],
    [
      "business days over the new year",
      through,
      "2016-12-29T12:00:00+09:00",
      d(3),
      "2017-01-04T17:00:00+09:00",
      [
        "Dec 29 (Thu) does not count: it is the day it begins.",
        "Dec 30 (Fri) is business day 1.",
        "Dec 31 (Sat) does not count (Saturday).",
        "Jan 1, 2017 (Sun) does not count (public holiday: New Year's Day).",
        "Jan 2, 2017 (Mon) does not count (public holiday: Holiday in lieu).",
        "Jan 3, 2017 (Tue) is business day 2.",
        "Jan 4, 2017 (Wed) is business day 3.",
      ],
    ],
    [
      "a business day that ends at midnight",
      night,
      "2016-09-26T12:00:00+09:00",
      d(1),
      "2016-09-28T00:00:00+09:00",
      [
        "Sep 26 (Mon) does not count: it is the day it begins.",
        "Sep 27 (Tue) is business day 1.",
      ],
    ],
    [
      "business days around the clock",
      always,
      "2016-09-26T12:00:00+09:00",
      d(3),
      "2016-09-30T00:00:00+09:00",
      [
        "Sep 26 (Mon) does not count: it is the day it begins.",
        "Sep 27 (Tue) is business day 1.",
        "Sep 28 (Wed) is business day 2.",
        "Sep 29 (Thu) is business day 3.",
      ],
    ],
    [
      "business days in New York over the change of clocks",
      newYork,
      "2016-03-11T12:00:00-05:00",
      d(1),
      "2016-03-14T17:00:00-04:00",
      [
        "Mar 11 (Fri) does not count: it is the day it begins.",
        "Mar 12 (Sat) does not count (Saturday).",
        "Mar 13 (Sun) does not count (Sunday).",
        "Mar 14 (Mon) is business day 1.",
      ],
    ],
    [
      "business days of a desk that never opens",
      never,
      "2016-09-26T10:00:00+09:00",
      d(1),
      null,
      ["It cannot be counted: no hours are set from here on."],
    ],
    [
      "business days of a desk that closes for good",
      closing,
      "2016-09-26T10:00:00+09:00",
      d(2),
      null,
      [
        "Sep 26 (Mon) does not count: it is the day it begins.",
        "Sep 27 (Tue) is business day 1.",
        "From Sep 28 (Wed) on the new hours count.",
        "It cannot be counted: no hours are set from here on.",
      ],
    ],
  ];

describe("a term in the desk's hours", () => {
  test.each(cases)("%s", (_, desk, from, term, dueAt, sentences) => {
    const due = dueWithin(desk, from, term);
    expect(due.dueAt).toBe(dueAt);
    const told = dueSentences(due, from, term, {
      language: "en",
      zone: desk.zone,
      now: from,
    });
    expect(told.slice(1, -1)).toEqual(sentences);
  });
});

test("an explanation in Japanese, from how it begins to when it is due", () => {
  const from = "2016-09-22T18:00:00+09:00";
  const reader = { language: "ja", zone: "Asia/Tokyo", now: from } as const;
  expect(
    dueSentences(dueWithin(changing, from, m(240)), from, m(240), reader),
  ).toEqual([
    "9/22(木) 18:00から、受付時間だけで4時間を数えます。",
    "9/22(木) 18:00〜19:00の1時間を数えます(残り3時間)。",
    "9/23(金)から新しい受付時間で数えます。",
    "9/23(金) 10:00〜12:30の2時間30分を数えます(残り30分)。",
    "9/23(金) 12:30〜13:30は数えません(昼休み)。",
    "9/23(金) 13:30〜14:00の30分を数えます。",
    "期限は9/23(金) 14:00です。",
  ]);
  const friday = "2016-10-07T18:00:00+09:00";
  expect(
    dueSentences(dueWithin(lunch, friday, d(1)), friday, d(1), reader),
  ).toEqual([
    "10/7(金) 18:00から、1営業日を数えます。始まった日は数えません。",
    "10/7(金)は始まった日のため数えません。",
    "10/8(土)は数えません(土曜日)。",
    "10/9(日)は数えません(日曜日)。",
    "10/10(月)は数えません(祝日: 体育の日)。",
    "10/11(火)が1営業日目です。",
    "期限は10/11(火) 17:00です。",
  ]);
  expect(
    dueSentences(dueWithin(never, from, m(1)), from, m(1), reader),
  ).toEqual([
    "9/22(木) 18:00から、受付時間だけで1分を数えます。",
    "このあとの受付時間が登録されていないため、数えられません。",
    "期限は決められません。",
  ]);
});

test("a term that would take years is not followed to its end", () => {
  const rare = hours({ ...everyDay(""), mon: periods("10:00-10:05") });
  const due = dueWithin(rare, "2016-09-26T10:00:00+09:00", m(43_200));
  expect(due.dueAt).toBeNull();
  expect(due.steps.at(-1)).toEqual({ kind: "tooFar", on: "2019-10-01" });
});

test("a desk that is open around the clock is counted in one step, in a moment", () => {
  const began = performance.now();
  const due = dueWithin(always, "2016-09-26T10:00:00+09:00", m(43_200));
  expect(due.steps).toHaveLength(1);
  expect(performance.now() - began).toBeLessThan(500);
});
