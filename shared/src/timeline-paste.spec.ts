import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { momentProblems, timeOf, type Moment } from "./moment.js";
import {
  mostPastedEntries,
  pasteWarnings,
  readPastedTimeline,
  type PastedEntry,
  type PasteOptions,
  type PasteWarning,
} from "./timeline-paste.js";

const seed = Number(process.env["KEII_SPEC_SEED"] ?? 20160812);
const zone = "Asia/Tokyo";
const options: PasteOptions = { zone, today: "2016-12-31", incidentYear: 2016 };

function read(text: string, more: Partial<PasteOptions> = {}): PastedEntry[] {
  return readPastedTimeline(text, { ...options, ...more }).entries;
}

function only(text: string): PastedEntry {
  const entries = read(text);
  expect(entries).toHaveLength(1);
  return entries[0] as PastedEntry;
}

/** A moment in one line: `minute 2016-08-12 17:42`, `period 2016-05-20 – 2016-08-14`. */
function said(moment: Moment | null): string {
  if (!moment) return "none";
  const end = (on: string, at: string | null) =>
    at === null ? on : `${on} ${timeOf(at, zone)}`;
  const start = `${moment.precision} ${end(moment.on, moment.at)}`;
  return moment.untilOn === null
    ? start
    : `${start} – ${end(moment.untilOn, moment.untilAt)}`;
}

const day = (on: string) => `day 2016-${on}`;
const minute = (on: string) => `minute 2016-${on}`;

