/**
 * Who may call which route: the roles of the product's design, written down once more by hand. Nothing here is taken
 * from the application's own matrix; the test holds the running application against this table and fails for a route
 * that is not in it. A new domain adds its routes here, and what its records need to be made.
 */

/** What an account is, wherever it stands. */
export type Account = "administrator" | "auditor" | "staff" | "external";
/** What a membership gives in its incident: a role, and the two flags. */
export type Role =
  | "responder"
  | "compliance"
  | "desk_lead"
  | "support"
  | "vendor_agent"
  | "communications"
  | "executive";
export type Flag = "head" | "counsel";
export type Holder = Account | Role | Flag;

export const roles: readonly Role[] = [
  "responder",
  "compliance",
  "desk_lead",
  "support",
  "vendor_agent",
  "communications",
  "executive",
];

/** No session is needed. */
export const anybody = "anybody";

// Where there is no incident: by what the account is.
const everyAccount: Holder[] = [
  "administrator",
  "auditor",
  "staff",
  "external",
];
const company: Holder[] = ["administrator", "auditor", "staff"];
const overseers: Holder[] = ["administrator", "auditor"];
const administrator: Holder[] = ["administrator"];
/** Whoever opens a case leads it: our own people, but not who only reviews. */
const openers: Holder[] = ["administrator", "staff"];

// In an incident: administrators and auditors read all of them, members by their role there.
const everyMember: Holder[] = [...overseers, ...roles];
const allButVendors: Holder[] = everyMember.filter((h) => h !== "vendor_agent");
/** Column "timeline, tasks, forensics, …": read or write, not only public entries. The head of response reads along. */
const recordReaders: Holder[] = [
  ...overseers,
  "responder",
  "compliance",
  "communications",
  "executive",
  "head",
];
const recordWriters: Holder[] = ["responder", "compliance"];
/** The log in words shows what every domain wrote: those who work on, lead, answer for or review the whole of it. */
const activityReaders: Holder[] = [
  ...overseers,
  "responder",
  "compliance",
  "executive",
  "head",
];
/** A second person decides; support, desk and communications never approve. */
const deciders: Holder[] = ["responder", "compliance", "executive", "head"];
/** The desk sees one customer and public entries; who else is in the case is not for those who only take calls. */
const memberReaders: Holder[] = [...recordReaders, "desk_lead"];
/** Column "scope": responders write, whoever writes the record reads; figures are for all who read the record. */
const scopeWriters: Holder[] = ["responder"];
const scopeReaders: Holder[] = [...overseers, "responder", "compliance"];
const figureReaders: Holder[] = recordReaders;
const head: Holder[] = ["head"];
/** Column "authorities, obligations": everybody who reads the record reads along, compliance writes. */
const authorityWriters: Holder[] = ["compliance"];
/** Column "customers, scope": who sees people, as masks. */
const customerReaders: Holder[] = [...overseers, "responder", "compliance"];
/** Column "notices, disclosure": whoever reads the record reads along; compliance and communications write. */
const disclosureReaders: Holder[] = recordReaders;
const disclosureWriters: Holder[] = ["compliance", "communications"];
/** To publish is for compliance and the head of response; communications never approve. */
const publishers: Holder[] = ["compliance", "head"];
const responder: Holder[] = ["responder"];
/** Column "desk": the hours are the desk lead's and compliance's; whoever is in the case knows them. */
const deskLeads: Holder[] = ["compliance", "desk_lead"];
/** Who tells customers their verdict, or answers who asks about it: one at a time. */
const tellers: Holder[] = ["responder", "compliance", "desk_lead", "support"];
/** Column "desk": who answers customers, who reads along, and who has the figures alone. */
const inquiryAgents: Holder[] = ["desk_lead", "support", "vendor_agent"];
const inquiryReaders: Holder[] = [
  ...overseers,
  "responder",
  "compliance",
  ...inquiryAgents,
];
const compliance: Holder[] = ["compliance"];

