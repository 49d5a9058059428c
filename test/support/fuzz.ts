import fc from "fast-check";
import {
  badDays,
  contentTypes,
  keptText,
  longText,
  strangeNumbers,
  unstorable,
} from "./fuzz-texts.js";

/** A schema as far as the OpenAPI document of the application uses them. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  pattern?: string;
}

export interface FuzzedRoute {
  method: string;
  path: string;
  operation: string;
  permission: string | null;
  isPublic: boolean;
  isList: boolean;
  needsVersion: boolean;
  body: Schema | null;
}

interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        "x-permission": string | null;
        security: unknown[];
        parameters: { name: string; in: string }[];
        requestBody?: { content: Record<string, { schema: Schema }> };
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
}

/** Every route the document names, also the ones added tomorrow. */
export function routesOf(document: unknown): FuzzedRoute[] {
  const { paths } = document as OpenApi;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation: operation.operationId,
      permission: operation["x-permission"],
      isPublic: operation.security.length === 0,
      isList: operation.parameters.some((p) => p.name === "cursor"),
      needsVersion: operation.parameters.some((p) => p.name === "If-Match"),
      body: operation.requestBody?.content["application/json"]?.schema ?? null,
    })),
  );
}

/** Text that goes into the body as it stands. */
export class Raw {
  constructor(readonly text: string) {}
}

/** The id of something that exists, chosen when the request is sent. */
export class Known {
  constructor(
    readonly name: string,
    readonly pick: number,
  ) {}
}

/** An object that keeps what `JSON.stringify` would lose: the same name twice, `__proto__`. */
export class Pairs {
  constructor(readonly pairs: [string, unknown][]) {}
}

/** The body as text, with `known` naming what exists. */
export function written(
  value: unknown,
  known: (reference: Known) => unknown,
): string {
  if (value instanceof Raw) return value.text;
  if (value instanceof Known) return JSON.stringify(known(value));
  if (Array.isArray(value))
    return `[${value.map((item) => written(item, known)).join(",")}]`;
  if (value instanceof Pairs)
    return `{${value.pairs.map(([name, item]) => `${JSON.stringify(name)}:${written(item, known)}`).join(",")}}`;
  return JSON.stringify(value);
}

/** Values that a schema cannot tell; by the name of the property, or of `Contract.property`. */
export interface Hints {
  arbitraries: Record<string, fc.Arbitrary<unknown>>;
  contracts: Record<string, fc.Arbitrary<unknown>>;
}

/** How a body was spoilt, and whether it may be accepted all the same. */
export interface Bend {
  what: string;
  isAllowed: boolean;
}

export interface Plan {
  route: number;
  caller: "able" | number;
  place: "own" | "other" | "foreign";
  /** Choices to be taken when it is known what there is. */
  picks: number[];
  strangeIds: (string | null)[];
  method: string | null;
  query: string | null;
  /** right, stale or none, or what If-Match is to say. */
  version: string;
  headers: Record<string, string | string[]>;
  contentType: string;
  isChunked: boolean;
  body: unknown;
  bend: Bend | null;
  raw: string | null;
}

/** Bodies that obey a schema, as the hints fill it. */
export class Bodies {
  private readonly byContract = new Map<string, fc.Arbitrary<unknown>>();

  constructor(
    private readonly schemas: Record<string, Schema>,
    private readonly hints: Hints,
  ) {}

  static of(document: unknown, hints: Hints): Bodies {
    return new Bodies((document as OpenApi).components.schemas, hints);
  }

