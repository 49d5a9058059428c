import pg from "pg";

/** A record's id, made from its incident, its kind and its number, so that others can refer to it. */
const id = (kind: string, n = "n") => `md5(i.id || '${kind}' || ${n})::uuid`;
const day = "date '2016-08-01' + (n % 60)::int";
/** Days around the present: what is due lies before and behind it. */
const dueOn = "current_date + (n % 200 - 100)::int";
const dueSort = `timezone('Asia/Tokyo', (${dueOn} + 1)::timestamp)`;
const recordedAt =
  "now() - n * interval '19 minutes' - i.no * interval '1 second'";

/**
 * Every table that hangs on an incident: columns, then their values for the n-th row of the incident `i`. $2 is who
 * reads, $3 who writes, $4 a body outside.
 */
const tables: Record<string, [columns: string, values: string]> = {
  timeline_event: [
    "id, incident_id, no, recorded_at, recorded_by",
    `${id("line")}, i.id, n, ${recordedAt}, $3`,
  ],
  timeline_revision: [
    "event_id, no, incident_id, kind, zone, occurred_precision, occurred_on, position, type, category, text, visibility, recorded_at, recorded_by",
    `${id("line")}, 1, i.id, 'recorded', 'Asia/Tokyo', 'day', ${day}, 'a' || n, 'fact', 'investigation', '調査会社からの連絡 第' || n || '項', (array['internal','public','internal'])[1 + n % 3], ${recordedAt}, $3`,
  ],
  timeline_current: [
    "id, incident_id, no, version, state, correction_count, zone, occurred_precision, occurred_on, position, type, category, text, visibility, recorded_at, recorded_by",
    `${id("line")}, i.id, n, 1, 'current', 0, 'Asia/Tokyo', 'day', ${day}, 'a' || n, 'fact', 'investigation', '調査会社からの連絡 第' || n || '項', (array['internal','public','internal'])[1 + n % 3], ${recordedAt}, $3`,
  ],
  task: [
    "id, incident_id, title, state, assignee_id, due_on, due_sort, done_at, created_at",
    `${id("task")}, i.id, 'ログを保全する 第' || n || '項', case when n % 3 = 0 then 'done' else 'open' end, case n % 5 when 0 then $2 when 1 then null else $3 end, ${dueOn}, ${dueSort}, case when n % 3 = 0 then now() end, ${recordedAt}`,
  ],
  forensic_engagement: [
    "id, incident_id, firm_id, state, created_at",
    `${id("engagement")}, i.id, $4, 'current', ${recordedAt}`,
  ],
  forensic_moment: [
    "engagement_id, kind, incident_id, zone, occurred_precision, occurred_on",
    `${id("engagement")}, (array['requested','started'])[1 + n % 2], i.id, 'Asia/Tokyo', 'day', ${day}`,
  ],
  forensic_report: [
    "id, incident_id, engagement_id, kind, edition, zone, occurred_precision, occurred_on, summary, state, created_at",
    `${id("report")}, i.id, ${id("engagement")}, (array['first','interim','final'])[1 + n % 3], '1.' || n, 'Asia/Tokyo', 'day', ${day}, repeat('改ざんされたファイルを確認した。', 10), 'current', ${recordedAt}`,
  ],
  forensic_finding: [
    "id, incident_id, report_id, no, title, severity, state, created_at",
    `${id("finding")}, i.id, ${id("report")}, 1, 'アップロード機能の不備 第' || n || '項', (array['critical','high','medium','low'])[1 + n % 4], (array['open','addressed'])[1 + n % 2], ${recordedAt}`,
  ],
  forensic_handover: [
    "id, incident_id, report_id, zone, occurred_precision, occurred_on, method, state, created_at",
    `${id("handover")}, i.id, ${id("report")}, 'Asia/Tokyo', 'day', ${day}, 'email', 'current', ${recordedAt}`,
  ],
  forensic_recipient: [
    "handover_id, party_id, incident_id, place",
    `${id("handover")}, $4, i.id, 1`,
  ],
  evidence_content: [
    "id, incident_id, sha256, size, chunk_size, chunk_hashes, stored_at",
    `${id("content")}, i.id, encode(sha256(n::text::bytea), 'hex'), 1, 1048576, sha256(n::text::bytea), ${recordedAt}`,
  ],
  evidence: [
    "id, incident_id, no, name, category, visibility, zone, created_at",
    `${id("evidence")}, i.id, n, '調査報告書 第' || n || '版.pdf', 'report', 'internal', 'Asia/Tokyo', ${recordedAt}`,
  ],
  evidence_revision: [
    "evidence_id, no, incident_id, content_id, sha256, size, media_type, original_name, recorded_at",
    `${id("evidence")}, 1, i.id, ${id("content")}, encode(sha256(n::text::bytea), 'hex'), 1, 'application/pdf', 'report.pdf', ${recordedAt}`,
  ],
  authority_due: [
    "id, incident_id, recipient_id, stage, what, due_on, due_sort, state, reason, closed_at, created_at",
    `${id("due")}, i.id, $4, 'follow_up', '続報 第' || n || '号', ${dueOn}, ${dueSort}, (array['open','dropped'])[1 + n % 2], 'x', case when n % 2 = 1 then now() end, ${recordedAt}`,
  ],
  authority_report: [
    "id, incident_id, recipient_id, stage, basis, method, content, state, round, filed_sort, created_at",
    `${id("filed")}, i.id, $4, 'follow_up', 'statutory', 'web_form', repeat('被害を届け出る。', 20), 'filed', n, ${recordedAt}, ${recordedAt}`,
  ],
  authority_reply: [
    "id, incident_id, authority_report_id, kind, zone, occurred_precision, occurred_on, method, text, due_on, due_sort, state, created_at",
    `${id("reply")}, i.id, ${id("filed")}, 'question', 'Asia/Tokyo', 'day', ${day}, 'telephone', '件数の根拠は何か 第' || n || '問', ${dueOn}, ${dueSort}, (array['open','noted'])[1 + n % 2], ${recordedAt}`,
  ],
  partner_request: [
    "id, incident_id, party_id, kind, zone, occurred_precision, occurred_on, standing, created_at",
    `${id("request")}, i.id, $4, 'watch_cards', 'Asia/Tokyo', 'day', ${day}, (array['requested','promised','refused'])[1 + n % 3], ${recordedAt}`,
  ],
  partner_answer: [
    "id, incident_id, request_id, outcome, zone, occurred_precision, occurred_on, recorded_at",
    `${id("answer")}, i.id, ${id("request")}, 'promised', 'Asia/Tokyo', 'day', ${day}, ${recordedAt}`,
  ],
  payment_stop: [
    "id, incident_id, site, method, zone, stopped_on, resumed_on, created_at",
    `${id("stop")}, i.id, 'サイト' || n / 5, (array['card','wallet','points','pay_later','other'])[1 + n % 5], 'Asia/Tokyo', ${day}, case when n % 2 = 0 then ${day} + 30 end, ${recordedAt}`,
  ],
  resume_condition: [
    "id, incident_id, kind, text, created_at",
    `${id("condition")}, i.id, 'own', '改修の確認 第' || n || '項', ${recordedAt}`,
  ],
  remediation_measure: [
    "id, incident_id, title, kind, state, owner_id, due_on, position, created_at",
    `${id("measure")}, i.id, '監視の強化 第' || n || '項', (array['permanent','temporary'])[1 + n % 2], (array['planned','in_progress','done'])[1 + n % 3], case n % 5 when 0 then $2 else $3 end, ${dueOn}, 'a' || n, ${recordedAt}`,
  ],
  remediation_work: [
    "id, measure_id, incident_id, text, zone, occurred_precision, occurred_on, recorded_at",
    `${id("work")}, ${id("measure")}, i.id, '設定を変更した', 'Asia/Tokyo', 'day', ${day}, ${recordedAt}`,
  ],
  approval: [
    "id, incident_id, subject, subject_id, subject_version, state, reason, proposal, asked_by, asked_at, decided_by, decided_at",
    `${id("approval")}, i.id, 'milestone', ${id("subject")}, 1, case when n % 10 = 0 then 'asked' else 'approved' end, '通話記録による', '{}', $3, ${recordedAt}, case when n % 10 > 0 then $2 end, case when n % 10 > 0 then now() end`,
  ],
};

