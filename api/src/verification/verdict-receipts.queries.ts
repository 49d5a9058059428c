import {
  receiptText,
  type ReceiptChannel,
  type Verdict,
  type VerdictChange,
  type VerdictReceipt,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface ReceiptRow {
  no: string;
  base_code: string;
  customer_no: string;
  customer_id: string | null;
  verdict: Verdict;
  run_no: number;
  channel: ReceiptChannel;
  told_at: Date;
  batch_no: number | null;
  told_by: string | null;
  told_by_name: string | null;
  now: Verdict | null;
}

/** One receipt ($2) of an incident ($1), and what the customer would be told now where that is something else. */
export const receiptOf = sql`select r.no::text as no, b.code as base_code, r.customer_no, c.id as customer_id, r.verdict, r.run_no, r.channel, r.told_at, r.batch_no,
    r.told_by, (select name from app_user where id = r.told_by) as told_by_name,
    (select v.verdict from verdict_change v where v.incident_id = r.incident_id and v.base_no = r.base_no and v.customer_no = r.customer_no
      and v.verdict <> r.verdict and v.run_no <> r.run_no) as now
  from verdict_receipt r join member_base b on b.incident_id = r.incident_id and b.no = r.base_no
  left join customer c on c.incident_id = r.incident_id and c.base_no = r.base_no and c.customer_no = r.customer_no
  where r.incident_id = $1 and r.no = $2`;

export function toVerdictReceipt(row: ReceiptRow): VerdictReceipt {
  const receipt = receiptText(Number(row.no));
  return {
    id: receipt,
    receipt,
    memberBase: { code: row.base_code },
    customerNo: row.customer_no,
    customerId: row.customer_id,
    verdict: row.verdict,
    runNo: row.run_no,
    channel: row.channel,
    toldAt: row.told_at.toISOString(),
    batchNo: row.batch_no,
    toldBy: person(row.told_by, row.told_by_name),
    now: row.now,
  };
}

export interface VerdictChangeRow {
  told_no: string;
  base_code: string;
  customer_no: string;
  customer_id: string | null;
  told_verdict: Verdict;
  told_run_no: number;
  told_channel: ReceiptChannel;
  told_at: Date;
  verdict: Verdict;
  run_no: number;
}

/** Those who were not told the new verdict yet. */
export function verdictChangesOf(incidentId: string): Source {
  return {
    select: sql`v.told_no::text as told_no, b.code as base_code, v.customer_no,
      (select c.id from customer c where c.incident_id = v.incident_id and c.base_no = v.base_no and c.customer_no = v.customer_no) as customer_id,
      v.told_verdict, v.told_run_no, v.told_channel, v.told_at, v.verdict, v.run_no`,
    from: sql`verdict_change v join member_base b on b.incident_id = v.incident_id and b.no = v.base_no`,
    where: [sql`v.incident_id = $1`, sql`v.retold_at is null`],
    parameters: [incidentId],
  };
}

const verdictsThereAre: readonly Verdict[] = [
  "affected",
  "unlisted",
  "not_affected",
];

export const verdictChangeList: ListRules = {
  name: "verdict-changes",
  sorts: { customer: ["v.base_no", "v.customer_no"] },
  defaultSort: ["customer", "ASC"],
  filters: { verdict: filters.oneOf("v.verdict", verdictsThereAre) },
};

export function toVerdictChange(row: VerdictChangeRow): VerdictChange {
  return {
    id: receiptText(Number(row.told_no)),
    memberBase: { code: row.base_code },
    customerNo: row.customer_no,
    customerId: row.customer_id,
    told: {
      verdict: row.told_verdict,
      runNo: row.told_run_no,
      channel: row.told_channel,
      at: row.told_at.toISOString(),
    },
    verdict: row.verdict,
    runNo: row.run_no,
  };
}
