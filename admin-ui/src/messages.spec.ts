import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import english from "ra-language-english";
import { describe, expect, it } from "vitest";
import * as shared from "@keii/shared";
import { languages, type Language } from "@keii/shared";
import { mergeMessages } from "./app/i18n.js";
import { messages } from "./resources.js";

const root = import.meta.dirname;

function flat(words: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? [...flat(value, `${prefix}${key}.`)]
        : [[`${prefix}${key}`, String(value)] as const],
    ),
  );
}

const words = Object.fromEntries(
  languages.map((language) => [
    language,
    flat(mergeMessages(messages, language)),
  ]),
) as Record<Language, Map<string, string>>;

/** All sources of the console but its specs and the words themselves. */
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .filter((name) => !/spec\.tsx?$|(^|\/)(.*\.)?messages\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));

/** Texts in the sources that have the form of a message key of a part we know. */
function keysIn(text: string): string[] {
  const parts = new Set([...words.ja.keys()].map((key) => key.split(".")[0]));
  return [...text.matchAll(/["'`]([A-Za-z]+(?:\.[\w-]+)+)["'`]/g)]
    .map(([, key]) => key ?? "")
    .filter((key) => parts.has(key.split(".")[0]) && !/\.(js|tsx?)$/.test(key));
}

/** Permissions, doors and keys of the store look like keys of words, and are not. */
const notWords =
  /\.(use|read\w*|figures|write\w*|file|verify|create|decide|export|waive|make|list|show|edit|query)$/;

const apiRoot = join(root, "../../api/src");

/** The sources of the API by their folder, without its specs. */
const domains = new Map<string, string>();
for (const name of readdirSync(apiRoot, { recursive: true, encoding: "utf8" }))
  if (/\.ts$/.test(name) && !/\.spec\.ts$/.test(name)) {
    const folder = dirname(name);
    const text = readFileSync(join(apiRoot, name), "utf8");
    domains.set(folder, `${domains.get(folder) ?? ""}\n${text}`);
  }

/**
 * What a kind that is put together ends in, from what stands before it: the words of a choice, or of the closed set of the
 * contracts that its name is of.
 */
function endingsOf(name: string, before: string): readonly string[] {
  const [, type, choice = ""] =
    [
      ...before.matchAll(
        new RegExp(`\\b${name}: (\\w+)|const ${name} =([^;]*\\?[^;]*);`, "g"),
      ),
    ].at(-1) ?? [];
  if (type === undefined)
    return [...choice.matchAll(/"([a-z_]+)"(?!\s*\?)/g)].map(
      ([, word]) => word!,
    );
  const set = `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
  const words: unknown = (shared as Record<string, unknown>)[set];
  return Array.isArray(words) ? (words as string[]) : [];
}

/** The kinds of records that write lines of the timeline, as the API's sources name them; null where they do not tell. */
function kindsIn(text: string): (string | null)[] {
  const named = text.matchAll(/\{ kind: (?:"([^"]+)"|`([^`]+)`), id\b/g);
  return [...named].flatMap(({ 1: plain, 2: built = "", index }) => {
    if (plain !== undefined) return [plain];
    const [, start = "", name = ""] = /^([^$]*)\$\{(\w+)\}$/.exec(built) ?? [];
    const endings = endingsOf(name, text.slice(0, index));
    return endings.length > 0 ? endings.map((end) => start + end) : [null];
  });
}

describe("the chip of a line that a record wrote", () => {
  const writers = [...domains].filter(([, text]) =>
    /\blines\.tell\(|\btimeline\.write\(/.test(text),
  );

  it.each(writers.filter(([folder]) => folder !== "timeline"))(
    "has words for every kind of record of %s",
    (folder, text) => {
      // A line itself is no record: tasks and files are attached to it.
      const kinds = kindsIn(text).filter((kind) => kind !== "timeline");
      if (folder !== "operator") expect(kinds).not.toEqual([]);
      expect(kinds).not.toContain(null);
      for (const language of languages)
        expect(
          kinds.filter(
            (kind) => !words[language].has(`timeline.source.${kind}`),
          ),
        ).toEqual([]);
    },
  );
});

describe("words of the console", () => {
  it("are the same keys in both languages", () => {
    const ja = [...words.ja.keys()].sort();
    const en = [...words.en.keys()].sort();
    expect(ja.filter((key) => !words.en.has(key))).toEqual([]);
    expect(en.filter((key) => !words.ja.has(key))).toEqual([]);
  });

  it("have all the keys of react-admin", () => {
    const missing = [...flat(english).keys()].filter(
      (key) => !words.ja.has(key),
    );
    expect(missing).toEqual([]);
  });

  it("are nowhere empty", () => {
    for (const language of languages)
      expect(
        [...words[language]]
          .filter(([key]) => key !== "ra.boolean.null")
          .filter(([, text]) => text.trim() === ""),
      ).toEqual([]);
  });

  it("fill the same places in both languages", () => {
    const placesOf = (text: string) =>
      [...new Set([...text.matchAll(/%\{(\w+)\}/g)].map(([, p]) => p))].sort();
    const differing = [...words.ja]
      .filter(([key]) => !key.startsWith("ra."))
      .filter(([key, text]) => {
        const other = placesOf(words.en.get(key) ?? "");
        // English counts in words where Japanese needs none, and the other way round.
        const own = placesOf(text).filter((p) => p !== "smart_count");
        return own.join() !== other.filter((p) => p !== "smart_count").join();
      })
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });

  it("exist for every key the sources name", () => {
    const missing = sources.flatMap(({ name, text }) =>
      keysIn(text)
        .filter((key) => !words.ja.has(key) && !notWords.test(key))
        // A prefix to which a word is added, such as `incidents.status`.
        .filter(
          (key) => ![...words.ja.keys()].some((k) => k.startsWith(`${key}.`)),
        )
        .map((key) => `${name}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it("exist for every prefix the sources complete", () => {
    const missing = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/`([a-zA-Z]+\.(?:[\w-]+\.)*)\$\{/g)]
        .map(([, prefix]) => prefix ?? "")
        .filter((prefix) => !prefix.startsWith("resources."))
        .filter((prefix) => {
          const part = prefix.split(".")[0];
          const isOurs = [...words.ja.keys()].some((k) =>
            k.startsWith(`${part}.`),
          );
          return (
            isOurs && ![...words.ja.keys()].some((k) => k.startsWith(prefix))
          );
        })
        .map((prefix) => `${name}: ${prefix}`),
    );
    expect(missing).toEqual([]);
  });
});
