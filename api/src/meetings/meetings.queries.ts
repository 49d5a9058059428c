import {
  formatMoment,
  inLanguage,
  meetingMessages,
  meetingStates,
  type Bilingual,
  type Decision,
  type Language,
  type Meeting,
  type MeetingName,
  type MeetingState,
  type TimelineCategory,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { sql, type Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { filters, type ListRules } from "../platform/http/list.js";
import { toMoment, type OccurredColumns } from "../timeline/occurrence.js";
import { person, reachOf } from "../timeline/timeline.queries.js";

interface AttendeeRow {
  user_id: string | null;
  user_name: string | null;
  party_id: string | null;
  party_name: Bilingual | null;
  name: string;
}

interface DecisionRow {
  id: string;
  event_id: string | null;
  text: string | null;
  is_withheld: boolean | null;
  category: TimelineCategory | null;
  decision: Decision | null;
  withdrawal_reason: string | null;
  recorded_at: string;
  recorded_by: string | null;
  recorded_by_name: string | null;
}

type NameRow = OccurredColumns & { id: string; title: string };

export interface MeetingRow extends OccurredColumns {
  id: string;
  version: number;
  incident_id: string;
  title: string;
  state: MeetingState;
  place: string;
  agenda: string;
  minutes: string;
  attendees: AttendeeRow[];
  decisions: DecisionRow[];
  task_count: number;
  open_task_count: number;
  previous: NameRow | null;
  next: NameRow | null;
  withdrawal_reason: string | null;
  created_at: Date;
  created_by: string | null;
  created_by_name: string | null;
}

const nameColumns = sql`jsonb_build_object('id', o.id, 'title', o.title, 'zone', o.zone, 'occurred_precision', o.occurred_precision, 'occurred_on', o.occurred_on,
  'occurred_at', o.occurred_at, 'occurred_until_on', o.occurred_until_on, 'occurred_until_at', o.occurred_until_at)`;

const columns = sql`m.id, m.version, m.incident_id, m.title, m.state, m.zone, m.occurred_precision, m.occurred_on, m.occurred_at, m.occurred_until_on,
  m.occurred_until_at, m.place, m.agenda, m.minutes, m.withdrawal_reason, m.created_at, m.created_by,
  (select name from app_user where id = m.created_by) as created_by_name,
  (select coalesce(jsonb_agg(jsonb_build_object('user_id', a.user_id, 'user_name', u.name, 'party_id', a.party_id,
      'party_name', coalesce(p.short_name, p.official_name), 'name', a.name) order by a.place), '[]')
    from meeting_attendee a left join app_user u on u.id = a.user_id left join party p on p.id = a.party_id where a.meeting_id = m.id) as attendees,
  (select count(*)::int from task t where t.incident_id = m.incident_id and t.source_kind = 'meetings' and t.source_id = m.id) as task_count,
  (select count(*)::int from task t where t.incident_id = m.incident_id and t.source_kind = 'meetings' and t.source_id = m.id and t.state = 'open') as open_task_count,
  (select ${nameColumns} from meeting o where o.incident_id = m.incident_id and o.id = m.previous_meeting_id) as previous,
  (select ${nameColumns} from meeting o where o.incident_id = m.incident_id and o.previous_meeting_id = m.id and o.state <> 'withdrawn') as next`;

/** The lines the decisions stand in, each as its owner or as one of several records. */
const decided = sql`meeting_decision d left join lateral (
    select c.* from timeline_current c where c.incident_id = d.incident_id and c.source_kind = 'meetings.decided' and c.source_id = d.id
    union all
    select c.* from timeline_link l join timeline_current c on c.incident_id = l.incident_id and c.id = l.event_id
      where l.incident_id = d.incident_id and l.source_kind = 'meetings.decided' and l.source_id = d.id
    limit 1) c on true`;

const decisionColumns = sql`'id', d.id, 'event_id', c.id, 'category', c.category, 'withdrawal_reason', d.withdrawal_reason, 'recorded_at', d.recorded_at,
  'recorded_by', d.recorded_by, 'recorded_by_name', (select name from app_user where id = d.recorded_by)`;

/** Decisions in the words of their lines; what is for counsel only without them. */
const allWords = sql`jsonb_build_object(${decisionColumns}, 'is_withheld', false, 'text', c.text, 'decision', c.decision)`;
const withheldWords = sql`jsonb_build_object(${decisionColumns}, 'is_withheld', c.visibility = 'counsel',
  'text', case when c.visibility <> 'counsel' then c.text end, 'decision', case when c.visibility <> 'counsel' then c.decision end)`;

export function meetingsOf(actor: Actor, incidentId: string): Source {
  const words = reachOf(actor) === "all" ? allWords : withheldWords;
  return {
    select: sql`${columns},
      (select coalesce(jsonb_agg(${words} order by d.recorded_at, d.id), '[]') from ${decided}
        where d.incident_id = m.incident_id and d.meeting_id = m.id) as decisions`,
    from: sql`meeting m`,
    where: [sql`m.incident_id = $1`],
    parameters: [incidentId],
  };
}

export const meetingList: ListRules = {
  name: "meetings",
  sorts: {
    occurred: [
      "m.occurred_on",
      "coalesce(m.occurred_at, '-infinity'::timestamptz)",
      "m.id",
    ],
    createdAt: ["m.created_at", "m.id"],
  },
  defaultSort: ["occurred", "DESC"],
  filters: {
    q: filters.part(
      "m.title || ' ' || m.place || ' ' || m.agenda || ' ' || m.minutes",
    ),
    state: filters.oneOf("m.state", meetingStates),
    /** The meeting itself, or the one that took the decision of this id. */
    recordId: filters.idAmong(
      "select m.id union all select d.id from meeting_decision d where d.incident_id = m.incident_id and d.meeting_id = m.id",
    ),
  },
};

export function toMeeting(row: MeetingRow): Meeting {
  return {
    id: row.id,
    version: row.version,
    incidentId: row.incident_id,
    title: row.title,
    state: row.state,
    occurred: toMoment(row),
    place: row.place,
    attendees: row.attendees.map(({ user_id, party_id, name }) => ({
      userId: user_id,
      partyId: party_id,
      name,
    })),
    attendeeNames: row.attendees.map(nameOfAttendee),
    agenda: row.agenda,
    minutes: row.minutes,
    decisions: row.decisions.map((decision) => ({
      id: decision.id,
      timelineEventId: decision.event_id,
      text: decision.text,
      isWithheld: decision.is_withheld ?? false,
      category: decision.category,
      decision: decision.decision,
      withdrawalReason: decision.withdrawal_reason,
      recordedAt: new Date(decision.recorded_at).toISOString(),
      recordedBy: person(decision.recorded_by, decision.recorded_by_name),
    })),
    taskCount: row.task_count,
    openTaskCount: row.open_task_count,
    previous: toName(row.previous),
    next: toName(row.next),
    withdrawalReason: row.withdrawal_reason,
    createdAt: row.created_at.toISOString(),
    createdBy: person(row.created_by, row.created_by_name),
  };
}

function toName(row: NameRow | null): MeetingName | null {
  return row && { id: row.id, title: row.title, occurred: toMoment(row) };
}

/** A member's name, or the body and the person. */
function nameOfAttendee({
  user_name,
  party_name,
  name,
}: AttendeeRow): Bilingual {
  const inWords = (language: Language) =>
    user_name ??
    [party_name && inLanguage(party_name, language), name]
      .filter(Boolean)
      .join(" ");
  return { ja: inWords("ja"), en: inWords("en") };
}

const headings = {
  ja: [
    "会議",
    "状態",
    "日時",
    "場所・手段",
    "出席者",
    "議題",
    "議事録",
    "決定",
    "やること",
    "うち未了",
    "取り消しの理由",
  ],
  en: [
    "Meeting",
    "State",
    "When",
    "Place or channel",
    "Attendees",
    "Agenda",
    "Minutes",
    "Decisions",
    "Tasks",
    "Of these open",
    "Reason of the withdrawal",
  ],
} as const;

export function exportMeetings(
  actor: Actor,
  incidentId: string,
  language: Language,
): ExportedList<MeetingRow> {
  const words = meetingMessages[language];
  const comma = language === "ja" ? "、" : ", ";
  const values: ((r: MeetingRow) => string | number | null)[] = [
    (r) => r.title,
    (r) => words[`meetings.state.${r.state}`] ?? r.state,
    (r) => formatMoment(toMoment(r), { zone: r.zone, language }),
    (r) => r.place,
    (r) =>
      r.attendees
        .map((attendee) => nameOfAttendee(attendee)[language])
        .join(comma),
    (r) => r.agenda,
    (r) => r.minutes,
    (r) =>
      r.decisions
        .filter((decision) => decision.withdrawal_reason === null)
        .map((decision) =>
          decision.is_withheld
            ? (words["meetings.decision.withheld"] ?? "")
            : (decision.text ?? ""),
        )
        .join("\n"),
    (r) => r.task_count,
    (r) => r.open_task_count,
    (r) => r.withdrawal_reason,
  ];
  return {
    rules: meetingList,
    source: meetingsOf(actor, incidentId),
    columns: values.map((value, at) => ({
      heading: headings[language][at] ?? "",
      value,
    })),
  };
}
