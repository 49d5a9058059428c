import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { remediationScreenMessages } from "./messages.js";

export const remediation: ResourceProps = {
  name: "remediation",
  list: lazily(async () => (await import("./MeasureList.js")).MeasureList),
  show: lazily(async () => (await import("./MeasureShow.js")).MeasureShow),
  create: lazily(
    async () => (await import("./MeasureCreate.js")).MeasureCreate,
  ),
  options: { fromLine: { label: "remediation.fromLine" } },
};
