import {
  BothLanguages,
  CalendarDay,
  Flag,
  FreeText,
  LeftOut,
  OneOf,
  OneOrMoreOf,
  OrNull,
  SomeOf,
  StringAsBilingual,
  Text,
  TimeZone,
} from "./rules.js";
import { languages, type Bilingual, type Language } from "./language.js";
import type { Membership, Permission } from "./permissions.js";
import type { NextAuthorityDue } from "./authority-dues.js";
import type { Milestone } from "./milestones.js";

export const incidentKinds = [
  "unauthorised_access",
  "insider",
  "mis_sent",
  "lost_device",
  "ransomware",
  "other",
] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export const incidentStatuses = [
  "intake",
  "investigating",
  "preparing_disclosure",
  "disclosed",
  "closing",
  "closed",
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

/** Which status may follow which; a case may fall back to investigation, and a closed one be opened again. */
export const incidentTransitions: Record<
  IncidentStatus,
  readonly IncidentStatus[]
> = {
  intake: ["investigating", "closing"],
  investigating: ["preparing_disclosure", "disclosed", "closing"],
  preparing_disclosure: ["investigating", "disclosed", "closing"],
  disclosed: ["investigating", "closing"],
  closing: ["investigating", "disclosed", "closed"],
  closed: ["closing"],
};

/** Three levels; their meaning is in the words of the incidents. */
export const severities = ["high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

export const organisationRoles = [
  "own",
  "entrusted_party",
  "principal",
] as const;
export type OrganisationRole = (typeof organisationRoles)[number];

export const dataItems = [
  "name",
  "address",
  "phone",
  "email",
  "birthday",
  "card_number",
  "card_expiry",
  "card_holder",
  "security_code",
  "login_id",
  "password",
  "purchase_history",
  "bank_account",
  "special_care",
  "other",
] as const;
export type DataItem = (typeof dataItems)[number];

export class NewIncident {
  @StringAsBilingual() @BothLanguages(200) title!: Bilingual;
  @OneOf(incidentKinds) kind!: IncidentKind;
  @LeftOut() @OneOf(severities) severity?: Severity;
  @LeftOut() @TimeZone() zone?: string;
  @LeftOut() @OneOf(organisationRoles) organisationRole?: OrganisationRole;
  @LeftOut() @SomeOf(dataItems) dataItems?: DataItem[];
  @LeftOut() @OneOrMoreOf(languages) languages?: Language[];
  @LeftOut() @FreeText(10_000) summary?: string;
}

export class IncidentChange {
  @LeftOut() @StringAsBilingual() @BothLanguages(200) title?: Bilingual;
  @LeftOut() @OneOf(incidentKinds) kind?: IncidentKind;
  @LeftOut() @OneOf(severities) severity?: Severity;
  @LeftOut() @TimeZone() zone?: string;
  @LeftOut() @OneOf(organisationRoles) organisationRole?: OrganisationRole;
  @LeftOut() @SomeOf(dataItems) dataItems?: DataItem[];
  @LeftOut() @OneOrMoreOf(languages) languages?: Language[];
  @LeftOut() @FreeText(10_000) summary?: string;
  /** The law applied is that of this day; null: the day of awareness. */
  @LeftOut() @OrNull() @CalendarDay() lawAsOf?: string | null;
  @LeftOut() @Flag() isOnLegalHold?: boolean;
}

export class IncidentStatusChange {
  @OneOf(incidentStatuses) status!: IncidentStatus;
  @Text(2000) reason!: string;
}

export interface Incident {
  id: string;
  version: number;
  /** Such as `INC-2016-001`. */
  code: string;
  title: Bilingual;
  kind: IncidentKind;
  status: IncidentStatus;
  severity: Severity;
  zone: string;
  languages: Language[];
  organisationRole: OrganisationRole;
  dataItems: DataItem[];
  isCardDataInvolved: boolean;
  summary: string;
  lawAsOf: string | null;
  isOnLegalHold: boolean;
  headNames: string[];
  createdAt: string;
  updatedAt: string;
}

/** The frame of an incident: what its header shows and what its reader may do. */
export interface IncidentFrame extends Incident {
  membership: Membership | null;
  permissions: Permission[];
  /** Milestones the legal clocks start from; empty for those who may not read them. */
  milestones: Milestone[];
  timelineCount: number;
  /** What has to be told an authority next; null for those who may not read it. */
  nextDue: NextAuthorityDue | null;
}
