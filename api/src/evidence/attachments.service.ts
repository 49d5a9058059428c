import { Injectable } from "@nestjs/common";
import { problems, type AttachedFile } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { fieldProblem } from "../platform/http/problem.js";
import {
  isCounselReader,
  linkList,
  linksOf,
  toAttachedFile,
  type LinkRow,
} from "./evidence.queries.js";

/** A record that files are attached to, such as a line of the timeline. */
export interface Subject {
  kind: string;
  id: string;
}

/** Which files belong to which records. */
@Injectable()
export class AttachmentsService {
  constructor(private readonly database: Database) {}

  list(
    actor: Actor,
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<LinkRow>> {
    return readPage<LinkRow>(
      this.database,
      linkList,
      query,
      linksOf(incidentId, actor),
    );
  }

  /** Attaches files of the same incident; what is attached already stays so. Throws at `field` for any other id. */
  async attach(
    tx: Tx,
    { kind, id }: Subject,
    evidenceIds: readonly string[],
    field = "evidenceIds",
  ): Promise<void> {
    const { rows } = await run<{ id: string }>(
      tx,
      "select id from evidence where incident_id = $1 and id = any($2) and (visibility <> 'counsel' or $3)",
      [tx.incidentId, evidenceIds, isCounselReader(tx.actor)],
    );
    const found = new Set(rows.map((row) => row.id));
    if (!evidenceIds.every((one) => found.has(one.toLowerCase())))
      throw fieldProblem(problems.invalid, field, "unknownReference");
    for (const evidenceId of found)
      await run(
        tx,
        `insert into evidence_link (id, incident_id, evidence_id, subject_kind, subject_id, attached_at, attached_by)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (incident_id, subject_kind, subject_id, evidence_id) where detached_at is null do nothing`,
        [uuidv7(), tx.incidentId, evidenceId, kind, id, tx.now, tx.actor.id],
      );
  }

  /** Takes files off; that they were attached stays to be read in the log. */
  async detach(
    tx: Tx,
    { kind, id }: Subject,
    evidenceIds: readonly string[],
  ): Promise<void> {
    await run(
      tx,
      `update evidence_link set detached_at = $5, detached_by = $6
       where incident_id = $1 and subject_kind = $2 and subject_id = $3 and evidence_id = any($4) and detached_at is null`,
      [tx.incidentId, kind, id, evidenceIds, tx.now, tx.actor.id],
    );
  }

  async reattach(
    tx: Tx,
    subject: Subject,
    evidenceIds: readonly string[],
    field?: string,
  ): Promise<void> {
    const { rows } = await run<{ evidence_id: string }>(
      tx,
      `select evidence_id from evidence_link l join evidence e on e.id = l.evidence_id
       where l.incident_id = $1 and subject_kind = $2 and subject_id = $3 and detached_at is null and (e.visibility <> 'counsel' or $4)`,
      [tx.incidentId, subject.kind, subject.id, isCounselReader(tx.actor)],
    );
    const wanted = new Set(evidenceIds.map((one) => one.toLowerCase()));
    const others = rows
      .map((row) => row.evidence_id)
      .filter((one) => !wanted.has(one));
    await this.detach(tx, subject, others);
    await this.attach(tx, subject, evidenceIds, field);
  }

  /** Lets each file stand in its present revision: whatever is put into the file later did not go with the record. */
  async freeze(tx: Tx, { kind, id }: Subject): Promise<void> {
    await run(
      tx,
      `update evidence_link l set revision_no = e.revision_no from evidence e
       where e.id = l.evidence_id and l.incident_id = $1 and l.subject_kind = $2 and l.subject_id = $3 and l.detached_at is null`,
      [tx.incidentId, kind, id],
    );
  }

  async attachedTo(
    actor: Actor,
    incidentId: string,
    kind: string,
    ids: readonly string[],
    database: Queryable = this.database,
  ): Promise<Map<string, AttachedFile[]>> {
    const source = linksOf(incidentId, actor);
    const rows = await database.query<LinkRow>(
      rowsOf(
        source,
        [sql`l.subject_kind = $3`, sql`l.subject_id = any($4)`],
        sql`order by l.attached_at, l.id`,
      ),
      [...source.parameters, kind, ids],
    );
    const files = new Map<string, AttachedFile[]>();
    for (const row of rows)
      files.set(row.subject_id, [
        ...(files.get(row.subject_id) ?? []),
        toAttachedFile(row),
      ]);
    return files;
  }
}
