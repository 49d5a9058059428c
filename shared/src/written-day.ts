/** A day as somebody wrote it, not yet placed in the calendar. Null is what was left unsaid. */
export interface WrittenDay {
  /** Offset behind the day, and behind its weekday. */
  end: number;
  year: number | null;
  month: number | null;
  day: number | null;
  /** Counted from the day above (同日, 翌月5日) or from today (昨日) instead. */
  from: "above" | "today" | null;
  years: number;
  months: number;
  days: number;
  /** 0 for Sunday. */
  weekday: number | null;
  /** A part of a month or a day with 頃. */
  isAbout: boolean;
  /** The words say more than a date can hold (8月上旬): they stay in the text. */
  isLoose: boolean;
  /** Day and month could be the other way round. */
  isAmbiguous: boolean;
}

type Reading = Partial<Omit<WrittenDay, "end">>;
type Parts = readonly (string | undefined)[];

interface Form {
  pattern: RegExp;
  read: (parts: Parts, incidentYear: number) => Reading | null;
}

const monthNames = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];
const englishMonth =
  "([Jj]an(?:uary)?|[Ff]eb(?:ruary)?|Mar(?:ch)?|[Aa]pr(?:il)?|May|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)\\.?";
const englishDay = "(\\d{1,2})(?:st|nd|rd|th)?";
const englishWeekday =
  "(?:(?:Sun|Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?)(?:day)?\\.?,? +)?";

const eras: Readonly<Record<string, number>> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
  M: 1867,
  T: 1911,
  S: 1925,
  H: 1988,
  R: 2018,
};
/** Which day of a month stands for a part of it. */
const partDays: Readonly<Record<string, number>> = {
  初め: 1,
  はじめ: 1,
  頭: 1,
  上旬: 5,
  初旬: 5,
  前半: 8,
  中旬: 15,
  半ば: 15,
  中頃: 15,
  後半: 23,
  下旬: 25,
  末: 31,
  末日: 31,
};
const monthPart =
  "(初め|はじめ|頭|上旬|初旬|前半|中旬|半ば|中頃|後半|下旬|末日|末)?(?![分号か中間]|ヶ|ヵ|カ|ケ)";
const era = "(明治|大正|昭和|平成|令和|[MTSHR])[ .]?(元|\\d{1,2})";

const forms: readonly Form[] = [
  form("(\\d{4}) ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?日", ([y, m, d]) =>
    calendar(y, m, d),
  ),
  form("(\\d{4}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?(\\d{1,2})(?!\\d)", ([y, , m, d]) =>
    calendar(y, m, d),
  ),
  form(`${era} ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?日`, eraDay),
  form(`${era}[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)`, eraDay),
  form("((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)(?=[ T,]|$)", ([y, m, d]) =>
    calendar(y, m, d),
  ),
  form("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!\\d)", monthFirst),
  form("'?(\\d\\d)/(\\d{1,2})/(\\d{1,2})(?![\\d/])", shortYear),
  form(
    `${englishWeekday}${englishMonth} ${englishDay}(?:,? (\\d{4}))?(?![\\d:])`,
    ([month, day, year]) => calendar(year, monthOf(month), day),
  ),
  form(
    `${englishWeekday}${englishDay} (?:of )?${englishMonth}(?:,? (\\d{4}))?(?![\\d:])`,
    ([day, month, year]) => calendar(year, monthOf(month), day),
  ),
  form(`(\\d{4}) ?年 ?(\\d{1,2}) ?月${monthPart}`, ([y, m, part]) =>
    partOfMonth(y, m, part),
  ),
  form("(\\d{1,2}) ?月 ?(\\d{1,2}) ?日", ([m, d]) => calendar(null, m, d)),
  form(`(\\d{1,2}) ?月${monthPart}`, ([m, part]) => partOfMonth(null, m, part)),
  form("(\\d{1,2})/(\\d{1,2})日?(?![\\d/])", monthAndDay),
  form("(\\d{1,2})[-.](\\d{1,2})(?= ?\\([日月火水木金土])", monthAndDay),
  form("(同|翌|前)年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?日", ([word, m, d]) => ({
    ...calendar(null, m, d),
    from: "above",
    years: shift(word),
  })),
  form("(同|翌|前)月 ?(\\d{1,2}) ?日", ([word, d]) => ({
    day: Number(d),
    from: "above",
    months: shift(word),
  })),
  form("(翌々|同|当|翌|前)日", ([word]) => ({
    from: "above",
    days: shift(word),
  })),
  form("(一昨日|昨日|今日|本日|[Yy]esterday|[Tt]oday)(?![a-z])", ([word]) => ({
    from: "today",
    days: todayShift(word),
  })),
  form("(\\d{1,2}) ?日(?!間|後|前|目|程|以内|分|ほど)", ([d]) => ({
    day: Number(d),
    from: "above",
  })),
];

