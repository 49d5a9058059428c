import "reflect-metadata";
import { Transform, Type } from "class-transformer";
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  isUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
  registerDecorator,
} from "class-validator";
import { findCardNumbers } from "./card-number.js";
import type { Bilingual } from "./language.js";
import { isCalendarDay, isInstant } from "./moment.js";

/**
 * The rules contracts are made of. Each is a class-validator rule whose message is the rule's own name: whoever shows it
 * looks `rule.<name>` up in `rules.messages.ts`.
 */

type Rule = PropertyDecorator;

function all(...rules: Rule[]): Rule {
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}

function own(
  name: string,
  validate: (value: unknown) => boolean,
  constraints: unknown[] = [],
): Rule {
  return (target, key) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(key),
      constraints,
      validator: { validate },
    });
  };
}

/** A required text of one line, 1 to `max` UTF-16 units, not only blanks. */
export const Line = (max = 200): Rule =>
  all(
    IsString(),
    own(
      "isOneLine",
      (v) => typeof v === "string" && !/[\r\n\u2028\u2029]/.test(v),
    ),
    own("isNotBlank", (v) => typeof v === "string" && v.trim() !== ""),
    MaxLength(max),
  );

/** A required text of any number of lines, up to `max` UTF-16 units, not only blanks. */
export const Text = (max = 10_000): Rule =>
  all(
    IsString(),
    own("isNotBlank", (v) => typeof v === "string" && v.trim() !== ""),
    MaxLength(max),
  );

const secrets = new WeakMap<object, Set<string>>();

/** What is hashed and never kept: a password, a one-time token. It stands at the top of its contract, and is not masked. */
export const Secret = (): Rule => (target, key) => {
  const known = secrets.get(target.constructor) ?? new Set();
  secrets.set(target.constructor, known.add(String(key)));
};

/** The properties of a contract that are secrets. */
export function secretsOf(contract: object): ReadonlySet<string> {
  return secrets.get(contract) ?? new Set();
}

/** A text that may be empty. */
export const FreeText = (max = 10_000): Rule => all(IsString(), MaxLength(max));

/** One of a closed set of words. */
export const OneOf = (words: readonly string[]): Rule => IsIn([...words]);

export const Flag = (): Rule => IsBoolean();

/** A whole number between two bounds, both inclusive. */
export const Whole = (min: number, max: number): Rule =>
  all(IsInt(), Min(min), Max(max));

/** The id of a record (UUID). */
export const Id = (): Rule => IsUUID("all");

/** Ids of records, at most `max`. */
export const Ids = (max = 50): Rule =>
  all(
    IsArray(),
    ArrayMaxSize(max),
    own(
      "isIds",
      (v) => Array.isArray(v) && v.every((one) => isUUID(one, "all")),
    ),
  );

/** May be left out, but not be null. */
export const LeftOut = (): Rule =>
  ValidateIf((_, value) => value !== undefined) as Rule;

/** May be null, but not be left out. */
export const OrNull = (): Rule =>
  ValidateIf((_, value) => value !== null) as Rule;

/** A real calendar day, `yyyy-mm-dd`, years 1900 to 2999. */
export const CalendarDay = (): Rule => own("isCalendarDay", isCalendarDay);

/** An instant, ISO 8601 with offset, to the millisecond at most, years 1900 to 2999. */
export const Instant = (): Rule => own("isInstant", isInstant);

/** A time zone of the IANA database, such as `Asia/Tokyo`. */
export const TimeZone = (): Rule =>
  own("isTimeZone", (v) => {
    if (typeof v !== "string" || v.length > 64 || !/^[A-Za-z]/.test(v))
      return false;
    try {
      new Intl.DateTimeFormat("en", { timeZone: v });
      return true;
    } catch {
      return false;
    }
  });

export const isMailAddress = (v: unknown): boolean =>
  typeof v === "string" &&
  v.length <= 254 &&
  /^[^\s@<>()",;:\\[\]\p{C}]+@[^\s@<>()",;:\\[\]\p{C}]+\.[^\s@<>()",;:\\[\]\p{C}]+$/u.test(
    v,
  );

/** An e-mail address as people write it: exactly one @, no blanks, no control characters, at most 254 units. */
export const MailAddress = (): Rule => own("isMailAddress", isMailAddress);

