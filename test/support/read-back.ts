import { maskCardNumbers } from "@keii/shared";

/** A record as it is read, and what was sent of it. */
export interface Expectation {
  path: string;
  sent: unknown;
  /** Compare only while the record still has this version. */
  version: number | null;
}

/** What a record has by itself where null was sent. */
const filledIn = new Set([
  ".takenBy",
  ".receivedAt",
  ".timelineEventId",
  ".received",
]);

/** What is kept only together with something else, and said so in the contract. */
function isDropped(name: string, read: Loose): boolean {
  return name === "counselBasis" && read.visibility !== "counsel";
}

export interface AcceptedWrite {
  method: string;
  /** The path as it was sent, without its query. */
  path: string;
  sent: unknown;
  answer: unknown;
}

interface Rule {
  /** What was sent to say something else than what a record holds. */
  unread?: string[];
  reads?: (write: AcceptedWrite) => Expectation[];
}

type Loose = Record<string, unknown>;

const parent = (path: string): string => path.slice(0, path.lastIndexOf("/"));

/** The record an answer speaks of, under the list it belongs to. */
function recordUnder(list: string, { sent, answer }: AcceptedWrite) {
  const { id, version } = answer as { id: string; version: number };
  return [{ path: `${list}/${id}`, sent, version }];
}

/** A moment among those of its record. */
const momentOf: Rule = {
  reads: ({ path, sent, answer }) => {
    const { kind, occurred } = sent as { kind: string; occurred: unknown };
    const { version, moments } = answer as {
      version: number;
      moments: { kind: string }[];
    };
    return [
      {
        path: parent(path),
        sent: {
          moments: moments.map((one) =>
            one.kind === kind ? { kind, occurred } : {},
          ),
        },
        version,
      },
    ];
  },
};

/** A record that was withdrawn, with the reason. */
const withdrawn: Rule = {
  reads: ({ path, sent, answer }) => [
    {
      path: parent(path),
      sent: {
        state: "withdrawn",
        withdrawalReason: (sent as { reason: string }).reason,
      },
      version: (answer as { version: number }).version,
    },
  ],
};

/** The same where nothing but the reason says so. */
const withdrawnFor: Rule = {
  reads: ({ path, sent, answer }) => [
    {
      path: parent(path),
      sent: { withdrawalReason: (sent as { reason: string }).reason },
      version: (answer as { version: number }).version,
    },
  ],
};

/**
 * How an accepted write is read back, by the operation. Whatever is not named here is read as usual: a PUT at its own
 * path, a POST at its path and the id it answered.
 */
