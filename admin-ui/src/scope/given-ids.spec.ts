import { describe, expect, it } from "vitest";
import { idsIn, textOf } from "./given-ids.js";

describe("a list of ids", () => {
  it("is one id a line, whatever the line ends are", () => {
    expect(idsIn("A-1\r\nA-2\rA-3\n\n  A-4  \n").ids).toEqual([
      "A-1",
      "A-2",
      "A-3",
      "A-4",
    ]);
  });

  it("is the first column of a table, without its heading", () => {
    const read = idsIn('﻿会員ID,備考\n"0001",x\n0002,"y, z"\n');
    expect(read).toEqual({
      ids: ["0001", "0002"],
      header: "会員ID",
      repeated: 0,
    });
  });

  it("keeps a first line that is an id", () => {
    expect(idsIn("order-1\norder-2").ids).toHaveLength(2);
    expect(idsIn("order").ids).toEqual(["order"]);
  });

  it("counts what stands there twice, full width or not", () => {
    expect(idsIn("A1\nＡ１\nA2").repeated).toBe(1);
  });
});

it("reads a file in the Japanese encoding of Windows", () => {
  // 会員 in Windows-31J.
  const bytes = new Uint8Array([0x89, 0xef, 0x88, 0xf5, 0x0a, 0x31]);
  expect(textOf(bytes)).toBe("会員\n1");
  expect(textOf(new TextEncoder().encode("会員"))).toBe("会員");
});
