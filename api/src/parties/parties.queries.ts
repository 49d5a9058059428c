import {
  inLanguage,
  partyMessages,
  partyRoles,
  type Bilingual,
  type Language,
  type Party,
  type PartyContact,
  type PartyRole,
} from "@keii/shared";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";

export interface PartyRow {
  id: string;
  version: number;
  official_name: Bilingual;
  short_name: Bilingual | null;
  roles: PartyRole[];
  may_be_named: boolean;
  channel: string;
  contacts: PartyContact[];
  has_namesake: boolean;
}

export const partySource: Source = {
  select: sql`p.id, p.version, p.official_name, p.short_name, p.roles, p.may_be_named, p.channel, p.contacts,
    exists (select from party o where o.id <> p.id
      and search_key(coalesce(nullif(o.official_name ->> 'ja', ''), o.official_name ->> 'en'))
        = search_key(coalesce(nullif(p.official_name ->> 'ja', ''), p.official_name ->> 'en'))) as has_namesake`,
  from: sql`party p`,
  where: [],
  parameters: [],
};

/** Which of the names of the starter list ($2, by their keys $1) are there already. */
export const knownStarters = sql`with known as materialized (
    select p.id, search_key(p.official_name ->> 'ja') as official, search_key(coalesce(p.short_name ->> 'ja', '')) as short from party p),
  starter as materialized (select s.key, search_key(s.name) as name from unnest($1::text[], $2::text[]) as s (key, name))
  select distinct on (s.key) s.key, k.id from starter s join known k on s.name in (k.official, k.short) order by s.key, k.id`;

export const incidentsNaming = sql`select distinct incident_id as id from party_incidents($1) as incident_id`;

export const partyList: ListRules = {
  name: "parties",
  sorts: { officialName: ["(p.official_name ->> 'ja')", "p.id"] },
  defaultSort: ["officialName", "ASC"],
  filters: {
    q: filters.search(
      "search_key((p.official_name ->> 'ja') || ' ' || (p.official_name ->> 'en') || ' ' || coalesce(p.short_name ->> 'ja', '') || ' ' || coalesce(p.short_name ->> 'en', ''))",
    ),
    role: filters.anyOf("p.roles", partyRoles),
  },
};

export function toParty(row: PartyRow): Party {
  return {
    id: row.id,
    version: row.version,
    officialName: row.official_name,
    shortName: row.short_name,
    roles: row.roles,
    mayBeNamed: row.may_be_named,
    channel: row.channel,
    contacts: row.contacts,
    hasNamesake: row.has_namesake,
  };
}

const headings = {
  ja: ["正式名称", "略称", "役割", "公表で名前を出す", "連絡方法", "連絡先"],
  en: [
    "Official name",
    "Short name",
    "Roles",
    "May be named",
    "Channel",
    "Contacts",
  ],
} as const;

export function exportParties(language: Language): ExportedList<PartyRow> {
  const [name, short, roles, named, channel, contacts] = headings[language];
  return {
    rules: partyList,
    source: partySource,
    columns: [
      { heading: name, value: (r) => inLanguage(r.official_name, language) },
      { heading: short, value: (r) => inLanguage(r.short_name, language) },
      {
        heading: roles,
        value: (r) =>
          r.roles
            .map(
              (role) => partyMessages[language][`parties.role.${role}`] ?? role,
            )
            .join(", "),
      },
      { heading: named, value: (r) => (r.may_be_named ? "○" : "") },
      { heading: channel, value: (r) => r.channel },
      {
        heading: contacts,
        value: (r) =>
          r.contacts
            .map((c) =>
              [c.name, c.department, c.phone, c.email]
                .filter(Boolean)
                .join(" "),
            )
            .join("\n"),
      },
    ],
  };
}