export const isPhoneNumber = (v: unknown): boolean =>
  typeof v === "string" &&
  v.length <= 40 &&
  /^[+＋]?[\p{Nd}\s()（）\-‐-―－ー.#*]{3,}$/u.test(v);

/** A telephone number: digits and the marks people put between them. */
export const PhoneNumber = (): Rule => own("isPhoneNumber", isPhoneNumber);

/** A telephone number or an e-mail address. */
export const PhoneOrMail = (): Rule =>
  own("isPhoneOrMail", (v) => isPhoneNumber(v) || isMailAddress(v));

/** A time of day on the wall, `00:00` to `23:59`. */
export const WallTime = (): Rule =>
  own("isWallTime", (v) => typeof v === "string" && wallTime.test(v));

/** The time of day at which something ends, `24:00` at the latest. */
export const WallTimeEnd = (): Rule =>
  own(
    "isWallTimeEnd",
    (v) => v === "24:00" || (typeof v === "string" && wallTime.test(v)),
  );

const wallTime = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A list of `{from, until}` in which each ends after it begins and begins no sooner than the one before ends. */
export const InOrder = (): Rule =>
  own("isInOrder", (v) => {
    if (!Array.isArray(v)) return false;
    let last = "";
    for (const one of v as unknown[]) {
      const { from, until } = (one ?? {}) as { from: unknown; until: unknown };
      if (typeof from !== "string" || typeof until !== "string") return false;
      if (from < last || until <= from) return false;
      last = until;
    }
    return true;
  });

/** `{ja, en}`, both texts of at most `max` units, at least one of them not blank. */
export const BothLanguages = (max = 200): Rule =>
  own(
    "isBilingual",
    (v) => {
      if (typeof v !== "object" || v === null || Array.isArray(v)) return false;
      const keys = Object.keys(v);
      if (keys.some((k) => k !== "ja" && k !== "en")) return false;
      const { ja = "", en = "" } = v as Partial<Record<"ja" | "en", unknown>>;
      if (typeof ja !== "string" || typeof en !== "string") return false;
      if (ja.length > max || en.length > max) return false;
      return ja.trim() !== "" || en.trim() !== "";
    },
    [max],
  );

/** Accepts a plain string where a bilingual text is meant: it becomes both sides. */
export const StringAsBilingual = (): Rule =>
  Transform(({ value }): unknown => asBilingual(value)) as Rule;

function asBilingual(value: unknown): unknown {
  if (typeof value === "string") return { ja: value, en: value };
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const keys = Object.keys(value);
    if (keys.every((k) => k === "ja" || k === "en")) {
      const { ja, en } = value as Partial<Bilingual>;
      return { ja: ja ?? "", en: en ?? "" };
    }
  }
  return value;
}

/** Takes a bilingual text without a word on either side for none. */
export const BlankAsNull = (): Rule =>
  Transform(({ value }): unknown => (isBlank(value) ? null : value)) as Rule;

function isBlank(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return false;
  const sides = Object.entries(value);
  return sides.every(
    ([language, side]) =>
      (language === "ja" || language === "en") &&
      ((side ?? null) === null ||
        (typeof side === "string" && side.trim() === "")),
  );
}

/** An address of one word: lower-case letters, digits and hyphens, 2 to 41 of them. */
export const Slug = (): Rule =>
  own(
    "isSlug",
    (v) => typeof v === "string" && /^[a-z0-9][a-z0-9-]{1,40}$/.test(v),
  );

/** A name that texts call a passage by: lower-case letters, digits and underscores, a letter first. */
export const PassageKey = (): Rule =>
  own(
    "isPassageKey",
    (v) => typeof v === "string" && /^[a-z][a-z0-9_]{0,39}$/.test(v),
  );

/** A list of one or more words of a closed set, each once. */
export const OneOrMoreOf = (words: readonly string[]): Rule =>
  all(
    SomeOf(words),
    own("isNotEmpty", (v) => Array.isArray(v) && v.length > 0),
  );

/** A SHA-256, as 64 lower-case hexadecimal digits. */
export const Sha256 = (): Rule =>
  own("isSha256", (v) => typeof v === "string" && /^[0-9a-f]{64}$/.test(v));

/** A number of bytes; one that is also the number of a card is taken for that. */
export const FileSize = (): Rule =>
  all(
    Whole(0, Number.MAX_SAFE_INTEGER),
    own("isNoCardNumber", (v) => findCardNumbers(String(v)).length === 0),
  );

/** A list of at most `max` words of a closed set, each once. */
export const SomeOf = (words: readonly string[], max = 100): Rule =>
  all(
    IsArray(),
    ArrayMaxSize(max),
    own(
      "isSomeOf",
      (v) =>
        Array.isArray(v) &&
        new Set(v).size === v.length &&
        v.every((word) => typeof word === "string" && words.includes(word)),
      [words.join(", ")],
    ),
  );

/** A list of at most `max` texts of one line. */
export const Lines = (maxItems = 20, max = 500): Rule =>
  all(
    IsArray(),
    ArrayMaxSize(maxItems),
    own(
      "isLines",
      (v) =>
        Array.isArray(v) &&
        v.every(
          (line) =>
            typeof line === "string" &&
            line.length <= max &&
            line.trim() !== "" &&
            !/[\r\n]/.test(line),
        ),
      [max],
    ),
  );

/** A nested contract. */
export const Nested = (contract: () => new () => object): Rule =>
  all(
    own(
      "isObject",
      (v) => typeof v === "object" && v !== null && !Array.isArray(v),
    ),
    ValidateNested() as Rule,
    Type(contract) as Rule,
  );

/** A list of 1 to `max` nested contracts. */
export const NestedList = (
  contract: () => new () => object,
  max: number,
): Rule =>
  all(
    NestedListOrEmpty(contract, max),
    own("isNotEmpty", (v) => Array.isArray(v) && v.length > 0),
  );

/** A list of up to `max` nested contracts. */
export const NestedListOrEmpty = (
  contract: () => new () => object,
  max: number,
): Rule =>
  all(
    IsArray(),
    ArrayMaxSize(max),
    own(
      "isListOfObjects",
      (v) =>
        Array.isArray(v) &&
        v.every(
          (i) => typeof i === "object" && i !== null && !Array.isArray(i),
        ),
    ),
    ValidateNested({ each: true }) as Rule,
    Type(contract) as Rule,
  );
