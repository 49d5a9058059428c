import {
  approvalMessages,
  auditFieldMessages,
  auditMessages,
  evidenceMessages,
  customerMessages,
  caseReportMessages,
  deskHoursMessages,
  disclosureMessages,
  authorityMessages,
  forensicMessages,
  incidentMessages,
  inquiryMessages,
  intakeMessages,
  meetingMessages,
  memberMessages,
  milestoneMessages,
  organisationMessages,
  partnerMessages,
  partyMessages,
  permissionMessages,
  remediationMessages,
  ruleMessages,
  scopeMessages,
  verificationMessages,
  playbookMessages,
  taskMessages,
  timelineMessages,
  userMessages,
  type Messages,
} from "@keii/shared";
import type { ResourceProps } from "ra-core";
import { account, accountScreenMessages } from "./account/index.js";
import { appMessages } from "./app/messages.js";
import { approvalScreenMessages } from "./approvals/index.js";
import { audit, auditScreenMessages } from "./audit/index.js";
import { authorityScreenMessages } from "./authorities/index.js";
import { forensicScreenMessages } from "./forensics/index.js";
import { deskScreenMessages } from "./desk/index.js";
import { evidenceScreenMessages } from "./evidence/index.js";
import { Home, homeScreenMessages } from "./home/index.js";
import { incidents, incidentScreenMessages } from "./incidents/index.js";
import { inquiryScreenMessages } from "./inquiries/index.js";
import { intake, intakeScreenMessages } from "./intake/index.js";
import { meetingScreenMessages } from "./meetings/index.js";
import { memberScreenMessages } from "./members/index.js";
import { milestoneScreenMessages } from "./milestones/index.js";
import {
  organisation,
  organisationScreenMessages,
} from "./organisation/index.js";
import { partnerScreenMessages } from "./partners/index.js";
import { partyScreenMessages } from "./parties/index.js";
import { playbooks, playbookScreenMessages } from "./playbooks/index.js";
import { remediationScreenMessages } from "./remediation/index.js";
import { disclosureScreenMessages } from "./disclosure/index.js";
import { customerScreenMessages } from "./customers/index.js";
import { importScreenMessages } from "./imports/index.js";
import { scopeScreenMessages } from "./scope/index.js";
import { codeScreenMessages } from "./codes/index.js";
import { siteScreenMessages } from "./sites/index.js";
import { taskScreenMessages } from "./tasks/index.js";
import { timelineScreenMessages } from "./timeline/index.js";
import { users, userScreenMessages } from "./users/index.js";
import { Workspace, workspaceMessages } from "./workspace/index.js";

export { Home };

/** The screens outside any incident, in no particular order. */
export const resources: readonly ResourceProps[] = [
  { ...incidents, edit: Workspace },
  intake,
  users,
  organisation,
  playbooks,
  audit,
  account,
];

/** All words of the console. */
export const messages: readonly Messages[] = [
  authorityMessages,
  authorityScreenMessages,
  forensicMessages,
  forensicScreenMessages,
  evidenceMessages,
  evidenceScreenMessages,
  partyMessages,
  partyScreenMessages,
  partnerMessages,
  partnerScreenMessages,
  playbookMessages,
  playbookScreenMessages,
  scopeMessages,
  verificationMessages,
  scopeScreenMessages,
  disclosureMessages,
  disclosureScreenMessages,
  importScreenMessages,
  siteScreenMessages,
  codeScreenMessages,
  customerMessages,
  customerScreenMessages,
  deskHoursMessages,
  deskScreenMessages,
  taskMessages,
  taskScreenMessages,
  remediationMessages,
  remediationScreenMessages,
  permissionMessages,
  ruleMessages,
  appMessages,
  homeScreenMessages,
  approvalMessages,
  approvalScreenMessages,
  incidentMessages,
  incidentScreenMessages,
  inquiryMessages,
  inquiryScreenMessages,
  intakeMessages,
  intakeScreenMessages,
  meetingMessages,
  meetingScreenMessages,
  memberMessages,
  memberScreenMessages,
  milestoneMessages,
  milestoneScreenMessages,
  timelineMessages,
  timelineScreenMessages,
  workspaceMessages,
  accountScreenMessages,
  auditFieldMessages,
  auditMessages,
  caseReportMessages,
  auditScreenMessages,
  organisationMessages,
  organisationScreenMessages,
  userMessages,
  userScreenMessages,
];
