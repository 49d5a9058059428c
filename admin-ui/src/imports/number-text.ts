const numbers = new Intl.NumberFormat("en");

/** A count as both languages write it. */
export function numberText(count: number): string {
  return numbers.format(count);
}
