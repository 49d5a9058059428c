import { Injectable } from "@nestjs/common";
import {
  problems,
  receiptNo,
  type NewVerdictReceipt,
  type ReceiptLookup,
  type VerdictReceipt,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  recordAct,
  within,
  type Tx,
} from "../platform/database/database.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import {
  receiptOf,
  toVerdictReceipt,
  verdictChangeList,
  verdictChangesOf,
  type ReceiptRow,
  type VerdictChangeRow,
} from "./verdict-receipts.queries.js";

/** Who was told what: looked up one at a time, in the log; and who has to be told anew. */
@Injectable()
export class VerdictReceiptsService {
  constructor(private readonly database: Database) {}

  lookUp(
    actor: Actor,
    incidentId: string,
    { receipt }: ReceiptLookup,
  ): Promise<VerdictReceipt> {
    const no = receiptNo(receipt);
    if (no === null)
      throw fieldProblem(problems.invalid, "receipt", "notAReceipt");
    return this.database.transaction(actor, incidentId, (tx) =>
      this.lookUpWithin(tx, no),
    );
  }

  private async lookUpWithin(tx: Tx, no: number): Promise<VerdictReceipt> {
    const [row] = await within(tx).query<ReceiptRow>(receiptOf, [
      tx.incidentId,
      no,
    ]);
    if (!row) throw new Problem(problems.notFound);
    const receipt = toVerdictReceipt(row);
    await recordAct(tx, "reveal", "verdict-receipts", receipt.id);
    return receipt;
  }

  /** What somebody was told by one of us, and that it is the official verdict. */
  tell(
    actor: Actor,
    incidentId: string,
    { memberBase, customerNo, channel }: NewVerdictReceipt,
  ): Promise<VerdictReceipt> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const [account] = await within(tx).query<{ no: number }>(
        `select b.no from member_base b where b.incident_id = $1 and b.code = $2 and (
           exists (select from customer c where c.incident_id = $1 and c.base_no = b.no and c.customer_no = $3)
           or exists (select from scope_run r join scope_result s on s.incident_id = r.incident_id and s.run_no = r.no
             where r.incident_id = $1 and r.state = 'frozen' and s.base_no = b.no and s.customer_no = $3))`,
        [incidentId, memberBase, customerNo],
      );
      if (!account) throw new Problem(problems.notFound);
      const [told] = await within(tx).query<{
        said: { receiptNo: number } | null;
      }>("select record_told($1, $2::smallint, $3, $4, $5, $6) as said", [
        incidentId,
        account.no,
        customerNo,
        channel,
        actor.id,
        tx.now,
      ]);
      if (!told?.said)
        throw fieldProblem(
          problems.broken,
          "root.serverError",
          "noOfficialRun",
        );
      return this.lookUpWithin(tx, told.said.receiptNo);
    });
  }

  changes(
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<VerdictChangeRow>> {
    return readPage<VerdictChangeRow>(
      this.database,
      verdictChangeList,
      query,
      verdictChangesOf(incidentId),
    );
  }
}