export const readBack: Record<string, Rule> = {
  "Auth.login": { reads: () => [] },
  "Auth.refresh": { reads: () => [] },
  "Auth.changePassword": { reads: () => [] },
  "Auth.lookUpLink": { reads: () => [] },
  "Auth.useLink": { reads: () => [] },
  "Auth.setPreferences": {
    reads: ({ sent }) => [{ path: "/api/auth/me", sent, version: null }],
  },
  "Users.previewFile": { reads: () => [] },
  "Users.inviteMany": {
    reads: ({ sent, answer }) =>
      (answer as { id: string; version: number }[]).map((user, at) => ({
        path: `/api/users/${user.id}`,
        sent: (sent as { users: unknown[] }).users[at],
        version: user.version,
      })),
  },
  "Users.disableEmployer": { reads: () => [] },
  "Users.newLink": { reads: () => [] },
  // What is called disabled when it is asked for is a state when it is read.
  "Users.change": { unread: ["isDisabled"] },
  "Timeline.record": { unread: ["afterId"] },
  "Timeline.correct": {},
  "Timeline.retract": {
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Timeline.restore": {
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Timeline.move": {
    unread: ["afterId"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Timeline.recordMany": {
    unread: ["afterId"],
    reads: ({ path, sent, answer }) =>
      (answer as { ids: string[] }).ids.map((id, at) => ({
        path: `${parent(path)}/${id}`,
        sent: (sent as { entries: unknown[] }).entries[at],
        version: 1,
      })),
  },
  "Timeline.takeFile": { reads: () => [] },
  "Timeline.paste": { reads: () => [] },
  // Who it is given to is read with the name, the line it came from as its source.
  "Tasks.add": { unread: ["assigneeId", "timelineEventId"] },
  "Tasks.change": { unread: ["assigneeId"] },
  // What a file is made of is read as its newest revision; what it was received from, with the name.
  "Evidence.add": {
    unread: [
      "uploadId",
      "sha256",
      "size",
      "mediaType",
      "originalName",
      "receivedFromId",
      "isTold",
      "attachedLineId",
      "timelineEventId",
    ],
  },
  "Evidence.change": { unread: ["receivedFromId"] },
  "Evidence.revise": { reads: () => [] },
  "Evidence.attach": { reads: () => [] },
  "Evidence.detach": { reads: () => [] },
  "Evidence.purge": { reads: () => [] },
  "Custody.handOver": { reads: () => [] },
  "Custody.verify": { reads: () => [] },
  "Milestones.move": {
    unread: ["occurred", "reason"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  // Bodies are read with their names, the moments in their order.
  "Forensics.add": { unread: ["firmId", "requiredById", "moments"] },
  "Forensics.change": { unread: ["firmId", "requiredById", "reason"] },
  "Forensics.mark": momentOf,
  "Forensics.move": momentOf,
  "Forensics.unmark": {
    unread: ["kind", "reason"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Forensics.withdraw": withdrawn,
  // Files are read as what is attached.
  "ForensicReports.add": { unread: ["timelineEventId", "evidenceIds"] },
  "ForensicReports.change": { unread: ["reason", "evidenceIds"] },
  "ForensicReports.withdraw": withdrawn,
  "ForensicFindings.add": { unread: ["reportId"] },
  // Of a task that is made of a finding its title is told by the finding, its assignee by name.
  "ForensicFindings.makeTask": { reads: () => [] },
  "ForensicHandovers.add": {
    unread: ["reportId", "recipients", "timelineEventId"],
  },
  "ForensicHandovers.change": { unread: ["recipients", "reason"] },
  "ForensicHandovers.withdraw": withdrawn,
  "Parties.takeStarters": { reads: () => [] },
  "PlaybookApplications.apply": { reads: () => [] },
  "PlaybookApplications.draft": { reads: () => [] },
  // What was decided is a line of its own, the meeting before is read by its name.
  "Meetings.add": {
    unread: ["decisions", "previousMeetingId", "timelineEventId"],
  },
  "Meetings.change": { unread: ["reason"] },
  "Meetings.hold": {
    unread: ["decisions", "timelineEventId"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Meetings.decide": {
    reads: ({ path, sent, answer }) => {
      const { timelineEventId, category, decision, ...said } = sent as Loose;
      const { version, decisions } = answer as {
        version: number;
        decisions: object[];
      };
      // A line that was there already keeps its own words.
      const written = {
        ...said,
        ...(category !== undefined && { category }),
        ...(decision !== undefined && { decision }),
      };
      return [
        {
          path: parent(path),
          sent: {
            decisions: decisions.map((_one, at) =>
              at === decisions.length - 1 && !timelineEventId ? written : {},
            ),
          },
          version,
        },
      ];
    },
  },
  "Meetings.withdrawDecision": {
    reads: ({ path, sent, answer }) => {
      const { decisionId, reason } = sent as {
        decisionId: string;
        reason: string;
      };
      const { version, decisions } = answer as {
        version: number;
        decisions: { id: string }[];
      };
      return [
        {
          path: parent(path),
          sent: {
            decisions: decisions.map(({ id }) =>
              id === decisionId ? { withdrawalReason: reason } : {},
            ),
          },
          version,
        },
      ];
    },
  },
  // Who it is given to is read with the name.
  "Meetings.assign": {
    reads: ({ path, sent, answer }) =>
      (answer as { id: string; version: number }[]).map((task, at) => ({
        path: `${parent(parent(parent(path)))}/tasks/${task.id}`,
        sent: without((sent as { tasks: unknown[] }).tasks[at], ["assigneeId"]),
        version: task.version,
      })),
  },
  "Meetings.withdraw": withdrawn,
  "Partners.ask": { unread: ["timelineEventId"] },
  "Partners.change": { unread: ["reason"] },
  "Partners.answer": {
    reads: ({ path, sent, answer }) => {
      const given = without(sent, ["timelineEventId", "evidenceIds"]);
      const { version, answers } = answer as {
        version: number;
        answers: { recordedAt: string; id: string }[];
      };
      return [
        {
          path: parent(path),
          sent: {
            answers: answers.map((_one, at) =>
              at === answers.length - 1 ? given : {},
            ),
          },
          version,
        },
      ];
    },
  },
  "Partners.withdrawAnswer": {
    reads: ({ path, sent, answer }) => {
      const { answerId, reason } = sent as { answerId: string; reason: string };
      const { version, answers } = answer as {
        version: number;
        answers: { id: string }[];
      };
      return [
        {
          path: parent(path),
          sent: {
            answers: answers.map(({ id }) =>
              id === answerId ? { withdrawalReason: reason } : {},
            ),
          },
          version,
        },
      ];
    },
  },
  "Partners.withdraw": withdrawnFor,
  "PaymentStops.stop": {
    reads: ({ path, sent, answer }) =>
      (answer as { id: string; version: number; site: string }[]).map(
        ({ id, version }) => ({
          path: `${path}/${id}`,
          sent: without(sent, [
            "sites",
            "methods",
            "occurred",
            "timelineEventId",
          ]),
          version,
        }),
      ),
  },
  // When it was stopped and opened again is read as day and minute.
  "PaymentStops.change": { unread: ["occurred", "resumed", "reason"] },
  "PaymentStops.resume": {
    unread: ["occurred", "timelineEventId"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "PaymentStops.waive": {
    reads: ({ path, sent, answer }) => [
      {
        path: parent(path),
        sent: { waiver: sent },
        version: (answer as { version: number }).version,
      },
    ],
  },
  "PaymentStops.withdraw": withdrawnFor,
  "ResumeConditions.withdraw": withdrawnFor,
  // A run says nothing of itself but what it found; who asks for it to be official is read with the approval.
  "ScopeRuns.run": { reads: () => [] },
  // A code is kept as it is compared: without spaces around it.
  "MemberBases.add": { unread: ["code"] },
  "MemberBases.change": { unread: ["code"] },
  "Sites.add": { unread: ["code"] },
  "Sites.change": { unread: ["code"] },
  // Why hours that have held were changed stands in the log.
  "DeskSchedules.add": { unread: ["reason"] },
  "DeskSchedules.change": { unread: ["reason"] },
  "DeskSchedules.withdraw": withdrawnFor,
  "DeskDays.add": { unread: ["reason"] },
  "DeskDays.change": { unread: ["reason"] },
  "DeskDays.withdraw": withdrawnFor,
  "DeskHours.explain": { reads: () => [] },
  // How a file is to be read is seen in what becomes of it.
  "Imports.start": { reads: () => [] },
  "Imports.previewAs": { reads: () => [] },
  "Imports.cancel": { reads: () => [] },
  "Imports.undo": { reads: () => [] },
  // What a search finds, a file that leaves, and what was shown for once.
  // Of the member bases their codes are read, not their ids.
  "CodeBatches.plan": { unread: ["memberBaseIds"] },
  "CodeBatches.revoke": {
    reads: ({ path, sent, answer }) => [
      {
        path: parent(path),
        sent: {
          state: "revoked",
          revocationReason: (sent as { reason: string }).reason,
        },
        version: (answer as { version: number }).version,
      },
    ],
  },
  "CodeBatches.revokeOne": { reads: () => [] },
  "CodeBatches.told": { reads: () => [] },
  // There is one for each incident, at its own path.
  "PasswordCheck.change": {
    reads: ({ path, sent, answer }) => [
      { path, sent, version: (answer as { version: number }).version },
    ],
  },
  "VerdictReceipts.lookUp": { reads: () => [] },
  "VerdictReceipts.tell": { reads: () => [] },
  // Names are read as masks, and words stand in the thread.
  "Inquiries.take": { unread: ["name", "email", "phone", "text"] },
  "Inquiries.search": { reads: () => [] },
  "Inquiries.reveal": { reads: () => [] },
  "Inquiries.say": { reads: () => [] },
  "Inquiries.assign": { reads: () => [] },
  "Inquiries.step": { reads: () => [] },
  "Customers.search": { reads: () => [] },
  "Customers.export": { reads: () => [] },
  "Customers.reveal": { reads: () => [] },
  // Names are read as masks.
  "Customers.correct": { reads: () => [] },
  "Customers.unlink": { reads: () => [] },
  "Persons.link": { reads: () => [] },
  "ScopeRuns.preview": { reads: () => [] },
  "ScopeRuns.search": { reads: () => [] },
  "ScopeRuns.freeze": { reads: () => [] },
  // The ids stay with the list; how many there are is told.
  "GivenLists.add": { unread: ["ids", "memberBaseId"] },
  "GivenLists.withdraw": withdrawnFor,
  "GivenFigures.withdraw": withdrawnFor,
  "Passages.revise": { unread: ["reason"] },
  "Faq.revise": { unread: ["reason"] },
  // Where it stands is the order of the list.
  "Faq.place": { reads: () => [] },
  "Faq.withdraw": withdrawn,
  // There is one for each incident, at its own path.
  "Publication.add": {
    reads: ({ path, sent, answer }) => [
      { path, sent, version: (answer as { version: number }).version },
    ],
  },
  // Who asks is read with the approval; what was taken down, with its edition.
  "Publication.publish": { reads: () => [] },
  "Publication.takeDown": { reads: () => [] },
  "SentMessages.change": { unread: ["reason"] },
  "SentMessages.withdraw": withdrawnFor,
  // A minute brings its day along.
  "Exposures.add": { unread: ["fromAt", "fromOn", "untilAt", "untilOn"] },
  "Exposures.change": {
    unread: ["fromAt", "fromOn", "untilAt", "untilOn", "reason"],
  },
  "Exposures.withdraw": withdrawn,
  "Approvals.decide": {
    reads: ({ path, sent, answer }) => {
      const { decision, reason } = sent as {
        decision: string;
        reason?: string;
      };
      const { version } = answer as { version: number };
      return [
        {
          path: parent(path),
          sent: { state: decision, decisionReason: reason ?? "" },
          version,
        },
      ];
    },
  },
  "Incidents.changeStatus": {
    unread: ["reason"],
    reads: ({ path, sent, answer }) => [
      {
        path: parent(path),
        sent,
        version: (answer as { version: number }).version,
      },
    ],
  },
  "Authorities.draft": { unread: ["evidenceIds"] },
  "Authorities.change": { unread: ["evidenceIds"] },
  "Authorities.file": {
    unread: ["occurred", "filedById", "timelineEventId"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Authorities.amend": {
    unread: ["reason"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Authorities.withdraw": {
    unread: ["reason"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "AuthorityReplies.receive": { unread: ["timelineEventId"] },
  "AuthorityReplies.answer": {
    unread: ["timelineEventId"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "AuthorityReplies.withdraw": {
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "AuthorityDues.meet": {
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "AuthorityDues.drop": {
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "AuthorityDues.reopen": {
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  // Who it is given to is read with the name, the moment among the others.
  "Remediation.add": {
    unread: ["ownerId", "findingId", "timelineEventId", "occurred", "who"],
  },
  "Remediation.change": { unread: ["ownerId", "findingId", "reason"] },
  "Remediation.mark": momentOf,
  "Remediation.move": momentOf,
  "Remediation.changeState": {
    unread: ["reason"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Remediation.place": {
    unread: ["afterMeasureId"],
    reads: (write) => recordUnder(parent(parent(write.path)), write),
  },
  "Remediation.withdraw": {
    reads: ({ path, sent, answer }) => [
      {
        path: parent(path),
        sent: {
          state: "withdrawn",
          stateReason: (sent as { reason: string }).reason,
        },
        version: (answer as { version: number }).version,
      },
    ],
  },
  "Remediation.addWork": {
    reads: ({ path, sent, answer }) => [
      {
        path: `${path}#${(answer as { id: string }).id}`,
        sent: without(sent, ["evidenceIds"]),
        version: null,
      },
    ],
  },
  "Incidents.look": { reads: () => [] },
  "Intake.take": {
    reads: ({ sent, answer }) => {
      const { incidentId, id } = answer as { incidentId: string; id: string };
      return [
        {
          path: `/api/incidents/${incidentId}/intake#${id}`,
          sent,
          version: null,
        },
      ];
    },
  },
};

/** Where to read what was accepted. */
export function expectations(
  operation: string,
  write: AcceptedWrite,
): Expectation[] {
  const rule = readBack[operation];
  const found = rule?.reads
    ? rule.reads(write)
    : [
        {
          path:
            write.method === "PUT"
              ? write.path
              : `${write.path}/${(write.answer as { id: string }).id}`,
          sent: write.sent,
          version: (write.answer as { version?: number }).version ?? null,
        },
      ];
  return found.map((one) => ({
    ...one,
    sent: without(one.sent, rule?.unread ?? []),
  }));
}

function without(sent: unknown, names: string[]): unknown {
  return names.length === 0
    ? sent
    : Object.fromEntries(
        Object.entries(sent as Loose).filter(([name]) => !names.includes(name)),
      );
}

/**
 * Where what is read differs from what was sent. What is written down as done on the way in is no difference: card
 * numbers are masked (the header says so), one text for both languages becomes two, a text without a word in either
 * language is none, instants are told in UTC, and null or nothing may have become what a record has by itself.
 */
export function changesOnTheWay(
  sent: unknown,
  read: unknown,
  isMasked: boolean,
  path = "",
): string[] {
  if (read === null && isWordless(sent)) return [];
  if (typeof sent === "string") {
    const expected = isMasked ? maskCardNumbers(sent).text : sent;
    if (typeof read === "string")
      return read === expected || isSameInstant(sent, read)
        ? []
        : [`${path}: ${show(expected)} became ${show(read)}`];
    if (isBilingual(read))
      return read.ja === expected && read.en === expected
        ? []
        : [`${path}: ${show(expected)} became ${show(read)}`];
    return [`${path}: ${show(expected)} became ${show(read)}`];
  }
  if (Array.isArray(sent))
    return Array.isArray(read) && read.length === sent.length
      ? sent.flatMap((item, at) =>
          changesOnTheWay(item, read[at], isMasked, `${path}[${at}]`),
        )
      : [`${path}: ${show(sent)} became ${show(read)}`];
  if (typeof sent === "object" && sent !== null) {
    if (typeof read !== "object" || read === null || Array.isArray(read))
      return [`${path}: ${show(sent)} became ${show(read)}`];
    return Object.entries(sent).flatMap(([name, item]) =>
      isDropped(name, read as Loose)
        ? []
        : Object.hasOwn(read, name)
          ? changesOnTheWay(
              item,
              (read as Loose)[name],
              isMasked,
              `${path}.${name}`,
            )
          : [`${path}.${name} is gone`],
    );
  }
  const isEmptySide = sent === null && read === "" && /\.(ja|en)$/.test(path);
  return sent === read || isEmptySide || (sent === null && filledIn.has(path))
    ? []
    : [`${path}: ${show(sent)} became ${show(read)}`];
}

/** A text for both languages without a word in either. */
function isWordless(sent: unknown): boolean {
  if (typeof sent === "string") return sent.trim() === "";
  return (
    typeof sent === "object" &&
    sent !== null &&
    !Array.isArray(sent) &&
    Object.entries(sent).every(
      ([side, text]) =>
        (side === "ja" || side === "en") &&
        (text === null || (typeof text === "string" && text.trim() === "")),
    )
  );
}

function isBilingual(value: unknown): value is { ja: string; en: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).sort().join() === "en,ja"
  );
}

function isSameInstant(sent: string, read: string): boolean {
  const shape = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
  return (
    shape.test(sent) &&
    /Z$/.test(read) &&
    shape.test(read) &&
    Date.parse(sent) === Date.parse(read)
  );
}

function show(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? "nothing";
}
