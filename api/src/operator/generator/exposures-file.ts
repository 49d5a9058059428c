import { exampleWindow } from "./purchases-file.js";
import { shops } from "./shops.js";

const dataItems = [
  "card_holder",
  "card_number",
  "card_expiry",
  "security_code",
  "address",
  "phone",
  "email",
];

const common = {
  subject: "purchases",
  methods: ["card"],
  /** Who was refunded had typed the card in all the same. */
  statuses: ["completed", "refunded"],
  dataItems,
};

const sitesOf = (route: 1 | 2) =>
  shops.filter(({ routes }) => routes.includes(route)).map(({ code }) => code);

/** The two exposures of the case, as `exposure add` reads them. */
export const exposures = [
  {
    name: "経路1(サーバ経由)",
    vector: "データベースサーバに残っていたカード決済の記録",
    fromOn: "2014-08-25",
    untilOn: "2015-09-23",
    sites: sitesOf(1),
    ...common,
  },
  {
    name: "経路2(Webサーバ経由)",
    vector:
      "アップロード機能から置かれた不正なファイルによる、Webサーバ上のカード決済の記録",
    fromOn: "2016-05-20",
    untilOn: "2016-08-14",
    sites: sitesOf(2),
    ...common,
  },
];

/** A third one that is no part of the case: a window in which only what a list names is affected. */
export function exampleWithList(orders: readonly string[]) {
  return {
    name: "例: 受領したリストと期間の両方",
    vector: "決済代行会社が伝えた注文だけを対象とする",
    fromOn: exampleWindow.from,
    untilOn: exampleWindow.until,
    sites: ["stamp"],
    ...common,
    statuses: ["completed"],
    givenList: {
      name: "決済代行会社から受領した注文番号",
      kind: "orders",
      giver: "みなと決済サービス株式会社",
      receivedOn: "2016-09-01",
      ids: orders,
    },
  };
}
