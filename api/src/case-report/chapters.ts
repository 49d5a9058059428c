import { exportReports as exportAuthorityReports } from "../authorities/authorities.queries.js";
import { exportDues } from "../authorities/authority-dues.queries.js";
import { exportReplies } from "../authorities/authority-replies.queries.js";
import { exportEvidence } from "../evidence/evidence.queries.js";
import { exportFindings } from "../forensics/forensic-findings.queries.js";
import { exportHandovers } from "../forensics/forensic-handovers.queries.js";
import { exportReports } from "../forensics/forensic-reports.queries.js";
import { exportEngagements } from "../forensics/forensics.queries.js";
import { exportMeetings } from "../meetings/meetings.queries.js";
import { exportPartners } from "../partners/partners.queries.js";
import { exportMeasures } from "../remediation/remediation.queries.js";
import { exportTasks } from "../tasks/tasks.queries.js";
import type { Chapter } from "./chapter.js";
import { listed } from "./listed.chapter.js";
import { milestones } from "./milestones.chapter.js";
import { overview } from "./overview.chapter.js";
import { timeline } from "./timeline.chapter.js";

/** The chapters of a case report, in the order they are read. */
export const chapters: readonly Chapter[] = [
  overview,
  milestones,
  timeline,
  listed("forensics", "forensics.read", ({ incident, language }) =>
    exportEngagements(incident.id, language),
  ),
  listed("forensicReports", "forensics.read", ({ incident, language }) =>
    exportReports(incident.id, language),
  ),
  listed("forensicFindings", "forensics.read", ({ incident, language }) =>
    exportFindings(incident.id, language),
  ),
  listed("forensicHandovers", "forensics.read", ({ incident, language }) =>
    exportHandovers(incident.id, language),
  ),
  listed("tasks", "tasks.read", ({ incident, language }) =>
    exportTasks(incident.id, language),
  ),
  listed("meetings", "meetings.read", ({ actor, incident, language }) =>
    exportMeetings(actor, incident.id, language),
  ),
  listed("authorities", "authorities.read", ({ incident, language }) =>
    exportAuthorityReports(incident.id, language),
  ),
  listed("authorityReplies", "authorities.read", ({ incident, language }) =>
    exportReplies(incident.id, language),
  ),
  listed("authorityDues", "authorities.read", ({ incident, language }) =>
    exportDues(incident.id, language),
  ),
  listed("partners", "partners.read", ({ incident, language }) =>
    exportPartners(incident.id, language),
  ),
  listed("remediation", "remediation.read", ({ incident, language }) =>
    exportMeasures(incident.id, language),
  ),
  listed("evidence", "evidence.read", ({ actor, incident, language }) =>
    exportEvidence(incident.id, { ...actor, language }),
  ),
];