export const routes: Record<string, readonly Holder[] | typeof anybody> = {
  "GET /api/health/live": anybody,
  "GET /api/health/ready": anybody,
  "GET /api/settings": anybody,
  "GET /api/openapi.json": everyAccount,

  "POST /api/auth/login": anybody,
  "POST /api/auth/refresh": anybody,
  "POST /api/auth/links/lookup": anybody,
  "POST /api/auth/links/use": anybody,
  "POST /api/auth/logout": everyAccount,
  "GET /api/auth/me": everyAccount,
  "PUT /api/auth/preferences": everyAccount,
  "POST /api/auth/password": everyAccount,
  "GET /api/auth/sessions": everyAccount,
  "DELETE /api/auth/sessions/:id": everyAccount,
  "GET /api/auth/calendar-password": everyAccount,
  "POST /api/auth/calendar-password": everyAccount,
  "DELETE /api/auth/calendar-password": everyAccount,
  "GET /api/calendar.ics": everyAccount,
  "GET /api/live": everyAccount,
  "GET /api/drafts/:form": everyAccount,
  "PUT /api/drafts/:form": everyAccount,
  "DELETE /api/drafts/:form": everyAccount,
  "GET /api/home": everyAccount,
  "POST /api/home/seen": everyAccount,

  "GET /api/users": overseers,
  "GET /api/users/employers": overseers,
  "GET /api/users/export.csv": overseers,
  "GET /api/users/export.xlsx": overseers,
  "GET /api/users/:id": overseers,
  "POST /api/users": administrator,
  "POST /api/users/file": administrator,
  "POST /api/users/invitations": administrator,
  "POST /api/users/employers/disable": administrator,
  "PUT /api/users/:id": administrator,
  "POST /api/users/:id/link": administrator,
  "DELETE /api/users/:id/sessions": administrator,

  "GET /api/organisation": company,
  "PUT /api/organisation": administrator,

  "GET /api/playbooks": company,
  "GET /api/playbooks/export.csv": company,
  "GET /api/playbooks/export.xlsx": company,
  "GET /api/playbooks/:id": company,
  "POST /api/playbooks": openers,
  "PUT /api/playbooks/:id": openers,

  "GET /api/audit": overseers,
  "GET /api/audit/export.csv": overseers,
  "GET /api/audit/export.xlsx": overseers,
  "GET /api/audit/verification": overseers,
  "POST /api/audit/verification": overseers,

  "GET /api/incidents": everyAccount,
  "GET /api/incidents/export.csv": company,
  "GET /api/incidents/export.xlsx": company,
  "POST /api/incidents": openers,
  "POST /api/intake": openers,

  "GET /api/incidents/:incidentId": everyMember,
  "GET /api/incidents/:incidentId/progress": everyMember,
  "GET /api/incidents/:incidentId/calendar.ics": everyMember,
  "PUT /api/incidents/:incidentId": recordWriters,
  "POST /api/incidents/:incidentId/status": recordWriters,
  "POST /api/incidents/:incidentId/presence": everyMember,
  "GET /api/incidents/:incidentId/intake": recordReaders,

  "GET /api/incidents/:incidentId/members": memberReaders,
  "GET /api/incidents/:incidentId/members/export.csv": memberReaders,
  "GET /api/incidents/:incidentId/members/export.xlsx": memberReaders,
  "GET /api/incidents/:incidentId/members/:id": memberReaders,
  "GET /api/incidents/:incidentId/members/candidates": head,
  "POST /api/incidents/:incidentId/members": head,
  "PUT /api/incidents/:incidentId/members/:id": head,
  "DELETE /api/incidents/:incidentId/members/:id": head,

  "GET /api/incidents/:incidentId/milestones": recordReaders,
  "GET /api/incidents/:incidentId/milestones/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/milestones/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/milestones/:id": recordReaders,
  "POST /api/incidents/:incidentId/milestones": recordWriters,
  "PUT /api/incidents/:incidentId/milestones/:id": recordWriters,
  "POST /api/incidents/:incidentId/milestones/:id/move": recordWriters,

  "GET /api/incidents/:incidentId/approvals": activityReaders,
  "GET /api/incidents/:incidentId/approvals/export.csv": activityReaders,
  "GET /api/incidents/:incidentId/approvals/export.xlsx": activityReaders,
  "GET /api/incidents/:incidentId/approvals/:id": activityReaders,
  "POST /api/incidents/:incidentId/approvals/:id/decide": deciders,

  "GET /api/incidents/:incidentId/timeline": everyMember,
  "GET /api/incidents/:incidentId/timeline/picture": everyMember,
  "GET /api/incidents/:incidentId/timeline/public": everyMember,
  "GET /api/incidents/:incidentId/case-report.pdf": allButVendors,
  "GET /api/incidents/:incidentId/timeline/export.csv": allButVendors,
  "GET /api/incidents/:incidentId/timeline/export.xlsx": allButVendors,
  "GET /api/incidents/:incidentId/timeline/:id": everyMember,
  "GET /api/incidents/:incidentId/timeline/:id/revisions": recordReaders,
  "POST /api/incidents/:incidentId/timeline": recordWriters,
  "POST /api/incidents/:incidentId/timeline/paste": recordWriters,
  "POST /api/incidents/:incidentId/timeline/batch": recordWriters,
  "POST /api/incidents/:incidentId/timeline/file": recordWriters,
  "PUT /api/incidents/:incidentId/timeline/:id": recordWriters,
  "POST /api/incidents/:incidentId/timeline/:id/retract": recordWriters,
  "POST /api/incidents/:incidentId/timeline/:id/restore": recordWriters,
  "POST /api/incidents/:incidentId/timeline/:id/move": recordWriters,

  "GET /api/incidents/:incidentId/tasks": recordReaders,
  "GET /api/incidents/:incidentId/tasks/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/tasks/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/tasks/:id": recordReaders,
  "POST /api/incidents/:incidentId/tasks": recordWriters,
  "PUT /api/incidents/:incidentId/tasks/:id": recordWriters,

  "GET /api/incidents/:incidentId/playbooks": recordWriters,
  "GET /api/incidents/:incidentId/playbooks/:id": recordWriters,
  "POST /api/incidents/:incidentId/playbooks/:id/apply": recordWriters,
  "POST /api/incidents/:incidentId/playbooks/draft": recordWriters,

  "GET /api/incidents/:incidentId/meetings": recordReaders,
  "GET /api/incidents/:incidentId/meetings/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/meetings/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/meetings/:id": recordReaders,
  "POST /api/incidents/:incidentId/meetings": recordWriters,
  "PUT /api/incidents/:incidentId/meetings/:id": recordWriters,
  "POST /api/incidents/:incidentId/meetings/:id/hold": recordWriters,
  "POST /api/incidents/:incidentId/meetings/:id/decide": recordWriters,
  "POST /api/incidents/:incidentId/meetings/:id/withdraw-decision":
    recordWriters,
  "POST /api/incidents/:incidentId/meetings/:id/tasks": recordWriters,
  "POST /api/incidents/:incidentId/meetings/:id/withdraw": recordWriters,

  "GET /api/incidents/:incidentId/parties": recordReaders,
  "GET /api/incidents/:incidentId/parties/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/parties/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/parties/starters": recordReaders,
  "POST /api/incidents/:incidentId/parties/starters": recordWriters,
  "GET /api/incidents/:incidentId/parties/:id/incidents": recordReaders,
  "GET /api/incidents/:incidentId/parties/:id": recordReaders,
  "POST /api/incidents/:incidentId/parties": recordWriters,
  "PUT /api/incidents/:incidentId/parties/:id": recordWriters,

  "GET /api/incidents/:incidentId/partners": recordReaders,
  "GET /api/incidents/:incidentId/partners/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/partners/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/partners/:id": recordReaders,
  "POST /api/incidents/:incidentId/partners": recordWriters,
  "PUT /api/incidents/:incidentId/partners/:id": recordWriters,
  "POST /api/incidents/:incidentId/partners/:id/answer": recordWriters,
  "POST /api/incidents/:incidentId/partners/:id/withdraw-answer": recordWriters,
  "POST /api/incidents/:incidentId/partners/:id/withdraw": recordWriters,
  "GET /api/incidents/:incidentId/payment-stops": recordReaders,
  "GET /api/incidents/:incidentId/payment-stops/:id": recordReaders,
  "POST /api/incidents/:incidentId/payment-stops": recordWriters,
  "PUT /api/incidents/:incidentId/payment-stops/:id": recordWriters,
  "POST /api/incidents/:incidentId/payment-stops/:id/resume": recordWriters,
  "POST /api/incidents/:incidentId/payment-stops/:id/waive": head,
  "POST /api/incidents/:incidentId/payment-stops/:id/withdraw": recordWriters,
  "GET /api/incidents/:incidentId/resume-conditions": recordReaders,
  "GET /api/incidents/:incidentId/resume-conditions/:id": recordReaders,
  "POST /api/incidents/:incidentId/resume-conditions": recordWriters,
  "PUT /api/incidents/:incidentId/resume-conditions/:id": recordWriters,
  "POST /api/incidents/:incidentId/resume-conditions/:id/withdraw":
    recordWriters,

  "GET /api/incidents/:incidentId/forensics": recordReaders,
  "GET /api/incidents/:incidentId/forensics/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/forensics/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/forensics/:id": recordReaders,
  "POST /api/incidents/:incidentId/forensics": recordWriters,
  "PUT /api/incidents/:incidentId/forensics/:id": recordWriters,
  "POST /api/incidents/:incidentId/forensics/:id/mark": recordWriters,
  "POST /api/incidents/:incidentId/forensics/:id/move": recordWriters,
  "POST /api/incidents/:incidentId/forensics/:id/unmark": recordWriters,
  "POST /api/incidents/:incidentId/forensics/:id/withdraw": recordWriters,
  "GET /api/incidents/:incidentId/evidence": recordReaders,
  "GET /api/incidents/:incidentId/evidence/links": recordReaders,
  "GET /api/incidents/:incidentId/evidence/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/evidence/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/evidence/:id": recordReaders,
  "GET /api/incidents/:incidentId/evidence/:id/revisions": recordReaders,
  "GET /api/incidents/:incidentId/evidence/:id/content": recordReaders,
  "GET /api/incidents/:incidentId/evidence/:id/custody": recordReaders,
  "GET /api/incidents/:incidentId/evidence/:id/verifications": recordReaders,
  "GET /api/incidents/:incidentId/evidence/:id/accesses": recordReaders,
  "POST /api/incidents/:incidentId/evidence": recordWriters,
  "POST /api/incidents/:incidentId/evidence/uploads": recordWriters,
  "PUT /api/incidents/:incidentId/evidence/:id": recordWriters,
  "POST /api/incidents/:incidentId/evidence/:id/revisions": recordWriters,
  "POST /api/incidents/:incidentId/evidence/:id/attach": recordWriters,
  "POST /api/incidents/:incidentId/evidence/:id/detach": recordWriters,
  "POST /api/incidents/:incidentId/evidence/:id/custody": recordWriters,
  "POST /api/incidents/:incidentId/evidence/:id/verifications": recordWriters,
  "POST /api/incidents/:incidentId/evidence/:id/purge": administrator,

  "GET /api/incidents/:incidentId/authorities": recordReaders,
  "GET /api/incidents/:incidentId/authorities/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/authorities/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/authorities/:id": recordReaders,
  "POST /api/incidents/:incidentId/authorities": authorityWriters,
  "PUT /api/incidents/:incidentId/authorities/:id": authorityWriters,
  "POST /api/incidents/:incidentId/authorities/:id/filing": authorityWriters,
  "POST /api/incidents/:incidentId/authorities/:id/amend": authorityWriters,
  "POST /api/incidents/:incidentId/authorities/:id/withdraw": authorityWriters,

  "GET /api/incidents/:incidentId/authority-replies": recordReaders,
  "GET /api/incidents/:incidentId/authority-replies/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/authority-replies/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/authority-replies/:id": recordReaders,
  "POST /api/incidents/:incidentId/authority-replies": authorityWriters,
  "PUT /api/incidents/:incidentId/authority-replies/:id": authorityWriters,
  "POST /api/incidents/:incidentId/authority-replies/:id/answer":
    authorityWriters,
  "POST /api/incidents/:incidentId/authority-replies/:id/withdraw":
    authorityWriters,

  "GET /api/incidents/:incidentId/authority-dues": recordReaders,
  "GET /api/incidents/:incidentId/authority-dues/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/authority-dues/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/authority-dues/:id": recordReaders,
  "POST /api/incidents/:incidentId/authority-dues": authorityWriters,
  "PUT /api/incidents/:incidentId/authority-dues/:id": authorityWriters,
  "POST /api/incidents/:incidentId/authority-dues/:id/meet": authorityWriters,
  "POST /api/incidents/:incidentId/authority-dues/:id/drop": authorityWriters,
  "POST /api/incidents/:incidentId/authority-dues/:id/reopen": authorityWriters,
  "GET /api/incidents/:incidentId/forensic_reports": recordReaders,
  "GET /api/incidents/:incidentId/forensic_reports/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/forensic_reports/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/forensic_reports/:id": recordReaders,
  "POST /api/incidents/:incidentId/forensic_reports": recordWriters,
  "PUT /api/incidents/:incidentId/forensic_reports/:id": recordWriters,
  "POST /api/incidents/:incidentId/forensic_reports/:id/withdraw":
    recordWriters,

  "GET /api/incidents/:incidentId/forensic_findings": recordReaders,
  "GET /api/incidents/:incidentId/forensic_findings/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/forensic_findings/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/forensic_findings/:id": recordReaders,
  "POST /api/incidents/:incidentId/forensic_findings": recordWriters,
  "PUT /api/incidents/:incidentId/forensic_findings/:id": recordWriters,
  "POST /api/incidents/:incidentId/forensic_findings/:id/task": recordWriters,

  "GET /api/incidents/:incidentId/forensic_handovers": recordReaders,
  "GET /api/incidents/:incidentId/forensic_handovers/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/forensic_handovers/export.xlsx":
    recordReaders,
  "GET /api/incidents/:incidentId/forensic_handovers/:id": recordReaders,
  "POST /api/incidents/:incidentId/forensic_handovers": recordWriters,
  "PUT /api/incidents/:incidentId/forensic_handovers/:id": recordWriters,
  "POST /api/incidents/:incidentId/forensic_handovers/:id/withdraw":
    recordWriters,

  "GET /api/incidents/:incidentId/remediation": recordReaders,
  "GET /api/incidents/:incidentId/remediation/export.csv": recordReaders,
  "GET /api/incidents/:incidentId/remediation/export.xlsx": recordReaders,
  "GET /api/incidents/:incidentId/remediation/:id": recordReaders,
  "GET /api/incidents/:incidentId/remediation/:id/work": recordReaders,
  "POST /api/incidents/:incidentId/remediation": recordWriters,
  "PUT /api/incidents/:incidentId/remediation/:id": recordWriters,
  "POST /api/incidents/:incidentId/remediation/:id/mark": recordWriters,
  "POST /api/incidents/:incidentId/remediation/:id/move": recordWriters,
  "POST /api/incidents/:incidentId/remediation/:id/state": recordWriters,
  "POST /api/incidents/:incidentId/remediation/:id/place": recordWriters,
  "POST /api/incidents/:incidentId/remediation/:id/work": recordWriters,
  "POST /api/incidents/:incidentId/remediation/:id/withdraw": recordWriters,

  "GET /api/incidents/:incidentId/member-bases": scopeReaders,
  "GET /api/incidents/:incidentId/member-bases/:id": scopeReaders,
  "POST /api/incidents/:incidentId/member-bases": scopeWriters,
  "PUT /api/incidents/:incidentId/member-bases/:id": scopeWriters,
  "GET /api/incidents/:incidentId/sites": scopeReaders,
  "GET /api/incidents/:incidentId/sites/:id": scopeReaders,
  "POST /api/incidents/:incidentId/sites": scopeWriters,
  "PUT /api/incidents/:incidentId/sites/:id": scopeWriters,
  "GET /api/incidents/:incidentId/import-batches": scopeReaders,
  "GET /api/incidents/:incidentId/import-batches/:id": scopeReaders,
  "GET /api/incidents/:incidentId/import-batches/:id/preview": scopeWriters,
  "POST /api/incidents/:incidentId/import-batches/:id/preview": scopeWriters,
  "GET /api/incidents/:incidentId/import-batches/:id/rejects": scopeReaders,
  "GET /api/incidents/:incidentId/import-batches/:id/rejects.csv": scopeWriters,
  "POST /api/incidents/:incidentId/import-batches": scopeWriters,
  "POST /api/incidents/:incidentId/import-batches/:id/content": scopeWriters,
  "POST /api/incidents/:incidentId/import-batches/:id/start": scopeWriters,
  "POST /api/incidents/:incidentId/import-batches/:id/cancel": scopeWriters,
  "POST /api/incidents/:incidentId/import-batches/:id/undo": scopeWriters,
  "GET /api/incidents/:incidentId/exposures": scopeReaders,
  "GET /api/incidents/:incidentId/exposures/:id": scopeReaders,
  "POST /api/incidents/:incidentId/exposures": scopeWriters,
  "PUT /api/incidents/:incidentId/exposures/:id": scopeWriters,
  "POST /api/incidents/:incidentId/exposures/:id/withdraw": scopeWriters,
  "GET /api/incidents/:incidentId/given-lists": scopeReaders,
  "GET /api/incidents/:incidentId/given-lists/:id": scopeReaders,
  "POST /api/incidents/:incidentId/given-lists": scopeWriters,
  "POST /api/incidents/:incidentId/given-lists/:id/withdraw": scopeWriters,
  "GET /api/incidents/:incidentId/scope-runs": figureReaders,
  "GET /api/incidents/:incidentId/scope-runs/:id": figureReaders,
  "GET /api/incidents/:incidentId/scope-runs/:id/counts": figureReaders,
  "GET /api/incidents/:incidentId/scope-runs/:id/difference": figureReaders,
  "GET /api/incidents/:incidentId/scope-runs/:id/explain/:customerId":
    scopeReaders,
  "POST /api/incidents/:incidentId/scope-runs": scopeWriters,
  "POST /api/incidents/:incidentId/scope-runs/preview": scopeReaders,
  "POST /api/incidents/:incidentId/scope-runs/:id/results": scopeReaders,
  "POST /api/incidents/:incidentId/scope-runs/:id/explain": scopeReaders,
  "POST /api/incidents/:incidentId/scope-runs/:id/freeze": scopeWriters,
  "GET /api/incidents/:incidentId/purchases-per-day": figureReaders,
  "GET /api/incidents/:incidentId/given-figures": figureReaders,
  "GET /api/incidents/:incidentId/given-figures/:id": figureReaders,
  "POST /api/incidents/:incidentId/given-figures": scopeWriters,
  "POST /api/incidents/:incidentId/given-figures/:id/withdraw": scopeWriters,
  "GET /api/incidents/:incidentId/code-batches": customerReaders,
  "GET /api/incidents/:incidentId/code-batches/:id": customerReaders,
  "POST /api/incidents/:incidentId/code-batches": compliance,
  "POST /api/incidents/:incidentId/code-batches/:id/download": compliance,
  "POST /api/incidents/:incidentId/code-batches/:id/revoke": compliance,
  "POST /api/incidents/:incidentId/code-batches/:id/revoke-code": compliance,
  "POST /api/incidents/:incidentId/code-batches/:id/told": compliance,
  "GET /api/incidents/:incidentId/password-check": customerReaders,
  "PUT /api/incidents/:incidentId/password-check": compliance,
  "POST /api/incidents/:incidentId/verdict-receipts": tellers,
  "POST /api/incidents/:incidentId/verdict-receipts/lookup": tellers,
  "GET /api/incidents/:incidentId/verdict-changes": customerReaders,
  "POST /api/incidents/:incidentId/customers/search": customerReaders,
  "POST /api/incidents/:incidentId/customers/export": compliance,
  "GET /api/incidents/:incidentId/customers/:id": customerReaders,
  "GET /api/incidents/:incidentId/customers/:id/purchases": customerReaders,
  "GET /api/incidents/:incidentId/customers/:id/accounts": customerReaders,
  "POST /api/incidents/:incidentId/customers/:id/reveal": compliance,
  "PUT /api/incidents/:incidentId/customers/:id/correction": responder,
  "POST /api/incidents/:incidentId/customers/:id/unlink": responder,
  "GET /api/incidents/:incidentId/person-suggestions": customerReaders,
  "POST /api/incidents/:incidentId/person-links": responder,

  "GET /api/incidents/:incidentId/desk-hours": everyMember,
  "POST /api/incidents/:incidentId/desk-hours/explain": everyMember,
  "GET /api/incidents/:incidentId/desk-lines": everyMember,
  "GET /api/incidents/:incidentId/desk-lines/:id": everyMember,
  "POST /api/incidents/:incidentId/desk-lines": deskLeads,
  "PUT /api/incidents/:incidentId/desk-lines/:id": deskLeads,
  "GET /api/incidents/:incidentId/desk-schedules": everyMember,
  "GET /api/incidents/:incidentId/desk-schedules/:id": everyMember,
  "POST /api/incidents/:incidentId/desk-schedules": deskLeads,
  "PUT /api/incidents/:incidentId/desk-schedules/:id": deskLeads,
  "POST /api/incidents/:incidentId/desk-schedules/:id/withdraw": deskLeads,
  "GET /api/incidents/:incidentId/desk-days": everyMember,
  "GET /api/incidents/:incidentId/desk-days/:id": everyMember,
  "POST /api/incidents/:incidentId/desk-days": deskLeads,
  "PUT /api/incidents/:incidentId/desk-days/:id": deskLeads,
  "POST /api/incidents/:incidentId/desk-days/:id/withdraw": deskLeads,
  "GET /api/incidents/:incidentId/facts": disclosureReaders,
  "GET /api/incidents/:incidentId/passages": disclosureReaders,
  "GET /api/incidents/:incidentId/passages/:id": disclosureReaders,
  "GET /api/incidents/:incidentId/passages/:id/revisions": disclosureReaders,
  "POST /api/incidents/:incidentId/passages": disclosureWriters,
  "PUT /api/incidents/:incidentId/passages/:id": disclosureWriters,
  "POST /api/incidents/:incidentId/passages/:id/approve": publishers,
  "GET /api/incidents/:incidentId/faq": disclosureReaders,
  "GET /api/incidents/:incidentId/faq/:id": disclosureReaders,
  "GET /api/incidents/:incidentId/faq/:id/revisions": disclosureReaders,
  "POST /api/incidents/:incidentId/faq": disclosureWriters,
  "PUT /api/incidents/:incidentId/faq/:id": disclosureWriters,
  "POST /api/incidents/:incidentId/faq/:id/publish": disclosureWriters,
  "POST /api/incidents/:incidentId/faq/:id/place": disclosureWriters,
  "POST /api/incidents/:incidentId/faq/:id/withdraw": disclosureWriters,
  "GET /api/incidents/:incidentId/publication": disclosureReaders,
  "GET /api/incidents/:incidentId/publication/public": everyMember,
  "GET /api/incidents/:incidentId/publication/editions": disclosureReaders,
  "POST /api/incidents/:incidentId/publication": disclosureWriters,
  "PUT /api/incidents/:incidentId/publication": disclosureWriters,
  "POST /api/incidents/:incidentId/publication/publish": publishers,
  "POST /api/incidents/:incidentId/publication/take-down": publishers,
  "GET /api/incidents/:incidentId/sent-messages": disclosureReaders,
  "GET /api/incidents/:incidentId/sent-messages/:id": disclosureReaders,
  "POST /api/incidents/:incidentId/sent-messages": disclosureWriters,
  "PUT /api/incidents/:incidentId/sent-messages/:id": disclosureWriters,
  "POST /api/incidents/:incidentId/sent-messages/:id/withdraw":
    disclosureWriters,
  "GET /api/incidents/:incidentId/inquiries": inquiryReaders,
  "GET /api/incidents/:incidentId/inquiries/:id": inquiryReaders,
  "POST /api/incidents/:incidentId/inquiries": inquiryAgents,
  "POST /api/incidents/:incidentId/inquiries/search": inquiryReaders,
  "PUT /api/incidents/:incidentId/inquiries/:id": inquiryAgents,
  "POST /api/incidents/:incidentId/inquiries/:id/assign": inquiryAgents,
  "POST /api/incidents/:incidentId/inquiries/:id/messages": inquiryAgents,
  "POST /api/incidents/:incidentId/inquiries/:id/status": inquiryAgents,
  "POST /api/incidents/:incidentId/inquiries/:id/reveal": [
    ...inquiryAgents,
    "compliance",
  ],

  "GET /api/incidents/:incidentId/activity": activityReaders,
  "GET /api/incidents/:incidentId/activity/export.csv": activityReaders,
  "GET /api/incidents/:incidentId/activity/export.xlsx": activityReaders,
};

