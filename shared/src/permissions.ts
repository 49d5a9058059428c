/**
 * Who may do what: the only file to read to know it. `domain.read` and `domain.write`, and one verb for each act that
 * cannot be undone or reveals people. Both API and console read it.
 */
export const permissions = [
  "own.use",
  "organisation.read",
  "organisation.write",
  "users.read",
  "users.write",
  "audit.read",
  "audit.verify",
  "home.read",
  "incidents.create",
  "incidents.export",
  "incidents.read",
  "incidents.write",
  "members.read",
  "members.write",
  "milestones.read",
  "milestones.write",
  "timeline.read",
  "timeline.readPublic",
  "timeline.readCounsel",
  "timeline.export",
  "timeline.write",
  "tasks.read",
  "tasks.write",
  "meetings.read",
  "meetings.write",
  "playbooks.read",
  "playbooks.write",
  "parties.read",
  "parties.write",
  "forensics.read",
  "remediation.read",
  "forensics.write",
  "remediation.write",
  "evidence.read",
  "evidence.readCounsel",
  "evidence.write",
  "evidence.purge",
  "authorities.read",
  "authorities.write",
  "authorities.file",
  "partners.read",
  "partners.write",
  "partners.waive",
  "scope.figures",
  "scope.read",
  "scope.write",
  "customers.read",
  "customers.reveal",
  "customers.write",
  "customers.export",
  "desk.read",
  "desk.writeHours",
  "disclosure.read",
  "disclosure.readPublic",
  "disclosure.write",
  "disclosure.publish",
  "activity.read",
  "approvals.read",
  "approvals.decide",
] as const;
export type Permission = (typeof permissions)[number];