const couldBegin = /[\d'明大昭平令MTSHR同当翌前本今昨一]|[A-Z][a-z]|[a-z]{3}/y;
const weekdaySigns = "日月火水木金土";
const weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const japaneseWeekday =
  / ?(?:[([] ?([日月火水木金土])(?:曜日?)?(?:[・,/ ]?(?:祝日?|休日?))? ?[)\]]|([日月火水木金土])曜日?)/y;
const englishWeekdayAfter =
  /,? ?(?:[([] ?(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.? ?[)\]]|(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?(?![a-z]))/iy;
const weekdayBefore = /(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?,? /iy;
const about = / ?(?:頃|ごろ|ころ|前後)/y;

/** The day written at an offset of a line in half width, or null. */
export function writtenDayAt(
  line: string,
  at: number,
  incidentYear: number,
): WrittenDay | null {
  couldBegin.lastIndex = at;
  if (!couldBegin.test(line)) return null;
  for (const { pattern, read } of forms) {
    pattern.lastIndex = at;
    const parts = pattern.exec(line);
    const reading = parts && read(parts.slice(1), incidentYear);
    if (reading) return complete(line, at, pattern.lastIndex, reading);
  }
  return null;
}

function complete(
  line: string,
  at: number,
  end: number,
  reading: Reading,
): WrittenDay {
  const before = matchAt(weekdayBefore, line, at);
  const signs = matchAt(japaneseWeekday, line, end);
  const names = signs ? null : matchAt(englishWeekdayAfter, line, end);
  const sign = signs?.[1] ?? signs?.[2];
  const name = names?.[1] ?? names?.[2] ?? before?.[1];
  const afterWeekday = end + (signs ?? names ?? [""])[0].length;
  const vague = matchAt(about, line, afterWeekday);
  return {
    year: null,
    month: null,
    day: null,
    from: null,
    years: 0,
    months: 0,
    days: 0,
    weekday: sign
      ? weekdaySigns.indexOf(sign)
      : name
        ? weekdayNames.indexOf(name.toLowerCase())
        : null,
    isLoose: false,
    isAmbiguous: false,
    ...reading,
    isAbout: (reading.isAbout ?? false) || vague !== null,
    end: afterWeekday + (vague?.[0].length ?? 0),
  };
}

function matchAt(
  pattern: RegExp,
  line: string,
  at: number,
): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}

function form(source: string, read: Form["read"]): Form {
  return { pattern: new RegExp(source, "y"), read };
}

type Written = string | number | null | undefined;

function calendar(year: Written, month: Written, day: Written): Reading {
  return {
    year: year === null || year === undefined ? null : Number(year),
    month: Number(month),
    day: Number(day),
  };
}

function eraDay([name, year, month, day]: Parts): Reading | null {
  const first = eras[name ?? ""];
  if (first === undefined) return null;
  return calendar(first + (year === "元" ? 1 : Number(year)), month, day);
}

function monthFirst([first, second, year]: Parts): Reading | null {
  const [a, b] = [Number(first), Number(second)];
  if (a > 12 && b > 12) return null;
  const isMonthFirst = a <= 12;
  return {
    ...calendar(year, isMonthFirst ? a : b, isMonthFirst ? b : a),
    isAmbiguous: a <= 12 && b <= 12 && a !== b,
  };
}

function shortYear(
  [first, second, third]: Parts,
  incidentYear: number,
): Reading | null {
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  const isYearFirst = Math.abs(2000 + a - incidentYear) <= 5 || a > 12;
  const reading = isYearFirst
    ? calendar(2000 + a, b, c)
    : calendar(2000 + c, a, b);
  if ((reading.month ?? 13) > 12) return null;
  return { ...reading, isAmbiguous: a <= 12 };
}

function monthAndDay([first, second]: Parts): Reading | null {
  const [month, day] = [Number(first), Number(second)];
  const canBe = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return canBe ? calendar(null, month, day) : null;
}

function partOfMonth(
  year: Written,
  month: Written,
  part: string | undefined,
): Reading | null {
  const number = Number(month);
  if (number < 1 || number > 12) return null;
  const day = part === undefined ? 15 : (partDays[part] ?? 15);
  return { ...calendar(year, number, day), isAbout: true, isLoose: true };
}

function monthOf(name: string | undefined): number {
  return monthNames.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

function shift(word: string | undefined): number {
  if (word === "翌々") return 2;
  if (word === "翌") return 1;
  return word === "前" ? -1 : 0;
}

function todayShift(word: string | undefined): number {
  if (word === "一昨日") return -2;
  return word === "昨日" || word?.toLowerCase() === "yesterday" ? -1 : 0;
}
