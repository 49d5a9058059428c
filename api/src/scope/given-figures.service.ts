import { Injectable } from "@nestjs/common";
import { problems, type GivenFigure, type NewGivenFigure } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  within,
  type Queryable,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { GivenFigureEntity } from "./given-figure.entity.js";
import {
  givenFigureList,
  givenFiguresOf,
  toGivenFigure,
  type GivenFigureRow,
} from "./given-figures.queries.js";

onConstraint("given_figure_giver_fk", () =>
  fieldProblem(problems.invalid, "giverId", "unknownReference"),
);
onConstraint("given_figure_exposure_fk", () =>
  fieldProblem(problems.invalid, "exposureNo", "unknownReference"),
);

/** Figures that others gave, each with its unit and its source. */
@Injectable()
export class GivenFiguresService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<GivenFigureRow>> {
    return readPage<GivenFigureRow>(
      this.database,
      givenFigureList,
      query,
      givenFiguresOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<GivenFigure> {
    const [row] = await database.query<GivenFigureRow>(
      rowsOf(givenFiguresOf(incidentId), [sql`f.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toGivenFigure(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    figure: NewGivenFigure,
  ): Promise<GivenFigure> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = uuidv7();
      await tx.manager.insert(GivenFigureEntity, {
        id,
        version: 1,
        incidentId,
        unit: figure.unit,
        exposureNo: figure.exposureNo ?? null,
        count: figure.count,
        giverId: figure.giverId,
        receivedOn: figure.receivedOn,
        source: figure.source ?? "",
        withdrawalReason: null,
        createdAt: tx.now,
        createdBy: tx.actor.id,
      });
      return this.read(incidentId, id, within(tx));
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<GivenFigure> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base && before.withdrawalReason !== null)
        throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
      await changeVersioned(
        tx,
        GivenFigureEntity,
        { id, incidentId },
        base,
        { withdrawalReason: reason },
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }
}
