import { Injectable } from "@nestjs/common";
import { problems, type Draft } from "@keii/shared";
import { Clock } from "../platform/clock/clock.js";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { isStorable } from "../platform/http/body.js";
import { fieldProblem } from "../platform/http/problem.js";

/** Unfinished forms, one per user and form, read by nobody else. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Null where there is none: every form asks when it opens, and mostly nothing was left behind. */
  async read(actor: Actor, form: string): Promise<Draft | null> {
    const [row] = await this.database.query<{
      content: string;
      saved_at: Date;
    }>("select content, saved_at from draft where user_id = $1 and form = $2", [
      actor.id,
      checkedForm(form),
    ]);
    if (!row) return null;
    return { form, content: row.content, savedAt: row.saved_at.toISOString() };
  }

  async keep(actor: Actor, form: string, content: string): Promise<Draft> {
    const savedAt = this.clock.now();
    await this.database.query(
      `insert into draft (user_id, form, content, saved_at) values ($1, $2, $3, $4)
       on conflict (user_id, form) do update set content = excluded.content, saved_at = excluded.saved_at`,
      [actor.id, checkedForm(form), content, savedAt],
    );
    return { form, content, savedAt: savedAt.toISOString() };
  }

  async discard(actor: Actor, form: string): Promise<void> {
    await this.database.query(
      "delete from draft where user_id = $1 and form = $2",
      [actor.id, checkedForm(form)],
    );
  }
}

function checkedForm(form: string): string {
  if (
    form.length < 1 ||
    form.length > 200 ||
    !isStorable(form) ||
    /[\r\n]/.test(form)
  )
    throw fieldProblem(problems.invalid, "form", "unknownValue");
  return form;
}
