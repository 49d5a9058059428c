import { hash as argon2 } from "@node-rs/argon2";
import { hash as bcrypt } from "@node-rs/bcrypt";
import { describe, expect, it } from "vitest";
import {
  digestOf,
  hashAnew,
  isOutdated,
  readPasswordHash,
} from "./password-hash.js";

async function fits(hash: string, password: string): Promise<boolean> {
  const read = readPasswordHash(hash);
  if (typeof read === "string") throw new Error(read);
  return (await digestOf(read.setting, password)).equals(read.digest);
}

describe("a hash of the shop", () => {
  it.each(["2a", "2b", "2y"] as const)(
    "of bcrypt ($%s$) is right for its password alone",
    async (version) => {
      const hash = await bcrypt("架空のパスワード 1", { cost: 4, version });
      expect(await fits(hash, "架空のパスワード 1")).toBe(true);
      expect(await fits(hash, "架空のパスワード 2")).toBe(false);
      expect(await fits(hash, "")).toBe(false);
    },
  );

  it("of bcrypt is the one that everybody knows", async () => {
    const known =
      "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    expect(await fits(known, "U*U")).toBe(true);
    expect(await fits(known, "U*U*")).toBe(false);
  });

  it.each([
    [{}],
    [{ memoryCost: 4_096, timeCost: 3, parallelism: 2 }],
    [{ memoryCost: 65_536, timeCost: 1, parallelism: 4 }],
  ])("of argon2id %j is right for its password alone", async (options) => {
    const hash = await argon2("a password", options);
    expect(await fits(hash, "a password")).toBe(true);
    expect(await fits(hash, "a Password")).toBe(false);
  });

  it("that is ours is not outdated, and any other is", async () => {
    const anew = await hashAnew("a password");
    expect(isOutdated(anew.setting)).toBe(false);
    expect(
      (await digestOf(anew.setting, "a password")).equals(anew.digest),
    ).toBe(true);
    for (const hash of [
      await bcrypt("a password", { cost: 4 }),
      await argon2("a password", { memoryCost: 4_096 }),
    ]) {
      const read = readPasswordHash(hash);
      expect(typeof read === "object" && isOutdated(read.setting)).toBe(true);
    }
  });

  it.each([
    ["", "unknownHash"],
    ["5f4dcc3b5aa765d61d8327deb882cf99", "unknownHash"],
    ["a password", "unknownHash"],
    [`$2x$05$${"C".repeat(53)}`, "unknownHash"],
    [`$2b$03$${"C".repeat(53)}`, "unknownHash"],
    [`$2b$15$${"C".repeat(53)}`, "costlyHash"],
    [`$2b$05$${"C".repeat(52)}`, "unknownHash"],
    [
      `$argon2i$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`,
      "unknownHash",
    ],
    [
      `$argon2id$v=16$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`,
      "unknownHash",
    ],
    [
      `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(22)}`,
      "unknownHash",
    ],
    [
      `$argon2id$v=19$m=4000000,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`,
      "costlyHash",
    ],
    [
      `$argon2id$v=19$m=19456,t=99,p=1$${"A".repeat(22)}$${"A".repeat(43)}`,
      "costlyHash",
    ],
  ])("is not taken where it is %j", (hash, reason) => {
    expect(readPasswordHash(hash)).toBe(reason);
  });
});
