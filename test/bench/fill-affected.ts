import pg from "pg";
import { foldForSearch } from "@keii/shared";

/** A connection of the owner's superuser for a bulk of made-up rows: neither triggers nor the log are what is measured. */
export async function filling(
  superuserUrl: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '128MB'",
    );
    await work(client);
  } finally {
    await client.end();
  }
}

/** Fills a table without its indexes and makes them afterwards, each once over all rows. */
export async function withoutIndexes(
  client: pg.Client,
  table: string,
  work: () => Promise<void>,
): Promise<void> {
  const { rows: constraints } = await client.query<{
    name: string;
    definition: string;
  }>(
    `select k.conname as name, pg_get_constraintdef(k.oid) as definition from pg_constraint k
     where k.conrelid = $1::regclass and k.contype in ('p', 'u') and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = k.conindid)`,
    [table],
  );
  const { rows: indexes } = await client.query<{
    name: string;
    definition: string;
  }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
    [table],
  );
  for (const { name } of constraints)
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await work();
  for (const { name, definition } of constraints)
    await client.query(
      `alter table ${table} add constraint ${name} ${definition}`,
    );
  for (const { definition } of indexes) await client.query(definition);
}

/** Two member bases, thirteen sites and the batches that brought everything, as the demo has them. */
export async function fillFrame(
  client: pg.Client,
  incidentId: string,
): Promise<void> {
  const bilingual = `'{"ja":"見本","en":"Sample"}'`;
  await client.query(
    `insert into member_base (id, incident_id, no, code, name, created_at)
     select gen_random_uuid(), $1, no, 'base' || no, ${bilingual}, now() from generate_series(1, 2) no`,
    [incidentId],
  );
  await client.query(
    `insert into site (id, incident_id, no, code, name, created_at)
     select gen_random_uuid(), $1, no, 'site' || no, ${bilingual}, now() from generate_series(1, 13) no`,
    [incidentId],
  );
  await client.query(
    `insert into import_batch (id, incident_id, no, kind, base_no, file_name, size, state, created_at)
     select gen_random_uuid(), $1, no, case when no < 3 then 'customers' else 'purchases' end, 1 + (no - 1) % 2, 'bench.csv', 1, 'done', now() from generate_series(1, 4) no`,
    [incidentId],
  );
}

/** Customers by their ids alone: seven of ten in the first base. */
export async function fillCustomers(
  client: pg.Client,
  incidentId: string,
  count: number,
): Promise<void> {
  for (const [base, share] of [
    [1, 0.7],
    [2, 0.3],
  ] as const)
    await client.query(
      `insert into customer (id, incident_id, base_no, customer_no, registered_on, first_batch, batch_no)
       select gen_random_uuid(), $1, $2::smallint, (100000 + place)::text, date '2006-04-03' + (place::bigint * 3700 / $3)::int, $2, $2
       from generate_series(1, $3::int) place`,
      [incidentId, base, Math.round(count * share)],
    );
}

/**
 * Purchases as the generator makes them: in the order of time over almost three years; inside the two windows more than
 * a quarter paid by card on a site of its window, most customers once, a fiftieth of the cards without a reference;
 * the rest in every way that no exposure chooses.
 */