  of(schema: Schema): fc.Arbitrary<unknown> {
    if (schema.$ref) return this.contract(schema.$ref.split("/").pop()!);
    if (schema.anyOf)
      return fc.oneof(
        ...schema.anyOf.map((one) => ({
          weight: one.type === "null" ? 1 : 3,
          arbitrary: this.of(one),
        })),
      );
    if (schema.enum) return fc.constantFrom(...schema.enum);
    switch (schema.type) {
      case "null":
        return fc.constant(null);
      case "boolean":
        return fc.boolean();
      case "integer":
        return fc.integer({
          min: schema.minimum ?? 0,
          max: schema.maximum ?? 1000,
        });
      case "array": {
        const items = this.of(schema.items ?? { type: "string" });
        const most = Math.min(schema.maxItems ?? 3, 3);
        return schema.items?.enum
          ? fc.subarray(schema.items.enum)
          : fc.array(items, {
              minLength: schema.items?.$ref ? 1 : 0,
              maxLength: most,
            });
      }
      case "object":
        return this.object("", schema);
      default:
        return this.text(schema);
    }
  }

  private text(schema: Schema): fc.Arbitrary<unknown> {
    switch (schema.format) {
      case "uuid":
        return fc.nat().map((pick) => new Known("", pick));
      case "sha256":
        return fc.nat().map((one) => one.toString(16).padStart(64, "0"));
      case "date":
        return days;
      case "date-time":
        return instants;
      case "email":
        return mailAddresses;
      case "time-zone":
        return fc.constantFrom(
          "Asia/Tokyo",
          "UTC",
          "America/New_York",
          "Asia/Kathmandu",
          "Pacific/Apia",
        );
      case "wall-time":
        return fc.constantFrom("00:00", "09:00", "10:30", "23:59");
      case "wall-time-end":
        return fc.constantFrom("00:01", "12:00", "17:30", "24:00");
      case "phone":
      case "phone-or-email":
        return fc.constantFrom(
          "03-0000-1234",
          "+81 3 0000 1234",
          "０３－００００－１２３４",
          "#7119",
        );
      default:
        return keptText(schema.maxLength ?? 200, schema.pattern !== undefined);
    }
  }

  private contract(name: string): fc.Arbitrary<unknown> {
    const known = this.byContract.get(name);
    if (known) return known;
    const made =
      this.hints.contracts[name] ?? this.object(name, this.schemas[name] ?? {});
    this.byContract.set(name, made);
    return made;
  }

  private object(contract: string, schema: Schema): fc.Arbitrary<Pairs> {
    const properties = Object.entries(schema.properties ?? {});
    const required = new Set(schema.required ?? []);
    const made = properties.map(([name, property]) => {
      const hint =
        this.hints.arbitraries[`${contract}.${name}`] ??
        this.hints.arbitraries[name];
      const value = (hint ?? this.of(property)).map((one) =>
        one instanceof Known ? new Known(`${contract}.${name}`, one.pick) : one,
      );
      return fc.tuple(fc.nat(99), value);
    });
    // Half of the objects say little, so that what they say has a chance to fit together.
    return fc
      .tuple(fc.constantFrom(15, 15, 50, 90), fc.tuple(...made))
      .map(([share, values]) => {
        const pairs = values.flatMap(
          ([roll, value], at): [string, unknown][] => {
            const name = properties[at]![0];
            return required.has(name) || roll < share ? [[name, value]] : [];
          },
        );
        return new Pairs(pairs);
      });
  }
}

const days = fc
  .tuple(fc.integer({ min: 2014, max: 2018 }), fc.nat(364))
  .map(([year, day]) =>
    new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10),
  );
const instants = fc
  .tuple(
    fc.integer({ min: 1_400_000_000, max: 1_500_000_000 }),
    fc.constantFrom("Z", "+09:00", "-05:00", "+05:45"),
    fc.boolean(),
  )
  .map(([seconds, offset, hasMilliseconds]) => {
    const sign = offset.startsWith("-") ? -1 : 1;
    const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
    const shift = offset === "Z" ? 0 : sign * (hours * 60 + minutes) * 60;
    const local = new Date((seconds + shift) * 1000).toISOString();
    return `${local.slice(0, 19)}${hasMilliseconds ? ".123" : ""}${offset}`;
  });
