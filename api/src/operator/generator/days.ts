import { hash } from "./numbers.js";

const dayLength = 86_400_000;

/** Days are counted from this one, the first of the exports. */
const first = Date.UTC(2013, 9, 1);
const last = Date.UTC(2016, 7, 31);

export const dayCount = (last - first) / dayLength + 1;

/** The number of a day written `yyyy-mm-dd`. */
export function dayNo(written: string): number {
  return (Date.parse(`${written}T00:00:00Z`) - first) / dayLength;
}

export function dayParts(no: number): [number, number, number] {
  const date = new Date(first + no * dayLength);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** How `rows` fall on the days: fewer at weekends, most before the new year, and a little more every year. */
export function rowsPerDay(rows: number): number[] {
  const weights = Array.from({ length: dayCount }, (_, no) => {
    const [year, month] = dayParts(no);
    const weekday = (no + 2) % 7;
    const isWeekend = weekday === 0 || weekday === 6;
    const season = month === 12 ? 1.7 : month === 11 ? 1.4 : 1;
    const ups = 0.85 + (hash(year, month, no) / 2 ** 32) * 0.3;
    return (isWeekend ? 0.6 : 1) * season * ups * (1 + (year - 2013) * 0.06);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    const upTo = Math.round((weighed / sum) * rows);
    const here = upTo - given;
    given = upTo;
    return here;
  });
}

/** Share of a day's purchases in each hour. */
const hours = [
  2, 1, 1, 0.5, 0.5, 1, 1.5, 2, 4, 7, 8, 8, 7, 7, 7, 7, 7, 6, 5, 5, 6, 7, 6, 4,
];
const upToHour = hours.map((_, hour) =>
  hours.slice(0, hour + 1).reduce((a, b) => a + b, 0),
);

/** The second of the day by which a share of its purchases, from 0 to 1, is made. */
export function secondAt(share: number): number {
  const wanted = share * upToHour[23]!;
  let hour = 0;
  while (hour < 23 && upToHour[hour]! <= wanted) hour++;
  const before = upToHour[hour]! - hours[hour]!;
  const within = (wanted - before) / hours[hour]!;
  return Math.min(86_399, Math.floor((hour + within) * 3600));
}
