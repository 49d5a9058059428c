import { describe, expect, it } from "vitest";
import {
  asUserCsv,
  decodeCsv,
  linesToCsv,
  toFileLine,
  toNewUser,
  type FileLine,
} from "./user-csv.js";

function line(values: Partial<FileLine["values"]>): FileLine {
  return {
    line: 2,
    values: {
      name: "",
      email: "",
      employer: "",
      expiresOn: "",
      right: "",
      language: "",
      ...values,
    },
    state: "new",
    errors: {},
  };
}

describe("a file's bytes", () => {
  it("are read as UTF-8, with or without its mark", () => {
    const bytes = new TextEncoder().encode("\uFEFF氏名,メール").buffer;
    expect(decodeCsv(bytes)).toBe("氏名,メール");
  });

  it("are read as Windows-31J where they are no UTF-8", () => {
    // 髙橋 in Windows-31J: 髙 is a character that plain Shift_JIS lacks.
    const bytes = new Uint8Array([0xfb, 0xfc, 0x8b, 0xb4]).buffer;
    expect(decodeCsv(bytes)).toBe("髙橋");
  });
});

describe("what was pasted", () => {
  it("becomes a CSV where it came from a spreadsheet", () => {
    expect(asUserCsv("氏名\tメール\r\n田中, 一郎\ta@example.com")).toBe(
      '氏名,メール\n"田中, 一郎",a@example.com',
    );
  });

  it("gets a heading where it begins with a person", () => {
    expect(asUserCsv("田中,a@example.com")).toBe(
      "name,email,employer,expires on,right,language\n田中,a@example.com",
    );
  });

  it("keeps its own heading", () => {
    expect(asUserCsv("氏名,メール\n田中,a@example.com")).toBe(
      "氏名,メール\n田中,a@example.com",
    );
  });
});

describe("a line", () => {
  it("survives commas, quotes and line breaks on its way to be checked again", () => {
    expect(
      linesToCsv([line({ name: 'A "B", C', email: "a@example.com" })]),
    ).toBe(
      'name,email,employer,expires on,right,language\n"A ""B"", C",a@example.com,,,,',
    );
  });

  it("shows of a rejected line what could be read and what it did not say, and keeps its number", () => {
    const told = toFileLine(
      {
        line: 2,
        user: { name: "田中", email: "田中さん" },
        state: "rejected",
        errors: { email: "x" },
      },
      7,
    );
    expect(told).toEqual({
      ...line({
        name: "田中",
        email: "田中さん",
        right: "none",
        language: "ja",
      }),
      line: 7,
      state: "rejected",
      errors: { email: "x" },
    });
  });

  it("is sent without what is empty", () => {
    expect(toNewUser(line({ name: "田中", email: "a@example.com" }))).toEqual({
      name: "田中",
      email: "a@example.com",
    });
  });
});
