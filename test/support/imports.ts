import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importsOf } from "@keii/api/operator/import-command";
import { systemActor } from "@keii/api/platform/database/actor";
import type { ImportBatch, MemberBase, Site } from "@keii/shared";
import type { TestApp } from "./app.js";
import type { Caller } from "./caller.js";

const customers = [
  "会員ID,氏名,フリガナ,メールアドレス,電話番号,会員登録日",
  "0001,青木 はるか,アオキ ハルカ,aoki@mail.example,03-0000-0001,2015/8/5",
  "0002,井上 健,イノウエ ケン,inoue@mail.example,03-0000-0002,2015/9/1",
  ",上田 光,ウエダ ヒカル,,,2015/9/2",
  "0004,江口 栞,エグチ シオリ,,03-0000-0004,いつか",
].join("\r\n");

const purchases = [
  "注文番号,会員ID,サイト,支払方法,決済日時,カード参照,メモ",
  "o-1,0001,shop,クレカ,2016/8/5 9:03,ref-1,ギフト包装",
  "o-2,0002,outlet,カード(分割),2016年8月6日,ref-2,",
  "o-3,0002,03,社内ポイント券,2016/8/7 21:40,,",
].join("\n");

/** What these files say, cell by cell: it is in the language the shop wrote it in. */
export const importedTexts: readonly string[] = [customers, purchases]
  .flatMap((text) => text.split(/[\r\n,]+/))
  .filter((text) => text !== "");

/** A member base, two sites, customers that were brought in but for two rows, and purchases that wait to be told what they mean. */
export async function someImports(
  app: TestApp,
  head: Caller,
  incidentId: string,
): Promise<Record<"import-batches" | "member-bases" | "sites", string>> {
  const base = `/api/incidents/${incidentId}`;
  const { body: members } = await head.post<MemberBase>(
    `${base}/member-bases`,
    { code: "iroha", name: { ja: "いろは堂会員", en: "Iroha members" } },
  );
  const { body: site } = await head.post<Site>(`${base}/sites`, {
    code: "shop",
    name: { ja: "いろは堂本店", en: "Iroha main shop" },
    url: "https://shop.example",
  });
  await head.post(`${base}/sites`, {
    code: "outlet",
    name: { ja: "いろは堂アウトレット", en: "Iroha outlet" },
    isOpen: false,
    isListed: false,
    notListedReason: "対象の期間に営業していない",
  });
  await bringCustomers(app, incidentId);
  const { body: waiting } = await head.post<ImportBatch>(
    `${base}/import-batches`,
    {
      kind: "purchases",
      memberBaseId: members.id,
      fileName: "注文履歴.csv",
    },
  );
  await head.post(
    `${base}/import-batches/${waiting.id}/content`,
    Buffer.from(purchases),
  );
  return {
    "import-batches": waiting.id,
    "member-bases": members.id,
    sites: site.id,
  };
}

async function bringCustomers(app: TestApp, incidentId: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "keii-import-"));
  try {
    const path = join(folder, "会員一覧.csv");
    await writeFile(path, customers);
    await importsOf(app.foundation).importFile(systemActor(), incidentId, {
      kind: "customers",
      memberBase: "iroha",
      path,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