const mailAddresses = fc
  .tuple(
    fc.constantFrom("taro", "花子", "o'brien", "a+b", "ＴＡＲＯ", "x_y.z"),
    fc.nat(999_999_999),
  )
  .map(([name, number]) => `${name}${number}@example.test`);

/** An occurrence that fits together: the same day in the zone, an end not before its start. */
export const occurrences = fc
  .record({
    on: days,
    time: fc.option(fc.integer({ min: 0, max: 1439 }), { freq: 2 }),
    lasts: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 3 }),
    precision: fc.constantFrom(undefined, "about", "planned"),
  })
  .map(({ on, time, lasts, precision }) => {
    const minutes = (time ?? 0) % 60;
    const hours = Math.floor((time ?? 0) / 60);
    const at = `${on}T${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}:00+09:00`;
    const isLasting = lasts !== null && precision !== "about";
    const until = new Date(`${on}T00:00:00Z`);
    until.setUTCDate(until.getUTCDate() + (lasts ?? 0));
    return new Pairs([
      ["on", on],
      ...(time === null ? [] : [["at", at] as [string, unknown]]),
      ...(precision === undefined
        ? isLasting
          ? [["precision", "period"] as [string, unknown]]
          : []
        : [["precision", precision] as [string, unknown]]),
      ...(isLasting
        ? [["untilOn", until.toISOString().slice(0, 10)] as [string, unknown]]
        : []),
    ]);
  });

export const learnings = fc
  .tuple(days, fc.boolean())
  .map(
    ([on, hasTime]) =>
      new Pairs([
        ["on", on],
        ...(hasTime
          ? [["at", `${on}T12:34:56.789+09:00`] as [string, unknown]]
          : []),
      ]),
  );

const deep = (depth: number): Raw =>
  new Raw(`${"[".repeat(depth)}1${"]".repeat(depth)}`);
