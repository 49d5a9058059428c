import { addressedNotes } from "./notes.js";
import { below, hash } from "./numbers.js";
import { personAt } from "./people.js";
import { customerNo, type Plan } from "./plan.js";
import { memberWords, type BaseCode } from "./shops.js";
import { cell, type TableFile } from "./table-file.js";

export const customerHeaders = [
  "会員ID",
  "氏名",
  "フリガナ",
  "メールアドレス",
  "電話番号",
  "郵便番号",
  "住所",
  "会員登録日",
  "会社名",
  "部署名",
  "会員状態",
  "備考",
];

const dayLength = 86_400_000;
const opened = Date.UTC(2006, 3, 3);
const firstWindow = Date.UTC(2014, 7, 24);
const last = Date.UTC(2016, 7, 11);

/** Where accounts that registered by a day end, as a part of all. */
const oldPart = 0.7;

/** The part of a base's accounts that is registered at the end of a day, counted in milliseconds. */
export function registeredBy(day: number): number {
  return day <= firstWindow
    ? (oldPart * (day - opened)) / (firstWindow - opened)
    : Math.min(
        1,
        oldPart + ((1 - oldPart) * (day - firstWindow)) / (last - firstWindow),
      );
}

function registeredOn(part: number): Date {
  const day =
    part < oldPart
      ? opened + (part / oldPart) * (firstWindow - opened)
      : firstWindow + ((part - oldPart) / (1 - oldPart)) * (last - firstWindow);
  return new Date(Math.floor(day / dayLength) * dayLength);
}

/** Writes the customers of a base in the order of their numbers. */
export async function writeCustomers(
  plan: Plan,
  base: BaseCode,
  file: TableFile,
): Promise<void> {
  const { customers, told } = plan.bases[base];
  for (let place = 0; place < customers; place++) {
    const person = personAt(plan, base, place);
    const part =
      place < told ? 0 : (place - told) / Math.max(1, customers - told);
    const isDue = file.add(
      `${customerNo(place)},${person.name},${person.kana},${person.mail},${person.phone},${person.postalCode},${cell(person.address)},${written(registeredOn(part), base, hash(plan.seed, 400, place))},${person.company},${person.department},${memberWords[person.status]},${cell(addressedNotes(below(hash(plan.seed, 401, place), 400)))}\r\n`,
    );
    if (isDue) await file.flush();
  }
}

/** Days as the shop's program wrote them: one base as a spreadsheet does, and now and then by hand. */
function written(day: Date, base: BaseCode, hashed: number): string {
  const [y, m, d] = [
    day.getUTCFullYear(),
    day.getUTCMonth() + 1,
    day.getUTCDate(),
  ];
  if (below(hashed, 60) === 0) return `${y}年${m}月${d}日`;
  return base === "goods" ? `${y}/${m}/${d}` : day.toISOString().slice(0, 10);
}
