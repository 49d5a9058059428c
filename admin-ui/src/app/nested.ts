/** Sets a value at a dotted path, making the objects on the way. */
export function set(
  target: Record<string, unknown>,
  path: string,
  value: unknown,
): void {
  const steps = path.split(".");
  const last = steps.pop();
  let place = target;
  for (const step of steps) {
    const next = place[step];
    const object =
      typeof next === "object" && next !== null
        ? (next as Record<string, unknown>)
        : {};
    place[step] = object;
    place = object;
  }
  if (last !== undefined) place[last] = value;
}
