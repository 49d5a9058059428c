import { Injectable } from "@nestjs/common";
import type {
  CustodyHandOver,
  EvidenceAccess,
  EvidenceVerification,
  NewCustodyHandOver,
  NewEvidenceVerification,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { readLearned } from "../timeline/occurrence.js";
import {
  handOversOf,
  handOverOrder,
  verificationOrder,
  verificationsOf,
  type HandOverRow,
  type VerificationRow,
} from "./custody.queries.js";
import { person } from "./evidence.queries.js";
import { EvidenceService } from "./evidence.service.js";

interface AccessRow {
  id: string;
  revision_no: number;
  opened_at: Date;
  opened_by: string | null;
  opened_by_name: string;
}

/** In whose hands a file was, who opened it, and whether what is elsewhere is still the same. */
@Injectable()
export class CustodyService {
  constructor(
    private readonly database: Database,
    private readonly evidence: EvidenceService,
  ) {}

  /** Oldest first. */
  async handOvers(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<CustodyHandOver[]> {
    await this.evidence.openRow(actor, incidentId, id, database);
    const rows = await database.query<HandOverRow>(
      rowsOf(handOversOf(incidentId), [sql`h.evidence_id = $2`], handOverOrder),
      [incidentId, id],
    );
    return rows.map((row) => ({
      id: row.id,
      revisionNo: row.revision_no,
      handedFrom: row.handed_from,
      handedTo: row.handed_to,
      purpose: row.purpose,
      handedOver: {
        on: row.handed_over_on,
        at: row.handed_over_at?.toISOString() ?? null,
      },
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: person(row.recorded_by, row.recorded_by_name),
    }));
  }

  /** Says that the file, as it is now, went from one hand into another. */
  handOver(
    actor: Actor,
    incidentId: string,
    id: string,
    given: NewCustodyHandOver,
  ): Promise<CustodyHandOver> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const file = await this.evidence.openRow(
        actor,
        incidentId,
        id,
        within(tx),
      );
      const { zone } = actor.incident!;
      const moment = readLearned(given.handedOver, zone, "handedOver")!;
      const handOverId = uuidv7();
      await run(
        tx,
        `insert into evidence_custody (id, incident_id, evidence_id, revision_no, handed_from, handed_to, purpose, zone,
           handed_over_on, handed_over_at, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          handOverId,
          incidentId,
          id,
          file.no,
          given.handedFrom,
          given.handedTo,
          given.purpose,
          zone,
          moment.on,
          moment.at,
          tx.now,
          actor.id,
        ],
      );
      const all = await this.handOvers(actor, incidentId, id, within(tx));
      return all.find((one) => one.id === handOverId)!;
    });
  }

  /** Newest first. */
  async verifications(
    actor: Actor,
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<EvidenceVerification[]> {
    await this.evidence.openRow(actor, incidentId, id, database);
    const rows = await database.query<VerificationRow>(
      rowsOf(
        verificationsOf(incidentId),
        [sql`v.evidence_id = $2`],
        verificationOrder,
      ),
      [incidentId, id],
    );
    return rows.map((row) => ({
      id: row.id,
      revisionNo: row.revision_no,
      sha256: row.sha256,
      size: Number(row.size),
      isMatch: row.is_match,
      verifiedAt: row.verified_at.toISOString(),
      verifiedBy: person(row.verified_by, row.verified_by_name),
    }));
  }

  /** Writes down whether what somebody has at hand is what the newest revision says. */
  verify(
    actor: Actor,
    incidentId: string,
    id: string,
    { sha256, size }: NewEvidenceVerification,
  ): Promise<EvidenceVerification> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const file = await this.evidence.openRow(
        actor,
        incidentId,
        id,
        within(tx),
      );
      const isMatch = file.sha256 === sha256 && Number(file.size) === size;
      const verificationId = uuidv7();
      await run(
        tx,
        `insert into evidence_verification (id, incident_id, evidence_id, revision_no, sha256, size, is_match, verified_at, verified_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          verificationId,
          incidentId,
          id,
          file.no,
          sha256,
          size,
          isMatch,
          tx.now,
          actor.id,
        ],
      );
      const all = await this.verifications(actor, incidentId, id, within(tx));
      return all.find((one) => one.id === verificationId)!;
    });
  }

  /** Who opened the file, newest first, as the log has it. */
  async accesses(
    actor: Actor,
    incidentId: string,
    id: string,
  ): Promise<EvidenceAccess[]> {
    await this.evidence.openRow(actor, incidentId, id);
    const rows = await this.database.query<AccessRow>(
      `select id::text, (after ->> 'revision')::integer as revision_no, at as opened_at, actor_id as opened_by, actor_name as opened_by_name
       from audit_entry where table_name = 'evidence' and row_id = $2 and act = 'open' and incident_id = $1 order by audit_entry.id desc limit 1000`,
      [incidentId, id],
    );
    return rows.map((row) => ({
      id: row.id,
      revisionNo: row.revision_no,
      openedAt: row.opened_at.toISOString(),
      openedBy: person(row.opened_by, row.opened_by_name),
    }));
  }
}
