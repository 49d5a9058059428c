/** A number of 32 bits that seed, purpose and place decide alone, so that rows can be made in any order. */
export function hash(seed: number, purpose: number, place: number): number {
  let h = Math.imul(place + 0x7f4a7c15, 0x9e3779b1) ^ seed;
  h = Math.imul(
    h ^ (h >>> 15) ^ Math.imul(purpose + 1, 0x85ebca6b),
    0x2c1b3c6d,
  );
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** One of `size`, as a hash says. */
export function below(hashed: number, size: number): number {
  return Math.floor((hashed / 2 ** 32) * size);
}

/** Every number below `size` once, far from its neighbours. */
export function scatter(size: number, seed: number): (place: number) => number {
  if (size === 0) return () => 0;
  let step = Math.max(1, Math.round(size * 0.6180339887));
  while (divisor(step, size) !== 1) step++;
  const offset = seed % size;
  return (place) => (place * step + offset) % size;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** `chosen` of `all`, evenly apart. */
export class Spread {
  constructor(
    readonly chosen: number,
    readonly all: number,
  ) {
    if (chosen > all) throw new Error(`${chosen} of ${all} cannot be chosen`);
  }

  placeOf(ordinal: number): number {
    return Math.floor((ordinal * this.all) / this.chosen);
  }

  /** Which of the chosen stands at a place; null: none does. */
  ordinalAt(place: number): number | null {
    if (place >= this.all || this.chosen === 0) return null;
    const ordinal = Math.ceil((place * this.chosen) / this.all);
    return ordinal < this.chosen && this.placeOf(ordinal) === place
      ? ordinal
      : null;
  }
}
