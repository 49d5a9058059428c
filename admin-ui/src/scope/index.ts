import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { scopeScreenMessages } from "./messages.js";

/** The tab: exposures and everything that is computed from them. */
export const exposures: ResourceProps = {
  name: "exposures",
  list: lazily(async () => (await import("./ScopePage.js")).ScopePage),
  create: lazily(
    async () => (await import("../exposures/ExposureCreate.js")).ExposureCreate,
  ),
  edit: lazily(
    async () => (await import("../exposures/ExposureEdit.js")).ExposureEdit,
  ),
};

/** Screens that a figure of the scope leads to. */
export const scopeScreens: readonly ResourceProps[] = [
  {
    name: "scope-runs",
    list: lazily(async () => (await import("./RunList.js")).RunList),
    show: lazily(async () => (await import("./RunShow.js")).RunShow),
  },
  {
    name: "given-figures",
    list: lazily(
      async () => (await import("./GivenFigureList.js")).GivenFigureList,
    ),
  },
  {
    name: "given-lists",
    list: lazily(
      async () => (await import("./GivenListList.js")).GivenListList,
    ),
    create: lazily(
      async () => (await import("./GivenListCreate.js")).GivenListCreate,
    ),
  },
];
