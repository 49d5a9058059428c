import { describe, expect, it } from "vitest";
import { partyStarters } from "./party-starters.js";

const police = partyStarters.filter(({ roles }) => roles.includes("police"));

describe("the starter list", () => {
  it("names the police of every prefecture once, each with its cyber desk and no number", () => {
    expect(police).toHaveLength(47);
    expect(police.map(({ officialName }) => officialName.ja)).toEqual(
      expect.arrayContaining([
        "警視庁",
        "北海道警察",
        "京都府警察",
        "大阪府警察",
        "神奈川県警察",
        "沖縄県警察",
      ]),
    );
    for (const { contacts } of police)
      expect(contacts).toEqual([
        { name: "サイバー犯罪相談窓口", department: "サイバー犯罪対策課等" },
      ]);
  });

  it("gives no key and no name twice", () => {
    for (const of of [
      (one: (typeof partyStarters)[number]) => one.key,
      (one: (typeof partyStarters)[number]) => one.officialName.ja,
    ])
      expect(new Set(partyStarters.map(of)).size).toBe(partyStarters.length);
  });

  it.each([
    "個人情報保護委員会",
    "経済産業省",
    "国家サイバー統括室",
    "独立行政法人情報処理推進機構",
    "一般社団法人JPCERTコーディネーションセンター",
    "一般社団法人日本クレジット協会",
    "日本クレジットカード協会",
    "一般財団法人日本情報経済社会推進協会",
    "Visa",
    "Mastercard",
    "株式会社ジェーシービー",
    "アメリカン・エキスプレス",
    "ダイナースクラブ / ディスカバー",
  ])("knows %s in both languages", (name) => {
    const found = partyStarters.find((one) => one.officialName.ja === name);
    expect(found?.officialName.en).toBeTruthy();
  });
});
