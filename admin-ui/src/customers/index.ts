import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { customerScreenMessages } from "./messages.js";

export const customers: ResourceProps = {
  name: "customers",
  list: lazily(async () => (await import("./CustomerList.js")).CustomerList),
  show: lazily(async () => (await import("./CustomerShow.js")).CustomerShow),
};

/** Screens that the customers lead to. */
export const customerScreens: readonly ResourceProps[] = [
  {
    name: "person-suggestions",
    list: lazily(
      async () => (await import("./SuggestionList.js")).SuggestionList,
    ),
  },
];
