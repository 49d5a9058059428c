import { CalendarDay, Flag, Id, LeftOut, OneOf, OrNull } from "./rules.js";
import { memberRoles, type MemberRole } from "./permissions.js";

export interface Member {
  id: string;
  version: number;
  incidentId: string;
  userId: string;
  name: string;
  email: string;
  employer: string | null;
  role: MemberRole;
  isHead: boolean;
  isCounsel: boolean;
  /** Last day of the membership in the incident's zone; null: no end. */
  expiresOn: string | null;
  isActive: boolean;
  createdAt: string;
}

export class NewMember {
  @Id() userId!: string;
  @OneOf(memberRoles) role!: MemberRole;
  @LeftOut() @Flag() isHead?: boolean;
  @LeftOut() @Flag() isCounsel?: boolean;
  @LeftOut() @OrNull() @CalendarDay() expiresOn?: string | null;
}

export class MemberChange {
  @LeftOut() @OneOf(memberRoles) role?: MemberRole;
  @LeftOut() @Flag() isHead?: boolean;
  @LeftOut() @Flag() isCounsel?: boolean;
  @LeftOut() @OrNull() @CalendarDay() expiresOn?: string | null;
}

/** Somebody who could become a member. */
export interface MemberCandidate {
  id: string;
  name: string;
  email: string;
  employer: string | null;
}
