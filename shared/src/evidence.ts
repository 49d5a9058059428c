import {
  FileSize,
  FreeText,
  Id,
  LeftOut,
  Line,
  Flag,
  Nested,
  OneOf,
  OrNull,
  Sha256,
  Text,
} from "./rules.js";
import type { Bilingual } from "./language.js";
import { LearnedInput, type Learned } from "./occurred.js";
import type { ProblemKind } from "./problem.js";
import { visibilities, type Visibility } from "./timeline.js";

/** What a file is to the case. */
export const evidenceCategories = [
  "report",
  "correspondence",
  "log",
  "preserved_image",
  "photo",
  "document",
  "other",
] as const;
export type EvidenceCategory = (typeof evidenceCategories)[number];

/** Whether the content is at hand: kept here, registered by its hash only, found damaged, or purged. */
export const evidenceStates = [
  "kept",
  "registered",
  "damaged",
  "purged",
] as const;
export type EvidenceState = (typeof evidenceStates)[number];

export const evidenceProblems = {
  damaged: {
    code: "content-damaged",
    status: 502,
    title: {
      ja: "保管しているファイルが壊れているため、渡せません",
      en: "The stored file is damaged and is not handed out",
    },
  },
  gone: {
    code: "content-gone",
    status: 409,
    title: {
      ja: "このファイルの中身はここに保管されていません",
      en: "The content of this file is not kept here",
    },
  },
  purgedBefore: {
    code: "content-purged",
    status: 409,
    title: {
      ja: "同じ中身のファイルは、この事案で完全に削除されています",
      en: "A file with this content was purged from this incident",
    },
  },
} as const satisfies Record<string, ProblemKind>;

/** Content that has arrived and belongs to no file yet; forgotten after a day. */
export interface EvidenceUpload {
  id: string;
  sha256: string;
  size: number;
  expiresAt: string;
}

/** One numbered content of a file. */
export interface EvidenceRevision {
  no: number;
  state: EvidenceState;
  sha256: string;
  size: number;
  /** As whoever sent it said; never believed. */
  mediaType: string;
  originalName: string;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
  purge: {
    at: string;
    by: { id: string; name: string } | null;
    reason: string;
  } | null;
}

/** A file of the case. Its content is found under its hash, never under its name. */
export interface Evidence {
  id: string;
  version: number;
  incidentId: string;
  /** Number within the incident. */
  no: number;
  /** Null when withheld. */
  name: string | null;
  note: string;
  category: EvidenceCategory;
  visibility: Visibility;
  counselBasis: string | null;
  isWithheld: boolean;
  received: Learned | null;
  receivedFrom: { id: string; name: Bilingual } | null;
  /** The newest revision. Null when withheld. */
  current: EvidenceRevision | null;
  /** The line of the timeline that tells of it. */
  timelineEventId: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

/** Content named by its hash; with `uploadId` it has arrived here, without it is only registered. */
export class NewEvidenceRevision {
  @LeftOut() @OrNull() @Id() uploadId?: string | null;
  @Sha256() sha256!: string;
  @FileSize() size!: number;
  @LeftOut() @FreeText(200) mediaType?: string;
  @LeftOut() @Line(255) originalName?: string;
}

export class NewEvidence extends NewEvidenceRevision {
  @Line(200) name!: string;
  @LeftOut() @FreeText(5000) note?: string;
  @LeftOut() @OneOf(evidenceCategories) category?: EvidenceCategory;
  @LeftOut() @OneOf(visibilities) visibility?: Visibility;
  /** Kept only while the file is for counsel only. */
  @LeftOut() @OrNull() @Text(500) counselBasis?: string | null;
  @LeftOut()
  @OrNull()
  @Nested(() => LearnedInput)
  received?: LearnedInput | null;
  @LeftOut() @OrNull() @Id() receivedFromId?: string | null;
  /** Writes the line of the timeline that tells of the receipt; needs `received`. */
  @LeftOut() @Flag() isTold?: boolean;
  /** A line that is there already and tells of the receipt. */
  @LeftOut() @OrNull() @Id() timelineEventId?: string | null;
  /** A line the file is an attachment of. */
  @LeftOut() @OrNull() @Id() attachedLineId?: string | null;
}

export class EvidenceChange {
  @LeftOut() @Line(200) name?: string;
  @LeftOut() @FreeText(5000) note?: string;
  @LeftOut() @OneOf(evidenceCategories) category?: EvidenceCategory;
  @LeftOut() @OneOf(visibilities) visibility?: Visibility;
  @LeftOut() @OrNull() @Text(500) counselBasis?: string | null;
  @LeftOut()
  @OrNull()
  @Nested(() => LearnedInput)
  received?: LearnedInput | null;
  @LeftOut() @OrNull() @Id() receivedFromId?: string | null;
}

/** One hand-over: from whose hands into whose, what for, when. */
export interface CustodyHandOver {
  id: string;
  revisionNo: number;
  handedFrom: string;
  handedTo: string;
  purpose: string;
  handedOver: Learned;
  recordedAt: string;
  recordedBy: { id: string; name: string } | null;
}

export class NewCustodyHandOver {
  @Line(200) handedFrom!: string;
  @Line(200) handedTo!: string;
  @Text(1000) purpose!: string;
  @Nested(() => LearnedInput) handedOver!: LearnedInput;
}

/** A file held against the hash it is registered under. */
export interface EvidenceVerification {
  id: string;
  revisionNo: number;
  sha256: string;
  size: number;
  isMatch: boolean;
  verifiedAt: string;
  verifiedBy: { id: string; name: string } | null;
}

export class NewEvidenceVerification {
  @Sha256() sha256!: string;
  @FileSize() size!: number;
}

/** Somebody took the content along. */
export interface EvidenceAccess {
  id: string;
  revisionNo: number;
  openedAt: string;
  openedBy: { id: string; name: string } | null;
}

export class EvidencePurge {
  @Text(2000) reason!: string;
}

/** The line of the timeline a file is attached to, or taken off. */
export class EvidenceAttachment {
  @Id() timelineEventId!: string;
}

/** The records beside lines of the timeline that files are attached to. */
export const attachmentKinds = {
  authorityReport: "authorities",
  forensicReport: "forensic_reports",
  remediationWork: "remediation_work",
  partnerAnswer: "partner_answers",
} as const;

/** A file as the record it is attached to shows it. */
export interface AttachedFile {
  id: string;
  evidenceId: string;
  subjectKind: string;
  subjectId: string;
  no: number;
  name: string | null;
  originalName: string | null;
  size: number | null;
  state: EvidenceState | null;
  /** The revision that went out with the record and stands; null where the newest one is meant. */
  revisionNo: number | null;
  isWithheld: boolean;
}
