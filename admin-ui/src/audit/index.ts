import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { auditScreenMessages } from "./messages.js";
export const ActivityList = lazily(
  async () => (await import("./ActivityList.js")).ActivityList,
);

/** Everything that was done, by anybody. */
export const audit: ResourceProps = {
  name: "audit",
  list: lazily(async () => (await import("./AuditList.js")).AuditList),
};

/** What was done in one incident. */
export const activity: ResourceProps = {
  name: "activity",
  list: ActivityList,
};
