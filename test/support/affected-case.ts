import type {
  Exposure,
  GivenFigure,
  GivenList,
  MemberBase,
  Party,
  ScopeRun,
  Site,
} from "@keii/shared";
import type { TestApp } from "./app.js";
import type { Caller } from "./caller.js";
import { aCustomer } from "./customers.js";

export interface AffectedCase {
  base: MemberBase;
  site: Site;
  batchId: string;
  customerId: string;
  list: GivenList;
  exposure: Exposure;
  figure: GivenFigure;
  /** The newer of two; the older one was asked to be official. */
  run: ScopeRun;
}

/** A case with customers and purchases, what leaked, a run before it and one after, and what others counted. */
export async function anAffectedCase(
  app: TestApp,
  head: Caller,
  incidentId: string,
): Promise<AffectedCase> {
  const path = `/api/incidents/${incidentId}`;
  const made = async <T>(resource: string, body: object): Promise<T> =>
    (await head.post<T>(`${path}/${resource}`, body)).body;
  const base = await made<MemberBase>("member-bases", {
    code: "kaiin",
    name: { ja: "通販会員", en: "Shop members" },
  });
  const site = await made<Site>("sites", {
    code: "insatsu",
    name: { ja: "印刷の店", en: "Print shop" },
  });
  await made<Site>("sites", {
    code: "meishi",
    name: { ja: "名刺の店", en: "Card shop" },
  });
  const batchId = await aBatch(app, incidentId);
  const customerIds: string[] = [];
  for (let no = 1; no <= 30; no++)
    customerIds.push(
      await aCustomer(app, incidentId, {
        customerNo: `K${String(no).padStart(4, "0")}`,
        name: no % 2 ? "山田太郎" : "鈴木花子",
      }),
    );
  await purchases(app, incidentId);
  const party = await made<Party>("parties", {
    officialName: { ja: "あさひカード株式会社(架空)", en: "Asahi Card" },
  });
  const list = await made<GivenList>("given-lists", {
    name: "カード会社が挙げた注文",
    kind: "orders",
    giverId: party.id,
    receivedOn: "2016-09-01",
    fileName: "orders.csv",
    ids: Array.from({ length: 20 }, (_, no) => `O${no + 1}-1`),
  });
  const exposure = await made<Exposure>("exposures", {
    name: "Webサーバ経由",
    vector: "アップロード機能から置かれた不正なファイル",
    fromOn: "2016-05-20",
    untilOn: "2016-08-14",
    methods: ["card"],
    dataItems: ["card_number", "security_code"],
  });
  const former = await made<ScopeRun>("scope-runs", {});
  await head.on(
    former.version,
    "POST",
    `${path}/scope-runs/${former.id}/freeze`,
    { reason: "調査会社の最終報告と一致した" },
  );
  await made<Exposure>("exposures", {
    name: "データベース経由",
    fromOn: "2016-03-01",
    untilOn: "2016-06-30",
    methods: ["card"],
    givenListId: list.id,
    dataItems: ["card_number"],
  });
  const run = await made<ScopeRun>("scope-runs", {});
  const figure = await made<GivenFigure>("given-figures", {
    unit: "cards",
    count: run.figures!.affected.cards + 3,
    giverId: party.id,
    receivedOn: "2016-09-01",
    source: "最終報告書 4.2",
  });
  return {
    base,
    site,
    batchId,
    customerId: customerIds[0]!,
    list,
    exposure,
    figure,
    run,
  };
}

/** The batch that the rows below came with. */
async function aBatch(app: TestApp, incidentId: string): Promise<string> {
  const [row] = await app.sql<{ id: string }>(
    `with actor as (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, state, created_at)
     select gen_random_uuid(), $1, 1, 'purchases', 1, 'purchases.csv', 1, 'done', '2016-09-01T00:00:00Z'
       from actor where set is not null returning id`,
    [incidentId],
  );
  return row!.id;
}

/** Each customer buys three times: by card before and in the window, and by transfer in it. */
async function purchases(app: TestApp, incidentId: string): Promise<void> {
  await app.sql(
    `insert into purchase (incident_id, paid_at, base_no, site_no, method, customer_no, order_no, card_ref, last4, first_batch, batch_no)
     select $1, (day || ' 12:00:0' || (no % 10) || '+09:00')::timestamptz + no * interval '3 days', 1, 1 + no % 2, method,
            'K' || lpad(no::text, 4, '0'), 'O' || no || '-' || way, 'c' || no, '1234', 1, 1
       from generate_series(1, 30) no,
            (values ('2016-04-01', 'card', 1), ('2016-05-21', 'card', 2), ('2016-06-01', 'bank_transfer', 3)) as ways (day, method, way)`,
    [incidentId],
  );
}
