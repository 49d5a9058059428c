/**
 * The colours a company may choose for its portal and letters: each dark enough for white text on it and for itself as
 * text on white (WCAG 2.2, 1.4.3: at least 4.5:1).
 */
export const portalColours = {
  ink: "#1a1a1a",
  indigo: "#1e3a6e",
  green: "#1f5a3c",
  brown: "#6b3f22",
  purple: "#5a2d6e",
  grey: "#4a4f55",
} as const;
export type PortalColour = keyof typeof portalColours;

export const portalColourNames = Object.keys(portalColours) as PortalColour[];

/** The least contrast at which text of ordinary size may be read (WCAG 2.2, 1.4.3). */
export const textContrast = 4.5;

/** Contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrastRatio(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  ) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045
    ? channel / 12.92
    : ((channel + 0.055) / 1.055) ** 2.4;
}