/** What an account is, whichever incidents it belongs to; `external` is an account with an employer of its own. */
export const accountKinds = [
  "administrator",
  "auditor",
  "staff",
  "external",
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** The one role a membership gives in its incident. */
export const memberRoles = [
  "responder",
  "compliance",
  "desk_lead",
  "support",
  "vendor_agent",
  "communications",
  "executive",
] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Held by an account outside any incident. */
export const accountPermissions: Record<AccountKind, readonly Permission[]> = {
  administrator: [
    "own.use",
    "home.read",
    "organisation.read",
    "organisation.write",
    "users.read",
    "users.write",
    "audit.read",
    "audit.verify",
    "playbooks.read",
    "playbooks.write",
    "incidents.create",
    "incidents.export",
  ],
  auditor: [
    "own.use",
    "home.read",
    "organisation.read",
    "users.read",
    "audit.read",
    "audit.verify",
    "playbooks.read",
    "incidents.export",
  ],
  staff: [
    "own.use",
    "home.read",
    "organisation.read",
    "playbooks.read",
    "playbooks.write",
    "incidents.create",
    "incidents.export",
  ],
  external: ["own.use", "home.read"],
};

/** Held in every incident, by what the account is. Administrators read and write nothing where they are not members. */
export const everyIncidentPermissions: Record<
  AccountKind,
  readonly Permission[]
> = {
  administrator: [
    "incidents.read",
    "members.read",
    "milestones.read",
    "timeline.readPublic",
    "timeline.read",
    "timeline.export",
    "tasks.read",
    "meetings.read",
    "parties.read",
    "forensics.read",
    "remediation.read",
    "evidence.read",
    "evidence.purge",
    "authorities.read",
    "partners.read",
    "scope.figures",
    "scope.read",
    "customers.read",
    "desk.read",
    "disclosure.readPublic",
    "disclosure.read",
    "activity.read",
    "approvals.read",
  ],
  auditor: [
    "incidents.read",
    "members.read",
    "milestones.read",
    "timeline.readPublic",
    "timeline.read",
    "timeline.export",
    "tasks.read",
    "meetings.read",
    "parties.read",
    "forensics.read",
    "remediation.read",
    "evidence.read",
    "authorities.read",
    "partners.read",
    "scope.figures",
    "scope.read",
    "customers.read",
    "desk.read",
    "disclosure.readPublic",
    "disclosure.read",
    "activity.read",
    "approvals.read",
  ],
  staff: [],
  external: [],
};

const recordWriter: readonly Permission[] = [
  "incidents.read",
  "incidents.write",
  "members.read",
  "milestones.read",
  "milestones.write",
  "timeline.readPublic",
  "timeline.read",
  "timeline.export",
  "timeline.write",
  "tasks.read",
  "tasks.write",
  "meetings.read",
  "meetings.write",
  "parties.read",
  "parties.write",
  "forensics.read",
  "remediation.read",
  "forensics.write",
  "remediation.write",
  "evidence.read",
  "evidence.write",
  "authorities.read",
  "partners.read",
  "partners.write",
  "scope.figures",
  "scope.read",
  "customers.read",
  "desk.read",
  "disclosure.readPublic",
  "disclosure.read",
  "activity.read",
  "approvals.read",
  "approvals.decide",
];

/** Held in the incident a membership belongs to. */
export const memberPermissions: Record<MemberRole, readonly Permission[]> = {
  responder: [...recordWriter, "scope.write", "customers.write"],
  compliance: [
    ...recordWriter,
    "authorities.write",
    "authorities.file",
    "customers.reveal",
    "customers.export",
    "desk.writeHours",
    "disclosure.write",
    "disclosure.publish",
  ],
  desk_lead: [
    "incidents.read",
    "members.read",
    "timeline.readPublic",
    "timeline.export",
    "desk.read",
    "desk.writeHours",
    "disclosure.readPublic",
  ],
  support: [
    "incidents.read",
    "timeline.readPublic",
    "timeline.export",
    "desk.read",
    "disclosure.readPublic",
  ],
  /** Works for somebody else: takes nothing along. */
  vendor_agent: [
    "incidents.read",
    "timeline.readPublic",
    "desk.read",
    "disclosure.readPublic",
  ],
  communications: [
    "incidents.read",
    "members.read",
    "milestones.read",
    "timeline.readPublic",
    "timeline.read",
    "timeline.export",
    "tasks.read",
    "meetings.read",
    "parties.read",
    "forensics.read",
    "remediation.read",
    "evidence.read",
    "authorities.read",
    "partners.read",
    "scope.figures",
    "desk.read",
    "disclosure.readPublic",
    "disclosure.read",
    "disclosure.write",
  ],
  executive: [
    "incidents.read",
    "members.read",
    "milestones.read",
    "timeline.readPublic",
    "timeline.read",
    "timeline.export",
    "tasks.read",
    "meetings.read",
    "parties.read",
    "forensics.read",
    "remediation.read",
    "evidence.read",
    "authorities.read",
    "partners.read",
    "scope.figures",
    "desk.read",
    "disclosure.readPublic",
    "disclosure.read",
    "activity.read",
    "approvals.read",
    "approvals.decide",
  ],
};

/** What the two flags of a membership add to its role. */
export const flagPermissions: Record<
  "head" | "counsel",
  readonly Permission[]
> = {
  head: [
    "members.read",
    "members.write",
    "milestones.read",
    "timeline.read",
    "timeline.readCounsel",
    "tasks.read",
    "meetings.read",
    "parties.read",
    "forensics.read",
    "remediation.read",
    "evidence.read",
    "evidence.readCounsel",
    "authorities.read",
    "partners.read",
    "partners.waive",
    "scope.figures",
    "disclosure.readPublic",
    "disclosure.read",
    "disclosure.publish",
    "activity.read",
    "approvals.read",
    "approvals.decide",
  ],
  counsel: ["timeline.readCounsel", "evidence.readCounsel"],
};

export interface Membership {
  role: MemberRole;
  isHead: boolean;
  isCounsel: boolean;
}

/** All an account may do in one incident; empty where it has no business. An auditor stays one, whatever it was before. */
export function permissionsIn(
  account: AccountKind,
  membership: Membership | null,
): ReadonlySet<Permission> {
  const held = new Set<Permission>(everyIncidentPermissions[account]);
  if (membership && account !== "auditor") {
    for (const p of memberPermissions[membership.role]) held.add(p);
    if (membership.isHead) for (const p of flagPermissions.head) held.add(p);
    if (membership.isCounsel)
      for (const p of flagPermissions.counsel) held.add(p);
  }
  return held;
}
