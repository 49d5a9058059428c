import { below, hash } from "./numbers.js";

/** Places that are on no map. */
const towns = [
  "例示県例示市",
  "例示県見本市",
  "例示県架空郡仮町",
  "見本県見本市中央区",
  "見本県例示市",
  "架空県架空市",
  "架空県仮想市北区",
  "仮想県仮想市",
];
const quarters = ["見本町", "仮町", "例示台", "架空ヶ丘", "中仮", "東例示"];

export interface Address {
  postalCode: string;
  address: string;
}

/** Where a person lives, as people type it: now and then with wide digits, a circled number or a line break. */
export function addressOf(seed: number, person: number): Address {
  const h = (purpose: number, size: number) =>
    below(hash(seed, 200 + purpose, person), size);
  const digits = String(h(1, 10_000)).padStart(4, "0");
  const postal = `000-${digits}`;
  const street = `${1 + h(4, 9)}-${1 + h(5, 30)}-${1 + h(6, 20)}`;
  const place = `${towns[h(2, towns.length)]!}${quarters[h(3, quarters.length)]!}`;
  const habit = h(7, 40);
  const room = 101 + h(8, 9) * 100;
  return {
    postalCode:
      habit === 0 ? wide(postal) : habit < 6 ? `000${digits}` : postal,
    address:
      habit < 3
        ? `${place}${wide(street)}`
        : habit === 3
          ? `${place}${street}\r\n見本ハイツ①棟${room}`
          : habit < 12
            ? `${place}${street} 見本ハイツ${room}`
            : `${place}${street}`,
  };
}

/** A telephone number nobody has, with or without hyphens. */
export function phoneOf(seed: number, person: number): string {
  const digits = String(below(hash(seed, 210, person), 10_000)).padStart(
    4,
    "0",
  );
  const habit = below(hash(seed, 211, person), 20);
  if (habit === 0) return wide(`03-0000-${digits}`);
  if (habit < 4) return `030000${digits}`;
  return habit === 4 ? `(03)0000-${digits}` : `03-0000-${digits}`;
}

/** With the digits and hyphens of a Japanese keyboard left in wide mode. */
export function wide(text: string): string {
  return text.replace(/[!-~]/g, (c) =>
    c === "-" ? "\uff0d" : String.fromCharCode(c.charCodeAt(0) + 0xfee0),
  );
}