const lines: readonly [string, string, string][] = [
  ["8/18 大阪府南警察署に報告", day("08-18"), "大阪府南警察署に報告"],
  ["2016年9月1日 最終報告を受領", day("09-01"), "最終報告を受領"],
  ["9/6(火) 10:30 府警に相談", minute("09-06 10:30"), "府警に相談"],
  ["9/6（火）10時30分　府警に相談", minute("09-06 10:30"), "府警に相談"],
  ["9/6 午後3時 府警に相談", minute("09-06 15:00"), "府警に相談"],
  ["9/6 15時頃 府警に相談", "about 2016-09-06 15:00", "府警に相談"],
  ["9/6 15:00ごろ電話", "about 2016-09-06 15:00", "電話"],
  ["2016-08-12T17:42+09:00 第一報", minute("08-12 17:42"), "第一報"],
  ["2016-08-12T08:42Z 第一報", minute("08-12 17:42"), "第一報"],
  ["2016-08-12T23:42:10Z 第一報", minute("08-13 08:42"), "第一報"],
  ["2016-08-12 17:42 第一報", minute("08-12 17:42"), "第一報"],
  ["2016-08-12 17:42:31.123 第一報", minute("08-12 17:42"), "第一報"],
  ["2016-08-12T04:42-04:00 第一報", minute("08-12 17:42"), "第一報"],
  ["2016-08-12 08:42 UTC 第一報", minute("08-12 17:42"), "第一報"],
  ["2016-08-12 17:42 JST 第一報", minute("08-12 17:42"), "第一報"],
  ["2016/8/12 第一報", day("08-12"), "第一報"],
  ["2016.08.12 第一報", day("08-12"), "第一報"],
  ["2016. 8. 12 第一報", day("08-12"), "第一報"],
  ["20160812 第一報", day("08-12"), "第一報"],
  ["20160812 1742 第一報", minute("08-12 17:42"), "第一報"],
  ["'16/8/12 第一報", day("08-12"), "第一報"],
  ["16/08/12 第一報", day("08-12"), "第一報"],
  ["２０１６年８月１２日　１７：４２　第一報", minute("08-12 17:42"), "第一報"],
  ["８／１８　報告した", day("08-18"), "報告した"],
  ["8月12日夕方 電話あり", day("08-12"), "夕方 電話あり"],
  ["8月12日午前 電話あり", day("08-12"), "午前 電話あり"],
  ["8月12日夕方5時 電話あり", minute("08-12 17:00"), "電話あり"],
  ["8月12日正午に停止", minute("08-12 12:00"), "停止"],
  ["8月12日の15時に停止", minute("08-12 15:00"), "停止"],
  ["8/12 10時半 会議", minute("08-12 10:30"), "会議"],
  ["8/12 午前0時5分 停止", minute("08-12 00:05"), "停止"],
  ["8/12 午後12時10分 停止", minute("08-12 12:10"), "停止"],
  ["8/12 3:05pm called", minute("08-12 15:05"), "called"],
  ["8/12 3 pm called", minute("08-12 15:00"), "called"],
  ["8/12 PM 3:05 called", minute("08-12 15:05"), "called"],
  ["8/12 15時過ぎ 電話", "about 2016-08-12 15:00", "8/12 15時過ぎ 電話"],
  ["8/12 3時間停止した", day("08-12"), "3時間停止した"],
  ["8/12頃 侵入された", "about 2016-08-12", "侵入された"],
  ["8月12日ごろに侵入", "about 2016-08-12", "侵入"],
  ["8月上旬 侵入された", "about 2016-08-05", "8月上旬 侵入された"],
  ["2016年8月下旬 侵入", "about 2016-08-25", "2016年8月下旬 侵入"],
  ["2016年2月末 侵入", "about 2016-02-29", "2016年2月末 侵入"],
  ["2016年8月 侵入された", "about 2016-08-15", "2016年8月 侵入された"],
  ["5/20〜8/14 流出", "period 2016-05-20 – 2016-08-14", "流出"],
  ["5月20日～8月14日 流出", "period 2016-05-20 – 2016-08-14", "流出"],
  ["5/20(金)~8/14(日) 流出", "period 2016-05-20 – 2016-08-14", "流出"],
  ["5/20 - 8/14 流出", "period 2016-05-20 – 2016-08-14", "流出"],
  ["5/20–8/14 流出", "period 2016-05-20 – 2016-08-14", "流出"],
  [
    "2014年8月25日から2015年9月23日まで 流出",
    "period 2014-08-25 – 2015-09-23",
    "流出",
  ],
  ["8月12日から15日まで休業", "period 2016-08-12 – 2016-08-15", "休業"],
  ["8/12〜15 休業", "period 2016-08-12 – 2016-08-15", "休業"],
  [
    "8/12 10:00〜11:30 会議",
    "period 2016-08-12 10:00 – 2016-08-12 11:30",
    "会議",
  ],
  [
    "8/12 22:00〜8/13 6:00 停止",
    "period 2016-08-12 22:00 – 2016-08-13 06:00",
    "停止",
  ],
  [
    "8/12 10:00-11:30 会議",
    "period 2016-08-12 10:00 – 2016-08-12 11:30",
    "会議",
  ],
  ["8/12-15 休業", "period 2016-08-12 – 2016-08-15", "休業"],
  ["| 8/12 | 10:30 | 会議", minute("08-12 10:30"), "会議"],
  ["12/20〜1/10 調査", "period 2016-12-20 – 2017-01-10", "調査"],
  ["from Aug 12 to Aug 14 down", "period 2016-08-12 – 2016-08-14", "down"],
  ["5/20〜 流出が続く", "period 2016-05-20", "流出が続く"],
  ["8/14まで流出", day("08-14"), "8/14まで流出"],
  ["9月1日付で受領", day("09-01"), "9月1日付で受領"],
  ["8/13から決済停止", day("08-13"), "8/13から決済停止"],
  ["平成28年8月12日 第一報", day("08-12"), "第一報"],
  ["H28.8.12 第一報", day("08-12"), "第一報"],
  ["Ｈ２８．８．１２　第一報", day("08-12"), "第一報"],
  ["令和6年4月1日 施行", "day 2024-04-01", "施行"],
  ["令和元年5月1日 改元", "day 2019-05-01", "改元"],
  ["昭和63年12月1日 設立", "day 1988-12-01", "設立"],
  ["・8/18 報告した", day("08-18"), "報告した"],
  ["■ 8/18 報告した", day("08-18"), "報告した"],
  ["● 8/18 報告した", day("08-18"), "報告した"],
  ["- 8/18 報告した", day("08-18"), "報告した"],
  ["* 8/18 報告した", day("08-18"), "報告した"],
  ["1. 8/18 報告した", day("08-18"), "報告した"],
  ["(1) 8/18 報告した", day("08-18"), "報告した"],
  ["（１）８／１８　報告した", day("08-18"), "報告した"],
  ["① 8/18 報告した", day("08-18"), "報告した"],
  ["1) ・ 8/18 報告した", day("08-18"), "報告した"],
  ["【8/18】報告した", day("08-18"), "報告した"],
  ["[2016-08-18 14:30] 報告した", minute("08-18 14:30"), "報告した"],
  ["【8/18】14:30 報告した", minute("08-18 14:30"), "報告した"],
  ["8/18：報告した", day("08-18"), "報告した"],
  ["8/18、報告した", day("08-18"), "報告した"],
  ["8月18日に報告した", day("08-18"), "報告した"],
  ["8月18日には報告済み", day("08-18"), "報告済み"],
  ["8月18日の会議で決定", day("08-18"), "会議で決定"],
  ["8/18大阪府南警察署に報告", day("08-18"), "大阪府南警察署に報告"],
  ["8/18(木曜日) 報告した", day("08-18"), "報告した"],
  ["8月18日 木曜 報告した", day("08-18"), "報告した"],
  ["8/11(木・祝) 休み明け", day("08-11"), "休み明け"],
  ["2016/8/18\t14:30\t報告した", minute("08-18 14:30"), "報告した"],
  ["2016/8/18\t\t報告した\t公表可", day("08-18"), "報告した 公表可"],
  ["2016/8/18,14:30,報告した", minute("08-18 14:30"), "報告した"],
  ["Aug 18 2016 14:30 reported", minute("08-18 14:30"), "reported"],
  ["Aug 18, 2016 reported", day("08-18"), "reported"],
  ["August 18th reported", day("08-18"), "reported"],
  ["18 August 2016 reported", day("08-18"), "reported"],
  ["Thu, 18 Aug 2016 14:30 reported", minute("08-18 14:30"), "reported"],
  ["Aug 18 (Thu) 14:30 reported", minute("08-18 14:30"), "reported"],
  ["around Aug 18 somebody got in", "about 2016-08-18", "somebody got in"],
  ["8/18/2016 reported", day("08-18"), "reported"],
  ["18/8/2016 reported", day("08-18"), "reported"],
  ["昨日 電話あり", day("12-30"), "電話あり"],
  ["8.18(木) 報告した", day("08-18"), "報告した"],
  ["5月の連休中に侵入", "about 2016-05-15", "5月の連休中に侵入"],
  ["8/18 22件の問い合わせ", day("08-18"), "22件の問い合わせ"],
  ["8/18 -5度で保管", day("08-18"), "-5度で保管"],
];

