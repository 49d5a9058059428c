import { loadDemo } from "@keii/api/operator/demo";
import { demoUsers } from "@keii/api/operator/demo-users";
import {
  memberRoles,
  playbookOf,
  playbookStarters,
  type Approval,
  type CodeBatch,
  type Customer,
  type IncidentFrame,
  type InquiryThread,
  type Member,
  type MemberRole,
  type Meeting,
  type Milestone,
  type PartnerRequest,
  type Party,
  type Permission,
  type Playbook,
  type ScopeRun,
  type SignedInUser,
  type TimelineEvent,
  type User,
} from "@keii/shared";
import type { TestApp } from "../support/app.js";
import type { Visitor } from "../support/browser.js";
import { Caller } from "../support/caller.js";
import {
  aFinding,
  aHandover,
  anEngagement,
  aParty,
  aReport,
} from "../support/forensics.js";
import { anAffectedCase } from "../support/affected-case.js";
import { aFile } from "../support/files.js";
import { importedTexts, someImports } from "../support/imports.js";
import { aMeasure } from "../support/remediation.js";
import { aCustomer } from "../support/customers.js";
import { aLine, aPerson, join, type Person } from "../support/people.js";

/** Somebody at a screen, and what the API lets them do. */
export interface Reader extends Visitor {
  name: string;
  caller: Caller;
  account: readonly Permission[];
  inIncident: readonly Permission[];
}

/** The demo case with forty entries, everybody who may have a part in it, and something of every kind waiting. */
export interface FullCase {
  incidentId: string;
  readers: Record<string, Reader>;
  /** Records for the `:id` of the screens. */
  ids: Record<string, string>;
  retractedId: string;
  invitedId: string;
  /** All that people wrote: it is in the language they wrote it in. */
  written: () => Promise<string[]>;
}

export async function aFullCase(app: TestApp): Promise<FullCase> {
  await loadDemo(app.foundation, () => undefined);
  const signedIn = new Map<string, Caller>();
  for (const { email, password } of demoUsers) {
    const caller = new Caller(app.url);
    await caller.signIn(email, password);
    signedIn.set(email.split("@")[0] ?? email, caller);
  }
  const by = (name: string): Caller => {
    const caller = signedIn.get(name);
    if (!caller) throw new Error(`no demo user ${name}`);
    return caller;
  };
  const head = by("responder");
  const incidents = await head.get<{ id: string }[]>("/api/incidents");
  const incidentId = incidents.body[0]!.id;
  const base = `/api/incidents/${incidentId}`;

  const others = await joinOthers(app, head, incidentId);
  await makeHead(head, base, "responder2@keii.test");
  for (let no = 1; no <= 7; no++)
    await aLine(by("responder2"), incidentId, {
      occurred: { on: "2016-09-20" },
      text: `カード会社${no}社目と再発行の手順を確認`,
      category: "partners",
    });
  for (const [title, due] of [
    ["カード決済を停止する", { dueOn: "2016-08-12" }],
    ["調査会社に電話で相談する", { dueAt: "2016-08-16T18:00:00+09:00" }],
    ["会議の議事録を配る", {}],
  ] as const)
    await head.post(`${base}/tasks`, { title, ...due });
  await head.post(`${base}/parties`, {
    officialName: { ja: "あおば決済株式会社", en: "Aoba Payments" },
    channel: "平日 9:00〜18:00 03-0000-0110",
  });
  const handedOver = await aDistribution(head, incidentId);
  const partnerId = await askPartners(head, base);
  const promised = await someMeasures(head, incidentId);
  const file = await aFile(head, incidentId);
  const inquiryId = await someInquiries(others.get("desk_lead")!, base);
  const affected = await anAffectedCase(app, head, incidentId);
  const customerId = await someCustomers(app, head, incidentId);
  const otherId = await aCustomer(app, incidentId, {
    customerNo: "FULL-0005",
    name: "見本 次郎",
  });
  await someCodes(head, by("compliance"), base, affected.customerId, otherId);
  const imported = await someImports(app, head, incidentId);
  const timeline = await head.get<TimelineEvent[]>(
    `${base}/timeline?range=[0,199]`,
  );
  const entries = timeline.body;
  await askToMove(head, base);
  await by("responder2").post("/api/intake", {
    text: "決済代行会社より、別のサイトでもカード情報が漏れたおそれがあるとの電話。",
    callerOrganisation: "あおば決済",
    callerName: "窓口の方",
    callBackNumber: "03-0000-0110",
    channel: "phone",
  });
  const meetingId = await someMeetings(by("responder"), base);
  const playbook = await by("responder").post<Playbook>(
    "/api/playbooks",
    playbookOf(playbookStarters[0]!, "ja"),
  );
  await by("responder").on(
    playbook.body.version,
    "POST",
    `${base}/playbooks/${playbook.body.id}/apply`,
    undefined,
  );
  const draftId = await reportToAuthorities(by("compliance"), base);
  const invited = await by("admin").post<User>("/api/users", {
    name: "新任 花子",
    email: "hanako@keii.test",
    employer: "みなとコール",
    expiresOn: "2099-12-31",
  });

  return {
    incidentId,
    readers: await readersOf(
      signedIn,
      new Map([
        ...others,
        ["admin2", await aPerson(app, { right: "administrator" })],
        ["auditor2", await aPerson(app, { right: "auditor" })],
      ]),
      incidentId,
    ),
    ids: {
      timeline: entries.find(({ correctionCount }) => correctionCount > 0)!.id,
      users: others.get("vendor_agent")!.id,
      forensics: handedOver,
      authorities: draftId,
      partners: partnerId,
      meetings: meetingId,
      playbooks: playbook.body.id,
      remediation: promised,
      evidence: file.id,
      exposures: affected.exposure.id,
      "scope-runs": affected.run.id,
      customers: customerId,
      inquiries: inquiryId,
      ...imported,
      ...(await somePublicTexts(by("compliance"), incidentId)),
    },
    retractedId: entries.find(({ state }) => state === "retracted")!.id,
    invitedId: invited.body.id,
    written: async () => [...(await everythingWritten(app)), ...importedTexts],
  };
}