export async function fillPurchases(
  client: pg.Client,
  incidentId: string,
  count: number,
  customers: number,
): Promise<void> {
  const part = 1_000_000;
  for (let first = 1; first <= count; first += part)
    await client.query(
      `insert into purchase (incident_id, paid_at, base_no, site_no, method, status, customer_no, order_no, card_ref, last4, brand, transaction_no, first_batch, batch_no)
       select $1, at, base, site, method, status, case when r2 = 0 then (990000000 + place)::text else (100000 + place)::text end,
         case base when 1 then 'SP' else 'SG-' end || (10000000 + n),
         case when method = 'card' and status <> 'failed' and (place + base) % 50 <> 7 then case base when 1 then 'pc' else 'gc' end || to_hex(hashint4(place)) || 'x' || (1 + (r4 = 0)::int) else '' end,
         case when method = 'card' and status <> 'failed' then (1000 + place % 9000)::text else '' end, case when method = 'card' then 'VISA' else '' end,
         case when method = 'card' and status <> 'failed' then 'tx' || to_hex(10000000 + n) else '' end, base + 2, base + 2
       from (select *,
           case when is_hit and base = 1 then (array[1,2,5,9,3,4,6,10])[1 + r3 % case route when 1 then 8 else 4 end]
             when is_hit then (array[7,8,11,12])[1 + r3 % case route when 1 then 4 else 3 end]
             when kind between 7 and 10 and base = 1 then 13
             when base = 1 then (array[1,2,3,4,5,6,9,10])[1 + r3 % 8] else (array[7,8,11,12])[1 + r3 % 4] end as site,
           case when is_hit or kind < 11 or (route = 0 and kind < 40) then 'card' else (array['bank_transfer','convenience_store','cash_on_delivery','pay_later','points'])[1 + r3 % 5] end as method,
           case when is_hit then case when r4 % 97 = 1 then 'refunded' else 'completed' end
             when kind < 4 then 'failed' when kind < 7 or (kind < 11 and base = 2) then 'cancelled' else 'completed' end as status
         from (select *, 1 + (h2 & 2147483647) % ($5 * case base when 1 then 0.7 else 0.3 end * case when is_hit then 0.7 else 1 end)::int as place
           from (select n, at, route, h2, route > 0 and (h & 1023) < 278 as is_hit, case when (h >> 10 & 1023) < 717 then 1 else 2 end as base,
               (h >> 20 & 1023) % 100 as kind, (h2 >> 8 & 4095) % 3000 as r2, (h3 & 65535) as r3, (h3 >> 16 & 127) as r4
             from (select n, at, hashint4(n) as h, hashint4(n + 1000000007) as h2, hashint4(n + 1990000000) as h3,
                 case when at >= '2014-08-25+09' and at < '2015-09-24+09' then 1 when at >= '2016-05-20+09' and at < '2016-08-13+09' then 2 else 0 end as route
               from (select n, timestamptz '2013-10-01+09' + n * (interval '1065 days' / $4::int) as at from generate_series($2::int, $3::int) n) moment
             ) hashed) drawn) placed) purchase`,
      [incidentId, first, Math.min(first + part - 1, count), count, customers],
    );
}

/** Family names and how they sound; the first ones are the most frequent. */
const families = [
  ["佐藤", "サトウ"],
  ["鈴木", "スズキ"],
  ["高橋", "タカハシ"],
  ["田中", "タナカ"],
  ["伊藤", "イトウ"],
  ["渡辺", "ワタナベ"],
  ["山本", "ヤマモト"],
  ["中村", "ナカムラ"],
  ["小林", "コバヤシ"],
  ["加藤", "カトウ"],
  ["吉田", "ヨシダ"],
  ["山田", "ヤマダ"],
  ["佐々木", "ササキ"],
  ["山口", "ヤマグチ"],
  ["松本", "マツモト"],
  ["井上", "イノウエ"],
  ["木村", "キムラ"],
  ["林", "ハヤシ"],
  ["斎藤", "サイトウ"],
  ["清水", "シミズ"],
  ["山崎", "ヤマザキ"],
  ["森", "モリ"],
  ["池田", "イケダ"],
  ["橋本", "ハシモト"],
  ["阿部", "アベ"],
  ["石川", "イシカワ"],
  ["前田", "マエダ"],
  ["藤田", "フジタ"],
  ["後藤", "ゴトウ"],
  ["髙田", "タカダ"],
  ["村上", "ムラカミ"],
  ["遠藤", "エンドウ"],
  ["青木", "アオキ"],
  ["坂本", "サカモト"],
  ["福田", "フクダ"],
  ["太田", "オオタ"],
  ["西村", "ニシムラ"],
  ["藤井", "フジイ"],
  ["岡本", "オカモト"],
  ["金子", "カネコ"],
  ["藤原", "フジワラ"],
  ["中野", "ナカノ"],
  ["三浦", "ミウラ"],
  ["原田", "ハラダ"],
  ["松田", "マツダ"],
  ["竹内", "タケウチ"],
  ["小川", "オガワ"],
  ["中島", "ナカジマ"],
  ["和田", "ワダ"],
  ["森田", "モリタ"],
  ["上田", "ウエダ"],
  ["石井", "イシイ"],
  ["横山", "ヨコヤマ"],
  ["宮崎", "ミヤザキ"],
  ["内田", "ウチダ"],
  ["高木", "タカギ"],
  ["谷口", "タニグチ"],
  ["安藤", "アンドウ"],
  ["今井", "イマイ"],
  ["渡部", "ワタベ"],
] as const;
/** Every few thousandth has it. */
export const rareFamily = ["勅使河原", "テシガワラ"] as const;
const given = [
  ["太郎", "タロウ"],
  ["花子", "ハナコ"],
  ["一郎", "イチロウ"],
  ["美咲", "ミサキ"],
  ["健太", "ケンタ"],
  ["陽子", "ヨウコ"],
  ["大輔", "ダイスケ"],
  ["由美", "ユミ"],
  ["翔太", "ショウタ"],
  ["久美子", "クミコ"],
  ["拓也", "タクヤ"],
  ["恵子", "ケイコ"],
  ["直樹", "ナオキ"],
  ["真由美", "マユミ"],
  ["和也", "カズヤ"],
  ["智子", "トモコ"],
  ["浩", "ヒロシ"],
  ["さくら", "サクラ"],
  ["誠", "マコト"],
  ["幸子", "サチコ"],
  ["隆", "タカシ"],
  ["明美", "アケミ"],
  ["学", "マナブ"],
  ["裕子", "ユウコ"],
  ["剛", "ツヨシ"],
  ["千尋", "チヒロ"],
  ["修", "オサム"],
  ["葵", "アオイ"],
  ["悠斗", "ユウト"],
  ["結衣", "ユイ"],
] as const;

