import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { accountScreenMessages } from "./messages.js";

/** One's own settings, password and sessions. */
export const account: ResourceProps = {
  name: "account",
  list: lazily(async () => (await import("./AccountPage.js")).AccountPage),
};
