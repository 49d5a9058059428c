import { describe, expect, it } from "vitest";
import { auditFieldMessages } from "./audit-fields.messages.js";
import {
  auditActs,
  auditBreakKinds,
  auditKinds,
  type AuditChange,
  type AuditEntry,
} from "./audit.js";
import { auditMessages } from "./audit.messages.js";
import { permissionMessages } from "./permissions.messages.js";
import { milestoneMessages } from "./milestones.messages.js";
import { userMessages } from "./users.messages.js";
import {
  auditHasBefore,
  auditPhrase,
  toldAuditChanges,
  type AuditTeller,
} from "./audit-words.js";

const words: Record<string, string> = Object.assign(
  {},
  ...[
    auditFieldMessages,
    auditMessages,
    milestoneMessages,
    permissionMessages,
    userMessages,
  ].map((m) => m.ja),
) as Record<string, string>;

const teller: AuditTeller = {
  translate: (key, values = {}) =>
    (words[key] ?? (values._ as string | undefined) ?? key).replace(
      /%\{(\w+)\}/g,
      (_, name: string) => String(values[name]),
    ),
  date: (value) => `<${value}>`,
};

function change(field: string, before: unknown, after: unknown): AuditChange {
  return { field, before, after, isPersonal: false, isSecret: false };
}

function entry(over: Partial<AuditEntry>): AuditEntry {
  return {
    id: "1",
    at: "2016-08-18T05:30:00Z",
    actor: { kind: "user", id: "u1", name: "佐藤" },
    act: "update",
    incidentId: null,
    resource: "app_user",
    recordId: "u2",
    recordLabel: null,
    changes: [],
    note: null,
    requestId: null,
    isSealed: true,
    ...over,
  };
}

describe("the phrase of an entry", () => {
  it("names the kind of record and the record", () => {
    expect(auditPhrase(entry({ recordLabel: "鈴木" }), teller)).toBe(
      "ユーザー「鈴木」を変更",
    );
  });

  it("understands a table's name as its kind of record", () => {
    expect(
      auditPhrase(entry({ resource: "membership", act: "insert" }), teller),
    ).toBe("メンバーを登録");
  });

  it("says what a revision of the timeline did, not that a row was added", () => {
    const corrected = entry({
      resource: "timeline_revision",
      act: "insert",
      changes: [change("kind", undefined, "corrected")],
    });
    expect(auditPhrase(corrected, teller)).toBe("経緯を訂正");
  });

  it("names a milestone by its kind", () => {
    const milestone = entry({
      resource: "milestone",
      act: "insert",
      changes: [change("kind", null, "aware")],
    });
    expect(auditPhrase(milestone, teller)).toBe(
      "起点となる日時「知った時」を登録",
    );
  });

  it("says of a number that was handed out only that", () => {
    const numbered = entry({
      resource: "timeline_event",
      act: "insert",
      recordLabel: "No. 3",
      changes: [change("no", null, 3)],
    });
    expect(auditPhrase(numbered, teller)).toBe("経緯「No. 3」に番号を付与");
    expect(toldAuditChanges(numbered, teller)).toEqual([]);
  });

  it("has words for a kind of record it does not know", () => {
    expect(auditPhrase(entry({ resource: "shipment" }), teller)).toBe(
      "shipmentを変更",
    );
  });
});