/** A public page that is being written, with one of everything that stands on it. */
async function somePublicTexts(
  compliance: Caller,
  incidentId: string,
): Promise<Record<string, string>> {
  const made = async (list: string, body: object): Promise<string> =>
    (
      await compliance.post<{ id: string }>(
        `/api/incidents/${incidentId}/${list}`,
        body,
      )
    ).body.id;
  const ids = {
    passages: await made("passages", {
      key: "apology",
      text: { ja: "深くお詫び申し上げます。", en: "We apologise." },
    }),
    faq: await made("faq", {
      visibility: "public",
      section: { ja: "対象となる方", en: "Who is concerned" },
      question: { ja: "いつ分かりましたか。", en: "When was it known?" },
      answer: {
        ja: "{{fact.date.aware}}に把握しました。",
        en: "We learned of it on {{fact.date.aware}}.",
      },
      effectiveFrom: "2016-09-15",
    }),
    "sent-messages": await made("sent-messages", {
      kind: "mail",
      sender: "oshirase@shop.example",
      subject: { ja: "重要なお知らせ", en: "Important notice" },
      looksLike: { ja: "文字だけのメール", en: "Text only" },
      fromOn: "2016-09-15",
    }),
  };
  await made("publication", {
    slug: "full-case",
    report: {
      ja: "# お知らせ\n\n{{passage.apology}}サイトは安全です。",
      en: "# Notice\n\n{{passage.apology}} The shop is safe.",
    },
  });
  return ids;
}

/** A strange charge that waits, and an inquiry with an answer and a note, whose id is answered. */
async function someInquiries(desk: Person, base: string): Promise<string> {
  await desk.post(`${base}/inquiries`, {
    channel: "phone",
    category: "secondary_damage",
    text: "利用していない店から3万円の請求が届いた。",
  });
  const { body } = await desk.post<InquiryThread>(`${base}/inquiries`, {
    channel: "letter",
    category: "reissue",
    text: "カードの再発行には費用がかかりますか。",
    name: "見本 太郎",
    phone: "03-0000-0111",
    callBack: {
      from: "2016-09-21T10:00:00+09:00",
      until: "2016-09-21T12:00:00+09:00",
    },
  });
  const say = (version: number, kind: string, text: string) =>
    desk.on(version, "POST", `${base}/inquiries/${body.id}/messages`, {
      kind,
      text,
    });
  await say(1, "note", "カード会社へ手数料を確認済み。");
  await say(2, "answer", "現在、カード会社に費用の免除をお願いしております。");
  return body.id;
}