const deepObject = (depth: number): Raw =>
  new Raw(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

/** What may stand where something else was meant. */
const nasty: fc.Arbitrary<[unknown, Bend]> = fc.oneof(
  fc.constantFrom(...unstorable).map((text): [unknown, Bend] => [
    // Half a character would leave JSON.stringify as an escape, which is how it travels.
    text,
    {
      what: `text that cannot be stored (${JSON.stringify(text)})`,
      isAllowed: false,
    },
  ]),
  fc
    .constantFrom(...badDays)
    .map((day): [unknown, Bend] => [
      day,
      { what: `day ${day}`, isAllowed: true },
    ]),
  fc
    .constantFrom(...strangeNumbers)
    .map((number): [unknown, Bend] => [
      new Raw(number),
      { what: `number ${number}`, isAllowed: true },
    ]),
  fc
    .constantFrom<unknown>(true, null, [], "", " ", "10", "\u3000")
    .map((value): [unknown, Bend] => [
      value,
      { what: `value ${JSON.stringify(value)}`, isAllowed: true },
    ]),
  fc
    .constantFrom(40, 200, 5000)
    .chain((depth) => fc.constantFrom(deep(depth), deepObject(depth)))
    .map((value): [unknown, Bend] => [
      value,
      { what: "nested too deep", isAllowed: false },
    ]),
  fc
    .constantFrom("__proto__", "constructor", "prototype")
    .map((name): [unknown, Bend] => [
      new Pairs([[name, new Pairs([["polluted", true]])]]),
      { what: `object with ${name}`, isAllowed: false },
    ]),
  fc
    .constantFrom<unknown>({}, { $gt: "" }, ["a"], [["a"]], { ja: 1 })
    .map((value): [unknown, Bend] => [
      new Raw(JSON.stringify(value)),
      { what: `value ${JSON.stringify(value)}`, isAllowed: true },
    ]),
  fc
    .constantFrom(256, 10_001, 200_001)
    .map((length): [unknown, Bend] => [
      longText(length),
      { what: `text of ${length}`, isAllowed: true },
    ]),
);

const strangeNames = [
  ["__proto__", false],
  ["constructor", false],
  ["prototype", false],
  ["isAdministrator", false],
  ["passwordHash", false],
  ["incident_id", false],
  ["toString", false],
  ["hasOwnProperty", false],
  ["", false],
  ["\ud800", false],
  ["a\u0000b", false],
  ["<img src=x onerror=alert(1)>", false],
  [longText(3000), false],
  ["'; drop table incident; --", false],
] as const;

/** A body with one thing in it gone wrong, anywhere in its depth. */
export function bent(
  body: fc.Arbitrary<unknown>,
): fc.Arbitrary<[unknown, Bend]> {
  return fc
    .tuple(
      body,
      fc.nat(),
      fc.oneof(
        { weight: 5, arbitrary: nasty.map((n) => ["value", n] as const) },
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.constantFrom(...strangeNames), nasty)
            .map((n) => ["name", n] as const),
        },
        { weight: 1, arbitrary: fc.constant(["drop", null] as const) },
        { weight: 1, arbitrary: nasty.map((n) => ["twice", n] as const) },
      ),
    )
    .map(([value, pick, [how, more]]): [unknown, Bend] => {
      const spots = spotsOf(value);
      const objects = objectsOf(value);
      if (how === "value") {
        const [put, bend] = more;
        return [replaced(value, spots[pick % spots.length]!, put), bend];
      }
      const at = objects[pick % Math.max(objects.length, 1)];
      if (!at) return [value, { what: "nothing", isAllowed: true }];
      if (how === "name") {
        const [[name, isAllowed], [put]] = more;
        return [
          replaced(
            value,
            at.path,
            new Pairs([...at.object.pairs, [name, put]]),
          ),
          {
            what: `a property ${JSON.stringify(name.slice(0, 40))}`,
            isAllowed,
          },
        ];
      }
      const { pairs } = at.object;
      const which = pick % Math.max(pairs.length, 1);
      if (how === "drop")
        return [
          replaced(value, at.path, new Pairs(pairs.toSpliced(which, 1))),
          { what: `without ${pairs[which]?.[0]}`, isAllowed: true },
        ];
      return pairs.length === 0
        ? [value, { what: "nothing", isAllowed: true }]
        : [
            replaced(
              value,
              at.path,
              new Pairs([[pairs[which]![0], more[0]], ...pairs]),
            ),
            { what: `${pairs[which]![0]} twice`, isAllowed: true },
          ];
    });
}

type Path = (string | number)[];

function spotsOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value))
    return [path, ...value.flatMap((item, at) => spotsOf(item, [...path, at]))];
  if (value instanceof Pairs)
    return [
      path,
      ...value.pairs.flatMap(([, item], at) => spotsOf(item, [...path, at])),
    ];
  return [path];
}

function objectsOf(
  value: unknown,
  path: Path = [],
): { path: Path; object: Pairs }[] {
  if (Array.isArray(value))
    return value.flatMap((item, at) => objectsOf(item, [...path, at]));
  if (value instanceof Pairs)
    return [
      { path, object: value },
      ...value.pairs.flatMap(([, item], at) => objectsOf(item, [...path, at])),
    ];
  return [];
}

function replaced(value: unknown, path: Path, put: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return put;
  const at = Number(head);
  if (Array.isArray(value))
    return (value as unknown[]).with(at, replaced(value[at], rest, put));
  const { pairs } = value as Pairs;
  const [name, item] = pairs[at]!;
  return new Pairs(pairs.with(at, [name, replaced(item, rest, put)]));
}