describe("one pasted line", () => {
  it.each(lines)("%s", (line, moment, text) => {
    const entry = only(line);
    expect([said(entry.moment), entry.text]).toEqual([moment, text]);
  });

  it.each([
    "24/7 対応",
    "10時間停止した",
    "2016年夏 侵入",
    "3分の1が対象",
    "50/50 の確率",
  ])("leaves %s without a moment", (line) => {
    const entry = only(line);
    expect(said(entry.moment)).toBe("none");
    expect(entry.text).toBe(line);
    expect(entry.warnings).toEqual(["no-moment"]);
  });
});

describe("lines that lean on the line above", () => {
  it.each<[string, string, string[]]>([
    ["the same day", "8/12 停止\n同日 会議", ["08-12", "08-12"]],
    ["the next day", "8/31 停止\n翌日、会議", ["08-31", "09-01"]],
    ["the day after next", "8/12 停止\n翌々日 会議", ["08-12", "08-14"]],
    ["the day before", "8/12 停止\n前日の記録を確認", ["08-12", "08-11"]],
    ["the same month", "8/12 停止\n同月15日 会議", ["08-12", "08-15"]],
    ["the next month", "8/12 停止\n翌月1日 会議", ["08-12", "09-01"]],
    ["a day alone", "8/12 停止\n15日 会議", ["08-12", "08-15"]],
    [
      "the same year",
      "2016年8月12日 停止\n同年9月1日 会議",
      ["08-12", "09-01"],
    ],
    ["a time alone", "8/12 停止\n10:30 会議", ["08-12", "08-12 10:30"]],
    ["a time in words", "8/12 停止\n・午後3時 会議", ["08-12", "08-12 15:00"]],
    [
      "a heading",
      "8/12\n10:30 会議\n11:00 停止",
      ["08-12 10:30", "08-12 11:00"],
    ],
  ])("%s", (_, text, days) => {
    const moments = read(text).map(({ moment }) => said(moment));
    const expected = days.map((day) =>
      day.includes(":") ? `minute 2016-${day}` : `day 2016-${day}`,
    );
    expect(moments).toEqual(expected);
  });

  it.each([
    [
      "the year above",
      "2015年8月12日 停止\n9/1 会議",
      ["2015-08-12", "2015-09-01"],
    ],
    [
      "the turn of the year",
      "12/28 停止\n1/5 会議",
      ["2016-12-28", "2017-01-05"],
    ],
    ["a month into it", "11/30 停止\n2/1 会議", ["2016-11-30", "2017-02-01"]],
    [
      "going on after it",
      "12/28 停止\n1/5 会議\n3/1 再開",
      ["2016-12-28", "2017-01-05", "2017-03-01"],
    ],
    ["no turn backwards", "1/5 停止\n12/28 会議", ["2016-01-05", "2016-12-28"]],
    ["no turn in summer", "8/12 停止\n5/20 流出", ["2016-08-12", "2016-05-20"]],
    [
      "the next year in words",
      "2015年8月12日 停止\n翌年1月5日 会議",
      ["2015-08-12", "2016-01-05"],
    ],
    [
      "an era above",
      "平成27年8月12日 停止\n9/1 会議",
      ["2015-08-12", "2015-09-01"],
    ],
  ])("take %s", (_, text, days) => {
    expect(read(text).map(({ moment }) => moment?.on)).toEqual(days);
  });

  it("have no moment where nothing is above", () => {
    for (const text of ["同日 会議", "翌日、会議", "10:30 会議", "15日 会議"]) {
      const entry = only(text);
      expect([said(entry.moment), entry.text]).toEqual(["none", text]);
    }
  });
});

