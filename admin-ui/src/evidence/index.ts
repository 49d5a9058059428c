import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { evidenceScreenMessages } from "./messages.js";

export const evidence: ResourceProps = {
  name: "evidence",
  list: lazily(async () => (await import("./EvidenceList.js")).EvidenceList),
  show: lazily(async () => (await import("./EvidenceShow.js")).EvidenceShow),
};