/** A meeting that was held, with what it decided and gave to do, and the next one. */
async function someMeetings(head: Caller, base: string): Promise<string> {
  const { body: held } = await head.post<Meeting>(`${base}/meetings`, {
    title: "第1回 事故対策本部会議",
    occurred: { on: "2016-08-13", at: "2016-08-13T10:00:00+09:00" },
    place: "本社 大会議室(一部の出席者はテレビ会議)",
    attendees: [{ name: "代表取締役社長" }, { name: "顧問弁護士" }],
    agenda: "1. 現状の確認\n2. 公表の時期",
    minutes: "ログの保全を確認した。",
    decisions: [
      {
        text: "調査結果が出るまで公表を見合わせる",
        category: "disclosure",
        decision: {
          options: ["直ちに公表する", "調査結果を待つ"],
          decidedBy: "代表取締役社長",
        },
      },
    ],
  });
  await head.on(held.version, "POST", `${base}/meetings/${held.id}/tasks`, {
    tasks: [
      { title: "公表文の案を作る", dueOn: "2016-08-20" },
      { title: "相談窓口の回線を手配する" },
    ],
  });
  await head.post(`${base}/meetings`, {
    title: "第2回 事故対策本部会議",
    occurred: { precision: "planned", on: "2016-08-15" },
    previousMeetingId: held.id,
  });
  return held.id;
}

/** A payment stop that lasts too long, a deletion that waits for its image, and a promise that is not kept yet. */
async function someMeasures(head: Caller, incidentId: string): Promise<string> {
  await aMeasure(head, incidentId, {
    title: "カード決済の停止",
    kind: "temporary",
    occurred: { on: "2016-08-12" },
    who: "システム部",
    dueOn: "2016-08-31",
  });
  await aMeasure(head, incidentId, {
    title: "不正なファイルの削除",
    deletesData: true,
  });
  const promise = await aMeasure(head, incidentId, {
    title: "外部の診断を年1回受ける",
    isPromise: true,
    dueOn: "2016-09-30",
    publicWording: {
      ja: "外部の専門会社による診断を毎年受けます。",
      en: "An outside firm will test our systems every year.",
    },
  });
  await head.post(
    `/api/incidents/${incidentId}/remediation/${promise.id}/work`,
    { occurred: { on: "2016-09-05" }, text: "3社に見積もりを依頼した。" },
  );
  return promise.id;
}

/** Two accounts linked as one person, of which the answered one is corrected; and two that may be one. */
async function someCustomers(
  app: TestApp,
  head: Caller,
  incidentId: string,
): Promise<string> {
  const base = `/api/incidents/${incidentId}`;
  const taro = {
    name: "見本 太郎",
    kana: "ミホン タロウ",
    emails: ["taro@mail.example"],
    phone: "03-0000-1234",
    postalCode: "100-0001",
    address: "東京都架空区見本町0-0",
  };
  const hanako = {
    name: "見本 花子",
    kana: "ミホン ハナコ",
    phone: "03-0000-5678",
    company: "株式会社見本",
  };
  const [first, second] = await Promise.all([
    aCustomer(app, incidentId, { customerNo: "FULL-0001", ...taro }),
    aCustomer(app, incidentId, { customerNo: "FULL-0002", ...taro }),
    aCustomer(app, incidentId, { customerNo: "FULL-0003", ...hanako }),
    aCustomer(app, incidentId, { customerNo: "FULL-0004", ...hanako }),
  ]);
  await head.on<Customer>(0, "PUT", `${base}/customers/${first}/correction`, {
    name: "架空 太郎",
    email: "kaku@mail.example",
    reason: "本人からの申し出(改姓)",
  });
  await head.post(`${base}/person-links`, {
    customerIds: [first, second],
    reason: "住所と電話番号が同じ",
  });
  return first;
}

/** An official run, letters with codes that told what it says, of which one is not true any more, and a run that waits. */
async function someCodes(
  head: Caller,
  compliance: Caller,
  base: string,
  affectedId: string,
  otherId: string,
): Promise<void> {
  const { body: approvals } = await compliance.get<Approval[]>(
    `${base}/approvals`,
  );
  const { id, version } = approvals.find(
    ({ subject, state }) => subject === "scope_run" && state === "asked",
  )!;
  await compliance.on(version, "POST", `${base}/approvals/${id}/decide`, {
    decision: "approved",
  });
  const { body: batch } = await compliance.post<CodeBatch>(
    `${base}/code-batches`,
    { label: "9月のお手紙", audience: "everybody" },
  );
  await compliance.post(`${base}/code-batches/${batch.id}/download`, undefined);
  await compliance.post(`${base}/code-batches/${batch.id}/told`, {
    channel: "letter",
    toldAt: "2016-09-17T09:00:00+09:00",
  });
  await compliance.post(`${base}/code-batches`, {
    label: "お手紙の再送",
    audience: "affected",
  });
  // Told that they are not affected, and now known to be somebody who is.
  await head.post(`${base}/person-links`, {
    customerIds: [affectedId, otherId],
    reason: "本人からの申し出",
  });
  const { body: run } = await head.post<ScopeRun>(`${base}/scope-runs`, {});
  await head.on(run.version, "POST", `${base}/scope-runs/${run.id}/freeze`, {
    reason: "名寄せを反映した",
  });
}

