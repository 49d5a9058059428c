import { uuidv7 } from "@keii/api/platform/database/id";
import type { TestApp } from "./app.js";

type Sql = Pick<TestApp, "sql">;

export const deskPhone = "03-0000-0199";

/** A row as it stands, behind the application's back. */
export async function aRow(
  app: Sql,
  table: string,
  row: Record<string, unknown>,
): Promise<void> {
  const columns = Object.keys(row).join(", ");
  await app.sql(
    `with actor as materialized (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     insert into ${table} (${columns})
     select ${columns.replaceAll(/\w+/g, "r.$&")} from actor, jsonb_populate_record(null::${table}, $1) r where set is not null`,
    [JSON.stringify(row)],
  );
}

/** An incident as the public reads it: a report amended once, questions, messages, and a desk that opens at ten. */
export async function publish(
  app: Sql,
  incidentId: string,
  slug: string,
  more: { title?: { ja: string; en: string }; checks?: string[] } = {},
): Promise<void> {
  const title = more.title ?? {
    ja: "不正アクセスによるお客様情報の漏えいについて",
    en: "Unauthorised access to customer data",
  };
  const at = "2016-07-16T01:00:00Z";
  const later = "2016-07-20T05:30:00Z";
  const advice = {
    ja: "当社から、カード番号や暗証番号をお聞きすることはありません。\n\n・不審なメールのリンクは開かないでください。\n・不審な電話は、いったん切って窓口へお知らせください。",
    en: "We never ask for a card number or a PIN.\n\n- Do not open links in suspicious mails.\n- Hang up on suspicious calls and tell our desk.",
  };
  const text = {
    ja: "このたび、当社が運営するサイトが不正アクセスを受け、お客様のカード情報が漏えいした可能性があることが分かりました。お客様には多大なご迷惑とご心配をおかけし、深くおわび申しあげます。\n\n対象となるのは、2016年3月7日から6月28日までにクレジットカードでご購入いただいたお客様です。\n\n・氏名\n・カード番号\n・有効期限",
    en: "Our sites were accessed without authority, and card data of our customers may have leaked. We are deeply sorry.\n\nAffected are customers who paid by card from 7 March to 28 June 2016.\n\n- name\n- card number\n- expiry date",
  };
  await aRow(app, "publication", {
    incident_id: incidentId,
    version: 1,
    slug,
    title,
    report: text,
    impostor_advice: advice,
    checks: more.checks ?? ["code"],
    created_at: at,
    updated_at: later,
  });
  for (const no of [1, 2])
    await aRow(app, "publication_edition", {
      id: uuidv7(),
      incident_id: incidentId,
      no,
      title,
      text,
      impostor_advice: advice,
      template: {},
      drawn: {},
      note:
        no === 1
          ? null
          : {
              ja: "窓口の受付時間を追記しました。",
              en: "The hours of the desk were added.",
            },
      sha256: "0".repeat(64),
      published_at: no === 1 ? at : later,
    });
  await app.sql(
    `with actor as materialized (select set_config('keii.actor', '{"kind":"operator","name":"test"}', false) as set)
     update publication set edition_no = 2, published_at = $2 from actor where incident_id = $1 and set is not null`,
    [incidentId, at],
  );
  for (const [no, section, question, answer] of [
    [
      1,
      { ja: "カードについて", en: "Cards" },
      {
        ja: "カードの再発行に手数料はかかりますか。",
        en: "Is there a fee for a new card?",
      },
      {
        ja: "カード会社へ、手数料をいただかないようお願いしています。",
        en: "We have asked the card companies not to charge one.",
      },
    ],
    [
      2,
      { ja: "カードについて", en: "Cards" },
      {
        ja: "覚えのない請求があります。",
        en: "There is a charge I do not know.",
      },
      {
        ja: "すぐにカード会社へご連絡ください。",
        en: "Please call your card company at once.",
      },
    ],
    [
      3,
      { ja: "当社の対応", en: "What we do" },
      {
        ja: "なぜ公表まで時間がかかったのですか。",
        en: "Why did it take so long?",
      },
      { ja: "調査の結果を待ちました。", en: "" },
    ],
  ] as const) {
    const id = uuidv7();
    const text = { section, question, answer };
    await aRow(app, "faq_entry", {
      id,
      version: 1,
      incident_id: incidentId,
      position: `a${no}`,
      visibility: "public",
      created_at: at,
    });
    await aRow(app, "faq_revision", {
      entry_id: id,
      no: 1,
      incident_id: incidentId,
      ...text,
      effective_from: "2016-07-16",
      reason: "",
      written_at: at,
    });
    await aRow(app, "faq_edition", {
      entry_id: id,
      no: 1,
      incident_id: incidentId,
      revision_no: 1,
      visibility: "public",
      ...text,
      effective_from: "2016-07-16",
      drawn: {},
      sha256: "0".repeat(64),
      published_at: at,
    });
  }
  await aRow(app, "sent_message", {
    id: uuidv7(),
    version: 1,
    incident_id: incidentId,
    kind: "letter",
    sender: { ja: "当社 お客様窓口", en: "Our customer desk" },
    subject: { ja: "お客様情報の漏えいについて", en: "Leak of customer data" },
    looks_like: {
      ja: "白い封筒。お一人ずつの番号が印刷されています。",
      en: "A white envelope with a number of your own.",
    },
    from_on: "2016-07-19",
    created_at: at,
  });
  await openDesk(app, incidentId);
}

/** A desk with a number, open from ten to six on working days. */
export async function openDesk(app: Sql, incidentId: string): Promise<void> {
  const at = "2016-07-16T01:00:00Z";
  await aRow(app, "desk_line", {
    id: uuidv7(),
    version: 1,
    incident_id: incidentId,
    value: deskPhone,
    label: { ja: "通話料無料", en: "free of charge" },
    place: 1,
    is_shown: true,
    created_at: at,
  });
  const day = [{ from: "10:00", until: "18:00" }];
  await aRow(app, "desk_schedule", {
    id: uuidv7(),
    version: 1,
    incident_id: incidentId,
    starts_on: "2016-07-16",
    weekly: {
      mon: day,
      tue: day,
      wed: day,
      thu: day,
      fri: day,
      sat: [],
      sun: [],
    },
    closed_on_holidays: true,
    created_at: at,
  });
}
