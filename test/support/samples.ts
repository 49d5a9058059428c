/** The middle one. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How likely two samples of one distribution differ at least so much (Kolmogorov–Smirnov, asymptotic). */
export function likeness(one: readonly number[], two: readonly number[]) {
  const [a, b] = [one, two].map((s) => [...s].sort((x, y) => x - y)) as [
    number[],
    number[],
  ];
  let [i, j, gap] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const at = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= at) i++;
    while (j < b.length && b[j]! <= at) j++;
    gap = Math.max(gap, Math.abs(i / a.length - j / b.length));
  }
  const effective = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const lambda = (effective + 0.12 + 0.11 / effective) * gap;
  // The series does not converge near nothing, where the two are alike.
  if (lambda < 0.2) return 1;
  let p = 0;
  for (let k = 1; k <= 100; k++)
    p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, p));
}