/** A forensic firm at work, with a report that has findings and is with some of those who wait for it. */
async function aDistribution(
  head: Caller,
  incidentId: string,
): Promise<string> {
  const firm = await aParty(head, incidentId, "見本フォレンジックス(架空)");
  const card = await aParty(head, incidentId, "見本カード(架空)");
  const police = await aParty(head, incidentId, "見本警察署(架空)");
  const engagement = await anEngagement(head, incidentId, firm.id, {
    scope: "Webサーバ2台とデータベース",
    requiredById: card.id,
    moments: [
      { kind: "signed", occurred: { on: "2016-08-15" } },
      { kind: "requested", occurred: { on: "2016-08-16" } },
    ],
  });
  const report = await aReport(head, incidentId, engagement.id, {
    edition: "1.1",
    summary: "Webサーバに不正なファイルを確認",
    changes: [{ section: "3.2", change: "期間の始まりを訂正" }],
  });
  await aFinding(head, incidentId, report.id, {
    detail: "内容を確かめていない",
  });
  const handover = await aHandover(head, incidentId, report.id, [police.id]);
  return handover.id;
}

/** One of every role that the demo has nobody for. */
async function joinOthers(
  app: TestApp,
  head: Caller,
  incidentId: string,
): Promise<Map<MemberRole, Person>> {
  const names: Partial<Record<MemberRole, string>> = {
    desk_lead: "窓口 千春",
    vendor_agent: "委託 直美",
    communications: "広報 圭",
    executive: "役員 昭",
  };
  const found = new Map<MemberRole, Person>();
  for (const role of memberRoles) {
    const name = names[role];
    if (!name) continue;
    const isVendor = role === "vendor_agent";
    const person = await aPerson(app, {
      name,
      ...(isVendor && { employer: "みなとコール", expiresOn: "2099-12-31" }),
    });
    await join(head, incidentId, person, role);
    found.set(role, person);
  }
  return found;
}

/** A filed report with a question that waits, a due, and the draft that is to meet it, whose id is answered. */
async function reportToAuthorities(
  compliance: Caller,
  base: string,
): Promise<string> {
  const body = async (officialName: object, role: string) =>
    (
      await compliance.post<{ id: string }>(`${base}/parties`, {
        officialName,
        roles: [role],
      })
    ).body.id;
  const police = await body(
    { ja: "大阪府南警察署", en: "Osaka Minami Police Station" },
    "police",
  );
  const commission = await body(
    {
      ja: "個人情報保護委員会",
      en: "Personal Information Protection Commission",
    },
    "privacy_commission",
  );
  const draft = async (recipientId: string, more: object) =>
    (
      await compliance.post<{ id: string }>(`${base}/authorities`, {
        recipientId,
        stage: "voluntary",
        basis: "voluntary",
        method: "in_person",
        content:
          "通販サイトへの不正アクセスにより、カード情報が流出したおそれがある。",
        ...more,
      })
    ).body.id;
  const filed = await draft(police, { policeContact: "damage_report" });
  await compliance.on(1, "POST", `${base}/authorities/${filed}/filing`, {
    occurred: { on: "2016-08-18", at: "2016-08-18T14:30:00+09:00" },
    receiptNumber: "平28-1234",
  });
  await compliance.post(`${base}/authority-replies`, {
    authorityReportId: filed,
    kind: "question",
    occurred: { on: "2016-08-19" },
    method: "telephone",
    fromWhom: "架空 係長",
    text: "サーバーの記録を保全しているか",
    dueOn: "2016-08-26",
  });
  const due = await compliance.post<{ id: string }>(`${base}/authority-dues`, {
    recipientId: commission,
    stage: "preliminary",
    what: "速報",
    why: "知った日 8/12 → 初日算入 3〜5日目",
    dueFromOn: "2016-08-14",
    dueOn: "2016-08-16",
  });
  return draft(commission, {
    stage: "preliminary",
    basis: "statutory",
    method: "web_form",
    authorityDueId: due.body.id,
  });
}

