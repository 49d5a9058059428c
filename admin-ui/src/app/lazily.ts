import { lazy, type ComponentType } from "react";

/** A view that is fetched when it is first shown: `lazily(async () => (await import("./X.js")).X)`. */
export function lazily(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}