/** Lists under an incident whose records belong to none: every case knows the same bodies. */
export const ofNoIncident: readonly string[] = ["/parties", "/playbooks"];

/** What the server answers outside the API: pages and their assets, the same for everybody. */
export const pages: readonly string[] = [
  "/",
  "/icon.svg",
  "/assets/*",
  // How the router prints the wildcard of the assets; that nothing else answers is tried by asking.
  "/*",
];

/** Path parameters that are not ids. */
export const parameters: Record<string, string> = {
  form: "access:probe",
  // Customers come by files alone: each case has one that is called as its incident.
  customerId: ":incidentId",
};

/**
 * Properties of bodies that name a record: the list its ids come from, within the incident of the path. Null: not a
 * record of an incident.
 */
export const references: Record<string, string | null> = {
  afterId: "/timeline",
  timelineEventId: "/timeline",
  recordId: "/timeline",
  userId: null,
  assigneeId: null,
  partyId: "/parties",
  firmId: "/parties",
  requiredById: "/parties",
  attachedLineId: "/timeline",
  uploadId: null,
  ownerId: null,
  findingId: "/forensic_findings",
  preservedEvidenceId: "/evidence",
  evidenceIds: "/evidence",
  afterMeasureId: "/remediation",
  afterEntryId: "/faq",
  receivedFromId: "/parties",
  recipientId: "/parties",
  authorityReportId: "/authorities",
  authorityDueId: "/authority-dues",
  filedById: null,
  answeredById: null,
  answerId: null,
  previousMeetingId: "/meetings",
  decisionId: null,
  engagementId: "/forensics",
  reportId: "/forensic_reports",
  memberBaseIds: "/member-bases",
  memberBaseId: "/member-bases",
  siteIds: "/sites",
  givenListId: "/given-lists",
  giverId: "/parties",
  exposureId: "/exposures",
  customerId: "/customers",
  customerIds: "/customers",
};