describe("several lines", () => {
  const texts = (text: string) => read(text).map((entry) => entry.text);
  const on = (text: string) => read(text).map(({ moment }) => moment?.on);

  it("make one entry of wrapped prose below a heading", () => {
    const text =
      "2016年8月12日（金）\n決済代行会社より、当社サイトからカード情報が流出している懸念があるとの\n連絡を受け、対策本部を置いた";
    const entry = only(text);
    expect(said(entry.moment)).toBe("day 2016-08-12");
    expect(entry.text).toBe(
      "決済代行会社より、当社サイトからカード情報が流出している懸念があるとの連絡を受け、対策本部を置いた",
    );
    expect(entry.lines).toEqual([1, 2, 3]);
    expect(entry.dateText).toBe("2016年8月12日（金）");
  });

  it("make entries of the bullets below a heading", () => {
    const text =
      "■8月12日（金）\n・決済を停止した\n・対策本部を置いた\n■8月13日\n・公表を検討";
    expect(texts(text)).toEqual([
      "決済を停止した",
      "対策本部を置いた",
      "公表を検討",
    ]);
    expect(on(text)).toEqual(["2016-08-12", "2016-08-12", "2016-08-13"]);
  });

  it("make entries of the paragraphs below a heading", () => {
    const text = "8月12日（金）\n\n決済を停止した\n\n対策本部を置いた";
    expect(texts(text)).toEqual(["決済を停止した", "対策本部を置いた"]);
    expect(on(text)).toEqual(["2016-08-12", "2016-08-12"]);
  });

  it("make entries of the bullets below a dated line", () => {
    const text =
      "8/12 10:30 会議\n・決済を停止\n  　夜間も続ける\n・公表は見送り";
    expect(texts(text)).toEqual([
      "会議",
      "決済を停止\n夜間も続ける",
      "公表は見送り",
    ]);
    expect(read(text).map(({ moment }) => said(moment))).toEqual([
      "minute 2016-08-12 10:30",
      "day 2016-08-12",
      "day 2016-08-12",
    ]);
  });

  it("hand a heading's period and 頃 on", () => {
    const text = "5/20〜8/14\n流出が続いた\n8月上旬\n・侵入された";
    expect(read(text).map(({ moment }) => said(moment))).toEqual([
      "period 2016-05-20 – 2016-08-14",
      "about 2016-08-05",
    ]);
  });

  it("go on with the entry above, until a blank line", () => {
    const text = "8/12 決済を停止\n代行会社の確認も得た\n\n以上";
    expect(texts(text)).toEqual(["決済を停止\n代行会社の確認も得た", "以上"]);
    expect(read(text)[1]?.warnings).toEqual(["no-moment"]);
  });

  it("keep a preface without a moment", () => {
    const entries = read("弊社の経緯\nは次のとおりです\n8/12 停止した");
    expect(entries.map((entry) => entry.text)).toEqual([
      "弊社の経緯\nは次のとおりです",
      "停止した",
    ]);
    expect(entries[0]?.warnings).toEqual(["no-moment"]);
  });

  it("keep a heading without a text", () => {
    const entries = read("8/12\n8/13 停止した\n8/14");
    expect(entries.map(({ lines }) => lines)).toEqual([[1], [2], [3]]);
    expect(entries[0]?.warnings).toContain("no-text");
    expect(entries[2]?.warnings).toContain("no-text");
  });

  it("count blank lines and any kind of line break", () => {
    const entries = read("\r\n8/12 停止した\r\r\n\u20288/13 再開した");
    expect(entries.map(({ lines }) => lines)).toEqual([[2], [5]]);
  });

  it("put a blank between English words only", () => {
    const long =
      "Aug 12 the payment processor called and told us that cards used in our shop";
    expect(texts(`${long}\nwere misused`)).toEqual([
      `${long.slice(7)} were misused`,
    ]);
  });
});

