import { lazy, type ComponentType } from "react";

/** Pauses before a view is fetched again, in milliseconds. */
const pauses = [1000, 4000];

/** A view that is fetched when it is first shown: `lazily(async () => (await import("./X.js")).X)`. */
export function lazily(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await patiently(load, pauses) }));
}

/** A lost connection is often back in a moment. */
async function patiently<T>(
  load: () => Promise<T>,
  [pause, ...further]: readonly number[],
): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (pause === undefined) throw error;
    await new Promise((resolve) => setTimeout(resolve, pause));
    return patiently(load, further);
  }
}