/** Requests that stand differently, and payments that were stopped and partly opened again; answers one with answers. */
async function askPartners(head: Caller, base: string): Promise<string> {
  const party = await head.post<Party>(`${base}/parties`, {
    officialName: { ja: "みどりカード株式会社", en: "Midori Card" },
    shortName: { ja: "みどりカード", en: "Midori" },
    roles: ["acquirer"],
  });
  const ids: string[] = [];
  for (const [kind, outcome] of [
    ["watch_cards", "promised"],
    ["waive_reissue_fee", "no_answer"],
    ["receive_report", null],
  ] as const) {
    const asked = await head.post<PartnerRequest>(`${base}/partners`, {
      partyId: party.body.id,
      kind,
      text: "対象期間の全カード",
      occurred: { on: "2016-08-16", at: "2016-08-16T15:00:00+09:00" },
      askedBy: "佐藤",
      channel: "電話",
    });
    const { id, version } = asked.body;
    ids.push(id);
    if (outcome)
      await head.on(version, "POST", `${base}/partners/${id}/answer`, {
        outcome,
        occurred: { on: "2016-08-18" },
        answeredBy: "山本",
        words: "社内で確認のうえ回答します",
      });
  }
  await head.post(`${base}/payment-stops`, {
    sites: ["いろは堂本店", "いろは堂ギフト"],
    methods: ["card", "carrier_billing"],
    occurred: { on: "2016-08-13", at: "2016-08-13T10:30:00+09:00" },
  });
  await head.post(`${base}/resume-conditions`, {
    text: "リンク型決済に切り替えた",
  });
  return ids[0]!;
}

/** A second head, so that two people see all there is, each in another language. */
async function makeHead(
  head: Caller,
  base: string,
  email: string,
): Promise<void> {
  const members = await head.get<Member[]>(`${base}/members`);
  const member = members.body.find((one) => one.email === email)!;
  await head.on(member.version, "PUT", `${base}/members/${member.id}`, {
    isHead: true,
  });
}

/** The moment of awareness a day later: that waits for a second person. */
async function askToMove(head: Caller, base: string): Promise<void> {
  const milestones = await head.get<Milestone[]>(`${base}/milestones`);
  const aware = milestones.body.find(({ kind }) => kind === "aware")!;
  await head.on(aware.version, "POST", `${base}/milestones/${aware.id}/move`, {
    occurred: { on: "2016-08-13", at: "2016-08-13T09:00:00+09:00" },
    reason: "責任者が知ったのは翌朝の報告による",
  });
}

async function readersOf(
  demo: ReadonlyMap<string, Caller>,
  others: ReadonlyMap<string, Person>,
  incidentId: string,
): Promise<Record<string, Reader>> {
  const people: [string, Caller, Visitor][] = [
    ...[...demo].map(([name, caller]): [string, Caller, Visitor] => [
      name,
      caller,
      demoUsers.find(({ email }) => email.startsWith(`${name}@`))!,
    ]),
    ...[...others].map(([role, person]): [string, Caller, Visitor] => [
      role,
      person,
      person,
    ]),
  ];
  const readers: Record<string, Reader> = {};
  for (const [name, caller, { email, password }] of people) {
    const me = await caller.get<SignedInUser>("/api/auth/me");
    const frame = await caller.get<IncidentFrame>(
      `/api/incidents/${incidentId}`,
    );
    readers[name] = {
      name: me.body.name,
      email,
      password,
      caller,
      account: me.body.permissions,
      inIncident: frame.body.permissions,
    };
  }
  return readers;
}

/** Every text of every table: the only words of a screen that are not the console's own. */
async function everythingWritten(app: TestApp): Promise<string[]> {
  const columns = await app.sql<{ name: string; column: string }>(
    `select c.table_name as name, c.column_name as column
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.data_type in ('text', 'character varying', 'jsonb', 'ARRAY')
        and c.table_name not like 'audit%' and c.column_name not like '%hash%'`,
  );
  const found = new Set<string>();
  for (const { name, column } of columns) {
    const rows = await app.sql<{ value: unknown }>(
      `select distinct to_jsonb("${column}") as value from "${name}" where "${column}" is not null limit 2000`,
    );
    for (const { value } of rows) collect(value, found);
  }
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === "string") {
    for (const line of value.split("\n"))
      if (line.trim() !== "") found.add(line.trim());
  } else if (value && typeof value === "object")
    for (const inner of Object.values(value)) collect(inner, found);
}
