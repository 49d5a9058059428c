/** A moment as a file has it: wall time, or with the offset it names. */
const dayPattern =
  /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?:\s*\([月火水木金土日]\))?/;
const timePattern =
  /^(?:T|\s*)(\d{1,2})(?::|時)(\d{2})(?:(?::|分)(\d{2})?(?:\.(\d{1,9}))?秒?|分)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const empty = /^0000[-/]00[-/]00(?:[ T]00:00:00)?$/;
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface Day {
  text: string;
  rest: string;
}

/** The day of a cell as `2016-08-05`; null where it is none, empty where the cell says nothing. */
export function readWrittenDay(cell: string): string | null {
  const folded = fold(cell);
  if (folded === "") return "";
  const day = dayOf(folded);
  if (!day) return null;
  return day.rest === "" || timeOf(day.rest) !== null ? day.text : null;
}

/**
 * The moment of a cell as the database reads it, in the zone of its session where no offset is named. A day alone is its
 * first moment.
 */
export function readWrittenMoment(cell: string): string | null {
  const plain = plainMoment(cell);
  if (plain !== null) return plain;
  const folded = fold(cell);
  if (folded === "") return "";
  const day = dayOf(folded);
  if (!day) return null;
  const time = day.rest === "" ? "00:00:00" : timeOf(day.rest);
  return time === null ? null : `${day.text} ${time}`;
}

/** The same for what nearly all files write, `2016/08/05 9:03` or with seconds; null where it is anything else. */
function plainMoment(cell: string): string | null {
  const { length } = cell;
  if (length < 15 || length > 19) return null;
  const mark = cell.charCodeAt(4);
  if (
    (mark !== slash && mark !== hyphen) ||
    cell.charCodeAt(7) !== mark ||
    cell.charCodeAt(10) !== 0x20
  )
    return null;
  const hourDigits = cell.charCodeAt(12) === colon ? 1 : 2;
  const afterHour = 11 + hourDigits;
  if (cell.charCodeAt(afterHour) !== colon) return null;
  const hasSeconds = length === afterHour + 6;
  if (!hasSeconds && length !== afterHour + 3) return null;
  if (hasSeconds && cell.charCodeAt(afterHour + 3) !== colon) return null;
  const year = digitsAt(cell, 0, 4);
  const month = digitsAt(cell, 5, 2);
  // Ends of months are left to who knows them.
  const day = digitsAt(cell, 8, 2);
  if (!(year >= 1900 && year < 2200 && month >= 1 && month <= 12)) return null;
  if (!(day >= 1 && day <= 28)) return null;
  const hour = digitsAt(cell, 11, hourDigits);
  const minute = digitsAt(cell, afterHour + 1, 2);
  const second = hasSeconds ? digitsAt(cell, afterHour + 4, 2) : 0;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  return `${cell.slice(0, 4)}-${cell.slice(5, 7)}-${cell.slice(8, 10)} ${hourDigits === 1 ? "0" : ""}${cell.slice(11)}${hasSeconds ? "" : ":00"}`;
}

const slash = 0x2f;
const hyphen = 0x2d;
const colon = 0x3a;

function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function fold(cell: string): string {
  const folded = (/[^ -~]/.test(cell) ? cell.normalize("NFKC") : cell).trim();
  return empty.test(folded) ? "" : folded;
}

function dayOf(text: string): Day | null {
  const match = dayPattern.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = Number(match[3] ?? match[5] ?? match[7]);
  const day = Number(match[4] ?? match[6] ?? match[8]);
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return null;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && !isLeap ? 28 : lengths[month - 1]!;
  if (day < 1 || day > last) return null;
  return {
    text: `${match[1]}-${two(month)}-${two(day)}`,
    rest: text.slice(match[0].length).trim(),
  };
}

function timeOf(text: string): string | null {
  const match = timePattern.exec(text);
  if (!match) return null;
  const [hour, minute, second] = [match[1], match[2], match[3] ?? "0"].map(
    Number,
  ) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const fraction = match[4] === undefined ? "" : `.${match[4].slice(0, 6)}`;
  const offset = match[5] ?? "";
  const [, hours = "0", minutes = "0"] =
    /^[+-](\d{2}):?(\d{2})$/.exec(offset) ?? [];
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${two(hour)}:${two(minute)}:${two(second)}${fraction}${offset.toUpperCase()}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
