import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { memberScreenMessages } from "./messages.js";

export const members: ResourceProps = {
  name: "members",
  list: lazily(async () => (await import("./MemberList.js")).MemberList),
};
