import { join } from "node:path";
import { ApprovalEntity } from "../approvals/approval.entity.js";
import { ForensicEngagementEntity } from "../forensics/forensic-engagement.entity.js";
import { ForensicFindingEntity } from "../forensics/forensic-finding.entity.js";
import { ForensicHandoverEntity } from "../forensics/forensic-handover.entity.js";
import { ForensicMomentEntity } from "../forensics/forensic-moment.entity.js";
import { MemberBaseEntity } from "../customers/member-base.entity.js";
import { SiteEntity } from "../customers/site.entity.js";
import { ExposureEntity } from "../exposures/exposure.entity.js";
import { GivenListEntity } from "../exposures/given-list.entity.js";
import { PassageEntity } from "../facts/passage.entity.js";
import { PassageRevisionEntity } from "../facts/passage-revision.entity.js";
import { FaqEntryEntity } from "../disclosure/faq-entry.entity.js";
import { FaqRevisionEntity } from "../disclosure/faq-revision.entity.js";
import { FaqEditionEntity } from "../disclosure/faq-edition.entity.js";
import { PublicationEntity } from "../disclosure/publication.entity.js";
import { PublicationEditionEntity } from "../disclosure/publication-edition.entity.js";
import { PublicationTakedownEntity } from "../disclosure/publication-takedown.entity.js";
import { SentMessageEntity } from "../disclosure/sent-message.entity.js";
import { GivenFigureEntity } from "../scope/given-figure.entity.js";
import { CodeBatchEntity } from "../verification/code-batch.entity.js";
import { PasswordCheckEntity } from "../verification/password-check.entity.js";
import { ScopeRunEntity } from "../scope/scope-run.entity.js";
import { EvidenceEntity } from "../evidence/evidence.entity.js";
import { AuthorityDueEntity } from "../authorities/authority-due.entity.js";
import { AuthorityFilingEntity } from "../authorities/authority-filing.entity.js";
import { AuthorityReplyEntity } from "../authorities/authority-reply.entity.js";
import { AuthorityReportEntity } from "../authorities/authority-report.entity.js";
import { ForensicReportEntity } from "../forensics/forensic-report.entity.js";
import { IncidentEntity } from "../incidents/incident.entity.js";
import { MeetingEntity } from "../meetings/meeting.entity.js";
import { MembershipEntity } from "../members/membership.entity.js";
import { MilestoneEntity } from "../milestones/milestone.entity.js";
import { OrganisationEntity } from "../organisation/organisation.entity.js";
import { PartyEntity } from "../parties/party.entity.js";
import { PartnerAnswerEntity } from "../partners/partner-answer.entity.js";
import { PartnerRequestEntity } from "../partners/partner-request.entity.js";
import { DeskDayEntity } from "../desk/desk-day.entity.js";
import { DeskLineEntity } from "../desk/desk-line.entity.js";
import { DeskScheduleEntity } from "../desk/desk-schedule.entity.js";
import { PaymentStopEntity } from "../partners/payment-stop.entity.js";
import { ResumeConditionEntity } from "../partners/resume-condition.entity.js";
import { AuditKey } from "../platform/audit/audit-key.js";
import { Checkpoints } from "../platform/audit/checkpoint.js";
import { Clock, ShiftedClock } from "../platform/clock/clock.js";
import type { Config } from "../platform/config/config.js";
import { Database } from "../platform/database/database.js";
import { KeptAnswers } from "../platform/database/kept-answers.js";
import { createLogger, type Logger } from "../platform/log/logger.js";
import { Storage } from "../platform/storage/storage.js";
import { PlaybookEntity } from "../playbooks/playbook.entity.js";
import type { Foundation } from "../platform/platform.module.js";
import { RemediationMeasureEntity } from "../remediation/remediation-measure.entity.js";
import { RemediationMomentEntity } from "../remediation/remediation-moment.entity.js";
import { RemediationWorkEntity } from "../remediation/remediation-work.entity.js";
import { TaskEntity } from "../tasks/task.entity.js";
import { UserEntity } from "../users/user.entity.js";
import { demoUsers } from "./demo-users.js";
import { tokenSecret } from "./installation.js";

export const entities = [
  UserEntity,
  OrganisationEntity,
  IncidentEntity,
  MembershipEntity,
  ApprovalEntity,
  MilestoneEntity,
  PartyEntity,
  TaskEntity,
  MeetingEntity,
  PlaybookEntity,
  ForensicEngagementEntity,
  ForensicMomentEntity,
  RemediationMeasureEntity,
  RemediationMomentEntity,
  RemediationWorkEntity,
  EvidenceEntity,
  AuthorityDueEntity,
  AuthorityFilingEntity,
  AuthorityReplyEntity,
  AuthorityReportEntity,
  ForensicReportEntity,
  ForensicFindingEntity,
  ForensicHandoverEntity,
  PartnerRequestEntity,
  PartnerAnswerEntity,
  PaymentStopEntity,
  DeskDayEntity,
  DeskLineEntity,
  DeskScheduleEntity,
  ResumeConditionEntity,
  MemberBaseEntity,
  SiteEntity,
  ExposureEntity,
  GivenListEntity,
  ScopeRunEntity,
  GivenFigureEntity,
  PassageEntity,
  PassageRevisionEntity,
  FaqEntryEntity,
  FaqRevisionEntity,
  FaqEditionEntity,
  PublicationEntity,
  PublicationEditionEntity,
  PublicationTakedownEntity,
  SentMessageEntity,
  CodeBatchEntity,
  PasswordCheckEntity,
];

/** What the application stands on, made from the configuration; a test hands in its own clock. */
export async function layFoundation(
  config: Config,
  databaseUrl: string,
  given: { clock?: Clock; poolSize?: number; logger?: Logger } = {},
): Promise<Foundation> {
  const clock =
    given.clock ??
    (config.demoClock
      ? new ShiftedClock(new Date(config.demoClock))
      : new Clock());
  const secret = await tokenSecret(config);
  const auditKey = await AuditKey.open(config.auditKeyFile);
  return {
    config,
    logger: given.logger ?? createLogger(config.logLevel),
    clock,
    database: await Database.connect({
      url: databaseUrl,
      clock,
      answers: new KeptAnswers(secret),
      entities,
      poolSize: given.poolSize ?? 20,
      name: "console",
    }),
    auditKey,
    checkpoints: new Checkpoints(config.checkpointDir, auditKey),
    storage: new Storage(join(config.dataDir, "evidence"), config.fileLimit),
    tokenSecret: secret,
    demoUsers: demoUsers.map(({ email, password }) => ({ email, password })),
  };
}
