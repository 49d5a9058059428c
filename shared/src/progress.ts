import type { ForensicMomentKind } from "./forensics.js";
import type { ForensicReportKind } from "./forensic-reports.js";
import type { ScopeCounts } from "./scope.js";

/** How far something is: so many of all, and how many of the rest are late. */
export interface Progress {
  doneCount: number;
  totalCount: number;
  overdueCount: number;
}

/** How far the work on an incident is, domain by domain; null where the reader may not read the domain. */
export interface IncidentProgress {
  /** What was given up does not count. */
  tasks: Progress | null;
  forensics: {
    /** The furthest moment of an engagement that stands; null while there is none. */
    reached: ForensicMomentKind | null;
    reportCount: number;
    /** Of the report received last. */
    newestReport: ForensicReportKind | null;
    /** Findings that no measure answers yet. */
    openFindingCount: number;
  } | null;
  authorities: {
    filedCount: number;
    /** What is owed or was asked, and still waits. */
    waitingCount: number;
    overdueCount: number;
  } | null;
  /** Requests that got an answer, whatever it says; that nobody answered is none. */
  partners: { answeredCount: number; askedCount: number } | null;
  /** Ways to pay at a site: stopped at present, and all that ever were. */
  paymentStops: { stoppedCount: number; totalCount: number } | null;
  /** Measures carried out; a temporary one is from the moment it holds. */
  remediation: (Progress & { verifiedCount: number }) | null;
  /** The run that is official, else the newest with figures; null fields while nothing was computed. */
  scope: {
    runNo: number | null;
    isFrozen: boolean;
    affected: ScopeCounts | null;
  } | null;
  /** Ours to answer: nobody has them yet, or somebody has and did not answer. */
  inquiries: {
    openCount: number;
    newCount: number;
    /** Of the open ones, charges that nobody knows of. */
    secondaryDamageCount: number;
  } | null;
  approvals: { waitingCount: number } | null;
}