/** Bodies that are no objects, or no JSON, or more than anybody means to send. Latin-1: one unit, one byte. */
const rawBodies: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom(
      "",
      " ",
      "null",
      "[]",
      "{}",
      "1",
      '"text"',
      "{",
      '{"a":1',
      '{"a":1}}',
      '{"a":undefined}',
      "{'a':1}",
      '{"a":01}',
      '{"a":"\t"}',
      '{"a":1,}',
      "\xef\xbb\xbf{}",
      "\xff\xfe{\x00}\x00",
      '{"text":"\xff\xfe"}',
      '{"text":"\xed\xa0\x80"}',
      '{"text":"\xc0\x80"}',
      "\x1f\x8b\x08\x00",
      "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n",
      "a=1&b=2",
      "<a/>",
      `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
      '{"a":'.repeat(20_000),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `{"text":"${"x".repeat(1_100_000)}"}`,
      `{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":0`).join(",")}}`,
    ),
  },
);

const words = fc.constantFrom<unknown>(
  "fact",
  "decision",
  "discovery",
  "public",
  "counsel",
  "current",
  "manual",
  "record",
  "ja",
  "active",
  "administrator",
  "aware",
  "asked",
  "insert",
  "timeline_revision",
  "警察",
  "%",
  "_",
  "\\",
  "' or 1=1 --",
  "",
  " ",
  "a".repeat(201),
  "2016-08-18",
  ...badDays,
  "00000000-0000-0000-0000-000000000000",
  "------------------------------------",
  "\u0000",
  "\ud800",
  null,
  true,
  1,
  -1,
  1e300,
  [],
  {},
  ["fact"],
  ["fact", "decision"],
  ["fact", 1],
  [[]],
  Array.from({ length: 60 }, () => "fact"),
  { $gt: "" },
  { ja: "x" },
);
const filterNames = fc.constantFrom(
  ..."q type category visibility from to state source recordedBy right employer status kind severity role actor act resource recordId incidentId subject subjectId".split(
    " ",
  ),
  "__proto__",
  "constructor",
  "toString",
  "password_hash",
  "u.password_hash",
  "id; drop table incident",
  "$or",
  "",
  "a".repeat(500),
);
const sortNames = fc.constantFrom(
  ..."occurred learned recordedAt no name email employer expiresOn lastSeenAt createdAt updatedAt code title status role kind askedAt at".split(
    " ",
  ),
  "password_hash",
  "__proto__",
  "constructor",
  "1",
  "id; select 1",
  "(select 1)",
  "",
);
const parameter = fc.oneof(
  fc
    .array(fc.tuple(filterNames, words), { maxLength: 3 })
    .map((pairs): [string, string] => [
      "filter",
      written(new Pairs(pairs), () => null),
    ]),
  fc
    .tuple(sortNames, fc.constantFrom("ASC", "DESC", "ASC", "DESC", "asc", ""))
    .map((sort): [string, string] => ["sort", JSON.stringify(sort)]),
  fc
    .tuple(
      fc.constantFrom<unknown>(0, 0, 1, 10, 9_999, 10_001, -1, 1.5, "0", null),
      fc.constantFrom<unknown>(0, 24, 199, 1e9, 1e300, -1, "24"),
    )
    .map((range): [string, string] => ["range", JSON.stringify(range)]),
  fc
    .tuple(
      fc.constantFrom(
        "occurred ASC",
        "occurred DESC",
        "no ASC",
        "learned ASC",
        "recordedAt DESC",
        "name ASC",
        "updatedAt DESC",
        "at DESC",
        "askedAt DESC",
        "x",
      ),
      fc.array(
        fc.constantFrom<unknown>(
          "2016-08-18",
          "infinity",
          "1",
          "99999999999999999999999",
          "x",
          "a0",
          "\u0000",
          null,
          1,
          "00000000-0000-0000-0000-000000000000",
          "2016-08-18 00:00:00+00",
        ),
        { maxLength: 4 },
      ),
    )
    .map(([order, values]): [string, string] => [
      "cursor",
      Buffer.from(JSON.stringify([order, 10, ...values])).toString("base64url"),
    ]),
  fc.constantFrom<[string, string]>(
    ["filter", "{"],
    ["filter", "[]"],
    ["filter", "null"],
    ["filter", `{"q":${"[".repeat(5000)}${"]".repeat(5000)}}`],
    ["filter", '{"__proto__":{"a":1}}'],
    ["filter", '{"q":"a","q":"b"}'],
    ["sort", "[]"],
    ["sort", '["no"]'],
    ["sort", '["no","ASC","x"]'],
    ["sort", "null"],
    ["range", "[0]"],
    ["range", "x"],
    ["cursor", ""],
    ["cursor", "!!!"],
    ["cursor", "bnVsbA"],
    ["q", "警"],
    ["q", "\u0000"],
    ["q", "a".repeat(300)],
    ["page", "1"],
    ["__proto__", "x"],
    ["filter[q]", "x"],
    ["filter", ""],
  ),
);
/** Characters of UTF-8 one by one, so that half characters and NUL travel as they are. */
const encoded = (text: string): string =>
  [...Buffer.from(text, "utf8")]
    .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
    .join("");
