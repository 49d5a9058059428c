import {
  approvalMessages,
  auditFieldMessages,
  auditHasBefore,
  auditKindOf,
  auditMessages,
  auditPhrase,
  fillMessage,
  incidentMessages,
  intakeMessages,
  milestoneMessages,
  organisationMessages,
  permissionMessages,
  timelineMessages,
  toldAuditChanges,
  userMessages,
  type AuditTeller,
  type Language,
  type ToldAuditChange,
} from "@keii/shared";
import type { ExportedList } from "../http/exports.js";
import {
  auditList,
  auditOf,
  toAuditEntry,
  type AuditRow,
} from "./audit.queries.js";

const headings = {
  ja: [
    "番号",
    "日時",
    "誰が",
    "何をしたか",
    "記録の種類",
    "記録",
    "変更",
    "理由",
  ],
  en: [
    "No.",
    "At",
    "Who",
    "What was done",
    "Kind of record",
    "Record",
    "Changes",
    "Note",
  ],
} as const;

const parts = [
  approvalMessages,
  auditFieldMessages,
  auditMessages,
  incidentMessages,
  intakeMessages,
  milestoneMessages,
  organisationMessages,
  permissionMessages,
  timelineMessages,
  userMessages,
];

const words: Record<Language, Record<string, string>> = {
  ja: Object.assign({}, ...parts.map((part) => part.ja)) as Record<
    string,
    string
  >,
  en: Object.assign({}, ...parts.map((part) => part.en)) as Record<
    string,
    string
  >,
};

/** The words of the screen; dates stay as they are kept, for a file is sorted and compared. */
function tellerOf(language: Language): AuditTeller {
  return {
    translate: (key, values = {}) =>
      fillMessage(
        words[language][key] ?? (values["_"] as string | undefined) ?? key,
        values,
      ),
    date: (value) => value,
  };
}

/** The log told as on the screen, one line per entry. */
export function exportAudit(
  incidentId: string | null,
  seesCounsel: boolean,
  language: Language,
): ExportedList<AuditRow> {
  const [no, at, who, act, kind, record, changes, note] = headings[language];
  const teller = tellerOf(language);
  const { translate } = teller;
  const entry = (row: AuditRow) => toAuditEntry(row, seesCounsel);
  return {
    rules: auditList(incidentId),
    source: auditOf(incidentId),
    columns: [
      { heading: no, value: (r) => r.id },
      { heading: at, value: (r) => r.at.toISOString() },
      { heading: who, value: (r) => r.actor_name },
      { heading: act, value: (r) => auditPhrase(entry(r), teller) },
      {
        heading: kind,
        value: (r) =>
          translate(`audit.resource.${auditKindOf(r.table_name)}`, {
            _: r.table_name,
          }),
      },
      { heading: record, value: (r) => r.label ?? r.row_id },
      {
        heading: changes,
        value: (r) =>
          toldAuditChanges(entry(r), teller)
            .map((change) =>
              lineOf(change, auditHasBefore(entry(r)), translate),
            )
            .join("\n"),
      },
      {
        heading: note,
        value: (r) => {
          const { note: text } = entry(r);
          return text && translate(`audit.note.${text}`, { _: text });
        },
      },
    ],
  };
}

function lineOf(
  change: ToldAuditChange,
  hasBefore: boolean,
  translate: AuditTeller["translate"],
): string {
  if (change.isSecret)
    return `${change.label}: ${translate("audit.value.secret")}`;
  if (change.isPersonal)
    return `${change.label}: ${translate(hasBefore ? "audit.value.changed" : "audit.value.given")}`;
  return hasBefore && change.before !== null
    ? `${change.label}: ${change.before} → ${change.after}`
    : `${change.label}: ${change.after}`;
}
