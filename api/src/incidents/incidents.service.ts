import { Injectable } from "@nestjs/common";
import {
  incidentTransitions,
  problems,
  type Incident,
  type IncidentChange,
  type IncidentStatusChange,
  type NewIncident,
} from "@keii/shared";
import { Clock, dayOf } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql, type Source } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { OrganisationService } from "../organisation/organisation.service.js";
import { IncidentEntity } from "./incident.entity.js";
import {
  incidentColumns,
  incidentList,
  toIncident,
  visibleIncidents,
  type IncidentRow,
  type ListedIncidentRow,
} from "./incidents.queries.js";

/** The case itself: opening it, what is known of it, and its status. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly database: Database,
    private readonly organisation: OrganisationService,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ListQuery): Promise<Page<ListedIncidentRow>> {
    return readPage<ListedIncidentRow>(
      this.database,
      incidentList,
      query,
      this.visibleTo(actor),
    );
  }

  /** Those of the incidents that the actor may see, by code and title. */
  async named(
    actor: Actor,
    ids: readonly string[],
  ): Promise<Pick<Incident, "id" | "code" | "title">[]> {
    const source = this.visibleTo(actor);
    const rows = await this.database.query<IncidentRow>(
      rowsOf(
        source,
        [sql`i.id = any($${source.parameters.length + 1}::uuid[])`],
        sql`order by i.code`,
      ),
      [...source.parameters, ids],
    );
    return rows.map(({ id, code, title }) => ({ id, code, title }));
  }

  /** The incidents somebody may know of. */
  visibleTo(actor: Actor): Source {
    return visibleIncidents(actor, this.clock.now());
  }

  async read(
    id: string,
    database: Queryable = this.database,
  ): Promise<Incident> {
    const [row] = await database.query<IncidentRow>(
      `select ${incidentColumns} from incident i where i.id = $1`,
      [id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toIncident(row);
  }

  /** Opens a case under the next code of its year. Membership is the caller's to add, in the same unit of work. */
  async open(tx: Tx, incident: NewIncident): Promise<string> {
    const zone = incident.zone ?? (await this.organisation.read(tx)).zone;
    const year = Number(dayOf(tx.now, zone).slice(0, 4));
    const {
      rows: [counter],
    } = await run<{ value: number }>(
      tx,
      `insert into incident_code_counter (year, value) values ($1, 1)
       on conflict (year) do update set value = incident_code_counter.value + 1 returning value`,
      [year],
    );
    const id = uuidv7();
    await tx.manager.insert(IncidentEntity, {
      id,
      version: 1,
      code: `INC-${year}-${String(counter!.value).padStart(3, "0")}`,
      title: incident.title,
      kind: incident.kind,
      status: "intake",
      severity: incident.severity ?? "high",
      zone,
      languages: incident.languages ?? ["ja", "en"],
      organisationRole: incident.organisationRole ?? "own",
      dataItems: incident.dataItems ?? [],
      summary: incident.summary ?? "",
      lawAsOf: null,
      isOnLegalHold: false,
      createdAt: tx.now,
      createdBy: tx.actor.id,
      updatedAt: tx.now,
    });
    return id;
  }

  async change(
    actor: Actor,
    id: string,
    base: number,
    change: IncidentChange,
  ): Promise<Incident> {
    return this.database.transaction(actor, id, async (tx) => {
      await changeVersioned(
        tx,
        IncidentEntity,
        { id },
        base,
        { ...change, updatedAt: tx.now },
        () => this.read(id, within(tx)),
      );
      return this.read(id, within(tx));
    });
  }

  /** Only along the table of transitions; the reason goes with it into the log. */
  async changeStatus(
    actor: Actor,
    id: string,
    base: number,
    change: IncidentStatusChange,
  ): Promise<Incident> {
    return this.database.transaction(actor, id, async (tx) => {
      const present = await this.read(id, within(tx));
      if (
        present.version === base &&
        !incidentTransitions[present.status].includes(change.status)
      )
        throw fieldProblem(problems.broken, "status", "isTransition");
      await giveReason(tx, change.reason);
      await changeVersioned(
        tx,
        IncidentEntity,
        { id },
        base,
        { status: change.status, updatedAt: tx.now },
        () => this.read(id, within(tx)),
      );
      return this.read(id, within(tx));
    });
  }
}
