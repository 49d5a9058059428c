import { describe, expect, it } from "vitest";
import { contrastRatio, portalColours, textContrast } from "./portal-colour.js";

describe("contrast", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#ffffff", "#767676", 4.54],
  ])("of %s and %s is %d", (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
  });

  it.each(Object.entries(portalColours))(
    "of %s is enough for text, both ways",
    (_, colour) => {
      expect(contrastRatio(colour, "#ffffff")).toBeGreaterThanOrEqual(
        textContrast,
      );
    },
  );
});
