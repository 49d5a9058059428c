import {
  CalendarDay,
  Flag,
  FreeText,
  LeftOut,
  Line,
  MailAddress,
  NestedList,
  OneOf,
  OrNull,
} from "./rules.js";
import { languages, type Language } from "./language.js";
import type { AccountKind } from "./permissions.js";

/** What an administrator gives an account; everybody else is staff, or external where an employer is named. */
export const accountRights = ["administrator", "auditor", "none"] as const;
export type AccountRight = (typeof accountRights)[number];

export const userStates = ["invited", "active", "disabled", "expired"] as const;
export type UserState = (typeof userStates)[number];

export interface User {
  id: string;
  version: number;
  name: string;
  email: string;
  right: AccountRight;
  account: AccountKind;
  employer: string | null;
  /** Last day on which the account may be used, in the organisation's zone; null: no end. */
  expiresOn: string | null;
  language: Language;
  state: UserState;
  lastSeenAt: string | null;
  createdAt: string;
}

export class NewUser {
  @Line(100) name!: string;
  @MailAddress() email!: string;
  @LeftOut() @OneOf(accountRights) right?: AccountRight;
  @LeftOut() @OrNull() @Line(200) employer?: string | null;
  @LeftOut() @OrNull() @CalendarDay() expiresOn?: string | null;
  @LeftOut() @OneOf(languages) language?: Language;
}

export class UserChange {
  @LeftOut() @Line(100) name?: string;
  @LeftOut() @MailAddress() email?: string;
  @LeftOut() @OneOf(accountRights) right?: AccountRight;
  @LeftOut() @OrNull() @Line(200) employer?: string | null;
  @LeftOut() @OrNull() @CalendarDay() expiresOn?: string | null;
  @LeftOut() @OneOf(languages) language?: Language;
  @LeftOut() @Flag() isDisabled?: boolean;
}

/** A one-time link, shown once to the administrator while no mail is configured. */
export interface OneTimeLink {
  url: string;
  expiresAt: string;
}

export interface InvitedUser extends User {
  link: OneTimeLink | null;
}

/** Rows of a CSV: name, email, employer, expires on, right, language; the header in Japanese or English. */
export class UserFile {
  @FreeText(1_000_000) csv!: string;
}

export interface UserFileRow {
  line: number;
  /** What the line says; of a rejected line what could be read of it, for a person to correct. */
  user: NewUser | null;
  state: "new" | "known" | "rejected";
  errors: Record<string, string>;
}

export interface UserFilePreview {
  rows: UserFileRow[];
  newCount: number;
  knownCount: number;
  rejectedCount: number;
  /** Lines beyond what one step can invite: they were not looked at. */
  unreadCount: number;
}

export class UserInvitations {
  @NestedList(() => NewUser, 500) users!: NewUser[];
}

export class EmployerChange {
  @Line(200) employer!: string;
}

export interface EmployerDisabled {
  employer: string;
  disabledCount: number;
}
