import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { approvalScreenMessages } from "./messages.js";

export const WaitingApprovals = lazily(
  async () => (await import("./WaitingApprovals.js")).WaitingApprovals,
);

export const approvals: ResourceProps = {
  name: "approvals",
  list: lazily(async () => (await import("./ApprovalPage.js")).ApprovalPage),
};
