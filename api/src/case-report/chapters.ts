import { exportApprovals } from "../approvals/approval-export.js";
import { exportReports as exportAuthorityReports } from "../authorities/authorities.queries.js";
import { exportDues } from "../authorities/authority-dues.queries.js";
import { exportReplies } from "../authorities/authority-replies.queries.js";
import { exportEvidence } from "../evidence/evidence.queries.js";
import { exportFindings } from "../forensics/forensic-findings.queries.js";
import { exportHandovers } from "../forensics/forensic-handovers.queries.js";
import { exportReports } from "../forensics/forensic-reports.queries.js";
import { exportEngagements } from "../forensics/forensics.queries.js";
import { exportMeetings } from "../meetings/meetings.queries.js";
import { exportMembers } from "../members/member-export.js";
import { membersOf } from "../members/members.queries.js";
import { exportMilestones } from "../milestones/milestone-export.js";
import { exportParties } from "../parties/parties.queries.js";
import { exportPartners } from "../partners/partners.queries.js";
import { exportMeasures } from "../remediation/remediation.queries.js";
import { sql, type Sql } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { exportTasks } from "../tasks/tasks.queries.js";
import {
  earlierAnswers,
  handsOfFile,
  proposed,
  sourceOfTask,
  workOnMeasure,
} from "./beneath.js";
import type { Chapter } from "./chapter.js";
import { desk } from "./desk.chapter.js";
import { disclosure } from "./disclosure.chapter.js";
import { listed } from "./listed.chapter.js";
import { intake } from "./intake.chapter.js";
import { overview } from "./overview.chapter.js";
import { paymentStops } from "./payment-stops.chapter.js";
import { scope } from "./scope.chapter.js";
import { timeline } from "./timeline.chapter.js";

/** The chapters of a case report, in the order they are read. */
export const chapters: readonly Chapter[] = [
  overview,
  intake,
  listed("members", "members.read", ({ incident, language, now }) =>
    exportMembers(membersOf(incident.id, now), language),
  ),
  listed("milestones", "milestones.read", ({ incident, language }) =>
    exportMilestones(incident.id, language),
  ),
  timeline,
  listed(
    "approvals",
    "approvals.read",
    ({ incident, language }) => exportApprovals(incident.id, language),
    proposed,
  ),
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
  scope,
  listed(
    "openTasks",
    "tasks.read",
    ({ incident, language }) =>
      among(exportTasks(incident.id, language), sql`t.state = 'open'`),
    sourceOfTask,
  ),
  listed(
    "doneTasks",
    "tasks.read",
    ({ incident, language }) =>
      among(exportTasks(incident.id, language), sql`t.state <> 'open'`),
    sourceOfTask,
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
  listed(
    "partners",
    "partners.read",
    ({ incident, language }) => exportPartners(incident.id, language),
    earlierAnswers,
  ),
  paymentStops,
  disclosure,
  desk,
  listed(
    "remediation",
    "remediation.read",
    ({ incident, language }) => exportMeasures(incident.id, language),
    workOnMeasure,
  ),
  listed(
    "evidence",
    "evidence.read",
    ({ actor, incident, language }) =>
      exportEvidence(incident.id, { ...actor, language }),
    handsOfFile,
  ),
  listed("parties", "parties.read", ({ incident, language }) =>
    ofIncident(exportParties(language), incident.id),
  ),
];

/** Those rows of a list for which something holds. */
function among<R extends object>(
  list: ExportedList<R>,
  condition: Sql,
): ExportedList<R> {
  const { source } = list;
  return {
    ...list,
    source: { ...source, where: [...source.where, condition] },
  };
}

/** Bodies belong to no incident; a case tells of those its record speaks of, and of no others. */
function ofIncident<R extends object>(
  list: ExportedList<R>,
  incidentId: string,
): ExportedList<R> {
  const spokenOf = among(list, sql`$1 in (select party_incidents(p.id))`);
  return {
    ...spokenOf,
    source: { ...spokenOf.source, parameters: [incidentId] },
  };
}