describe("warnings", () => {
  const warnings = (text: string, more: Partial<PasteOptions> = {}) =>
    read(text, more).map((entry) => entry.warnings);

  it.each<[string, PasteWarning[]]>([
    ["2016/8/18 停止した", []],
    ["8/18(木) 停止した", []],
    ["8/18 停止した", ["year-assumed"]],
    ["8/18(金) 停止した", ["year-assumed", "wrong-weekday"]],
    ["2016/8/18(金) 停止した", ["wrong-weekday"]],
    ["Fri, 18 Aug 2016 stopped", ["wrong-weekday"]],
    ["2016/2/30 停止した", ["impossible-day", "no-moment"]],
    ["2月30日 停止した", ["impossible-day", "no-moment"]],
    ["2016年13月1日 停止した", ["impossible-day", "no-moment"]],
    ["2016/8/14〜2016/5/20 流出", ["end-before-start"]],
    ["2016/8/14 11:00〜10:00 会議", ["end-before-start"]],
    ["2016/8/14 25:30 停止した", ["past-midnight"]],
    ["3/4/2016 stopped", ["ambiguous-day"]],
    ["2017/1/5 停止した", ["in-future"]],
    ["2017/1/5 再開予定", ["planned"]],
    ["2016/8/18", ["no-text"]],
    [`2016/8/18 ${"長".repeat(10_001)}`, ["text-too-long"]],
  ])("%s", (line, expected) => {
    expect(warnings(line)).toEqual([expected]);
  });

  it("tell an assumed year once, and a turn of the year", () => {
    expect(
      warnings("12/28 停止した\n12/29 確認した\n1/5 再開した", {
        today: "2017-12-31",
      }),
    ).toEqual([["year-assumed"], [], ["year-wrapped"]]);
  });

  it("doubt a year that goes backwards", () => {
    expect(warnings("2016/1/5 停止した\n12/28 確認した")).toEqual([
      [],
      ["year-doubtful"],
    ]);
    expect(warnings("2016/9/5 停止した\n1/28 確認した")).toEqual([
      [],
      ["year-doubtful"],
    ]);
  });

  it("find what is pasted twice or exists", () => {
    const text =
      "2016/8/18 府警に報告。\n2016/8/18 停止した\n2016/8/18 １０:00 停止した\n2016/8/19 停止した";
    const existing = [{ on: "2016-08-18", text: "府警に 報告" }];
    expect(warnings(text, { existing })).toEqual([
      ["duplicate"],
      [],
      ["duplicate"],
      [],
    ]);
  });

  it("tell of clock changes in the zone", () => {
    const berlin = { zone: "Europe/Berlin" };
    expect(warnings("2016/3/27 2:30 停止した", berlin)).toEqual([
      ["skipped-time"],
    ]);
    expect(warnings("2016/10/30 2:30 停止した", berlin)).toEqual([
      ["repeated-time"],
    ]);
  });

  it("keep the line whole where the day does not exist", () => {
    expect(only("・2月30日 停止した").text).toBe("2月30日 停止した");
  });

  it("do not let a day that does not exist rule the lines below", () => {
    expect(
      read("8/12 停止\n8/32 確認\n9/31 会議\n翌日 再開").map(({ moment }) =>
        said(moment),
      ),
    ).toEqual(["day 2016-08-12", "none", "day 2016-08-13"]);
  });
});