const queries = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .array(parameter, { minLength: 1, maxLength: 3 })
      .map((pairs) =>
        pairs
          .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
          .join("&"),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "%",
      "%zz",
      "filter=%c0%af",
      "filter=%ff",
      "&&&",
      "=",
      "a",
      "filter=%7b%7d&filter=%7b%7d",
      "q=a&q=b",
      `filter=${"x".repeat(7000)}`,
    ),
  },
);

const strangeIds = fc.constantFrom(
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
  "null",
  "undefined",
  "0",
  "-1",
  "1e5",
  "new",
  "%00",
  "%ff",
  "%c0%af",
  "%ed%a0%80",
  "%2e%2e%2f",
  "..%2f..%2fusers",
  "a%0d%0ab",
  "%F0%9F%91%A9",
  "'%20or%201=1--",
  "{}",
  "*",
  "%7b%22%24gt%22%3a%22%22%7d",
  "a".repeat(400),
  "%20",
  "__proto__",
);

const headers: fc.Arbitrary<Record<string, string | string[]>> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Record<string, string | string[]>>(
      { "accept-language": "en" },
      { "accept-language": "en-GB,en;q=0.9" },
      { "accept-language": "*;q=x,,,,\u00e9" },
      { accept: "text/html" },
      { accept: "application/xml" },
      { "accept-encoding": "gzip, br, zstd" },
      { range: "bytes=0-10" },
      { "if-none-match": "*" },
      { "if-modified-since": "yesterday" },
      { origin: "null" },
      { origin: "http://evil.example" },
      { "sec-fetch-site": "cross-site" },
      { "x-forwarded-for": "1.2.3.4" },
      { "x-forwarded-host": "evil.example" },
      { "x-http-method-override": "DELETE" },
      { "content-encoding": "gzip" },
      { "content-encoding": "identity" },
      { "user-agent": "\u00ff\u00fe" },
      { cookie: "keii_console_access=x; =; ;;" },
      { cookie: "a=%zz; __proto__=1" },
      { te: "trailers" },
      { "accept-version": "99" },
      { expect: "200-ok" },
      { upgrade: "websocket", connection: "Upgrade" },
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        "a",
        "key with space",
        "\u00e9",
        "",
        "x".repeat(200),
        "x".repeat(201),
        "'; --",
      )
      .map((key) => ({ "idempotency-key": key })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        `Bearer ${"a".repeat(2500)}`,
        "Basic YTpi",
        "Bearer eyJhbGciOiJub25lIn0.eyJzaWQiOiJ4In0.",
      )
      .map((authorization) => ({ authorization })),
  },
);

