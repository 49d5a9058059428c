import { writtenDayAt, type WrittenDay } from "./written-day.js";
import {
  compactTimeAt,
  writtenTimeAt,
  type WrittenTime,
} from "./written-time.js";

/** A day, a time or a period as somebody wrote it at the beginning of a line. */
export interface WrittenMoment {
  /** Where the text begins: behind the words that were understood, or before them where they are to stay. */
  end: number;
  /** Behind the words that were understood, in any case. */
  behind: number;
  day: WrittenDay | null;
  time: WrittenTime | null;
  until: WrittenEnd | null;
  /** `5/20〜` without an end. */
  isOpen: boolean;
  isAbout: boolean;
}

export interface WrittenEnd {
  day: WrittenDay | null;
  time: WrittenTime | null;
}

interface Found extends WrittenEnd {
  end: number;
}

const lead = /[ "]*(?:(?:from|between|on|(around|about|c\.|ca\.)) )?/iy;
const opening = /[【〔《〈「『([<]/y;
const closing = /[】〕》〉」』)\]>]/y;
const betweenDayAndTime = /T|[ ,、|;"]*の? ?/y;
const tilde = / ?~ ?/y;
const dash = / ?- ?/y;
const since = / ?(?:から|より)[ 、]?/y;
const englishUntil = / (?:to|until|till|through|and) /iy;
const untilWord = / ?(?:まで(?:の間)?|にかけて|の間)/y;
const bareDay = /(\d{1,2})(?=[ (、:]|$)/y;
const staying =
  /(?: ?(?:まで|から|より|以降|以前|以後|現在|時点|付|締|期限|を|が|も)|と(?=\d))/y;
const particle = /(?:には|にて|に|は|の)/y;
const separators = /(?:[ ,、:;|→>"]|-(?=[ -]))*/y;

/** The day, time or period written at an offset of a line in half width, or null. */
export function writtenMomentAt(
  line: string,
  at: number,
  incidentYear: number,
): WrittenMoment | null {
  const intro = matchAt(lead, line, at);
  const open = skip(opening, line, at + (intro?.[0].length ?? 0));
  const start = endAt(line, open, incidentYear, true);
  if (!start) return null;
  const until = untilAt(line, start, incidentYear);
  const isOpen =
    until === null && start.day !== null && line[start.end] === "~";
  const end = until?.end ?? (isOpen ? start.end + 1 : start.end);
  const behind = textFrom(line, end);
  const isLoose = !until && stays(line, start);
  return {
    end: isLoose ? at : behind,
    behind,
    day: start.day,
    time: start.time,
    until,
    isOpen: isOpen && !isLoose,
    isAbout:
      intro?.[1] !== undefined ||
      start.day?.isAbout === true ||
      start.time?.isAbout === true,
  };
}

function endAt(
  line: string,
  at: number,
  incidentYear: number,
  mayBeTime: boolean,
): Found | null {
  const day = writtenDayAt(line, at, incidentYear);
  if (!day) {
    const time = mayBeTime ? writtenTimeAt(line, at) : null;
    return time && { day: null, time, end: time.end };
  }
  const afterBracket = skip(closing, line, day.end);
  const afterGap = skip(betweenDayAndTime, line, afterBracket);
  const isCompact = /^\d{8}$/.test(line.slice(at, day.end));
  const time =
    writtenTimeAt(line, afterGap) ??
    (isCompact ? compactTimeAt(line, afterGap) : null);
  return { day, time, end: time?.end ?? day.end };
}

function untilAt(
  line: string,
  start: Found,
  incidentYear: number,
): Found | null {
  const isTimed = start.time !== null;
  for (const joint of [tilde, dash, since, englishUntil]) {
    const joined = matchAt(joint, line, start.end);
    if (!joined) continue;
    const from = start.end + joined[0].length;
    const found =
      (start.day || isTimed
        ? endAt(line, from, incidentYear, isTimed)
        : null) ??
      (joint === tilde || joined[0] === "-"
        ? bareDayAt(line, from, start)
        : null);
    if (found) return { ...found, end: skip(untilWord, line, found.end) };
  }
  return null;
}

function bareDayAt(line: string, at: number, start: Found): Found | null {
  const parts = start.day && matchAt(bareDay, line, at);
  if (!parts || !start.day) return null;
  const end = at + parts[0].length;
  const day: WrittenDay = {
    ...start.day,
    month: null,
    day: Number(parts[1]),
    from: "above",
    days: 0,
    weekday: null,
    end,
  };
  return { day, time: null, end };
}

/** Whether the words say more than a moment can hold, so that the text needs them: `8月上旬`, `8/14まで`, `15時過ぎ`. */
function stays(line: string, { day, time, end }: Found): boolean {
  if (day?.isLoose || time?.isLoose) return true;
  return matchAt(staying, line, end) !== null;
}

function textFrom(line: string, end: number): number {
  const afterBracket = skip(closing, line, end);
  return skip(separators, line, skip(particle, line, afterBracket));
}

function skip(pattern: RegExp, line: string, at: number): number {
  return at + (matchAt(pattern, line, at)?.[0].length ?? 0);
}

function matchAt(
  pattern: RegExp,
  line: string,
  at: number,
): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}