describe("plans", () => {
  it.each([
    ["9/15 公表予定", "planned 2016-09-15"],
    ["9/15 10:00 公表予定です。", "planned 2016-09-15 10:00"],
    ["9/15 公表（予定）", "planned 2016-09-15"],
    ["9/15〜9/20 発送予定", "planned 2016-09-15 – 2016-09-20"],
    ["Sep 15 publication planned", "planned 2016-09-15"],
    ["9/15頃 発送予定", "about 2016-09-15"],
    ["9/15 公表予定を延期", "day 2016-09-15"],
  ])("%s", (line, moment) => expect(said(only(line).moment)).toBe(moment));
});

describe("when it was learned", () => {
  it.each([
    ["8/18 侵入された（把握 8/19 9:10）", "侵入された", "2016-08-19", "09:10"],
    ["8/18 侵入された（8/19把握）", "侵入された", "2016-08-19", null],
    ["8/18 侵入された（翌日に判明）", "侵入された", "2016-08-19", null],
    [
      "8/18 10:00 侵入された（11:30 覚知）",
      "侵入された",
      "2016-08-18",
      "11:30",
    ],
    ["Aug 18 broken in (learned Aug 19)", "broken in", "2016-08-19", null],
  ])("%s", (line, text, on, time) => {
    const { learned, ...entry } = only(line);
    expect(entry.text).toBe(text);
    expect(learned?.on).toBe(on);
    expect(learned?.at ? timeOf(learned.at, zone) : null).toBe(time);
  });

  it.each(["8/18 侵入された（詳細は別紙）", "8/18 侵入された（8/19）"])(
    "%s says nothing about it",
    (line) => {
      expect(only(line).learned).toBeNull();
      expect(only(line).text).toContain("（");
    },
  );
});

describe("two facts in a sentence", () => {
  it.each<[string, [string, string]]>([
    [
      "8/12 カード決済を停止し、調査会社に連絡した",
      ["カード決済を停止", "調査会社に連絡した"],
    ],
    ["8/12 連絡を受け、対策本部を設置", ["連絡を受けた", "対策本部を設置"]],
    [
      "8/12 決済を停止した。代行会社に連絡した。",
      ["決済を停止した", "代行会社に連絡した。"],
    ],
    ["8/12 決済を停止するとともに調査を依頼", ["決済を停止", "調査を依頼"]],
    ["8/12 府警に報告、8/19 受理された", ["府警に報告", "8/19 受理された"]],
    [
      "8/12 payment stopped; processor informed",
      ["payment stopped", "processor informed"],
    ],
    [
      "8/12 We stopped payment. The processor agreed.",
      ["We stopped payment", "The processor agreed."],
    ],
  ])("%s", (line, split) => {
    const entry = only(line);
    expect(entry.split).toEqual(split);
    expect(entry.warnings).toContain("two-facts");
    expect(entry.text).toBe(line.slice(5));
  });

  it.each([
    "8/12 大阪府南警察署に報告",
    "8/12 漏えいに関し、協議した",
    "8/12 代行会社に対し、照会した",
    "8/12 佐藤（決済を停止し、確認した担当）が報告",
    "8/12 停止した。以上",
    "8/12 1,234件、5,678件を確認",
  ])("%s is one", (line) => expect(only(line).split).toBeNull());
});

