import {
  givenListKinds,
  type Bilingual,
  type GivenList,
  type GivenListKind,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface GivenListRow {
  id: string;
  version: number;
  incident_id: string;
  no: number;
  name: string;
  kind: GivenListKind;
  member_base_id: string | null;
  giver_id: string;
  official_name: Bilingual;
  short_name: Bilingual | null;
  received_on: string;
  file_name: string;
  sha256: string;
  items: number;
  withdrawal_reason: string | null;
  created_at: Date;
}

export function givenListsOf(incidentId: string): Source {
  return {
    select: sql`l.id, l.version, l.incident_id, l.no, l.name, l.kind,
      (select b.id from member_base b where b.incident_id = l.incident_id and b.no = l.base_no) as member_base_id,
      l.giver_id, p.official_name, p.short_name, l.received_on, l.file_name, l.sha256, l.items, l.withdrawal_reason, l.created_at`,
    from: sql`given_list l join party p on p.id = l.giver_id`,
    where: [sql`l.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const givenListList: ListRules = {
  name: "given-lists",
  sorts: { no: ["l.no", "l.id"], createdAt: ["l.created_at", "l.id"] },
  defaultSort: ["no", "ASC"],
  filters: {
    q: filters.part("l.name"),
    kind: filters.oneOf("l.kind", givenListKinds),
  },
};

export function toGivenList(row: GivenListRow): GivenList {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    no: row.no,
    name: row.name,
    kind: row.kind,
    memberBaseId: row.member_base_id,
    giverId: row.giver_id,
    giver: { officialName: row.official_name, shortName: row.short_name },
    receivedOn: row.received_on,
    fileName: row.file_name,
    sha256: row.sha256,
    items: row.items,
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
  };
}
