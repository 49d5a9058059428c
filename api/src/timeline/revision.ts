import {
  problems,
  type Bilingual,
  type Decision,
  type DecisionInput,
  type Moment,
  type NewTimelineEvent,
  type RevisionKind,
  type TimelineCategory,
  type TimelineEventCorrection,
  type TimelineType,
  type Visibility,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { run, type Tx } from "../platform/database/database.js";
import { fieldProblem } from "../platform/http/problem.js";
import { readLearned, readOccurred } from "./occurrence.js";
import type { ContentColumns } from "./timeline.queries.js";

/** All an entry says, as its columns hold it. */
export interface Content {
  zone: string;
  occurred_precision: Moment["precision"];
  occurred_on: string;
  occurred_at: string | null;
  occurred_until_on: string | null;
  occurred_until_at: string | null;
  position: string;
  learned_on: string | null;
  learned_at: string | null;
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

/** What an entry says before anything was said: a fact of the investigation, for the company. */
export function emptyContent(zone: string): Content {
  return {
    zone,
    occurred_precision: "day",
    occurred_on: "",
    occurred_at: null,
    occurred_until_on: null,
    occurred_until_at: null,
    position: "",
    learned_on: null,
    learned_at: null,
    type: "fact",
    category: "investigation",
    text: "",
    public_wording: null,
    visibility: "internal",
    counsel_basis: null,
    decision: null,
    source_kind: null,
    source_id: null,
  };
}

/** What an entry says now, to lay a change over. */
export function contentOf(row: ContentColumns): Content {
  return {
    zone: row.zone,
    occurred_precision: row.occurred_precision,
    occurred_on: row.occurred_on,
    occurred_at:
      row.occurred_at === null ? null : new Date(row.occurred_at).toISOString(),
    occurred_until_on: row.occurred_until_on,
    occurred_until_at:
      row.occurred_until_at === null
        ? null
        : new Date(row.occurred_until_at).toISOString(),
    position: row.position,
    learned_on: row.learned_on,
    learned_at: row.learned_at === null ? null : row.learned_at.toISOString(),
    type: row.type,
    category: row.category,
    text: row.text,
    public_wording: row.public_wording,
    visibility: row.visibility,
    counsel_basis: row.counsel_basis,
    decision: row.decision,
    source_kind: row.source_kind,
    source_id: row.source_id,
  };
}

/** Lays what was sent over what was there, and checks that it makes sense as a whole. */
export function readContent(
  actor: Actor,
  before: Content,
  sent: NewTimelineEvent | TimelineEventCorrection,
  field = "",
): Content {
  const content: Content = { ...before };
  if (sent.occurred !== undefined) {
    const moment = readOccurred(sent.occurred, before.zone, `${field}occurred`);
    content.occurred_precision = moment.precision;
    content.occurred_on = moment.on;
    content.occurred_at = asInstant(moment.at);
    content.occurred_until_on = moment.untilOn;
    content.occurred_until_at = asInstant(moment.untilAt);
  }
  if (sent.learned !== undefined) {
    const learned = readLearned(sent.learned, before.zone, `${field}learned`);
    content.learned_on = learned?.on ?? null;
    content.learned_at = asInstant(learned?.at ?? null);
  }
  if (sent.type !== undefined) content.type = sent.type;
  if (sent.category !== undefined) content.category = sent.category;
  if (sent.text !== undefined) content.text = sent.text;
  if (sent.visibility !== undefined) content.visibility = sent.visibility;
  if (sent.publicWording !== undefined)
    content.public_wording = sent.publicWording;
  if (sent.counselBasis !== undefined)
    content.counsel_basis = sent.counselBasis;
  if (sent.decision !== undefined)
    content.decision = sent.decision && wholeDecision(sent.decision);
  if (content.type !== "decision" && content.decision !== null) {
    if (sent.decision)
      throw fieldProblem(problems.invalid, `${field}decision`, "isDecision");
    content.decision = null;
  }
  if (content.visibility !== "counsel") content.counsel_basis = null;
  else {
    if (actor.kind === "user" && !actor.held.has("timeline.readCounsel"))
      throw fieldProblem(problems.invalid, `${field}visibility`, "counselOnly");
    if (content.counsel_basis === null)
      throw fieldProblem(
        problems.invalid,
        `${field}counselBasis`,
        "basisNeeded",
      );
  }
  return content;
}

function wholeDecision(sent: DecisionInput): Decision {
  return {
    options: sent.options ?? [],
    advice: sent.advice ?? "",
    decidedBy: sent.decidedBy ?? "",
    dissent: sent.dissent ?? "",
  };
}

function asInstant(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}

/** The only statement that writes what an entry says. */
export async function insertRevision(
  tx: Tx,
  incidentId: string,
  eventId: string,
  no: number,
  kind: RevisionKind,
  reason: string | null,
  content: Content,
): Promise<void> {
  const values: Record<string, unknown> = {
    event_id: eventId,
    no,
    incident_id: incidentId,
    kind,
    reason,
    ...content,
    public_wording: asJson(content.public_wording),
    decision: asJson(content.decision),
    recorded_at: tx.now,
    recorded_by: tx.actor.id,
  };
  const names = Object.keys(values);
  await run(
    tx,
    `insert into timeline_revision (${names.join(", ")}) values (${names.map((_, i) => `$${i + 1}`).join(", ")})`,
    Object.values(values),
  );
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
