import { describe, expect, it } from "vitest";
import {
  foldForSearch,
  phoneDigits,
  postalDigits,
  searchPattern,
  searchProbe,
  searchText,
} from "./search-text.js";

/** What LIKE does, for patterns of this module. */
function isFound(q: string, ...parts: string[]): boolean {
  const pattern = searchPattern(q);
  if (pattern === null) return false;
  return searchText(parts).includes(
    pattern.slice(1, -1).replace(/\\([\\%_])/g, "$1"),
  );
}

describe("foldForSearch", () => {
  it.each([
    ["ＡＢＣ１２３", "abc123"],
    ["ヤマダ タロウ", "やまだたろう"],
    ["やまだ　たろう", "やまだたろう"],
    ["ﾔﾏﾀﾞ ﾀﾛｳ", "やまだたろう"],
    ["ﾊﾞﾋﾞﾌﾞ ﾊﾟﾋﾟﾌﾟ ｳﾞ", "ばびぶぱぴぷゔ"],
    ["カ゛ハ゜", "がぱ"],
    ["か\u3099", "が"],
    ["ジョン・スミス", "じょんすみす"],
    ["ジョン･スミス", "じょんすみす"],
    ["TARO@Keii.Test", "taro@keii.test"],
    ["㈱山田", "(株)山田"],
    ["サトー", "さと-"],
    ["サト-", "さと-"],
    ["ｻﾄｰ", "さと-"],
  ])("folds %j to %j", (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  it("takes every kind of hyphen for one", () => {
    const kinds = "-‐‑‒–—―−－﹣ーｰ─";
    for (const hyphen of kinds) {
      expect(foldForSearch(`1${hyphen}2`)).toBe("1-2");
    }
  });

  it("keeps characters apart that are different characters", () => {
    expect(foldForSearch("髙橋")).not.toBe(foldForSearch("高橋"));
    expect(foldForSearch("山﨑")).not.toBe(foldForSearch("山崎"));
  });

  it("takes a character for itself whichever glyph of it is asked for", () => {
    expect(foldForSearch("葛\u{e0100}城")).toBe("葛城");
  });

  it("folds what is folded to itself", () => {
    for (const text of ["ﾔﾏﾀﾞ", "ＡＢ－Ｃ", "ヽヾ", "İ", "㍿"]) {
      const folded = foldForSearch(text);
      expect(foldForSearch(folded)).toBe(folded);
    }
  });
});

describe("searchText and searchPattern", () => {
  it("double each character, so that two make trigrams", () => {
    expect(searchText(["田中", "", "タナカ"])).toBe("田田中中 たたななかか");
    expect(searchPattern("田中")).toBe("%田田中中%");
  });

  it("find two characters of a name, in any kana, with or without its space", () => {
    expect(isFound("太郎", "山田 太郎")).toBe(true);
    expect(isFound("山田太郎", "山田　太郎")).toBe(true);
    expect(isFound("田　太", "山田太郎")).toBe(true);
    expect(isFound("ﾔﾏﾀﾞ", "山田", "ヤマダ タロウ")).toBe(true);
    expect(isFound("keii.test", "山田", "taro@KEII.test")).toBe(true);
    expect(isFound("𠮷野", "𠮷野家")).toBe(true);
  });

  it("do not find over the end of a part, nor what is not there", () => {
    expect(isFound("郎ヤ", "太郎", "ヤマダ")).toBe(false);
    expect(isFound("高橋", "髙橋")).toBe(false);
    // Doubling does not make a character's neighbour of itself.
    expect(isFound("田田", "山田")).toBe(false);
  });

  it("take wildcards by the letter", () => {
    expect(isFound("a_b", "a_b@keii.test")).toBe(true);
    expect(isFound("a_b", "axb@keii.test")).toBe(false);
    expect(searchPattern("100%")).toBe("%110000\\%\\%%");
  });

  it("ask for two characters", () => {
    expect(searchPattern("田")).toBeNull();
    expect(searchPattern(" 　田 ")).toBeNull();
    expect(searchPattern("𠮷")).toBeNull();
    expect(searchPattern("")).toBeNull();
  });
});

/** What LIKE does with a pattern that stands for a single character with each `_` of its own. */
function asExpression(pattern: string): RegExp {
  const parts = pattern.match(/\\.|[^\\]/gsu) ?? [];
  const body = parts.map((part) =>
    part === "%"
      ? ".*"
      : part === "_"
        ? "."
        : (Array.from(part).at(-1) ?? "").replace(
            /[\\^$.*+?()[\]{}|]/g,
            "\\$&",
          ),
  );
  return new RegExp(`^${body.join("")}$`, "su");
}

describe("searchProbe", () => {
  it("takes characters by pairs, and of a mail address those of its mailbox", () => {
    expect(searchProbe("やまざきたろう")).toBe("%ややままざ_ききた_ろろう_%");
    expect(searchProbe("taro@keii.test")).toBe("%tta_rro_%");
    expect(searchProbe("100%_x")).toBe("%110_00\\%_\\_\\_x_%");
  });

  it("has nothing to leave out of three characters", () => {
    expect(searchProbe("山田太")).toBeNull();
    expect(searchProbe("a@b.test")).toBe("%aa@_bb._tte_sst_%");
  });

  it("finds whatever the whole pattern finds", () => {
    const texts = [
      ["山田 太郎", "ヤマダ タロウ", "taro.yamada@keii.test"],
      ["𠮷野家 一号", "ヨシノヤ", "a_b%c\\d@keii.test"],
      ["O'Neill-Sato (KK)", "オニール", "info@keii.example"],
    ];
    for (const parts of texts)
      for (const part of parts) {
        const characters = Array.from(part);
        for (let from = 0; from < characters.length; from++)
          for (let to = from + 2; to <= characters.length; to++) {
            const q = characters.slice(from, to).join("");
            const probe = searchProbe(q);
            if (probe === null || !isFound(q, ...parts)) continue;
            expect([q, asExpression(probe).test(searchText(parts))]).toEqual([
              q,
              true,
            ]);
          }
      }
  });
});

describe("phoneDigits", () => {
  it.each([
    ["03-0000-1234", "0300001234"],
    ["０３（００００）１２３４", "0300001234"],
    ["03ー0000−1234", "0300001234"],
    ["+81 3-0000-1234", "0300001234"],
    ["+81 (0)3-0000-1234", "0300001234"],
    ["＋８１－９０－００００－１２３４", "09000001234"],
    ["010-81-3-0000-1234", "0300001234"],
    ["+1 202-555-0100", "12025550100"],
    ["8100-00", "810000"],
    ["なし", ""],
    ["", ""],
  ])("of %j are %j", (text, digits) => {
    expect(phoneDigits(text)).toBe(digits);
  });
});

describe("postalDigits", () => {
  it.each([
    ["〒100-0001", "1000001"],
    ["１００−０００１", "1000001"],
    ["100ー0001", "1000001"],
    ["sw1a 1aa", "SW1A1AA"],
    ["", ""],
  ])("of %j are %j", (text, digits) => {
    expect(postalDigits(text)).toBe(digits);
  });
});