/** Customers with names, mail, telephone, postal code and address, folded for search as an import does. */
export async function fillNamedCustomers(
  client: pg.Client,
  incidentId: string,
  count: number,
): Promise<void> {
  const doubled = (text: string) =>
    Array.from(foldForSearch(text), (one) => one + one).join("");
  const words = (names: readonly (readonly [string, string])[]) =>
    [
      names.map(([name]) => name),
      names.map(([, kana]) => kana),
      names.map(([name]) => doubled(name)),
      names.map(([, kana]) => doubled(kana)),
    ] as const;
  const part = 200_000;
  for (let first = 1; first <= count; first += part)
    await client.query(
      `insert into customer (id, incident_id, base_no, customer_no, name, kana, emails, phone, phone_digits, postal_code, address, registered_on, search, first_batch, batch_no)
       select gen_random_uuid(), $1, base, (100000 + n)::text, ($4::text[])[f] || ' ' || ($8::text[])[g], ($5::text[])[f] || ' ' || ($9::text[])[g],
         array[mail], '000-' || substr(digits, 1, 4) || '-' || substr(digits, 5), '000' || digits,
         '0' || substr(postal, 1, 2) || '-' || substr(postal, 3), '例示県見本市' || n % 97 || '-' || n % 31, date '2006-04-03' + n % 3700,
         ($6::text[])[f] || ($10::text[])[g] || ' ' || ($7::text[])[f] || ($11::text[])[g] || ' ' || regexp_replace(mail, '(.)', '\\1\\1', 'g'), base, base
       from (select n, base, mail, digits, postal, g, case when n % 4001 = 17 then cardinality($4::text[]) else f end as f
         from (select n, (1 + (n % 10 > 6)::int)::smallint as base, 'm' || to_hex(hashint4(n) & 16777215) || '.' || n || '@mail' || n % 7 || '.example' as mail,
             lpad(((hashint4(n + 7) & 2147483647) % 100000000)::text, 8, '0') as digits, lpad(((hashint4(n + 77) & 2147483647) % 1000000)::text, 6, '0') as postal,
             1 + floor((cardinality($4::text[]) - 1) * power((hashint4(n + 777) & 65535) / 65536.0, 1.7))::int as f,
             1 + (hashint4(n + 7777) & 65535) % cardinality($8::text[]) as g
           from generate_series($2::int, $3::int) n) drawn) named`,
      [
        incidentId,
        first,
        Math.min(first + part - 1, count),
        ...words([...families, rareFamily]),
        ...words(given),
      ],
    );
}