export interface Fill {
  superuserUrl: string;
  incidentCount: number;
  rowCount: number;
  readerId: string;
  writerId: string;
  /** Somebody who belongs to the first incident only. */
  guestId: string;
}

/** Makes incidents with so many rows in each domain, as past months would have left them; answers the first. */
export async function fillIncidents(fill: Fill): Promise<string> {
  const client = new pg.Client({ connectionString: fill.superuserUrl });
  await client.connect();
  try {
    // A bulk of made-up rows: neither the log nor the references are what is measured.
    await client.query("set session_replication_role = replica");
    const {
      rows: [party],
    } = await client.query<{ id: string }>(
      `insert into party (id, official_name, created_at)
       select gen_random_uuid(), jsonb_build_object('ja', '見本の相手先 ' || n, 'en', 'Body ' || n), now() from generate_series(1, $1::int) n returning id`,
      [fill.rowCount],
    );
    await client.query(
      `insert into incident (id, code, title, kind, zone, languages, created_at, updated_at)
       select gen_random_uuid(), 'BENCH-' || n, jsonb_build_object('ja', '見本の事案 ' || n, 'en', 'Case ' || n), 'unauthorised_access', 'Asia/Tokyo', '{ja}', now(), now() - n * interval '1 minute'
       from generate_series(1, $1::int) n`,
      [fill.incidentCount],
    );
    await client.query(
      `insert into membership (id, incident_id, user_id, role, is_head, created_at)
       select gen_random_uuid(), i.id, u.id, 'compliance', true, now() from incident i cross join (select $1::uuid as id) u where i.code like 'BENCH-%'
       union all select gen_random_uuid(), i.id, $2, 'compliance', false, now() from incident i where i.code = 'BENCH-1'`,
      [fill.readerId, fill.guestId],
    );
    for (const [table, [columns, values]] of Object.entries(tables))
      await client.query(
        `insert into ${table} (${columns})
         select ${values} from (select id, substr(code, 7)::int as no from incident where code like 'BENCH-%') i
           cross join generate_series(1, $1::int) n cross join (select $2::uuid, $3::uuid, $4::uuid) used
         order by i.no, n`,
        [fill.rowCount, fill.readerId, fill.writerId, party!.id],
      );
    await client.query("set session_replication_role = origin");
    await client.query("vacuum analyze");
    const { rows } = await client.query<{ id: string }>(
      "select id from incident where code = 'BENCH-1'",
    );
    return rows[0]!.id;
  } finally {
    await client.end();
  }
}
