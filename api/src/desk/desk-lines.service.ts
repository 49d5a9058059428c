import { Injectable } from "@nestjs/common";
import {
  problems,
  type DeskLine,
  type DeskLineChange,
  type NewDeskLine,
} from "@keii/shared";
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
import { DeskLineEntity } from "./desk-line.entity.js";
import {
  lineList,
  linesOf,
  toDeskLine,
  type DeskLineRow,
} from "./desk-lines.queries.js";

onConstraint("desk_line_value_key", () =>
  fieldProblem(problems.alreadyExists, "value", "lineExists"),
);

/** Where the desk is reached. A line that is given up is hidden, not deleted: calls that came in on it stay explained. */
@Injectable()
export class DeskLinesService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<DeskLineRow>> {
    return readPage<DeskLineRow>(
      this.database,
      lineList,
      query,
      linesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<DeskLine> {
    const [row] = await database.query<DeskLineRow>(
      rowsOf(linesOf(incidentId), [sql`l.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toDeskLine(row);
  }

  /** The lines the public is told of, in their order. */
  async shown(
    incidentId: string,
  ): Promise<Pick<DeskLine, "kind" | "value" | "label">[]> {
    const rows = await this.database.query<DeskLineRow>(
      rowsOf(
        linesOf(incidentId),
        [sql`l.is_shown`],
        sql`order by l.place, l.id`,
      ),
      [incidentId],
    );
    return rows.map(({ kind, value, label }) => ({ kind, value, label }));
  }

  add(actor: Actor, incidentId: string, line: NewDeskLine): Promise<DeskLine> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const id = uuidv7();
      await tx.manager.insert(DeskLineEntity, {
        id,
        version: 1,
        incidentId,
        value: line.value,
        label: line.label,
        place: line.place ?? 0,
        isShown: line.isShown ?? true,
        createdAt: tx.now,
        createdBy: actor.id,
      });
      return this.read(incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: DeskLineChange,
  ): Promise<DeskLine> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const present = () => this.read(incidentId, id, within(tx));
      await changeVersioned(
        tx,
        DeskLineEntity,
        { id, incidentId },
        base,
        { ...change },
        present,
      );
      return present();
    });
  }
}
