import type { Bilingual } from "./language.js";
import { SomeOf } from "./rules.js";
import type { PartyContact, PartyRole } from "./parties.js";

/** A body that nearly every case of the country meets, ready to be taken over. */
export interface PartyStarter {
  key: string;
  officialName: Bilingual;
  shortName: Bilingual | null;
  roles: PartyRole[];
  contacts: PartyContact[];
  /** The party it already is, where somebody added it. */
  partyId: string | null;
}

type Starter = Omit<PartyStarter, "partyId">;

/** Prefectures in the order of their codes, as they are written in Japanese and in English. */
const prefectures =
  "北海道 Hokkaido,青森県 Aomori,岩手県 Iwate,宮城県 Miyagi,秋田県 Akita,山形県 Yamagata,福島県 Fukushima,茨城県 Ibaraki,栃木県 Tochigi,群馬県 Gunma,埼玉県 Saitama,千葉県 Chiba,東京都 Tokyo,神奈川県 Kanagawa,新潟県 Niigata,富山県 Toyama,石川県 Ishikawa,福井県 Fukui,山梨県 Yamanashi,長野県 Nagano,岐阜県 Gifu,静岡県 Shizuoka,愛知県 Aichi,三重県 Mie,滋賀県 Shiga,京都府 Kyoto,大阪府 Osaka,兵庫県 Hyogo,奈良県 Nara,和歌山県 Wakayama,鳥取県 Tottori,島根県 Shimane,岡山県 Okayama,広島県 Hiroshima,山口県 Yamaguchi,徳島県 Tokushima,香川県 Kagawa,愛媛県 Ehime,高知県 Kochi,福岡県 Fukuoka,佐賀県 Saga,長崎県 Nagasaki,熊本県 Kumamoto,大分県 Oita,宮崎県 Miyazaki,鹿児島県 Kagoshima,沖縄県 Okinawa"
    .split(",")
    .map((pair) => pair.split(" ") as [ja: string, en: string]);

/** Every prefecture has such a desk; what its division is called differs. */
const cyberDesk: PartyContact = {
  name: "サイバー犯罪相談窓口",
  department: "サイバー犯罪対策課等",
};

function police([ja, en]: [ja: string, en: string]): Starter {
  const isTokyo = en === "Tokyo";
  return {
    key: `police_${en.toLowerCase()}`,
    officialName: isTokyo
      ? { ja: "警視庁", en: "Tokyo Metropolitan Police Department" }
      : { ja: `${ja}警察`, en: `${en} Prefectural Police` },
    shortName: isTokyo ? null : { ja: `${ja}警`, en: `${en} Police` },
    roles: ["police"],
    contacts: [cyberDesk],
  };
}

function body(
  key: string,
  role: PartyRole,
  [ja, en]: [string, string],
  short: [string, string] | null = null,
): Starter {
  return {
    key,
    officialName: { ja, en },
    shortName: short && { ja: short[0], en: short[1] },
    roles: [role],
    contacts: [],
  };
}

/** The bodies a case in Japan usually meets. Names only: whom to call is for the company to find out. */
export const partyStarters: readonly Starter[] = [
  body(
    "ppc",
    "privacy_commission",
    ["個人情報保護委員会", "Personal Information Protection Commission"],
    ["個情委", "PPC"],
  ),
  body(
    "meti",
    "ministry",
    ["経済産業省", "Ministry of Economy, Trade and Industry"],
    ["経産省", "METI"],
  ),
  body(
    "nco",
    "cert",
    ["国家サイバー統括室", "National Cybersecurity Office"],
    ["NCO", "NCO"],
  ),
  body(
    "ipa",
    "cert",
    [
      "独立行政法人情報処理推進機構",
      "Information-technology Promotion Agency, Japan",
    ],
    ["IPA", "IPA"],
  ),
  body(
    "jpcert",
    "cert",
    [
      "一般社団法人JPCERTコーディネーションセンター",
      "JPCERT Coordination Center",
    ],
    ["JPCERT/CC", "JPCERT/CC"],
  ),
  body(
    "jca",
    "association",
    ["一般社団法人日本クレジット協会", "Japan Consumer Credit Association"],
    ["日本クレジット協会", "JCA"],
  ),
  body(
    "jcca",
    "association",
    ["日本クレジットカード協会", "Japan Credit Card Association"],
    ["JCCA", "JCCA"],
  ),
  body(
    "jipdec",
    "association",
    [
      "一般財団法人日本情報経済社会推進協会",
      "Japan Institute for Promotion of Digital Economy and Community",
    ],
    ["JIPDEC", "JIPDEC"],
  ),
  body("visa", "card_brand", ["Visa", "Visa"]),
  body("mastercard", "card_brand", ["Mastercard", "Mastercard"]),
  body(
    "jcb",
    "card_brand",
    ["株式会社ジェーシービー", "JCB Co., Ltd."],
    ["JCB", "JCB"],
  ),
  body(
    "american_express",
    "card_brand",
    ["アメリカン・エキスプレス", "American Express"],
    ["アメックス", "Amex"],
  ),
  body(
    "diners",
    "card_brand",
    ["ダイナースクラブ / ディスカバー", "Diners Club / Discover"],
    ["ダイナース", "Diners"],
  ),
  ...prefectures.map(police),
];

export const partyStarterKeys = partyStarters.map(({ key }) => key);

/** Takes over bodies of the starter list; those that are there already stay as they are. */
export class PartyStarterChoice {
  @SomeOf(partyStarterKeys) keys!: string[];
}
