import {
  OneOf,
  Flag,
  LeftOut,
  Line,
  MailAddress,
  Secret,
  Text,
  FreeText,
} from "./rules.js";
import { languages, type Language } from "./language.js";
import type { AccountKind, Membership, Permission } from "./permissions.js";

/** Shortest password accepted, in characters: it is the only factor until a second one arrives (NIST SP 800-63B-4). */
export const passwordMinLength = 15;

export class Login {
  @MailAddress() email!: string;
  /** No rules but a length: a wrong password is refused by not fitting, and nothing else. */
  @Secret() @FreeText(1000) password!: string;
}

/** A password set through a one-time link: first administrator, invitation, forgotten password. */
export class LinkUse {
  @Secret() @Line(200) token!: string;
  @Secret() @Text(1000) password!: string;
  @LeftOut() @Line(100) name?: string;
}

export class LinkLookup {
  @Secret() @Line(200) token!: string;
}

/** What a one-time link is for, as shown before a password is set. */
export interface LinkPurpose {
  purpose: "set-up" | "invitation" | "password";
  name: string;
  email: string;
  expiresAt: string;
}

export class PasswordChange {
  @Secret() @FreeText(1000) current!: string;
  @Secret() @Text(1000) next!: string;
}

export class Preferences {
  @LeftOut() @OneOf(languages) language?: Language;
  @LeftOut() @Flag() hasSingleKeys?: boolean;
  @LeftOut() @OneOf(["light", "dark", "system"]) theme?:
    "light" | "dark" | "system";
}

export interface SignedInUser {
  id: string;
  name: string;
  email: string;
  account: AccountKind;
  language: Language;
  hasSingleKeys: boolean;
  theme: "light" | "dark" | "system";
  /** The zone of the company: days outside any incident are meant in it. */
  zone: string;
  permissions: Permission[];
}

export interface LoginAnswer {
  accessToken: string;
  user: SignedInUser;
}

/** What a user may do in one incident. */
export interface IncidentAccess {
  membership: Membership | null;
  permissions: Permission[];
}

export interface OwnSession {
  id: string;
  startedAt: string;
  lastUsedAt: string;
  /** Family of the browser or client, never the whole header. */
  client: string;
  isCurrent: boolean;
}

/** The password of one's calendar program, without itself. */
export interface CalendarPassword {
  madeAt: string;
  lastUsedAt: string | null;
}

/** A calendar password as it is made: shown this once. */
export interface NewCalendarPassword {
  password: string;
  madeAt: string;
}
