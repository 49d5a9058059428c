import { Injectable } from "@nestjs/common";
import {
  problems,
  type NewPlaybook,
  type Playbook,
  type PlaybookChange,
  type PlaybookTaskChange,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { PlaybookEntity } from "./playbook.entity.js";
import {
  playbookList,
  playbooks,
  toPlaybook,
  type PlaybookRow,
} from "./playbooks.queries.js";

/** What the company means to do in a kind of case. They belong to no incident. */
@Injectable()
export class PlaybooksService {
  constructor(private readonly database: Database) {}

  list(query: ListQuery, which: "all" | "active"): Promise<Page<PlaybookRow>> {
    return readPage<PlaybookRow>(
      this.database,
      playbookList,
      query,
      playbooks(which),
    );
  }

  async read(
    id: string,
    database: Queryable = this.database,
  ): Promise<Playbook> {
    const [row] = await database.query<PlaybookRow>(
      rowsOf(playbooks("all"), [sql`p.id = $1`]),
      [id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toPlaybook(row);
  }

  add(actor: Actor, playbook: NewPlaybook): Promise<Playbook> {
    return this.database.transaction(actor, null, async (tx) => {
      const id = uuidv7();
      await tx.manager.insert(PlaybookEntity, {
        id,
        version: 1,
        name: playbook.name,
        whenToUse: playbook.whenToUse ?? "",
        state: "active",
        createdAt: tx.now,
        createdBy: actor.id,
      });
      await this.writeTasks(tx, id, new Set(), playbook.tasks);
      return this.read(id, within(tx));
    });
  }

  change(
    actor: Actor,
    id: string,
    base: number,
    { tasks, ...change }: PlaybookChange,
  ): Promise<Playbook> {
    return this.database.transaction(actor, null, async (tx) => {
      await changeVersioned(tx, PlaybookEntity, { id }, base, change, () =>
        this.read(id, within(tx)),
      );
      if (tasks) {
        const before = await this.read(id, within(tx));
        const known = new Set(before.tasks.map((task) => task.id));
        await this.writeTasks(tx, id, known, tasks);
      }
      return this.read(id, within(tx));
    });
  }

  /** Writes the tasks in their order: those that are known keep their id, those that are left out go. */
  private async writeTasks(
    tx: Tx,
    playbookId: string,
    known: ReadonlySet<string>,
    tasks: PlaybookTaskChange[],
  ): Promise<void> {
    const ids = tasks.map(({ id }) => id?.toLowerCase() ?? null);
    for (const [at, id] of ids.entries()) {
      if (id === null) continue;
      const key = known.has(id)
        ? ids.indexOf(id) < at && "isNamedTwice"
        : "unknownReference";
      if (key) throw fieldProblem(problems.invalid, `tasks.${at}.id`, key);
    }
    await run(
      tx,
      "delete from playbook_task where playbook_id = $1 and id <> all($2::uuid[])",
      [playbookId, ids.filter((id) => id !== null)],
    );
    for (const [at, { title, detail, role, due }] of tasks.entries())
      await run(
        tx,
        `insert into playbook_task (id, playbook_id, place, title, detail, role, due_milestone, due_count, due_unit)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set place = excluded.place, title = excluded.title, detail = excluded.detail, role = excluded.role,
           due_milestone = excluded.due_milestone, due_count = excluded.due_count, due_unit = excluded.due_unit
         where (playbook_task.place, playbook_task.title, playbook_task.detail, playbook_task.role, playbook_task.due_milestone,
             playbook_task.due_count, playbook_task.due_unit)
           is distinct from (excluded.place, excluded.title, excluded.detail, excluded.role, excluded.due_milestone, excluded.due_count, excluded.due_unit)`,
        [
          ids[at] ?? uuidv7(),
          playbookId,
          at,
          title,
          detail ?? "",
          role ?? null,
          due?.from ?? null,
          due?.count ?? null,
          due?.unit ?? null,
        ],
      );
  }
}