describe("any text", () => {
  const piece = fc.oneof(
    fc.constantFrom(...lines.map(([line]) => line)),
    fc.constantFrom(
      "\n",
      "\n\n",
      "\r\n",
      "\t",
      "　",
      "・",
      "1. ",
      "(",
      "（",
      "〜",
      "から",
      "まで",
      "頃",
      "同日",
      "翌日",
      "15日",
      "10:30",
      "平成",
      "8月",
      "2016年",
      "/",
      "-",
      ":",
      "99",
      "0",
      "H",
      "Aug ",
      "予定",
      "（把握 ",
      "）",
      "2999/12/31 ",
      "1900-01-01T00:00Z ",
      "25:00",
      "+99:99",
      "翌年1月1日",
      "\ud800",
      "\u0000",
      "\u200b",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.stringMatching(/^\d{1,4}[年/.-]\d{1,3}[月/.-]\d{1,3}日?$/),
  );
  const paste = fc.array(piece, { maxLength: 40 }).map((all) => all.join(""));
  const bare = (text: string) => text.replace(/\s/g, "");

  it("is read without an error, and nothing of it is lost", () => {
    fc.assert(
      fc.property(
        paste,
        fc.constantFrom(zone, "Europe/Berlin", "Pacific/Apia"),
        (text, anyZone) => {
          const { entries, unreadFrom } = readPastedTimeline(text, {
            ...options,
            zone: anyZone,
          });
          expect(unreadFrom).toBeNull();
          const kept = entries.map(
            (entry) => entry.dateText + entry.text + entry.learnedText,
          );
          expect(bare(kept.join(""))).toBe(bare(text));
          for (const entry of entries) {
            expect(
              entry.warnings.every((warning) =>
                pasteWarnings.includes(warning),
              ),
            ).toBe(true);
            expect(new Set(entry.warnings).size).toBe(entry.warnings.length);
            expect(entry.moment === null).toBe(
              entry.warnings.includes("no-moment"),
            );
            if (entry.moment && !entry.warnings.includes("end-before-start")) {
              expect(momentProblems(entry.moment, anyZone)).toEqual([]);
            }
          }
        },
      ),
      { seed, numRuns: Number(process.env["KEII_SPEC_RUNS"] ?? 2000) },
    );
  });

  it("is read again as it was understood", () => {
    const words = fc.constantFrom(
      "大阪府南警察署に報告",
      "決済を停止し、確認した",
      "夕方 電話",
      "Payment stopped",
      "3時間停止",
      "22件の照会",
      "会議（詳細は別紙）",
      "公表",
    );
    const when = fc.constantFrom(
      "8/18",
      "2016年9月1日",
      "9/6(火) 10:30",
      "2016-08-12T17:42+09:00",
      "平成28年8月12日",
      "Aug 18 14:30",
      "8月12日 午後3時5分",
      "20160812 1742",
    );
    const bulletMark = fc.constantFrom("", "・", "■ ", "1. ", "  ");
    const line = fc.tuple(
      bulletMark,
      when,
      fc.constantFrom(" ", "　", "\t", "、"),
      words,
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (written) => {
        const first = read(written.map((parts) => parts.join("")).join("\n"));
        const second = read(first.map(asLine).join("\n"));
        expect(second.map(({ moment, text }) => [moment, text])).toEqual(
          first.map(({ moment, text }) => [moment, text]),
        );
        expect(second.map(asLine)).toEqual(first.map(asLine));
      }),
      { seed, numRuns: 500 },
    );
  });

  function asLine({ moment, text }: PastedEntry): string {
    const time = moment?.at ? `${timeOf(moment.at, zone)} ` : "";
    return `${moment?.on ?? ""} ${time}${text}`;
  }

  it("makes 2,000 entries at most, and says where it stopped", () => {
    const many = Array.from({ length: 2500 }, (_, n) => `8/18 ${n}件目の連絡`);
    const { entries, unreadFrom } = readPastedTimeline(
      many.join("\n"),
      options,
    );
    expect(entries).toHaveLength(mostPastedEntries);
    expect(unreadFrom).toBe(2001);
    const headings = readPastedTimeline("8/18\n".repeat(2500), options);
    expect(headings.entries).toHaveLength(mostPastedEntries);
    expect(headings.unreadFrom).toBe(2001);
  });

  it("takes eight times as long for eight times the text", () => {
    const pieces = [
      "8/18 10:30 大阪府南警察署に報告し、確認した\n",
      "あ",
      "8/18 ",
      "(",
      "・\n",
      "a\n",
      " ",
      "5/20〜",
      "し、",
      "（把握 8/19",
      "8/18\n",
    ];
    for (const each of pieces) {
      const text = each.repeat(Math.ceil(5000 / each.length));
      const once = quickest(() => read(text).length);
      const more = quickest(() => read(text.repeat(8)).length);
      expect(more / (once + 1), JSON.stringify(each)).toBeLessThan(24);
    }
  }, 60_000);
});

function quickest(task: () => number): number {
  const times = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    task();
    return Math.max(process.cpuUsage(start).user, 1);
  });
  return Math.min(...times);
}
