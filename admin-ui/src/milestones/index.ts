import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { milestoneScreenMessages } from "./messages.js";

export const MilestoneTable = lazily(
  async () => (await import("./MilestoneTable.js")).MilestoneTable,
);

export const milestones: ResourceProps = {
  name: "milestones",
  list: lazily(async () => (await import("./MilestonePage.js")).MilestonePage),
};
