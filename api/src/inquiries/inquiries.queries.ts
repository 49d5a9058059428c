import {
  inquiryCategories,
  inquiryChannels,
  inquiryStatuses,
  maskEmail,
  maskName,
  maskPhone,
  openInquiryStatuses,
  type Inquiry,
  type InquiryMessage,
  type InquiryMessageKind,
  type InquiryThread,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { sql, type Source, type Sql } from "../platform/database/sql.js";
import {
  filters,
  refuseFilterValue,
  type FilterRule,
  type ListRules,
} from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface InquiryRow extends Pick<
  Inquiry,
  "channel" | "category" | "language" | "status" | "receipt" | "no"
> {
  id: string;
  version: number;
  incident_id: string;
  assignee_id: string | null;
  assignee_name: string | null;
  customer_id: string | null;
  name: string;
  email: string;
  phone: string;
  call_back_from: Date | null;
  call_back_until: Date | null;
  received_at: Date;
  waiting_since: Date;
  answered_at: Date | null;
  closed_at: Date | null;
  created_by: string | null;
  created_by_name: string | null;
  excerpt: string | null;
}

export interface InquiryMessageRow {
  id: string;
  no: number;
  kind: InquiryMessageKind;
  text: string;
  at: Date;
  author_id: string | null;
  author_name: string | null;
}

/** The inquiries of an incident that somebody may see: all of them, or those that are his own or nobody's. */
export function inquiriesOf(actor: Actor, incidentId: string): Source {
  const seesAll = actor.held.has("inquiries.read");
  return {
    select: sql`i.id, i.version, i.incident_id, i.no::text as no, i.receipt, i.channel, i.category, i.language, i.status, i.assignee_id,
      (select u.name from app_user u where u.id = i.assignee_id) as assignee_name, i.customer_id, i.name, i.email, i.phone,
      i.call_back_from, i.call_back_until, i.received_at, i.waiting_since, i.answered_at, i.closed_at, i.created_by,
      (select u.name from app_user u where u.id = i.created_by) as created_by_name,
      (select left(m.text, 160) from inquiry_message m where m.inquiry_id = i.id and m.kind = 'customer' order by m.no desc limit 1) as excerpt`,
    from: sql`inquiry i`,
    where: [
      sql`i.incident_id = $1`,
      ...(seesAll ? [] : [sql`(i.assignee_id is null or i.assignee_id = $2)`]),
    ],
    parameters: [incidentId, ...(seesAll ? [] : [actor.id])],
  };
}

export const messagesOf: Sql = sql`select m.id, m.no, m.kind, m.text, m.at, m.author_id, u.name as author_name
  from inquiry_message m left join app_user u on u.id = m.author_id
  where m.incident_id = $1 and m.inquiry_id = $2 order by m.no`;

const ofSomebody = filters.id("i.assignee_id");
const ofStatus = filters.oneOf("i.status", inquiryStatuses);

/** Somebody's, or nobody's. */
const ofAssignee: FilterRule = (value, add) =>
  value === "nobody" ? sql`i.assignee_id is null` : ofSomebody(value, add);

const inStatus: FilterRule = (value, add) =>
  ofStatus(value === "open" ? [...openInquiryStatuses] : value, add);

/** What may stand in an address: nothing that anybody wrote. */
export const inquiryList: ListRules = {
  name: "inquiries",
  sorts: {
    /** Ours to answer first, who waits longest before the others. */
    waiting: ["i.place", "i.waiting_since", "i.id"],
    receivedAt: ["i.received_at", "i.id"],
  },
  defaultSort: ["waiting", "ASC"],
  filters: {
    status: inStatus,
    category: filters.oneOf("i.category", inquiryCategories),
    channel: filters.oneOf("i.channel", inquiryChannels),
    assignee: ofAssignee,
    customerId: filters.id("i.customer_id"),
  },
};

const inWords = filters.search("m.search");
const inReceipt = filters.part("i.receipt");

/** By words of the thread, where the reader may read them, or by the receipt number. */
export function inquirySearchRules(mayReadText: boolean): ListRules {
  const q: FilterRule = (value, add) => {
    if (typeof value !== "string" || value.trim().length < 2)
      refuseFilterValue();
    const byReceipt = inReceipt(value.trim(), add) as Sql;
    if (!mayReadText) return byReceipt;
    const byWords = inWords(value, add) as Sql;
    return sql`(${byReceipt} or i.id in (select m.inquiry_id from inquiry_message m where m.incident_id = $1 and ${byWords}))`;
  };
  return { ...inquiryList, filters: { ...inquiryList.filters, q } };
}

export function toInquiry(
  row: InquiryRow,
  actor: Actor,
  isMasked = true,
): Inquiry {
  const mask = (rule: (text: string) => string, text: string): string =>
    isMasked ? rule(text) : text;
  const { call_back_from: from, call_back_until: until } = row;
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: row.no,
    receipt: row.receipt,
    channel: row.channel,
    category: row.category,
    isSecondaryDamage: row.category === "secondary_damage",
    language: row.language,
    status: row.status,
    assignee: person(row.assignee_id, row.assignee_name),
    customerId: row.customer_id,
    name: mask(maskName, row.name),
    email: mask(maskEmail, row.email),
    phone: mask(maskPhone, row.phone),
    isMasked,
    callBack:
      from && until
        ? { from: from.toISOString(), until: until.toISOString() }
        : null,
    receivedAt: row.received_at.toISOString(),
    waitingSince: row.waiting_since.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    createdBy: person(row.created_by, row.created_by_name),
    excerpt: actor.held.has("inquiries.readText") ? row.excerpt : null,
  };
}

export function toThread(
  row: InquiryRow,
  messages: readonly InquiryMessageRow[],
  actor: Actor,
  isMasked = true,
): InquiryThread {
  const maySee = actor.held.has("inquiries.readText");
  return {
    ...toInquiry(row, actor, isMasked),
    messages: messages.map((message) => toMessage(message, maySee)),
  };
}

function toMessage(row: InquiryMessageRow, maySee: boolean): InquiryMessage {
  return {
    id: row.id,
    no: row.no,
    kind: row.kind,
    text: maySee ? row.text : null,
    at: row.at.toISOString(),
    by: person(row.author_id, row.author_name),
  };
}
