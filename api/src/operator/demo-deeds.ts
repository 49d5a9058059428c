import { Readable } from "node:stream";
import type { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import type { Database } from "../platform/database/database.js";
import { readListQuery } from "../platform/http/list.js";
import type { Foundation } from "../platform/platform.module.js";
import { ApprovalsService } from "../approvals/approvals.service.js";
import { AuthoritiesService } from "../authorities/authorities.service.js";
import { AuthorityDuesService } from "../authorities/authority-dues.service.js";
import { AuthorityRepliesService } from "../authorities/authority-replies.service.js";
import { AttachmentsService } from "../evidence/attachments.service.js";
import { ContentService } from "../evidence/content.service.js";
import { CustodyService } from "../evidence/custody.service.js";
import { EvidenceService } from "../evidence/evidence.service.js";
import { ForensicFindingsService } from "../forensics/forensic-findings.service.js";
import { ForensicHandoversService } from "../forensics/forensic-handovers.service.js";
import { ForensicReportsService } from "../forensics/forensic-reports.service.js";
import { ForensicsService } from "../forensics/forensics.service.js";
import { DeskDaysService } from "../desk/desk-days.service.js";
import { DeskLinesService } from "../desk/desk-lines.service.js";
import { DeskSchedulesService } from "../desk/desk-schedules.service.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { IntakeService } from "../intake/intake.service.js";
import { MeetingsService } from "../meetings/meetings.service.js";
import { MembersService } from "../members/members.service.js";
import { MilestonesService } from "../milestones/milestones.service.js";
import { OrganisationService } from "../organisation/organisation.service.js";
import { PartiesService } from "../parties/parties.service.js";
import { PartnersService } from "../partners/partners.service.js";
import { PaymentStopsService } from "../partners/payment-stops.service.js";
import { ResumeConditionsService } from "../partners/resume-conditions.service.js";
import { RemediationService } from "../remediation/remediation.service.js";
import { TasksService } from "../tasks/tasks.service.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { TimelineService } from "../timeline/timeline.service.js";

/** An act as a service takes it: who, where, on which version of which record, and what was sent. */
export interface Deed {
  actor: Actor;
  incident: string;
  id: string;
  version: number;
  /** What the contract of the route says; the case is held against the routes by its own test. */
  body: never;
  content: Buffer;
}

export type Deeds = Readonly<Record<string, (deed: Deed) => Promise<unknown>>>;

/** What the routes do, by the services behind them, at the time `clock` shows. */
export function deedsOn(
  database: Database,
  clock: Clock,
  { storage, logger }: Pick<Foundation, "storage" | "logger">,
): { deeds: Deeds; members: MembersService } {
  const timeline = new TimelineService(database, clock);
  const lines = new RecordLinesService(timeline);
  const organisation = new OrganisationService(database);
  const incidents = new IncidentsService(database, organisation, clock);
  const members = new MembersService(database, clock);
  const approvals = new ApprovalsService(database);
  const tasks = new TasksService(database, clock);
  const milestones = new MilestonesService(database, lines, approvals, tasks);
  const parties = new PartiesService(database, incidents);
  const intake = new IntakeService(
    database,
    incidents,
    members,
    timeline,
    milestones,
    parties,
    tasks,
  );
  const meetings = new MeetingsService(database, lines, tasks);
  const contents = new ContentService(database, storage, logger);
  const attachments = new AttachmentsService(database);
  const evidence = new EvidenceService(database, contents, attachments, lines);
  const custody = new CustodyService(database, evidence);
  const forensics = new ForensicsService(database, lines);
  const reports = new ForensicReportsService(
    database,
    lines,
    evidence,
    forensics,
  );
  const findings = new ForensicFindingsService(database, reports, tasks);
  const handovers = new ForensicHandoversService(database, lines, reports);
  const dues = new AuthorityDuesService(database, clock, parties);
  const filings = new AuthoritiesService(
    database,
    lines,
    parties,
    dues,
    evidence,
  );
  const replies = new AuthorityRepliesService(database, clock, filings, lines);
  const partners = new PartnersService(database, lines, evidence);
  const conditions = new ResumeConditionsService(database);
  const stops = new PaymentStopsService(database, lines, conditions);
  const remediation = new RemediationService(database, clock, lines, evidence);

  const deeds: Deeds = {
    "POST intake": ({ actor, body }) => intake.take(actor, body, 0),
    "PUT incident": ({ actor, incident, version, body }) =>
      incidents.change(actor, incident, version, body),
    "POST status": ({ actor, incident, version, body }) =>
      incidents.changeStatus(actor, incident, version, body),
    "POST milestones": ({ actor, incident, body }) =>
      milestones.add(actor, incident, body),
    "PUT milestones/:id": ({ actor, incident, id, version, body }) =>
      milestones.change(actor, incident, id, version, body),
    "POST timeline": ({ actor, incident, body }) =>
      timeline.record(actor, incident, body),
    "POST timeline/batch": ({ actor, incident, body }) =>
      timeline.recordMany(
        actor,
        incident,
        (body as { entries: never }).entries,
      ),
    "GET timeline/:id": ({ actor, incident, id }) =>
      timeline.read(actor, incident, id),
    "PUT timeline/:id": ({ actor, incident, id, version, body }) =>
      timeline.correct(actor, incident, id, version, body),
    "POST timeline/:id/retract": ({ actor, incident, id, version, body }) =>
      timeline.retract(actor, incident, id, version, reasonOf(body)),
    "GET tasks": async ({ incident }) =>
      (await tasks.list(incident, readListQuery({}))).rows.map((row) =>
        tasks.show(row),
      ),
    "POST tasks": ({ actor, incident, body }) =>
      tasks.add(actor, incident, body),
    "PUT tasks/:id": ({ actor, incident, id, version, body }) =>
      tasks.change(actor, incident, id, version, body),
    "POST meetings": ({ actor, incident, body }) =>
      meetings.add(actor, incident, body),
    "POST parties": ({ actor, body }) => parties.add(actor, body),
    "PUT parties/:id": ({ actor, id, version, body }) =>
      parties.change(actor, id, version, body),
    "POST parties/starters": ({ actor, body }) =>
      parties.takeStarters(actor, body),
    "POST evidence/uploads": ({ actor, incident, content }) =>
      contents.receive(actor, incident, {
        source: Readable.from([content]),
        announced: content.length,
      }),
    "POST evidence": ({ actor, incident, body }) =>
      evidence.add(actor, incident, body),
    "POST evidence/:id/custody": ({ actor, incident, id, body }) =>
      custody.handOver(actor, incident, id, body),
    "POST forensics": ({ actor, incident, body }) =>
      forensics.add(actor, incident, body),
    "POST forensics/:id/mark": ({ actor, incident, id, version, body }) =>
      forensics.mark(actor, incident, id, version, body),
    "POST forensic_reports": ({ actor, incident, body }) =>
      reports.add(actor, incident, body),
    "POST forensic_findings": ({ actor, incident, body }) =>
      findings.add(actor, incident, body),
    "PUT forensic_findings/:id": ({ actor, incident, id, version, body }) =>
      findings.change(actor, incident, id, version, body),
    "POST forensic_handovers": ({ actor, incident, body }) =>
      handovers.add(actor, incident, body),
    "POST authority-dues": ({ actor, incident, body }) =>
      dues.add(actor, incident, body),
    "POST authority-dues/:id/drop": ({ actor, incident, id, version, body }) =>
      dues.drop(actor, incident, id, version, reasonOf(body)),
    "POST authorities": ({ actor, incident, body }) =>
      filings.draft(actor, incident, body),
    "POST authorities/:id/filing": ({ actor, incident, id, version, body }) =>
      filings.file(actor, incident, id, version, body),
    "POST authorities/:id/amend": ({ actor, incident, id, version, body }) =>
      filings.amend(actor, incident, id, version, body),
    "POST authority-replies": ({ actor, incident, body }) =>
      replies.receive(actor, incident, body),
    "POST authority-replies/:id/answer": ({
      actor,
      incident,
      id,
      version,
      body,
    }) => replies.answer(actor, incident, id, version, body),
    "POST partners": ({ actor, incident, body }) =>
      partners.ask(actor, incident, body),
    "POST partners/:id/answer": ({ actor, incident, id, version, body }) =>
      partners.answer(actor, incident, id, version, body),
    "POST payment-stops": ({ actor, incident, body }) =>
      stops.stop(actor, incident, body),
    "POST resume-conditions": ({ actor, incident, body }) =>
      conditions.add(actor, incident, body),
    "POST desk-lines": ({ actor, incident, body }) =>
      new DeskLinesService(database).add(actor, incident, body),
    "POST desk-schedules": ({ actor, incident, body }) =>
      new DeskSchedulesService(database).add(actor, incident, body),
    "POST desk-days": ({ actor, incident, body }) =>
      new DeskDaysService(database).add(actor, incident, body),
    "POST remediation": ({ actor, incident, body }) =>
      remediation.add(actor, incident, body),
    "POST remediation/:id/mark": ({ actor, incident, id, version, body }) =>
      remediation.mark(actor, incident, id, version, body),
    "POST remediation/:id/state": ({ actor, incident, id, version, body }) =>
      remediation.changeState(actor, incident, id, version, body),
    "POST remediation/:id/work": ({ actor, incident, id, body }) =>
      remediation.addWork(actor, incident, id, body),
  };
  return { deeds, members };
}

function reasonOf(body: unknown): string {
  return (body as { reason: string }).reason;
}
