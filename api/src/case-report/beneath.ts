import {
  evidenceMessages,
  partnerMessages,
  standingAnswer,
  type Moment,
} from "@keii/shared";
import type { ApprovalRow } from "../approvals/approvals.queries.js";
import {
  handOversOf,
  handOverOrder,
  verificationOrder,
  verificationsOf,
  type HandOverRow,
  type VerificationRow,
} from "../evidence/custody.queries.js";
import {
  earlierRevisionsOf,
  type EvidenceRow,
  type RevisionRow,
} from "../evidence/evidence.queries.js";
import {
  toPartnerRequest,
  type PartnerRequestRow,
} from "../partners/partners.queries.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import {
  workOf,
  workOrder,
  type MeasureRow,
  type WorkRow,
} from "../remediation/remediation.queries.js";
import type { TaskRow } from "../tasks/tasks.queries.js";
import { toMoment } from "../timeline/occurrence.js";
import {
  instantText,
  joined,
  learnedText,
  momentText,
  wordsOf,
  type Entry,
} from "./chapter.js";
import type { Beneath } from "./listed.chapter.js";

/** What a task was made of: the number of its line, the first call, or the finding. */
export const sourceOfTask: Beneath<TaskRow> = async (reading) => {
  const { database, incident } = reading;
  const rows = await database.query<{ id: string; label: string }>(
    sql`select id, '#' || no as label from timeline_current where incident_id = $1
        union all select id, '#' || no || ' ' || title from forensic_finding where incident_id = $1
        union all select id, title from meeting where incident_id = $1`,
    [incident.id],
  );
  const labels = new Map(rows.map(({ id, label }) => [id, label]));
  const words = wordsOf(reading);
  return ({ source_kind: kind, source_id: id }) =>
    kind === null || id === null
      ? []
      : [[words("source"), joined([words(`source.${kind}`), labels.get(id)])]];
};

/** Answers that another has taken the place of, or that were taken back. */
export const earlierAnswers: Beneath<PartnerRequestRow> = async (reading) => {
  const words = wordsOf(reading);
  const { language } = reading;
  return (row) => {
    const { answers } = toPartnerRequest(row);
    const standing = standingAnswer(answers);
    return answers
      .filter((answer) => answer !== standing)
      .map((answer): Entry => {
        const why = answer.withdrawalReason;
        return [
          words("earlierAnswer", { at: momentText(answer.occurred, reading) }),
          joined([
            partnerMessages[language][`partners.outcome.${answer.outcome}`],
            answer.words,
            answer.answeredBy,
            reading.files.get(answer.id),
            why === null ? null : words("withdrawn", { reason: why }),
          ]),
        ];
      })
      .concat(
        standing && reading.files.has(standing.id)
          ? [[words("filesOfAnswer"), reading.files.get(standing.id) ?? ""]]
          : [],
      );
  };
};

/** The dated work on a measure, and which files hold what was preserved. */
export const workOnMeasure: Beneath<MeasureRow> = async (reading) => {
  const { database, incident } = reading;
  const rows = await database.query<WorkRow>(
    rowsOf(workOf(incident.id), [], workOrder),
    [incident.id],
  );
  const files = await database.query<{ id: string; no: string }>(
    sql`select id, no::text from evidence where incident_id = $1`,
    [incident.id],
  );
  const numbers = new Map(files.map(({ id, no }) => [id, no]));
  const work = grouped(rows, (row) => row.measure_id);
  const words = wordsOf(reading);
  return (row) => [
    [
      words("preserved"),
      row.preserved_evidence_id === null
        ? ""
        : words("fileNo", { no: numbers.get(row.preserved_evidence_id) }),
    ],
    ...(work.get(row.id) ?? []).map((one): Entry => [
      words("work", { at: momentText(toMoment(one), reading) }),
      joined([one.text, one.recorded_by_name, reading.files.get(one.id)]),
    ]),
  ];
};

/** In whose hands a file was, and how it was held against its hash. */
export const handsOfFile: Beneath<EvidenceRow> = async (reading) => {
  const { database, incident } = reading;
  const words = wordsOf(reading);
  const hands = grouped(
    await database.query<HandOverRow>(
      rowsOf(handOversOf(incident.id), [], handOverOrder),
      [incident.id],
    ),
    (row) => row.evidence_id,
  );
  const checks = grouped(
    await database.query<VerificationRow>(
      rowsOf(verificationsOf(incident.id), [], verificationOrder),
      [incident.id],
    ),
    (row) => row.evidence_id,
  );
  const revisions = grouped(
    await database.query<RevisionRow & { evidence_id: string }>(
      rowsOf(earlierRevisionsOf(incident.id), [], sql`order by r.no`),
      [incident.id],
    ),
    (row) => row.evidence_id,
  );
  return (row) =>
    row.is_withheld
      ? []
      : [
          ...(revisions.get(row.id) ?? []).map((one): Entry => [
            words("earlierRevision", {
              no: one.no,
              at: instantText(one.recorded_at, reading),
            }),
            joined([
              one.original_name,
              one.media_type,
              one.sha256,
              words("bytes", { size: one.size }),
              evidenceMessages[reading.language][`evidence.state.${one.state}`],
              one.recorded_by_name,
              one.purge_reason,
              one.purged_by_name,
              one.purged_at && instantText(one.purged_at, reading),
            ]),
          ]),
          ...(hands.get(row.id) ?? []).map((hand): Entry => {
            const on = {
              on: hand.handed_over_on,
              at: instant(hand.handed_over_at),
            };
            return [
              words("handOver", { at: learnedText(on, reading) }),
              joined([
                `${hand.handed_from} → ${hand.handed_to}`,
                hand.purpose,
                words("revision", { no: hand.revision_no }),
                hand.recorded_by_name,
              ]),
            ];
          }),
          ...(checks.get(row.id) ?? []).map((check): Entry => [
            words("verification", {
              at: instantText(check.verified_at, reading),
            }),
            joined([
              words(check.is_match ? "matches" : "differs"),
              check.sha256,
              words("bytes", { size: check.size }),
              words("revision", { no: check.revision_no }),
              check.verified_by_name,
            ]),
          ]),
        ];
};

/** The moment somebody asked to have agreed to. */
export const proposed: Beneath<ApprovalRow> = async (reading) => {
  const words = wordsOf(reading);
  return ({ proposal }) => {
    const moment = (proposal as { occurred?: Moment } | null)?.occurred;
    return moment ? [[words("proposal"), momentText(moment, reading)]] : [];
  };
};

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function grouped<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
): ReadonlyMap<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows)
    groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