/** Requests over all routes: good ones, spoilt ones, and what is no request at all. */
export function plans(
  routes: FuzzedRoute[],
  bodies: Bodies,
  callerCount: number,
): fc.Arbitrary<Plan> {
  const weights = routes.map((route, at) => ({
    weight: weightOf(route),
    arbitrary: fc.constant(at),
  }));
  const bodyOf = routes.map(({ body }) => body && bodies.of(body));
  const bentOf = bodyOf.map((body) => body && bent(body));
  return fc.oneof(...weights).chain((route): fc.Arbitrary<Plan> => {
    const { needsVersion, isList } = routes[route]!;
    const good = bodyOf[route] ?? null;
    const spoilt = bentOf[route] ?? null;
    const content: fc.Arbitrary<[unknown, Bend | null, string | null]> =
      good && spoilt
        ? fc.oneof(
            {
              weight: 12,
              arbitrary: good.map(
                (body): [unknown, Bend | null, string | null] => [
                  body,
                  null,
                  null,
                ],
              ),
            },
            {
              weight: 8,
              arbitrary: spoilt.map(
                ([body, bend]): [unknown, Bend | null, string | null] => [
                  body,
                  bend,
                  null,
                ],
              ),
            },
            {
              weight: 2,
              arbitrary: rawBodies.map(
                (raw): [unknown, Bend | null, string | null] => [
                  undefined,
                  null,
                  raw,
                ],
              ),
            },
          )
        : fc.oneof(
            {
              weight: 12,
              arbitrary: fc.constant<[unknown, Bend | null, string | null]>([
                undefined,
                null,
                null,
              ]),
            },
            {
              weight: 1,
              arbitrary: rawBodies.map(
                (raw): [unknown, Bend | null, string | null] => [
                  undefined,
                  null,
                  raw,
                ],
              ),
            },
          );
    return fc
      .record({
        caller: fc.oneof(
          { weight: 7, arbitrary: fc.constant("able" as const) },
          { weight: 3, arbitrary: fc.nat(callerCount - 1) },
        ),
        place: fc.constantFrom(
          ...([
            "own",
            "own",
            "own",
            "own",
            "own",
            "own",
            "other",
            "foreign",
          ] as const),
        ),
        picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
        strangeIds: fc.array(
          fc.oneof(
            { weight: 12, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: strangeIds },
          ),
          { minLength: 3, maxLength: 3 },
        ),
        method: fc.oneof(
          { weight: 40, arbitrary: fc.constant(null) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              "PATCH",
              "HEAD",
              "OPTIONS",
              "PROPFIND",
              "TRACE",
              "DELETE",
              "PUT",
              "POST",
            ),
          },
        ),
        query: isList
          ? fc.option(queries, { freq: 3 })
          : fc.oneof(
              { weight: 8, arbitrary: fc.constant(null) },
              { weight: 1, arbitrary: queries },
            ),
        version: needsVersion
          ? fc.oneof(
              { weight: 20, arbitrary: fc.constant<string>("right") },
              {
                weight: 3,
                arbitrary: fc.constantFrom(
                  "stale",
                  "none",
                  "*",
                  '"v0"',
                  '"v99999999999"',
                  "v1",
                  'W/"v1"',
                  '"v1", "v2"',
                  "",
                  '"v-1"',
                ),
              },
            )
          : fc.constant<string>("none"),
        headers,
        contentType: fc.oneof(
          { weight: 19, arbitrary: fc.constant("application/json") },
          { weight: 1, arbitrary: fc.constantFrom(...contentTypes) },
        ),
        isChunked: fc.oneof(
          { weight: 30, arbitrary: fc.constant(false) },
          { weight: 1, arbitrary: fc.constant(true) },
        ),
        content,
      })
      .map(({ content: [body, bend, raw], ...plan }) => ({
        ...plan,
        route,
        body,
        bend,
        raw,
      }));
  });
}

/** Writes are asked for more often than reads; what costs much, seldom. */
function weightOf(route: FuzzedRoute): number {
  if (/verification/.test(route.path)) return 1;
  if (/xlsx|\/live$/.test(route.path)) return 4;
  if (route.path.startsWith("/api/auth/") && route.method !== "GET") return 8;
  return route.body ? 60 : 20;
}