describe("what changed", () => {
  it("tells closed sets, dates, yes and no, and nothing, in words", () => {
    const told = toldAuditChanges(
      entry({
        changes: [
          change("account_right", "none", "auditor"),
          change("expires_on", null, "2016-12-31"),
          change("disabled_at", null, "2016-08-18T14:30:00+09:00"),
          change("has_single_keys", true, false),
          change("employer", "青葉コール", ""),
        ],
      }),
      teller,
    );
    expect(told.map((t) => [t.label, t.before, t.after])).toEqual([
      ["権限", "なし", "監査人"],
      ["有効期限", "(なし)", "<2016-12-31>"],
      ["停止日時", "(なし)", "<2016-08-18T14:30:00+09:00>"],
      ["1文字のショートカット", "はい", "いいえ"],
      ["勤務先", "青葉コール", "(なし)"],
    ]);
  });

  it("tells lists and both languages", () => {
    const told = toldAuditChanges(
      entry({
        resource: "organisation",
        changes: [
          change("sender_addresses", [], ["a@example.com", "b@example.com"]),
          change(
            "legal_name",
            { ja: "青葉堂", en: "青葉堂" },
            { ja: "青葉堂", en: "Aobado" },
          ),
        ],
      }),
      teller,
    );
    expect(told.map((t) => [t.before, t.after])).toEqual([
      ["(なし)", "a@example.com、b@example.com"],
      ["青葉堂", "青葉堂 / Aobado"],
    ]);
  });

  it("leaves out what tells a reader nothing, and of a new record what is empty", () => {
    const fields = (e: AuditEntry) =>
      toldAuditChanges(e, teller).map((t) => t.field);
    const version = change("version", 1, 2);
    expect(fields(entry({ changes: [version] }))).toEqual([]);
    expect(
      fields(
        entry({
          resource: "membership",
          act: "insert",
          changes: [
            change("id", undefined, "m1"),
            change("user_id", undefined, "u2"),
            change("role", undefined, "responder"),
            change("expires_on", undefined, null),
          ],
        }),
      ),
    ).toEqual(["role"]);
  });

  it("never tells a secret or a personal value", () => {
    const told = toldAuditChanges(
      entry({
        changes: [
          { ...change("password_hash", "x", "y"), isSecret: true },
          { ...change("name", "鈴木", "田中"), isPersonal: true },
        ],
      }),
      teller,
    );
    expect(told).toMatchObject([
      { label: "パスワード", before: null, after: null, isSecret: true },
      { label: "氏名", before: null, after: null, isPersonal: true },
    ]);
  });

  it("tells of a correction what it replaced, with its own reason", () => {
    const corrected = entry({
      resource: "timeline_revision",
      act: "insert",
      changes: [
        change("no", 2, 3),
        change("kind", "corrected", "corrected"),
        change("text", "大阪府警に報告", "大阪府南警察署に報告"),
        change("reason", "日付の誤り", "署名の誤り"),
      ],
    });
    expect(auditHasBefore(corrected)).toBe(true);
    expect(
      toldAuditChanges(corrected, teller).map((t) => [
        t.label,
        t.before,
        t.after,
      ]),
    ).toEqual([
      ["内容", "大阪府警に報告", "大阪府南警察署に報告"],
      ["理由", null, "署名の誤り"],
    ]);
  });

  it("tells of an act without a record what has a name, and no ids", () => {
    const told = toldAuditChanges(
      entry({
        act: "export",
        resource: "timeline",
        changes: [change("format", null, "csv"), change("session", null, "x")],
      }),
      teller,
    );
    expect(told).toMatchObject([{ label: "形式", after: "csv" }]);
  });

  it("tells what was asked for where it was refused", () => {
    const told = toldAuditChanges(
      entry({
        act: "refused",
        resource: "users",
        changes: [change("route", null, "GET /api/users")],
      }),
      teller,
    );
    expect(told).toMatchObject([
      { label: "求めた操作", after: "GET /api/users" },
    ]);
  });

  it("tells a moment that waits for agreement by its date", () => {
    const told = toldAuditChanges(
      entry({
        resource: "approval",
        act: "insert",
        changes: [
          change("proposal", null, {
            occurred: {
              precision: "minute",
              on: "2016-08-12",
              at: "2016-08-12T17:42:00+09:00",
            },
          }),
        ],
      }),
      teller,
    );
    expect(told).toMatchObject([{ after: "<2016-08-12T17:42:00+09:00>" }]);
  });
});

describe("messages", () => {
  it("have words for every act, phrase, break and kind of record", () => {
    const keys = [
      ...auditActs.flatMap((act) => [
        `audit.act.${act}`,
        `audit.phrase.${act}`,
      ]),
      ...auditBreakKinds.map((kind) => `audit.break.${kind}`),
      ...Object.keys(auditKinds).map((kind) => `audit.resource.${kind}`),
    ];
    expect(keys.filter((key) => !(key in auditMessages.ja))).toEqual([]);
  });

  it("have the same keys in both languages", () => {
    for (const m of [auditMessages, auditFieldMessages])
      expect(Object.keys(m.ja)).toEqual(Object.keys(m.en));
  });
});
