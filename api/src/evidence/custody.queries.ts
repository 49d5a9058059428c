import { sql, type Source } from "../platform/database/sql.js";

export interface HandOverRow {
  id: string;
  evidence_id: string;
  revision_no: number;
  handed_from: string;
  handed_to: string;
  purpose: string;
  handed_over_on: string;
  handed_over_at: Date | null;
  recorded_at: Date;
  recorded_by: string | null;
  recorded_by_name: string | null;
}

export interface VerificationRow {
  id: string;
  evidence_id: string;
  revision_no: number;
  sha256: string;
  size: string;
  is_match: boolean;
  verified_at: Date;
  verified_by: string | null;
  verified_by_name: string | null;
}

export function handOversOf(incidentId: string): Source {
  return {
    select: sql`h.id, h.evidence_id, h.revision_no, h.handed_from, h.handed_to, h.purpose, h.handed_over_on, h.handed_over_at, h.recorded_at,
      h.recorded_by, (select name from app_user where id = h.recorded_by) as recorded_by_name`,
    from: sql`evidence_custody h`,
    where: [sql`h.incident_id = $1`],
    parameters: [incidentId],
  };
}

/** Oldest first. */
export const handOverOrder = sql`order by h.handed_over_on, h.handed_over_at nulls last, h.recorded_at, h.id`;

export function verificationsOf(incidentId: string): Source {
  return {
    select: sql`v.id, v.evidence_id, v.revision_no, v.sha256, v.size::text as size, v.is_match, v.verified_at, v.verified_by,
      (select name from app_user where id = v.verified_by) as verified_by_name`,
    from: sql`evidence_verification v`,
    where: [sql`v.incident_id = $1`],
    parameters: [incidentId],
  };
}

/** Newest first. */
export const verificationOrder = sql`order by v.verified_at desc, v.id desc`;
