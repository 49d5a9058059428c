import type { ResourceProps } from "ra-core";
import type { FromLine } from "../app/from-line.js";
import { lazily } from "../app/lazily.js";

export { forensicScreenMessages } from "./messages.js";

const page = lazily(
  async () => (await import("./ForensicsPage.js")).ForensicsPage,
);

/** One page shows it all: the address of a record opens it there. */
export const forensics: ResourceProps = {
  name: "forensics",
  list: page,
  show: page,
  create: lazily(
    async () => (await import("./EngagementCreate.js")).EngagementCreate,
  ),
  options: { fromLine: { label: "forensics.fromLine" } satisfies FromLine },
};

export const forensicReports: ResourceProps = {
  name: "forensic_reports",
  list: lazily(async () => (await import("./ReportList.js")).ReportList),
  create: lazily(async () => (await import("./ReportCreate.js")).ReportCreate),
  options: {
    fromLine: { label: "forensics.report.fromLine" } satisfies FromLine,
  },
};

export const forensicFindings: ResourceProps = {
  name: "forensic_findings",
  list: lazily(async () => (await import("./FindingList.js")).FindingList),
};

export const forensicHandovers: ResourceProps = {
  name: "forensic_handovers",
  list: lazily(async () => (await import("./HandoverList.js")).HandoverList),
  create: lazily(
    async () => (await import("./HandoverCreate.js")).HandoverCreate,
  ),
  options: {
    fromLine: { label: "forensics.handover.fromLine" } satisfies FromLine,
  },
};
