import { describe, expect, test } from "vitest";
import { readCsvRecords } from "./csv.js";

const begins = (csv: string) =>
  readCsvRecords(csv, {}).map(({ line, cells }) => [line, cells[0]]);

describe("readCsvRecords", () => {
  test.each(["\n", "\r\n"])(
    "says on which line a record begins, behind cells of several lines and empty lines (%j)",
    (end) => {
      const csv = ["a,b", '"x', 'y",1', "", " ", "z,2", "あ", ""].join(end);
      expect(begins(csv)).toEqual([
        [1, "a"],
        [2, `x${end}y`],
        [5, " "],
        [6, "z"],
        [7, "あ"],
      ]);
    },
  );

  test("leaves the mark of the encoding out and takes rows of any length", () => {
    expect(readCsvRecords("﻿a,b\n1\n1,2,3", {})).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1"] },
      { line: 3, cells: ["1", "2", "3"] },
    ]);
  });

  test("throws where quotes stay open", () => {
    expect(() => begins('a\n"b')).toThrow();
  });
});
