import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";
import { memberBases, sites } from "../sites/index.js";

export { importScreenMessages } from "./messages.js";

const batches: ResourceProps = {
  name: "import-batches",
  list: lazily(async () => (await import("./BatchList.js")).BatchList),
  create: lazily(async () => (await import("./BatchCreate.js")).BatchCreate),
  show: lazily(async () => (await import("./BatchShow.js")).BatchShow),
};

/** Screens of the imports: batches, and what their rows belong to. */
export const importScreens: readonly ResourceProps[] = [
  batches,
  memberBases,
  sites,
];
