/** A time of day as somebody wrote it. */
export interface WrittenTime {
  end: number;
  /** 0 to 29: hours past 24 belong to the next day. */
  hour: number;
  minute: number;
  second: number;
  /** `Z` or `+09:00`, where one was written. */
  offset: string | null;
  isAbout: boolean;
  /** The words say more than a time can hold (15時過ぎ): they stay in the text. */
  isLoose: boolean;
}

const clock =
  /(午前|午後|朝|昼|夕方|夜|[AaPp]\.?[Mm]\.? )? ?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?(?!\d)(?: ?([AaPp]\.?[Mm]\.?)(?![a-z]))?/y;
const hours =
  /(午前|午後|未明|早朝|朝|昼|夕方|夜) ?(\d{1,2}) ?時(?:(半)|(\d{1,2}) ?分(?: ?(\d{1,2}) ?秒)?)?(?!間)|()(\d{1,2}) ?時(?:(半)|(\d{1,2}) ?分(?: ?(\d{1,2}) ?秒)?)?(?![間点台])/y;
const hourOfHalf = /()(\d{1,2}) ?([AaPp]\.?[Mm])\.?(?![a-z])/y;
const noon = /正午/y;
const compact = /([01]\d|2[0-3])([0-5]\d)(?= )/y;
const offset =
  / ?(Z(?![a-z])|\+(?:0\d|1[0-4]):?[0-5]\d(?!\d)|\(?(?:JST|UTC|GMT)\)?(?![a-z]))/iy;
// Behind any other time a minus sign leads to an end: 10:30-11:00.
const offsetWest = /(-(?:0\d|1[0-2]):?[0-5]\d)(?!\d)/y;
const about = / ?(?:頃|ごろ|ころ|前後)/y;
const loose = / ?(?:過ぎ|すぎ|前|以降|まで|から|より|台)/y;

/** The time written at an offset of a line in half width, or null. */
export function writtenTimeAt(line: string, at: number): WrittenTime | null {
  const time = clockAt(line, at) ?? hoursAt(line, at) ?? otherAt(line, at);
  if (!time || time.hour > 29 || time.minute > 59 || time.second > 59)
    return null;
  return complete(line, time, line[at - 1] === "T");
}

/** Four digits behind a day of eight: `20160812 1742`. */
export function compactTimeAt(line: string, at: number): WrittenTime | null {
  const parts = matchAt(compact, line, at);
  return parts && timeOf(parts[1], parts[2], undefined, "", compact.lastIndex);
}

type Bare = Pick<WrittenTime, "end" | "hour" | "minute" | "second">;

function clockAt(line: string, at: number): Bare | null {
  const parts = matchAt(clock, line, at);
  if (!parts) return null;
  const half = parts[1] ?? parts[5] ?? "";
  return timeOf(parts[2], parts[3], parts[4], half, clock.lastIndex);
}

function hoursAt(line: string, at: number): Bare | null {
  const parts = matchAt(hours, line, at);
  if (!parts) return null;
  const [half, hour, isHalf, minute, second] =
    parts[2] === undefined ? parts.slice(6) : parts.slice(1);
  return timeOf(
    hour,
    isHalf === undefined ? minute : "30",
    second,
    half ?? "",
    hours.lastIndex,
  );
}

function otherAt(line: string, at: number): Bare | null {
  if (matchAt(noon, line, at)) {
    return { hour: 12, minute: 0, second: 0, end: noon.lastIndex };
  }
  const parts = matchAt(hourOfHalf, line, at);
  return (
    parts &&
    timeOf(parts[2], "0", undefined, parts[3] ?? "", hourOfHalf.lastIndex)
  );
}

function timeOf(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string,
  end: number,
): WrittenTime {
  return {
    hour: wholeHour(Number(hour), half.trim().toLowerCase()),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    end,
    offset: null,
    isAbout: false,
    isLoose: false,
  };
}

/** The hour of the day; more than 29 where the half of the day and the hour contradict each other. */
function wholeHour(hour: number, half: string): number {
  const impossible = 99;
  if (half === "") return hour;
  if (/^(?:午前|未明|早朝|朝)$/.test(half))
    return hour < 12 ? hour : impossible;
  if (half.startsWith("a")) return hour <= 12 ? hour % 12 : impossible;
  if (half === "昼") return hour < 5 ? hour + 12 : hour;
  if (half === "午後" || half.startsWith("p")) {
    return hour <= 12 ? (hour % 12) + 12 : impossible;
  }
  return hour < 12 ? hour + 12 : hour;
}

function complete(line: string, time: Bare, isIso: boolean): WrittenTime {
  const zone =
    matchAt(offset, line, time.end) ??
    (isIso ? matchAt(offsetWest, line, time.end) : null);
  const end = time.end + (zone?.[0].length ?? 0);
  const vague = matchAt(about, line, end);
  const open = vague ? null : matchAt(loose, line, end);
  return {
    ...time,
    offset: zone?.[1] ? offsetOf(zone[1]) : null,
    isAbout: vague !== null || /^ ?(?:過ぎ|すぎ|前|台)/.test(open?.[0] ?? ""),
    isLoose: open !== null,
    end: end + (vague?.[0].length ?? 0),
  };
}

function offsetOf(written: string): string {
  const name = written.replace(/[()]/g, "").toUpperCase();
  if (name === "JST") return "+09:00";
  if (name === "UTC" || name === "GMT" || name === "Z") return "Z";
  return name.includes(":") ? name : `${name.slice(0, 3)}:${name.slice(3)}`;
}

function matchAt(
  pattern: RegExp,
  line: string,
  at: number,
): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}
