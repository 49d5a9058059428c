import { Resource, type ResourceDefinition, type ResourceProps } from "ra-core";
import type { Permission } from "@keii/shared";
import { activity } from "../audit/index.js";
import {
  authorities,
  authorityDues,
  authorityReplies,
} from "../authorities/index.js";
import { approvals } from "../approvals/index.js";
import {
  forensicFindings,
  forensicHandovers,
  forensicReports,
  forensics,
} from "../forensics/index.js";
import { desk } from "../desk/index.js";
import { evidence } from "../evidence/index.js";
import { inquiries } from "../inquiries/index.js";
import { meetings } from "../meetings/index.js";
import { members } from "../members/index.js";
import { milestones } from "../milestones/index.js";
import { parties } from "../parties/index.js";
import { partners } from "../partners/index.js";
import { remediation } from "../remediation/index.js";
import { customers, customerScreens } from "../customers/index.js";
import { importScreens } from "../imports/index.js";
import { disclosureScreens, publication } from "../disclosure/index.js";
import { codeBatches, codeScreens, verdictReceipts } from "../codes/index.js";
import { exposures, scopeScreens } from "../scope/index.js";
import { tasks } from "../tasks/index.js";
import { timeline } from "../timeline/index.js";

/** A screen of an incident. */
export interface Tab {
  /** Last part of its address; the overview has none. */
  path: string;
  /** Message key. */
  label: string;
  /** Any of these opens it; without any it is open to every member. */
  permissions?: readonly Permission[];
  resource?: ResourceProps;
}

/** In the order of screens.md; each arrives together with its domain. */
export const tabs: readonly Tab[] = [
  { path: "", label: "workspace.tab.overview" },
  {
    path: "timeline",
    label: "workspace.tab.timeline",
    permissions: ["timeline.read", "timeline.readPublic"],
    resource: timeline,
  },
  {
    path: "tasks",
    label: "tasks.title",
    permissions: ["tasks.read"],
    resource: tasks,
  },
  {
    path: "meetings",
    label: "meetings.title",
    permissions: ["meetings.read"],
    resource: meetings,
  },
  {
    path: "forensics",
    label: "forensics.title",
    permissions: ["forensics.read"],
    resource: forensics,
  },
  {
    path: "exposures",
    label: "scope.title",
    permissions: ["scope.read", "scope.figures"],
    resource: exposures,
  },
  {
    path: "customers",
    label: "customers.title",
    permissions: ["customers.read"],
    resource: customers,
  },
  {
    path: "code-batches",
    label: "codes.title",
    permissions: ["codes.read"],
    resource: codeBatches,
  },
  {
    path: "verdict-receipts",
    label: "receipts.title",
    permissions: ["receipts.read"],
    resource: verdictReceipts,
  },
  {
    path: "authorities",
    label: "authorities.title",
    permissions: ["authorities.read"],
    resource: authorities,
  },
  {
    path: "partners",
    label: "partners.title",
    permissions: ["partners.read"],
    resource: partners,
  },
  {
    path: "desk",
    label: "desk.title",
    permissions: ["desk.read"],
    resource: desk,
  },
  {
    path: "inquiries",
    label: "inquiries.title",
    permissions: ["inquiries.readOwn"],
    resource: inquiries,
  },
  {
    path: "remediation",
    label: "remediation.title",
    permissions: ["remediation.read"],
    resource: remediation,
  },
  {
    path: "publication",
    label: "publication.title",
    permissions: ["disclosure.read"],
    resource: publication,
  },
  {
    path: "parties",
    label: "parties.title",
    permissions: ["parties.read"],
    resource: parties,
  },
  {
    path: "evidence",
    label: "evidence.title",
    permissions: ["evidence.read"],
    resource: evidence,
  },
  {
    path: "members",
    label: "workspace.tab.members",
    permissions: ["members.read"],
    resource: members,
  },
  {
    path: "activity",
    label: "workspace.tab.activity",
    permissions: ["activity.read"],
    resource: activity,
  },
];

/** Screens that are reached from a figure or from the overview, without a tab of their own. */
export const otherScreens: readonly ResourceProps[] = [
  approvals,
  milestones,
  authorityDues,
  authorityReplies,
  forensicReports,
  forensicFindings,
  forensicHandovers,
  ...scopeScreens,
  ...importScreens,
  ...customerScreens,
  ...disclosureScreens,
  ...codeScreens,
];

export const definitions: Record<string, ResourceDefinition> =
  Object.fromEntries(
    [...tabs.flatMap(({ resource }) => resource ?? []), ...otherScreens].map(
      (resource) => [resource.name, Resource.registerResource(resource)],
    ),
  );
