import {
  timelineCategories,
  timelineStates,
  timelineTypes,
  visibilities,
  type Bilingual,
  type Decision,
  type Learned,
  type RevisionKind,
  type TimelineCategory,
  type TimelineEvent,
  type TimelineRevision,
  type TimelineSource,
  type TimelineState,
  type TimelineType,
  type Visibility,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { sql, type Source } from "../platform/database/sql.js";
import {
  filters,
  refuseFilterValue,
  type ListRules,
} from "../platform/http/list.js";
import { instant, toMoment, type OccurredColumns } from "./occurrence.js";

export interface ContentColumns extends OccurredColumns {
  position: string;
  learned_on: string | null;
  learned_at: Date | null;
  type: TimelineType;
  category: TimelineCategory;
  text: string;
  public_wording: Bilingual | null;
  visibility: Visibility;
  counsel_basis: string | null;
  decision: Decision | null;
  source_kind: string | null;
  source_id: string | null;
}

export interface TimelineRow extends ContentColumns {
  id: string;
  incident_id: string;
  no: string;
  version: number;
  state: TimelineState;
  correction_count: number;
  reason: string | null;
  recorded_at: Date;
  recorded_by: string | null;
  recorded_by_name: string | null;
  revised_at: Date | null;
  revised_by: string | null;
  revised_by_name: string | null;
  /** Records beyond the source that the line speaks of. */
  links: TimelineSource[];
}

export interface RevisionRow extends ContentColumns {
  no: number;
  kind: RevisionKind;
  reason: string | null;
  recorded_at: Date;
  recorded_by: string | null;
  recorded_by_name: string | null;
}

export const contentColumns = sql`zone, occurred_precision, occurred_on, occurred_at, occurred_until_on, occurred_until_at, position, learned_on, learned_at,
  type, category, text, public_wording, visibility, counsel_basis, decision, source_kind, source_id`;

const columns = sql`t.id, t.incident_id, t.no::text, t.version, t.state, t.correction_count, t.reason, t.zone, t.occurred_precision, t.occurred_on,
  t.occurred_at, t.occurred_until_on, t.occurred_until_at, t.position, t.learned_on, t.learned_at, t.type, t.category, t.text, t.public_wording,
  t.visibility, t.counsel_basis, t.decision, t.source_kind, t.source_id, t.recorded_at, t.recorded_by, t.revised_at, t.revised_by,
  (select name from app_user where id = t.recorded_by) as recorded_by_name, (select name from app_user where id = t.revised_by) as revised_by_name,
  (select coalesce(json_agg(json_build_object('kind', l.source_kind, 'id', l.source_id) order by l.linked_at, l.source_kind), '[]')
   from timeline_link l where l.incident_id = t.incident_id and l.event_id = t.id) as links`;

/** How much of the timeline an actor reads: all, all but the words of counsel's entries, or what may be published. */
export type Reach = "all" | "withheld" | "public";

export function reachOf(actor: Actor): Reach {
  if (!actor.held.has("timeline.read")) return "public";
  return actor.held.has("timeline.readCounsel") ? "all" : "withheld";
}

export function timelineOf(incidentId: string, reach: Reach): Source {
  return {
    select: columns,
    from: sql`timeline_current t`,
    where: [
      sql`t.incident_id = $1`,
      ...(reach === "public"
        ? [sql`t.visibility = 'public'`, sql`t.state = 'current'`]
        : []),
    ],
    parameters: [incidentId],
  };
}

const sorts = {
  occurred: ["t.occurred_on", "t.position", "t.id"],
  learned: ["t.learned_sort", "t.id"],
  recordedAt: ["t.recorded_at", "t.id"],
  no: ["t.no"],
} as const;

/** What text is searched follows from what may be read: words that are withheld are not found either. */
const searches: Record<Reach, ListRules["filters"][string]> = {
  all: filters.search("t.search_all"),
  withheld: (value, add) =>
    `${filters.search("t.search_all")(value, add)} and t.visibility <> 'counsel'`,
  public: filters.search("t.search_public"),
};

const ruleFilters = {
  type: filters.oneOf("t.type", timelineTypes),
  category: filters.oneOf("t.category", timelineCategories),
  visibility: filters.oneOf("t.visibility", visibilities),
  state: filters.oneOf("t.state", timelineStates),
  from: filters.day("t.occurred_on", ">="),
  to: filters.day("t.occurred_on", "<="),
  recordedBy: filters.id("t.recorded_by"),
  source: ((value) => {
    if (value === "manual") return "t.source_id is null";
    if (value === "record") return "t.source_id is not null";
    return refuseFilterValue();
  }) as ListRules["filters"][string],
};

export function timelineList(reach: Reach): ListRules {
  return {
    name: "timeline",
    sorts,
    defaultSort: ["occurred", "ASC"],
    filters: { ...ruleFilters, q: searches[reach] },
  };
}

export function toTimelineEvent(row: TimelineRow, reach: Reach): TimelineEvent {
  const isWithheld = reach === "withheld" && row.visibility === "counsel";
  return {
    id: row.id,
    incidentId: row.incident_id,
    no: Number(row.no),
    version: row.version,
    state: row.state,
    occurred: toMoment(row),
    learned: isWithheld ? null : toLearned(row),
    type: row.type,
    category: row.category,
    text: textFor(row, reach),
    publicWording: isWithheld || reach === "public" ? null : row.public_wording,
    visibility: row.visibility,
    counselBasis: row.counsel_basis,
    isWithheld,
    decision:
      reach === "all" || (reach === "withheld" && !isWithheld)
        ? row.decision
        : null,
    records: reach === "public" ? [] : recordsOf(row),
    reason: isWithheld || reach === "public" ? null : row.reason,
    correctionCount: row.correction_count,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy:
      reach === "public" ? null : person(row.recorded_by, row.recorded_by_name),
    revisedAt: instant(row.revised_at),
    revisedBy:
      reach === "public" ? null : person(row.revised_by, row.revised_by_name),
  };
}

function recordsOf(row: TimelineRow): TimelineSource[] {
  return row.source_kind !== null && row.source_id !== null
    ? [{ kind: row.source_kind, id: row.source_id }, ...row.links]
    : [];
}

/** Where a wording for the public exists, the entry's own text is for the company alone. */
function textFor(
  row: Pick<ContentColumns, "text" | "visibility" | "public_wording">,
  reach: Reach,
): string | null {
  if (reach === "withheld" && row.visibility === "counsel") return null;
  if (reach === "public" && row.public_wording)
    return row.public_wording.ja || row.public_wording.en;
  return row.text;
}

export function toRevision(row: RevisionRow, reach: Reach): TimelineRevision {
  const isWithheld = reach !== "all" && row.visibility === "counsel";
  return {
    no: row.no,
    kind: row.kind,
    reason: isWithheld ? null : row.reason,
    occurred: toMoment(row),
    learned: isWithheld ? null : toLearned(row),
    type: row.type,
    category: row.category,
    text: isWithheld ? null : row.text,
    publicWording: isWithheld ? null : row.public_wording,
    visibility: row.visibility,
    counselBasis: row.counsel_basis,
    decision: isWithheld ? null : row.decision,
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: person(row.recorded_by, row.recorded_by_name),
  };
}

function toLearned(
  row: Pick<ContentColumns, "learned_on" | "learned_at">,
): Learned | null {
  return row.learned_on === null
    ? null
    : { on: row.learned_on, at: instant(row.learned_at) };
}

export function person(
  id: string | null,
  name: string | null,
): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? "" };
}
