import type { AuditChange, AuditEntry, Bilingual } from "@keii/shared";

/** How the screen translates and writes dates; so that the words can be told without a screen. */
export interface Teller {
  translate: (key: string, values?: Record<string, unknown>) => string;
  /** An instant or a calendar day as people say it. */
  date: (value: string) => string;
}

/** One column of an entry, told. */
export interface ToldChange {
  field: string;
  label: string;
  /** Null on the side that did not exist. */
  before: string | null;
  after: string | null;
  isPersonal: boolean;
  isSecret: boolean;
}

/** The kinds of record by the table they are kept in, where the log names the table. */
const kinds: Record<string, string> = {
  app_user: "users",
  user_session: "auth",
  one_time_link: "auth",
  incident: "incidents",
  membership: "members",
  milestone: "milestones",
  timeline_event: "timeline",
  timeline_revision: "timeline",
  approval: "approvals",
  draft: "drafts",
};

const tables: Record<string, string> = {
  users: "app_user",
  auth: "user_session",
  incidents: "incident",
  members: "membership",
  milestones: "milestone",
  timeline: "timeline_revision",
  approvals: "approval",
  drafts: "draft",
};

/** Which kind of record an entry speaks of: the word of its domain. */
export function kindOf(resource: string): string {
  return kinds[resource] ?? resource;
}

function tableOf(resource: string): string {
  return tables[resource] ?? resource;
}

/** The words of closed sets, by table and column. */
const wordsOf: Record<string, string> = {
  "app_user.account_right": "users.right",
  "app_user.language": "language",
  "app_user.theme": "app.theme",
  "organisation.entity_types": "organisation.entity",
  "organisation.portal_colour": "organisation.colour",
  "incident.kind": "incidents.kind",
  "incident.status": "incidents.status",
  "incident.severity": "incidents.severity",
  "incident.organisation_role": "incidents.organisationRole",
  "incident.data_items": "incidents.dataItem",
  "incident.languages": "language",
  "membership.role": "role",
  "milestone.kind": "milestones.kind",
  "milestone.state": "milestones.state",
  "milestone.occurred_precision": "timeline.precision",
  "intake.channel": "intake.channel",
  "intake.first_steps": "intake.firstStep",
  "timeline_revision.kind": "timeline.revision",
  "timeline_revision.type": "timeline.type",
  "timeline_revision.category": "timeline.category",
  "timeline_revision.visibility": "timeline.visibility",
  "timeline_revision.occurred_precision": "timeline.precision",
  "approval.state": "approvals.state",
  "approval.subject": "audit.resource",
};

/** Columns with a name that still tell a reader nothing: ids, and the place where everything is. */
const mute = new Set([
  "created_by",
  "recorded_by",
  "timeline_event_id",
  "milestone_id",
  "subject_id",
  "source_id",
  "user_id",
  "asked_by",
  "decided_by",
]);

/** What an entry changed, in the words and order of its record; columns that say nothing to a reader are left out. */
export function toldChanges(entry: AuditEntry, teller: Teller): ToldChange[] {
  const table = tableOf(entry.resource);
  return entry.changes
    .filter((change) => isTold(table, change, entry.act, teller))
    .map((change) => tell(table, change, teller));
}

function labelOf(
  table: string,
  field: string,
  { translate }: Teller,
): string | null {
  const key = `audit.field.${table}.${field}`;
  const label = translate(key, { _: "" });
  return label === "" || label === key ? null : label;
}

function isTold(
  table: string,
  change: AuditChange,
  act: AuditEntry["act"],
  teller: Teller,
): boolean {
  if (mute.has(change.field)) return false;
  const isAct = act !== "insert" && act !== "update" && act !== "delete";
  if (!isAct && labelOf(table, change.field, teller) === null) return false;
  if (change.isPersonal || change.isSecret || act === "update") return true;
  return !isEmpty(change.before) || !isEmpty(change.after);
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

function tell(table: string, change: AuditChange, teller: Teller): ToldChange {
  const words = wordsOf[`${table}.${change.field}`];
  const side = (value: unknown) =>
    value === undefined ? null : valueInWords(value, words, teller);
  return {
    field: change.field,
    label: labelOf(table, change.field, teller) ?? change.field,
    before: change.isSecret ? null : side(change.before),
    after: change.isSecret ? null : side(change.after),
    isPersonal: change.isPersonal,
    isSecret: change.isSecret,
  };
}

function valueInWords(
  value: unknown,
  words: string | undefined,
  teller: Teller,
): string {
  const { translate } = teller;
  if (isEmpty(value)) return translate("audit.value.none");
  if (typeof value === "boolean")
    return translate(value ? "audit.value.yes" : "audit.value.no");
  if (Array.isArray(value))
    return value
      .map((item) => valueInWords(item, words, teller))
      .join(translate("audit.value.comma"));
  if (typeof value === "object" && value !== null)
    return isBilingual(value)
      ? bothSides(value)
      : Object.values(value)
          .filter((part) => !isEmpty(part))
          .map((part) => valueInWords(part, words, teller))
          .join(" / ");
  const text = String(value as string | number);
  if (words) return translate(`${words}.${text}`, { _: text });
  return isDate(text) ? teller.date(text) : text;
}

function isBilingual(value: object): value is Bilingual {
  return (
    "ja" in value &&
    "en" in value &&
    typeof value.ja === "string" &&
    typeof value.en === "string"
  );
}

function bothSides({ ja, en }: Bilingual): string {
  return ja === en || en === "" ? ja : ja === "" ? en : `${ja} / ${en}`;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?$/.test(text);
}

/**
 * What was done, as a phrase: 「ユーザー「鈴木」を変更」. An entry of the timeline says what its revision did; numbers that
 * are handed out say so.
 */
export function phraseOf(entry: AuditEntry, { translate }: Teller): string {
  const kind = translate(`audit.resource.${kindOf(entry.resource)}`, {
    _: entry.resource,
  });
  const what = entry.recordLabel
    ? translate("audit.what", { kind, label: entry.recordLabel })
    : kind;
  if (entry.resource === "timeline_event" && entry.act === "insert")
    return translate("audit.phrase.numbered", { what });
  const revision = entry.changes.find((c) => c.field === "kind")?.after;
  if (
    kindOf(entry.resource) === "timeline" &&
    entry.act === "insert" &&
    typeof revision === "string"
  )
    return translate(`audit.phrase.revision.${revision}`, {
      what,
      _: translate("audit.phrase.insert", { what }),
    });
  return translate(`audit.phrase.${entry.act}`, { what });
}