/** Words planted in the cases, and who may meet them in whatever answer; `outside` is what every member may know. */
export const words = {
  outside: "公表語",
  internal: "社内語",
  counsel: "弁護語",
} as const;
export const mayMeet: Record<keyof typeof words, readonly Holder[]> = {
  outside: [...everyMember, "head"],
  internal: [...recordReaders],
  counsel: ["head", "counsel"],
};

/** What the words stand for is told apart by the incident's own mark, which `mark` puts behind each of them. */
export interface Sample {
  method: "POST" | "PUT";
  /** Below the incident, or from `/api/` on; `:id` is the record the sample before answered. */
  path: string;
  /**
   * JSON, or content that is sent as it is. `made` answers the record that the newest sample made in a list, `before` is
   * what the sample before answered.
   */
  body: (
    mark: string,
    made: (list: string) => string,
    before: Record<string, unknown>,
  ) => object;
  version?: number;
  /** The head of the case unless a second person has to do it, or the desk. */
  by?: "head" | "second" | "desk";
}

const on = "2016-08-18";
const daily = [{ from: "10:00", until: "17:00" }];

/** The records that are there when the routes are probed. A list that stays empty is filled with a generated body. */
export const samples: readonly Sample[] = [
  {
    method: "POST",
    path: "/timeline",
    body: (mark) => ({
      occurred: { on },
      text: words.internal + mark,
      visibility: "public",
      publicWording: words.outside + mark,
    }),
  },
  {
    method: "POST",
    path: "/timeline",
    body: (mark) => ({ occurred: { on }, text: words.internal + mark }),
  },
  {
    method: "POST",
    path: "/timeline",
    body: (mark) => ({
      occurred: { on },
      text: words.counsel + mark,
      visibility: "counsel",
      counselBasis: "助言",
    }),
  },
  // Written for the company first, and found to be counsel's later: then what it said before is counsel's as well.
  {
    method: "POST",
    path: "/timeline",
    body: (mark) => ({ occurred: { on }, text: words.counsel + mark }),
  },
  {
    method: "PUT",
    path: "/timeline/:id",
    version: 1,
    body: () => ({
      visibility: "counsel",
      counselBasis: "助言",
      reason: "弁護士の指示",
    }),
  },
  // A file that is counsel's, and one with content.
  {
    method: "POST",
    path: "/evidence",
    body: (mark) => ({
      name: words.counsel + mark,
      note: words.counsel + mark,
      originalName: words.counsel + mark,
      sha256: "ab".repeat(32),
      size: 1,
      visibility: "counsel",
      counselBasis: "助言",
    }),
  },
  {
    method: "POST",
    path: "/evidence/uploads",
    body: (mark) => Buffer.from(words.internal + mark),
  },
  {
    method: "POST",
    path: "/evidence",
    body: (mark, _, { id, sha256, size }) => ({
      name: words.internal + mark,
      originalName: words.internal + mark,
      uploadId: id,
      sha256,
      size,
    }),
  },
  {
    method: "POST",
    path: "/milestones",
    body: (mark) => ({
      kind: "aware",
      occurred: { on },
      learnedBy: words.internal + mark,
      evidence: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/milestones/:id/move",
    version: 1,
    by: "second",
    body: (mark) => ({
      occurred: { on: "2016-08-20" },
      reason: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/parties",
    body: () => ({
      officialName: "見本フォレンジック(架空)",
      roles: ["forensic_firm"],
    }),
  },
  {
    method: "POST",
    path: "/forensics",
    body: (mark, made) => ({
      firmId: made("/parties"),
      scope: words.internal + mark,
      moments: [{ kind: "consulted", occurred: { on } }],
    }),
  },
  {
    method: "POST",
    path: "/parties",
    body: () => ({ officialName: "大阪府南警察署", roles: ["police"] }),
  },
  {
    method: "POST",
    path: "/authorities",
    by: "second",
    body: (mark, made) => ({
      recipientId: made("/parties"),
      stage: "voluntary",
      basis: "voluntary",
      policeContact: "damage_report",
      method: "in_person",
      officer: words.internal + mark,
      content: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/authorities/:id/filing",
    version: 1,
    by: "second",
    body: () => ({ occurred: { on } }),
  },
  {
    method: "POST",
    path: "/authority-replies",
    by: "second",
    body: (mark, made) => ({
      authorityReportId: made("/authorities"),
      kind: "question",
      occurred: { on },
      method: "telephone",
      text: words.internal + mark,
      dueOn: "2016-08-25",
    }),
  },
  {
    method: "POST",
    path: "/authority-dues",
    by: "second",
    body: (mark, made) => ({
      recipientId: made("/parties"),
      stage: "preliminary",
      what: words.internal + mark,
      dueOn: "2016-08-16",
    }),
  },
  {
    method: "POST",
    path: "/authority-dues",
    by: "second",
    body: (mark, made) => ({
      recipientId: made("/parties"),
      stage: "final",
      what: words.internal + mark,
      dueOn: "2016-10-11",
    }),
  },
  // A draft stands before what was filed.
  {
    method: "POST",
    path: "/authorities",
    by: "second",
    body: (mark, made) => ({
      recipientId: made("/parties"),
      stage: "preliminary",
      basis: "statutory",
      method: "web_form",
      content: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/forensic_reports",
    body: (mark, made) => ({
      engagementId: made("/forensics"),
      kind: "first",
      occurred: { on },
      summary: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/forensic_findings",
    body: (mark, made) => ({
      reportId: made("/forensic_reports"),
      title: words.internal + mark,
      severity: "high",
    }),
  },
  {
    method: "POST",
    path: "/forensic_handovers",
    body: (mark, made) => ({
      reportId: made("/forensic_reports"),
      recipients: [
        { partyId: made("/parties"), receipt: words.internal + mark },
      ],
      occurred: { on },
      method: "in_person",
    }),
  },
  // The whole company reads it: nothing of a case stands in it.
  {
    method: "POST",
    path: "/api/playbooks",
    body: () => ({ name: "手順書の見本", tasks: [{ title: "見本" }] }),
  },
  {
    method: "POST",
    path: "/meetings",
    body: (mark) => ({
      title: words.internal + mark,
      occurred: { on },
      minutes: words.internal + mark,
      attendees: [{ name: words.internal + mark }],
      decisions: [{ text: words.internal + mark }],
    }),
  },
  {
    method: "POST",
    path: "/meetings",
    body: (mark) => ({
      title: words.internal + mark,
      occurred: { on, precision: "planned" },
    }),
  },
  {
    method: "POST",
    path: "/partners",
    body: (mark, made) => ({
      partyId: made("/parties"),
      kind: "watch_cards",
      text: words.internal + mark,
      occurred: { on },
    }),
  },
  {
    method: "POST",
    path: "/resume-conditions",
    body: (mark) => ({ text: words.internal + mark }),
  },
  {
    method: "POST",
    path: "/payment-stops",
    body: (mark) => ({
      sites: [words.internal + mark],
      methods: ["card"],
      occurred: { on },
    }),
  },
  // Without it the gate would refuse whatever is tried of the resumption.
  {
    method: "POST",
    path: "/payment-stops/:id/waive",
    version: 1,
    body: (mark) => ({ reason: words.internal + mark }),
  },
  {
    method: "POST",
    path: "/member-bases",
    body: () => ({ code: "main", name: "会員" }),
  },
  {
    method: "POST",
    path: "/import-batches",
    body: (mark, made) => ({
      kind: "customers",
      memberBaseId: made("/member-bases"),
      fileName: `${words.internal + mark}.csv`,
    }),
  },
  {
    method: "POST",
    path: "/import-batches/:id/content",
    body: (mark) => Buffer.from(`会員ID,氏名\n1,${words.internal + mark}\n`),
  },
  {
    method: "POST",
    path: "/sites",
    body: (mark) => ({ code: "print", name: words.internal + mark }),
  },
  {
    method: "POST",
    path: "/given-lists",
    body: (mark, made) => ({
      name: words.internal + mark,
      kind: "orders",
      giverId: made("/parties"),
      receivedOn: on,
      fileName: "orders.csv",
      ids: ["o1"],
    }),
  },
  {
    method: "POST",
    path: "/exposures",
    body: (mark, made) => ({
      name: words.internal + mark,
      vector: words.internal + mark,
      siteIds: [made("/sites")],
      givenListId: made("/given-lists"),
      dataItems: ["card_number"],
    }),
  },
  { method: "POST", path: "/scope-runs", body: () => ({}) },
  {
    method: "POST",
    path: "/given-figures",
    body: (mark, made) => ({
      unit: "cards",
      count: 3,
      giverId: made("/parties"),
      receivedOn: on,
      source: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/remediation",
    body: (mark) => ({
      title: words.internal + mark,
      kind: "permanent",
      occurred: null,
      detail: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/remediation/:id/work",
    body: (mark) => ({ occurred: { on }, text: words.internal + mark }),
  },
  {
    method: "POST",
    path: "/remediation",
    body: (mark) => ({
      title: words.internal + mark,
      kind: "temporary",
      occurred: { on },
      who: words.internal + mark,
    }),
  },
  {
    method: "POST",
    path: "/desk-lines",
    by: "second",
    body: (mark) => ({ value: "03-0000-0300", label: words.outside + mark }),
  },
  {
    method: "POST",
    path: "/desk-schedules",
    by: "second",
    body: (mark) => ({
      from: on,
      weekly: {
        mon: daily,
        tue: daily,
        wed: daily,
        thu: daily,
        fri: daily,
        sat: [],
        sun: [],
      },
      announcement: words.outside + mark,
    }),
  },
  {
    method: "POST",
    path: "/desk-days",
    by: "second",
    body: (mark) => ({
      on: "2016-08-25",
      periods: [],
      name: words.outside + mark,
      reason: words.outside + mark,
    }),
  },
  {
    method: "POST",
    by: "second",
    path: "/passages",
    body: (mark) => ({ key: "apology", text: words.internal + mark }),
  },
  {
    method: "POST",
    by: "second",
    path: "/faq",
    body: (mark) => ({
      visibility: "public",
      section: words.internal + mark,
      question: words.internal + mark,
      answer: words.internal + mark,
      effectiveFrom: on,
    }),
  },
  {
    method: "POST",
    by: "second",
    path: "/faq",
    body: (mark) => ({
      visibility: "internal",
      section: words.internal + mark,
      question: words.internal + mark,
      answer: words.internal + mark,
      effectiveFrom: on,
    }),
  },
  {
    method: "POST",
    by: "second",
    path: "/publication",
    body: (mark, made) => ({
      slug: `case-${made("/passages").slice(-12)}`,
      report: words.internal + mark,
    }),
  },
  {
    method: "POST",
    by: "second",
    path: "/sent-messages",
    body: (mark) => ({
      kind: "mail",
      sender: words.internal + mark,
      looksLike: words.internal + mark,
      fromOn: on,
    }),
  },
  {
    method: "POST",
    path: "/inquiries",
    by: "desk",
    body: (mark) => ({
      channel: "phone",
      category: "affected",
      text: `自分は対象でしょうか ${mark}`,
    }),
  },
];
