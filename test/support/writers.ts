import { randomUUID } from "node:crypto";
import { Wire, type Reply } from "./wire.js";

/** A line somebody wants in the timeline, and what became of the wish. */
export interface Wish {
  text: string;
  key: string;
  /** The id that was answered; null as long as no answer said that it is done. */
  id: string | null;
}

export interface Tally {
  wishes: Wish[];
  /** Answers by status, and what was no answer. */
  answers: Record<string, number>;
  /** Answers that should not be: a fault, a 503 that does not say when to come back, no problem document. */
  wrong: string[];
  slowestMilliseconds: number;
}

/** Several people who write lines as fast as they are answered, each line with a key of its own. */
export class Writers {
  readonly tally: Tally = {
    wishes: [],
    answers: {},
    wrong: [],
    slowestMilliseconds: 0,
  };
  private isOver = false;
  private readonly wires = new Map<string, Wire>();
  private running: Promise<void>[] = [];

  constructor(
    private readonly where: () => {
      url: string;
      token: string;
      incidentId: string;
    },
    private readonly options: {
      /** Texts begin with it, so that they are found again. */
      name: string;
      onDone?: (count: number) => void;
    },
  ) {}

  get doneCount(): number {
    return this.tally.wishes.filter((w) => w.id !== null).length;
  }

  start(people: number, most = Infinity): void {
    this.running = Array.from({ length: people }, (_, at) =>
      this.write(at, most),
    );
  }

  /** No new line; what is under way is awaited. */
  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.running);
    for (const wire of this.wires.values()) wire.close();
    this.wires.clear();
  }

  /** Waits until everybody has had an answer for every line that was wished for. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  /** Asks once more for what nobody has said to be done, with the same keys, until all of it is. */
  async retryOpen(limitMilliseconds = 60_000): Promise<void> {
    const open = this.tally.wishes.filter(({ id }) => id === null);
    const begun = Date.now();
    const retry = async () => {
      for (let wish = open.pop(); wish; wish = open.pop())
        while (wish.id === null) {
          if (Date.now() - begun > limitMilliseconds + open.length * 50)
            throw new Error(
              `not written in time: ${JSON.stringify(this.tally.answers)}`,
            );
          await this.ask(wish);
        }
    };
    await Promise.all(Array.from({ length: 8 }, retry));
  }

  private async write(person: number, most: number): Promise<void> {
    while (!this.isOver && this.tally.wishes.length < most) {
      const no = this.tally.wishes.length;
      const wish: Wish = {
        text: `${this.options.name} ${no} ${person}`,
        key: randomUUID(),
        id: null,
      };
      this.tally.wishes.push(wish);
      await this.ask(wish);
      if (wish.id === null) await new Promise((done) => setTimeout(done, 200));
    }
  }

  private async ask(wish: Wish): Promise<void> {
    const begun = performance.now();
    try {
      const { url, token, incidentId } = this.where();
      const wire = this.wires.get(url) ?? new Wire(url, 16, 30_000);
      this.wires.set(url, wire);
      const reply = await wire.send(
        "POST",
        `/api/incidents/${incidentId}/timeline`,
        {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": wish.key,
        },
        JSON.stringify({ occurred: { on: "2016-08-18" }, text: wish.text }),
      );
      this.count(String(reply.status));
      if (reply.status === 201) {
        const { id } = JSON.parse(reply.text) as { id: string };
        wish.id = id;
        this.options.onDone?.(this.doneCount);
      } else this.judge(reply);
    } catch (error) {
      // The program is gone or going: no answer is no promise.
      this.count(String((error as { code?: string }).code ?? error));
    }
    this.tally.slowestMilliseconds = Math.max(
      this.tally.slowestMilliseconds,
      Math.round(performance.now() - begun),
    );
  }

  private count(what: string): void {
    this.tally.answers[what] = (this.tally.answers[what] ?? 0) + 1;
  }

  private judge({ status, headers, text }: Reply): void {
    const isProblem = String(headers["content-type"]).startsWith(
      "application/problem+json",
    );
    const saysWhen = /^\d+$/.test(String(headers["retry-after"]));
    if (isProblem && (status === 507 || (status === 503 && saysWhen))) return;
    this.tally.wrong.push(`${status} ${text.slice(0, 300)}`);
  }
}

/** What stands in the database of the lines that were wished for. */
export interface Reckoning {
  /** Answered as done, and not there. */
  lost: number;
  /** There more than once. */
  dup: number;
  /** There by half: an event without revision, a revision without entry in the log … */
  wrong: number;
}

/** Holds the wishes against the database. */
export async function reckon(
  sql: <R extends Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ) => Promise<R[]>,
  wishes: Wish[],
  name: string,
): Promise<Reckoning> {
  const rows = await sql<{ id: string; text: string; is_whole: boolean }>(
    `select r.event_id as id, r.text,
       exists (select from timeline_event e where e.id = r.event_id)
       and exists (select from timeline_current c where c.id = r.event_id and c.text = r.text and c.version = r.no)
       and exists (select from audit_entry a where a.table_name = 'timeline_event' and a.row_id = r.event_id::text)
       and exists (select from audit_entry a where a.table_name = 'timeline_revision' and a.row_id = r.event_id || '/' || r.no) as is_whole
     from timeline_revision r where r.text like $1`,
    [`${name} %`],
  );
  const byText = new Map<string, string[]>();
  for (const { id, text } of rows)
    byText.set(text, [...(byText.get(text) ?? []), id]);
  const halves = await sql<{ count: number }>(
    `select (select count(*) from timeline_event e where not exists (select from timeline_revision r where r.event_id = e.id))
       + (select count(*) from audit_entry a where a.table_name = 'timeline_event' and a.act = 'insert'
            and not exists (select from timeline_event e where e.id::text = a.row_id))
       + (select count(*) from audit_entry a where not exists (select from audit_seal s where s.entry_id = a.id)
            and not exists (select from audit_unsealed u where u.entry_id = a.id))
       as count`,
  );
  return {
    lost: wishes.filter(
      ({ id, text }) => id !== null && !byText.get(text)?.includes(id),
    ).length,
    dup: [...byText.values()].filter((ids) => ids.length > 1).length,
    wrong:
      rows.filter(({ is_whole }) => !is_whole).length +
      Number(halves[0]?.count ?? 0),
  };
}
