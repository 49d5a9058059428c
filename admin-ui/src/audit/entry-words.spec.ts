import "reflect-metadata";
import { describe, expect, it } from "vitest";
import {
  auditFieldMessages,
  auditMessages,
  permissionMessages,
  userMessages,
  type AuditChange,
  type AuditEntry,
} from "@keii/shared";
import { phraseOf, toldChanges, type Teller } from "./entry-words.js";
import { auditScreenMessages } from "./messages.js";

const words: Record<string, string> = Object.assign(
  {},
  ...[
    auditFieldMessages,
    auditMessages,
    auditScreenMessages,
    permissionMessages,
    userMessages,
  ].map((m) => m.ja),
) as Record<string, string>;

const teller: Teller = {
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
    resource: "users",
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
    expect(phraseOf(entry({ recordLabel: "鈴木" }), teller)).toBe(
      "ユーザー「鈴木」を変更",
    );
  });

  it("understands a table's name as its kind of record", () => {
    expect(
      phraseOf(entry({ resource: "membership", act: "insert" }), teller),
    ).toBe("メンバーを登録");
  });

  it("says what a revision of the timeline did, not that a row was added", () => {
    const corrected = entry({
      resource: "timeline_revision",
      act: "insert",
      changes: [change("kind", undefined, "corrected")],
    });
    expect(phraseOf(corrected, teller)).toBe("経緯を訂正");
    expect(phraseOf({ ...corrected, resource: "timeline" }, teller)).toBe(
      "経緯を訂正",
    );
  });

  it("does not mistake the kind of another record for a revision", () => {
    const milestone = entry({
      resource: "milestones",
      act: "insert",
      changes: [change("kind", undefined, "aware")],
    });
    expect(phraseOf(milestone, teller)).toBe("起点を登録");
  });

  it("has words for a kind of record it does not know", () => {
    expect(phraseOf(entry({ resource: "shipment" }), teller)).toBe(
      "shipmentを変更",
    );
  });
});

describe("what changed", () => {
  it("tells closed sets, dates, yes and no, and nothing, in words", () => {
    const told = toldChanges(
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
    const told = toldChanges(
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
      toldChanges(e, teller).map((t) => t.field);
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

  it("never tells a secret value, and marks a personal one", () => {
    const told = toldChanges(
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
      { label: "氏名", before: "鈴木", after: "田中", isPersonal: true },
    ]);
  });

  it("tells what an act without a record carries", () => {
    const told = toldChanges(
      entry({
        act: "export",
        resource: "timeline",
        changes: [change("rows", undefined, 12)],
      }),
      teller,
    );
    expect(told).toMatchObject([{ label: "rows", before: null, after: "12" }]);
  });
});

describe("messages", () => {
  it("have the same keys in both languages", () => {
    for (const m of [auditScreenMessages, auditMessages, auditFieldMessages])
      expect(Object.keys(m.ja)).toEqual(Object.keys(m.en));
  });
});
