import {
  sentMessageKinds,
  type Bilingual,
  type SentMessage,
  type SentMessageKind,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { person } from "../timeline/timeline.queries.js";

export interface SentMessageRow {
  id: string;
  version: number;
  incident_id: string;
  kind: SentMessageKind;
  sender: Bilingual;
  subject: Bilingual | null;
  looks_like: Bilingual;
  from_on: string;
  until_on: string | null;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

export function sentMessagesOf(incidentId: string): Source {
  return {
    select: sql`m.id, m.version, m.incident_id, m.kind, m.sender, m.subject, m.looks_like, m.from_on, m.until_on, m.withdrawal_reason,
      m.created_at, m.created_by, (select name from app_user where id = m.created_by) as created_by_name`,
    from: sql`sent_message m`,
    where: [sql`m.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const sentMessageList: ListRules = {
  name: "sent-messages",
  sorts: { from: ["m.from_on", "m.id"] },
  defaultSort: ["from", "ASC"],
  filters: {
    q: filters.part(
      "(m.sender ->> 'ja') || ' ' || (m.sender ->> 'en') || ' ' || coalesce((m.subject ->> 'ja') || ' ' || (m.subject ->> 'en'), '')",
    ),
    kind: filters.oneOf("m.kind", sentMessageKinds),
  },
};

export function toSentMessage(row: SentMessageRow): SentMessage {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    kind: row.kind,
    sender: row.sender,
    subject: row.subject,
    looksLike: row.looks_like,
    fromOn: row.from_on,
    untilOn: row.until_on,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}
