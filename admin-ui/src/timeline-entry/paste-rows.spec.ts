import { describe, expect, it } from "vitest";
import {
  checkRows,
  editAll,
  editRow,
  entryOfRow,
  readRows,
  removeRow,
  splitRow,
  undoStep,
  type PasteContext,
  type PastePreview,
} from "./paste-rows.js";

const context: PasteContext = {
  zone: "Asia/Tokyo",
  year: 2016,
  today: "2016-10-01",
  time: "10:00",
  existing: [{ on: "2016-08-18", text: "大阪府南警察署に、被害を報告" }],
};

const read = (text: string) => readRows(text, context, "internal");

const seen = (preview: PastePreview) =>
  checkRows(preview.rows, context).map(({ row, moment, warnings }) => [
    moment?.on ?? null,
    row.text,
    warnings.filter((warning) => warning !== "year-assumed"),
  ]);

describe("readRows", () => {
  it("makes a row of each entry, with what its words suggest", () => {
    const { rows } = read(
      "8/12 17:42 決済代行会社より電話\n9/1(木) 最終報告書を受領",
    );
    expect(
      rows.map(({ when, text, type, lines }) => [when, text, type, lines]),
    ).toEqual([
      ["8/12 17:42", "決済代行会社より電話", "communication", [1]],
      ["9/1", "最終報告書を受領", "communication", [2]],
    ]);
  });

  it("marks what the timeline has already, and what is pasted twice", () => {
    const preview = read(
      "8/18 大阪府南警察署に被害を報告\n8/19 受理\n8/19 受理",
    );
    expect(seen(preview).map(([, , warnings]) => warnings)).toEqual([
      ["duplicate"],
      [],
      ["duplicate"],
    ]);
  });

  it("keeps a wrong weekday in sight until the date is changed", () => {
    const preview = read("8/18(月) 相談");
    expect(seen(preview)[0]![2]).toEqual(["wrong-weekday"]);
    expect(seen(editRow(preview, 0, { text: "報告" }))[0]![2]).toEqual([
      "wrong-weekday",
    ]);
    expect(seen(editRow(preview, 0, { when: "8/15" }))[0]![2]).toEqual([]);
  });

  it("cannot be saved without a date or a text", () => {
    const preview = read("きっかけは不明\n8/18");
    expect(checkRows(preview.rows, context).map((r) => r.isReady)).toEqual([
      false,
      false,
    ]);
  });
});

describe("editing", () => {
  it("makes a plan, about a day or a whole day of a moment", () => {
    const preview = read("8/18 14:30 相談");
    const as = (precision: "planned" | "about" | "day") =>
      checkRows(editRow(preview, 0, { precision }).rows, context)[0]!.moment;
    expect(as("planned")).toMatchObject({
      precision: "planned",
      at: "2016-08-18T14:30:00+09:00",
    });
    expect(as("about")).toMatchObject({ precision: "about", untilOn: null });
    expect(as("day")).toMatchObject({ precision: "day", at: null });
  });

  it("makes two rows of two facts, at the same moment", () => {
    const preview = read("8/16 09:30 第1次報告書を受領。決済代行会社に共有");
    const [, , warnings] = seen(preview)[0]!;
    expect(warnings).toEqual(["two-facts"]);
    const parts = splitRow(preview, 0);
    expect(seen(parts)).toEqual([
      ["2016-08-16", "第1次報告書を受領", []],
      ["2016-08-16", "決済代行会社に共有", []],
    ]);
    expect(new Set(parts.rows.map((row) => row.key)).size).toBe(2);
    expect(parts.rows.map((row) => row.when)).toEqual([
      "8/16 09:30",
      "8/16 09:30",
    ]);
  });

  it("undoes step by step; typing on in one field is one step", () => {
    const first = read("8/18 相談\n8/19 報告");
    let preview = editRow(first, 0, { text: "相談し" });
    preview = editRow(preview, 0, { text: "相談した" });
    preview = removeRow(preview, 1);
    preview = editAll(preview, { visibility: "public" });
    expect(preview.rows.map((r) => [r.text, r.visibility])).toEqual([
      ["相談した", "public"],
    ]);
    preview = undoStep(preview);
    expect(preview.rows.map((r) => r.visibility)).toEqual(["internal"]);
    preview = undoStep(preview);
    expect(preview.rows.map((r) => r.text)).toEqual(["相談した", "報告"]);
    preview = undoStep(preview);
    expect(preview.rows).toEqual(first.rows);
    expect(undoStep(preview)).toBe(preview);
  });
});

describe("entryOfRow", () => {
  it("sends the moment of the row, and when it was learned", () => {
    const [row] = checkRows(
      read("8/18 受理番号を受領 (把握 8/19 9:10)").rows,
      context,
    );
    expect(entryOfRow(row!)).toEqual({
      occurred: {
        precision: "day",
        on: "2016-08-18",
        at: null,
        untilOn: null,
        untilAt: null,
      },
      learned: { on: "2016-08-19", at: "2016-08-19T09:10:00+09:00" },
      text: "受理番号を受領",
      type: "communication",
      category: "investigation",
      visibility: "internal",
    });
  });
});
