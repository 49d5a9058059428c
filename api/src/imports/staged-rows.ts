import { searchText } from "@keii/shared";
import type pg from "pg";
import type { MergeStatements } from "./merge.queries.js";

/** How many rows came in by a batch, and what they were. */
export interface MergeCounts {
  newRows: number;
  changedRows: number;
  sameRows: number;
}

/** The rows of a batch, laid out beside the tables they belong in. */
export class StagedRows {
  constructor(
    private readonly client: pg.ClientBase,
    private readonly statements: MergeStatements,
    private readonly batch: { incidentId: string; baseNo: number; no: number },
  ) {}

  /** Lines that say something else than an earlier one of their number, `most` of them, and how many there are. */
  async contradictions(
    most: number,
  ): Promise<{ lines: Set<number>; count: number }> {
    const { client } = this;
    await client.query("set local work_mem = '128MB'");
    await client.query("analyze import_stage");
    await client.query(this.statements.twice);
    const { rows } = await client.query<{ line: number; count: number }>(
      "select line, (count(*) over ())::int as count from import_twice where differs order by line limit $1",
      [most],
    );
    return {
      lines: new Set(rows.map(({ line }) => line)),
      count: rows[0]?.count ?? 0,
    };
  }

  /** Of the rows of one number the first counts. */
  async merge({ isDryRun }: { isDryRun: boolean }): Promise<MergeCounts> {
    const { client } = this;
    const { incidentId, baseNo, no } = this.batch;
    const { dropTwice, find, count, keep, change, add } = this.statements;
    const { rows: dropped } = await client.query<{ same: number }>(
      "select count(*) filter (where not differs)::int as same from import_twice",
    );
    await client.query(dropTwice);
    await client.query(find, [incidentId, baseNo]);
    await client.query("analyze import_found");
    const { rows } = await client.query<{
      staged: number;
      added: number;
      changed: number;
    }>(count);
    const { staged, added, changed } = rows[0]!;
    if (!isDryRun) {
      if (changed > 0) {
        await client.query(keep, [no]);
        await client.query(change, [no]);
      }
      if (added > 0) await client.query(add, [incidentId, baseNo, no]);
      if (this.statements.isSearchPartial && changed > 0)
        await this.searchAnew();
    }
    return {
      newRows: added,
      changedRows: changed,
      sameRows: staged - added - changed + (dropped[0]?.same ?? 0),
    };
  }

  /** A file without all that is searched leaves the rest as it was: what is searched is put together from both. */
  private async searchAnew(): Promise<void> {
    const { client } = this;
    const { incidentId, no } = this.batch;
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const { rows } = await client.query<{
        id: string;
        name: string;
        kana: string;
        company: string;
        emails: string[];
      }>(
        `select id, name, kana, company, emails from customer where incident_id = $1 and batch_no = $2 and first_batch < $2 and id > $3
         order by id limit 2000`,
        [incidentId, no, after],
      );
      if (rows.length === 0) return;
      await client.query(
        `update customer c set search = n.search from unnest($1::uuid[], $2::text[]) n (id, search) where c.id = n.id`,
        [
          rows.map(({ id }) => id),
          rows.map((row) =>
            searchText([row.name, row.kana, row.company, ...row.emails]),
          ),
        ],
      );
      after = rows.at(-1)!.id;
    }
  }
}
