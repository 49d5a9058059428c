import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { partyScreenMessages } from "./messages.js";

export const parties: ResourceProps = {
  name: "parties",
  list: lazily(async () => (await import("./PartyList.js")).PartyList),
};
