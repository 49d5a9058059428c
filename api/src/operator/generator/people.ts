import { addressOf, phoneOf, type Address } from "./addresses.js";
import { companyName, departments, familyNames, givenNames } from "./names.js";
import { toldCustomers, type ToldCustomer } from "./near-misses.js";
import { below, hash } from "./numbers.js";
import { customerNo, type BasePlan, type Plan } from "./plan.js";
import type { BaseCode } from "./shops.js";

/** A customer as the exports write one. */
export interface Person extends Address {
  name: string;
  kana: string;
  mail: string;
  phone: string;
  company: string;
  department: string;
  status: "active" | "withdrawn" | "do_not_contact";
}

const toldAt = new Map<string, ToldCustomer>(
  toldCustomers.map((c) => [`${c.base} ${c.no}`, c]),
);

/** Every so many of the affected accounts are a second one of the person before them. */
const secondsOfPrint = 120;
/** And so many of the goods base are people who have an account in the other, too. */
const alsoInPrint = 60;

/** Makes the customer at a place of a base; the same one however often it is asked for. */
export function personAt(plan: Plan, base: BaseCode, place: number): Person {
  const basePlan = plan.bases[base];
  const told =
    place < basePlan.told
      ? toldAt.get(`${base} ${customerNo(place)}`)
      : undefined;
  const { seed } = plan;
  const account = base === "print" ? place : 0x40000000 + place;
  const person = personBehind(plan, basePlan, place, told);
  const h = (purpose: number, of: number, size: number) =>
    below(hash(seed, 300 + purpose, of), size);
  const [family, familyKana, familyLatin] =
    familyNames[h(1, person, familyNames.length)]!;
  const [given, givenKana, givenLatin] =
    givenNames[h(2, person, givenNames.length)]!;
  const isCompany = told ? told.isCompany === true : h(3, account, 10) === 0;
  const leaves = h(4, account, 50);
  const spacing = h(5, person, 10);
  const gap = spacing === 0 ? "" : spacing < 4 ? " " : "\u3000";
  return {
    name: `${family}${gap}${given}`,
    kana: `${familyKana}${gap}${givenKana}`,
    mail: mailOf(
      `${familyLatin}.${givenLatin}`,
      account,
      told ? told.hasOddMail === true : h(6, account, 300) === 0,
    ),
    phone: phoneOf(seed, person),
    ...addressOf(seed, person),
    company: isCompany ? companyName(h(7, account, 1_000_000)) : "",
    department: isCompany
      ? departments[h(8, account, departments.length)]!
      : "",
    status: told
      ? told.isWithdrawn
        ? "withdrawn"
        : "active"
      : leaves < 3
        ? "withdrawn"
        : leaves === 3
          ? "do_not_contact"
          : "active",
  };
}

function mailOf(name: string, account: number, isOdd: boolean): string {
  const number = account & 0x3fffffff;
  const domain = `mail${(account % 7) + 1}.example`;
  if (!isOdd) return `${name}${number}@${domain}`;
  return number % 2 === 0
    ? `${name.replace(".", "..")}${number}@docoyu.example`
    : `${name}${number}.@docoyu.example`;
}

/** The number of whom an account belongs to. */
function personBehind(
  plan: Plan,
  base: BasePlan,
  place: number,
  told: ToldCustomer | undefined,
): number {
  const account = (code: BaseCode, at: number) =>
    code === "print" ? at : 0x40000000 + at;
  if (told) {
    const first = told.sameAs ?? told;
    return account(first.base, Number(first.no) - Number(customerNo(0)));
  }
  const ordinal = base.accounts.ordinalAt(place - base.told);
  if (ordinal !== null) {
    const { print } = plan.bases;
    const of = (at: number) =>
      account("print", print.told + print.accounts.placeOf(at));
    if (base.code === "print" && isSecond(ordinal)) return of(ordinal - 1);
    if (
      base.code === "goods" &&
      ordinal % alsoInPrint === 1 &&
      ordinal < print.accounts.chosen &&
      !isSecond(ordinal)
    )
      return of(ordinal);
  }
  return account(base.code, place);
}

function isSecond(ordinal: number): boolean {
  return ordinal % secondsOfPrint === 1;
}

/** Accounts of one person that somebody may link; at most a hundred, however large the world. */
export function linkedAccounts(plan: Plan): { base: BaseCode; no: string }[][] {
  const { print } = plan.bases;
  const pairs: { base: BaseCode; no: string }[][] =
    plan.purchases === 0
      ? []
      : toldCustomers
          .filter(({ sameAs }) => sameAs !== undefined)
          .map(({ sameAs, base, no }) => [sameAs!, { base, no }]);
  for (
    let at = 1;
    at < print.accounts.chosen && pairs.length < 100;
    at += secondsOfPrint
  )
    pairs.push(
      [at - 1, at].map((ordinal) => ({
        base: "print" as const,
        no: customerNo(print.told + print.accounts.placeOf(ordinal)),
      })),
    );
  return pairs;
}
