/**
 * What every route answers, key by key: written down here, not taken from the code, so that a column that gets out, or
 * a key that is lost, is seen. `one` is a text, number, flag or null; an object names its keys, all of them and no
 * others (null may stand for it); a list has one shape for its items; `any` may hold anything, `mapOf` any keys.
 */
export type Shape = "one" | "any" | Shape[] | { [key: string]: Shape } | MapOf;

export class MapOf {
  constructor(readonly value: Shape) {}
}

/** `"a b c"` as an object of plain values. */
function keys(names: string): Record<string, Shape> {
  return Object.fromEntries(names.split(" ").map((name) => [name, "one"]));
}

const bilingual = keys("ja en");
const moment = keys("precision on at untilOn untilAt");
const learned = keys("on at");
const person = keys("id name");
const decision: Shape = {
  options: ["one"],
  ...keys("advice decidedBy dissent"),
};
const source = keys("kind id");
const partyName: Shape = { id: "one", name: bilingual };
const customer: Shape = {
  ...keys(
    "id version incidentId memberBaseId customerNo name kana company department phone postalCode address language registeredOn status hasOddEmail isMasked personId firstBatchNo batchNo",
  ),
  memberBase: keys("code"),
  emails: ["one"],
  corrected: ["one"],
  imported: new MapOf("one"),
  correction: { reason: "one", at: "one", by: person },
};
const inquiry: Record<string, Shape> = {
  ...keys(
    "id version incidentId no receipt channel category isSecondaryDamage language status customerId name email phone isMasked receivedAt waitingSince answeredAt closedAt excerpt",
  ),
  assignee: person,
  callBack: keys("from until"),
  createdBy: person,
};
const inquiryThread: Shape = {
  ...inquiry,
  messages: [{ ...keys("id no kind text at"), by: person }],
};
const signedInUser: Shape = {
  ...keys("id name email account language hasSingleKeys theme zone"),
  permissions: ["one"],
};
const loginAnswer: Shape = { accessToken: "one", user: signedInUser };
const user = keys(
  "id version name email right account employer expiresOn language state lastSeenAt createdAt",
);
const link = keys("url expiresAt");
const invitedUser: Shape = { ...user, link };
const incident: Shape = {
  ...keys(
    "id version code kind status severity zone organisationRole isCardDataInvolved summary lawAsOf isOnLegalHold createdAt updatedAt",
  ),
  title: bilingual,
  languages: ["one"],
  dataItems: ["one"],
  headNames: ["one"],
};
const milestone: Shape = {
  ...keys(
    "id version incidentId kind state learnedBy channel evidence timelineEventId createdAt",
  ),
  occurred: moment,
  pendingMove: {
    ...keys("approvalId reason askedAt"),
    occurred: moment,
    askedBy: person,
  },
  createdBy: person,
};
const member = keys(
  "id version incidentId userId name email employer role isHead isCounsel expiresOn isActive createdAt",
);
const approval: Shape = {
  ...keys(
    "id version incidentId subject subjectId subjectVersion state reason askedAt decidedAt decisionReason",
  ),
  proposal: "any",
  askedBy: person,
  decidedBy: person,
};
const timelineEvent: Shape = {
  ...keys(
    "id incidentId no version state type category text visibility counselBasis isWithheld reason correctionCount recordedAt revisedAt",
  ),
  occurred: moment,
  learned,
  publicWording: bilingual,
  decision,
  records: [source],
  recordedBy: person,
  revisedBy: person,
};
const revision: Shape = {
  ...keys(
    "no kind reason type category text visibility counselBasis recordedAt",
  ),
  occurred: moment,
  learned,
  publicWording: bilingual,
  decision,
  recordedBy: person,
};
const pastedEntry: Shape = {
  ...keys("dateText text learnedText"),
  lines: ["one"],
  moment,
  learned,
  warnings: ["one"],
  split: ["one"],
};
const auditEntry: Shape = {
  ...keys(
    "id at act incidentId resource recordId recordLabel note requestId isSealed",
  ),
  actor: keys("kind id name"),
  changes: [
    {
      ...keys("field isPersonal isSecret"),
      before: "any",
      after: "any",
    },
  ],
};
const auditBreak = keys("kind entryId sealNo table rowId at");
const verification: Shape = {
  ...keys(
    "valid entries sealed unsealed oldestUnsealedSeconds uncovered checkpoints checkedAt milliseconds",
  ),
  firstBroken: auditBreak,
  breaks: [auditBreak],
};
const organisation: Shape = {
  ...keys(
    "id version representative corporateNumber industry filingContactName filingContactEmail filingContactPhone returnAddress portalColour zone incidentRetentionMonths customerRetentionMonths foundedOn",
  ),
  legalName: bilingual,
  shortName: bilingual,
  portalName: bilingual,
  entityTypes: ["one"],
  senderAddresses: ["one"],
};
const draft = keys("form content savedAt");
const party: Shape = {
  ...keys("id version mayBeNamed channel hasNamesake"),
  officialName: bilingual,
  shortName: bilingual,
  roles: ["one"],
  contacts: ["any"],
};
const taskOffset = keys("from count unit");
const playbookTask: Shape = {
  ...keys("id title detail role"),
  due: taskOffset,
};
const playbook: Shape = {
  ...keys("id version name whenToUse state createdAt"),
  tasks: [playbookTask],
  createdBy: person,
};
const task: Shape = {
  ...keys(
    "id version incidentId title note state responsibleRole dueOn dueAt isOverdue doneAt createdAt",
  ),
  assignee: person,
  dueOffset: taskOffset,
  source,
  doneBy: person,
  createdBy: person,
};
const meetingName: Shape = { ...keys("id title"), occurred: moment };
const meeting: Shape = {
  ...keys(
    "id version incidentId title state place agenda minutes taskCount openTaskCount withdrawalReason createdAt",
  ),
  occurred: moment,
  attendees: [keys("userId partyId name")],
  attendeeNames: [bilingual],
  decisions: [
    {
      ...keys(
        "id timelineEventId text isWithheld category withdrawalReason recordedAt",
      ),
      decision,
      recordedBy: person,
    },
  ],
  previous: meetingName,
  next: meetingName,
  createdBy: person,
};
const authorityReport: Shape = {
  ...keys(
    "id version incidentId recipientId isPolice stage basis citation policeContact method department officer receiptNumber content authorityDueId state round openReplyCount amendReason withdrawReason withdrawnAt createdAt",
  ),
  recipientName: bilingual,
  filing: {
    ...keys("contentSha256 recordedAt"),
    occurred: moment,
    filedBy: person,
    recordedBy: person,
  },
  withdrawnBy: person,
  createdBy: person,
};
const authorityReply: Shape = {
  ...keys(
    "id version incidentId authorityReportId stage round kind state method fromWhom text dueOn dueAt isOverdue answerText answeredById answeredByName reason createdAt",
  ),
  recipientName: bilingual,
  occurred: moment,
  answered: learned,
  createdBy: person,
};
const authorityDue: Shape = {
  ...keys(
    "id version incidentId recipientId stage what why dueFromOn dueOn dueAt state isOverdue authorityReportId reason closedAt createdAt",
  ),
  recipientName: bilingual,
  closedBy: person,
  createdBy: person,
};
const intake: Shape = {
  ...keys(
    "id incidentId incidentCode text callerName callerOrganisation callBackNumber takenBy receivedAt channel timelineEventId milestoneId partyId maskedCount isWithheld",
  ),
  tasks: ["one"],
};
const evidenceRevision: Shape = {
  ...keys("no state sha256 size mediaType originalName recordedAt"),
  recordedBy: person,
  purge: { ...keys("at reason"), by: person },
};
const evidence: Shape = {
  ...keys(
    "id version incidentId no name note category visibility counselBasis isWithheld timelineEventId createdAt",
  ),
  received: learned,
  receivedFrom: { id: "one", name: bilingual },
  current: evidenceRevision,
  createdBy: person,
};
const attachedFile = keys(
  "id evidenceId subjectKind subjectId no name originalName size state revisionNo isWithheld",
);
const handOver: Shape = {
  ...keys("id revisionNo handedFrom handedTo purpose recordedAt"),
  handedOver: learned,
  recordedBy: person,
};
const evidenceVerification: Shape = {
  ...keys("id revisionNo sha256 size isMatch verifiedAt"),
  verifiedBy: person,
};
const incidentName: Shape = {
  ...keys("incidentId incidentCode"),
  incidentTitle: bilingual,
};

const forensicEngagement: Shape = {
  ...keys(
    "id version incidentId isPfi scope leadInvestigator independenceCheckedBy independenceCheckedOn state withdrawalReason createdAt",
  ),
  firm: partyName,
  requiredBy: partyName,
  moments: [{ kind: "one", occurred: moment }],
  newestReportId: "one",
  awaiting: [partyName],
  createdBy: person,
};

const forensicReport: Shape = {
  ...keys(
    "id version incidentId engagementId kind edition summary exposures state withdrawalReason createdAt",
  ),
  firm: partyName,
  issued: learned,
  occurred: moment,
  changes: [keys("section change")],
  createdBy: person,
};
const reportRef = keys("id kind edition");
const forensicFinding: Shape = {
  ...keys(
    "id version incidentId no title detail severity state stateReason createdAt",
  ),
  report: reportRef,
  measures: [keys("id title state")],
  tasks: [keys("id title state")],
  createdBy: person,
};
const forensicHandover: Shape = {
  ...keys(
    "id version incidentId method handedBy note state withdrawalReason createdAt",
  ),
  report: reportRef,
  recipients: [{ party: partyName, receipt: "one" }],
  occurred: moment,
  createdBy: person,
};

const partnerRequest: Shape = {
  ...keys(
    "id version incidentId partyId kind text askedBy channel standing withdrawalReason createdAt",
  ),
  party: { officialName: bilingual, shortName: bilingual },
  occurred: moment,
  answers: [
    {
      ...keys("id outcome answeredBy words withdrawalReason recordedAt"),
      occurred: moment,
      recordedBy: person,
    },
  ],
  createdBy: person,
};
const paymentStop: Shape = {
  ...keys(
    "id version incidentId site method stoppedBy note resumedBy openConditionCount withdrawalReason createdAt",
  ),
  stopped: learned,
  resumed: learned,
  waiver: { ...keys("reason at"), by: person },
  createdBy: person,
};
const resumeCondition: Shape = {
  ...keys(
    "id version incidentId kind text site isMet evidence metAt withdrawalReason",
  ),
  metBy: person,
};
const remediationMeasure: Shape = {
  ...keys(
    "id version incidentId title detail kind state group stateReason dueOn isOverdue endCondition isPromise deletesData preservedEvidenceId preservedBy preservedPlace preservedOn workCount createdAt",
  ),
  publicWording: bilingual,
  finding: keys("id no title"),
  owner: person,
  moments: [{ ...keys("kind who"), occurred: moment }],
  doneBy: person,
  verifiedBy: person,
  createdBy: person,
};
const remediationWork: Shape = {
  ...keys("id text recordedAt"),
  occurred: moment,
  recordedBy: person,
};

const memberBase: Shape = {
  ...keys("id version incidentId code customers createdAt"),
  name: bilingual,
};
const site: Shape = {
  ...keys(
    "id version incidentId code url isOpen isListed notListedReason createdAt",
  ),
  name: bilingual,
};
const deskLine: Shape = {
  ...keys("id version incidentId kind value place isShown createdAt"),
  label: bilingual,
};
const deskPeriods: Shape = [keys("from until")];
const deskSchedule: Shape = {
  ...keys("from closedOnHolidays"),
  weekly: {
    mon: deskPeriods,
    tue: deskPeriods,
    wed: deskPeriods,
    thu: deskPeriods,
    fri: deskPeriods,
    sat: deskPeriods,
    sun: deskPeriods,
  },
  announcement: bilingual,
};
const deskDay: Shape = {
  on: "one",
  periods: deskPeriods,
  name: bilingual,
};
const recordedHours: Shape = {
  ...keys("id version incidentId withdrawalReason createdAt"),
  createdBy: person,
};
const recordedSchedule: Shape = { ...deskSchedule, ...recordedHours };
const recordedDay: Shape = { ...deskDay, ...recordedHours };

const importBatch: Shape = {
  ...keys(
    "id version incidentId no kind memberBaseId fileName size sha256 isGzip encoding delimiter isDryRun state bytesRead rows newRows changedRows sameRows rejectedRows createdAt startedAt finishedAt undoneAt undoReason",
  ),
  memberBase: { code: "one" },
  columns: [keys("column field")],
  words: [keys("field word means")],
  outcome: {
    ...keys("problem line"),
    words: [keys("field word count")],
    fields: ["one"],
  },
  createdBy: person,
  undoneBy: person,
};
const importPreview: Shape = {
  ...keys("encoding delimiter isRemembered"),
  headers: ["one"],
  columns: [keys("column field")],
  rows: [{ ...keys("line rejected"), cells: ["one"] }],
  words: [keys("field word count means")],
  outcome: {
    ...keys("problem line"),
    words: [keys("field word count")],
    fields: ["one"],
  },
};
const exposure: Shape = {
  ...keys(
    "id version incidentId no name vector subject zone fromOn fromAt untilOn untilAt givenListId findingId state withdrawalReason createdAt",
  ),
  memberBaseIds: ["one"],
  siteIds: ["one"],
  methods: ["one"],
  statuses: ["one"],
  dataItems: ["one"],
  createdBy: person,
};
const givenList: Shape = {
  ...keys(
    "id version incidentId no name kind memberBaseId giverId receivedOn fileName sha256 items withdrawalReason createdAt",
  ),
  giver: { officialName: bilingual, shortName: bilingual },
};
const scopeUnits = keys("cards purchases accounts persons");
const scopeFigures: Shape = {
  affected: scopeUnits,
  unlisted: scopeUnits,
  notAffected: keys("accounts"),
  unknownCustomers: "one",
};
const scopeRun: Shape = {
  ...keys(
    "id version incidentId no state batchNo problem createdAt finishedAt frozenAt freezeReason isFreezeAsked",
  ),
  exposures: [
    {
      ...keys("no id name subject zone fromOn untilOn from until givenListNo"),
      baseNos: ["one"],
      siteNos: ["one"],
      methods: ["one"],
      statuses: ["one"],
      dataItems: ["one"],
    },
  ],
  figures: scopeFigures,
  createdBy: person,
  freezeAskedBy: person,
  frozenBy: person,
};
const givenFigure: Shape = {
  ...keys(
    "id version incidentId unit exposureNo count giverId receivedOn source withdrawalReason createdAt",
  ),
  giver: { officialName: bilingual, shortName: bilingual },
};
const factSource = keys("resource id");
const fact: Shape = {
  ...keys("name amount unit asOf certainty"),
  label: bilingual,
  value: bilingual,
  source: factSource,
};
const drawn: Shape = {
  ...keys("name amount unit asOf certainty"),
  text: bilingual,
  source: factSource,
};
const stale: Shape = { name: "one", then: bilingual, now: bilingual };
const passage: Shape = {
  ...keys("id version incidentId key no writtenAt approvedNo createdAt"),
  text: bilingual,
  writtenBy: person,
  approvedText: bilingual,
};
const faqEntry: Shape = {
  ...keys(
    "id version incidentId state visibility no effectiveFrom effectiveUntil withdrawalReason createdAt",
  ),
  section: bilingual,
  question: bilingual,
  answer: bilingual,
  edition: {
    ...keys("no effectiveFrom effectiveUntil publishedAt"),
    question: bilingual,
    answer: bilingual,
  },
  stale: [stale],
  createdBy: person,
};
const publication: Shape = {
  ...keys(
    "id version incidentId slug editionNo publishedAt isChanged createdAt updatedAt",
  ),
  title: bilingual,
  report: bilingual,
  impostorAdvice: bilingual,
  checks: ["one"],
  stale: [stale],
  asked: { ...keys("approvalId at"), by: person },
};
const sentMessage: Shape = {
  ...keys(
    "id version incidentId kind fromOn untilOn withdrawalReason createdAt",
  ),
  sender: bilingual,
  subject: bilingual,
  looksLike: bilingual,
  createdBy: person,
};
const scopePurchase: Shape = {
  ...keys("orderNo method status paidAt"),
  site: { code: "one", name: bilingual },
};
const scopeExplanation: Shape = {
  ...keys("runNo runAt batchNo customerId customerNo verdict"),
  memberBase: keys("code"),
  exposures: [
    {
      ...keys("no name standing"),
      purchases: [{ ...scopePurchase, last4: "one" }],
    },
  ],
  others: [{ ...scopePurchase, because: ["one"] }],
};

const progress: Shape = {
  tasks: keys("doneCount totalCount overdueCount"),
  forensics: keys("reached reportCount newestReport openFindingCount"),
  authorities: keys("filedCount waitingCount overdueCount"),
  partners: keys("answeredCount askedCount"),
  paymentStops: keys("stoppedCount totalCount"),
  remediation: keys("doneCount verifiedCount totalCount overdueCount"),
  scope: { ...keys("runNo isFrozen"), affected: scopeUnits },
  inquiries: keys("openCount newCount secondaryDamageCount"),
  approvals: keys("waitingCount"),
};

const codeBatch: Shape = {
  ...keys(
    "id version incidentId no label runNo audience codeCount state askedCount toldCount createdAt downloadedAt revocationReason revokedAt",
  ),
  memberBases: ["one"],
  createdBy: person,
  downloadedBy: person,
};
const passwordCheck: Shape = {
  ...keys(
    "id version incidentId isOn source isLoginDataLeaked endedAt changedAt",
  ),
  changedBy: person,
  passwords: [keys("memberBase count outdated")],
};
const verdictReceipt: Shape = {
  ...keys(
    "id receipt customerNo customerId verdict runNo channel toldAt batchNo now",
  ),
  memberBase: keys("code"),
  toldBy: person,
};
const verdictChange: Shape = {
  ...keys("id customerNo customerId verdict runNo"),
  memberBase: keys("code"),
  told: keys("verdict runNo channel at"),
};

/** By the operation's name; null: nothing, or no JSON. */
export const readShapes: Record<string, Shape | null> = {
  "Auth.login": loginAnswer,
  "Auth.refresh": loginAnswer,
  "Auth.logout": null,
  "Auth.me": signedInUser,
  "Auth.setPreferences": signedInUser,
  "Auth.changePassword": null,
  "Auth.sessions": [keys("id startedAt lastUsedAt client isCurrent")],
  "Auth.endSession": null,
  "Auth.calendarPassword": keys("madeAt lastUsedAt"),
  "Auth.makeCalendarPassword": keys("password madeAt"),
  "Auth.revokeCalendarPassword": null,
  "Auth.lookUpLink": keys("purpose name email expiresAt"),
  "Auth.useLink": loginAnswer,
  "Audit.list": [auditEntry],
  "Audit.exportCsv": null,
  "Audit.exportXlsx": null,
  "Audit.newest": verification,
  "Audit.verify": verification,
  "Audit.activity": [auditEntry],
  "Audit.exportActivityCsv": null,
  "Audit.exportActivityXlsx": null,
  "Health.live": keys("status"),
  "Health.ready": keys("status"),
  "Health.settings": {
    ...keys("demo demoClock hasMail"),
    demoUsers: [keys("email password")],
  },
  "Live.open": null,
  "OpenApi.read": "any",
  "Users.list": [user],
  "Users.invite": invitedUser,
  "Users.employers": ["one"],
  "Users.exportCsv": null,
  "Users.exportXlsx": null,
  "Users.read": user,
  "Users.change": user,
  "Users.previewFile": {
    ...keys("newCount knownCount rejectedCount unreadCount"),
    rows: [
      {
        ...keys("line state"),
        user: new MapOf("one"),
        errors: new MapOf("one"),
      },
    ],
  },
  "Users.inviteMany": [invitedUser],
  "Users.disableEmployer": keys("employer disabledCount"),
  "Users.newLink": link,
  "Users.endSessions": null,
  "Organisation.read": organisation,
  "Organisation.change": organisation,
  "Drafts.read": draft,
  "Drafts.keep": draft,
  "Drafts.discard": null,
  "Members.list": [member],
  "Members.add": member,
  "Members.candidates": [keys("id name email employer")],
  "Members.exportCsv": null,
  "Members.exportXlsx": null,
  "Members.read": member,
  "Members.change": member,
  "Members.end": null,
  "Approvals.list": [approval],
  "Approvals.read": approval,
  "Approvals.decide": approval,
  "Approvals.exportCsv": null,
  "Approvals.exportXlsx": null,
  "Timeline.list": [timelineEvent],
  "Timeline.record": timelineEvent,
  "Timeline.picture": {
    ...keys("count firstOn lastOn"),
    points: [
      {
        ...keys("id no type category visibility state label"),
        occurred: moment,
      },
    ],
    densities: [keys("on category count")],
  },
  "Timeline.public": [{ no: "one", occurred: moment, text: bilingual }],
  "CaseReport.print": null,
  "Timeline.exportCsv": null,
  "Timeline.exportXlsx": null,
  "Timeline.read": timelineEvent,
  "Timeline.correct": timelineEvent,
  "Timeline.revisions": [revision],
  "Timeline.recordMany": { ids: ["one"], count: "one" },
  "Timeline.paste": { entries: [pastedEntry], unreadFrom: "one" },
  "Timeline.takeFile": {
    ...keys("newCount changedCount sameCount rejectedCount isSaved"),
    rows: [
      {
        ...keys("line state no text"),
        changes: new MapOf(keys("before after")),
        errors: new MapOf("one"),
      },
    ],
  },
  "Timeline.retract": timelineEvent,
  "Timeline.restore": timelineEvent,
  "Timeline.move": timelineEvent,
  "MemberBases.list": [memberBase],
  "MemberBases.read": memberBase,
  "MemberBases.add": memberBase,
  "MemberBases.change": memberBase,
  "Sites.list": [site],
  "Sites.read": site,
  "Sites.add": site,
  "Sites.change": site,
  "DeskLines.list": [deskLine],
  "DeskLines.read": deskLine,
  "DeskLines.add": deskLine,
  "DeskLines.change": deskLine,
  "DeskSchedules.list": [recordedSchedule],
  "DeskSchedules.read": recordedSchedule,
  "DeskSchedules.add": recordedSchedule,
  "DeskSchedules.change": recordedSchedule,
  "DeskSchedules.withdraw": recordedSchedule,
  "DeskDays.list": [recordedDay],
  "DeskDays.read": recordedDay,
  "DeskDays.add": recordedDay,
  "DeskDays.change": recordedDay,
  "DeskDays.withdraw": recordedDay,
  "DeskHours.read": {
    ...keys("zone holidays asOf"),
    schedules: [deskSchedule],
    days: [deskDay],
    // Open until, or closed for a reason of its own shape.
    state: "any",
    week: [
      {
        ...keys("on weekday since"),
        periods: deskPeriods,
        reason: "any",
        name: bilingual,
      },
    ],
    change: deskSchedule,
    lines: [{ ...keys("kind value"), label: bilingual }],
  },
  "DeskHours.explain": { dueAt: "one", steps: ["any"], sentences: ["one"] },
  "Imports.list": [importBatch],
  "Imports.read": importBatch,
  "Imports.announce": importBatch,
  "Imports.receive": importBatch,
  "Imports.start": importBatch,
  "Imports.cancel": importBatch,
  "Imports.undo": importBatch,
  "Imports.rejects": null,
  "Imports.preview": importPreview,
  "Imports.previewAs": importPreview,
  "Imports.rejectTally": [keys("reason field count firstLine")],
  "Exposures.list": [exposure],
  "Exposures.read": exposure,
  "Exposures.add": exposure,
  "Exposures.change": exposure,
  "Exposures.withdraw": exposure,
  "GivenLists.list": [givenList],
  "GivenLists.read": givenList,
  "GivenLists.add": givenList,
  "GivenLists.withdraw": givenList,
  "ScopeRuns.list": [scopeRun],
  "ScopeRuns.read": scopeRun,
  "ScopeRuns.run": scopeRun,
  "ScopeRuns.preview": {
    figures: scopeFigures,
    added: scopeUnits,
    removed: scopeUnits,
  },
  "ScopeRuns.counts": [
    {
      ...keys("facet key purchases cards accounts persons"),
      label: bilingual,
    },
  ],
  "ScopeRuns.search": {
    results: [
      {
        ...keys("customerId customerNo name verdict purchases cards"),
        memberBase: keys("code"),
        exposureNos: ["one"],
      },
    ],
    ...keys("total isCapped cursor"),
  },
  "ScopeRuns.difference": keys("runNo againstRunNo added removed unchanged"),
  "ScopeRuns.explain": scopeExplanation,
  "ScopeRuns.explainAccount": scopeExplanation,
  "ScopeRuns.freeze": scopeRun,
  "PurchasesPerDay.count": [keys("on key purchases")],
  "GivenFigures.list": [givenFigure],
  "GivenFigures.read": givenFigure,
  "GivenFigures.add": givenFigure,
  "GivenFigures.withdraw": givenFigure,
  "Facts.list": [fact],
  "Passages.list": [passage],
  "Passages.read": passage,
  "Passages.revisions": [
    {
      ...keys("no reason writtenAt approvedAt"),
      text: bilingual,
      writtenBy: person,
      approvedBy: person,
    },
  ],
  "Passages.add": passage,
  "Passages.revise": passage,
  "Passages.approve": passage,
  "Faq.list": [faqEntry],
  "Faq.read": faqEntry,
  "Faq.revisions": [
    {
      ...keys("no effectiveFrom effectiveUntil reason writtenAt publishedAt"),
      section: bilingual,
      question: bilingual,
      answer: bilingual,
      writtenBy: person,
    },
  ],
  "Faq.add": faqEntry,
  "Faq.revise": faqEntry,
  "Faq.publish": faqEntry,
  "Faq.place": faqEntry,
  "Faq.withdraw": faqEntry,
  "Publication.read": publication,
  "Publication.publicTexts": {
    page: {
      ...keys("slug zone"),
      title: bilingual,
      report: {
        ...keys("no publishedAt updatedAt"),
        text: bilingual,
        amendments: [{ ...keys("no at"), note: bilingual }],
      },
      checks: keys("code password mail shop"),
      shops: [{ code: "one", name: bilingual }],
      impostorAdvice: bilingual,
    },
    faq: [
      {
        updatedAt: "one",
        section: bilingual,
        question: bilingual,
        answer: bilingual,
      },
    ],
    messages: [
      {
        ...keys("kind from until"),
        sender: bilingual,
        subject: bilingual,
        looksLike: bilingual,
      },
    ],
  },
  "Publication.editions": [
    {
      ...keys("id incidentId no sha256 publishedAt"),
      title: bilingual,
      text: bilingual,
      impostorAdvice: bilingual,
      drawn: [drawn],
      note: bilingual,
      askedBy: person,
      approvedBy: person,
      takenDown: [{ ...keys("at reason"), by: person }],
    },
  ],
  "Publication.add": publication,
  "Publication.change": publication,
  "Publication.publish": publication,
  "Publication.takeDown": publication,
  "SentMessages.list": [sentMessage],
  "SentMessages.read": sentMessage,
  "SentMessages.add": sentMessage,
  "SentMessages.change": sentMessage,
  "SentMessages.withdraw": sentMessage,
  "Milestones.list": [milestone],
  "Milestones.read": milestone,
  "Milestones.add": milestone,
  "Milestones.change": milestone,
  "Milestones.move": milestone,
  "Milestones.exportCsv": null,
  "Milestones.exportXlsx": null,
  "Intake.take": intake,
  "Intake.list": [intake],
  "Parties.starters": [
    {
      ...keys("key partyId"),
      officialName: bilingual,
      shortName: bilingual,
      roles: ["one"],
      contacts: ["any"],
    },
  ],
  "Parties.takeStarters": [party],
  "Parties.incidentsOf": [{ ...keys("id code"), title: bilingual }],
  "Parties.list": [party],
  "Parties.read": party,
  "Parties.add": party,
  "Parties.change": party,
  "Parties.exportCsv": null,
  "Parties.exportXlsx": null,
  "CodeBatches.list": [codeBatch],
  "CodeBatches.plan": codeBatch,
  "CodeBatches.read": codeBatch,
  "CodeBatches.download": null,
  "CodeBatches.revoke": codeBatch,
  "CodeBatches.revokeOne": codeBatch,
  "CodeBatches.told": codeBatch,
  "PasswordCheck.read": passwordCheck,
  "PasswordCheck.change": passwordCheck,
  "VerdictReceipts.lookUp": verdictReceipt,
  "VerdictReceipts.tell": verdictReceipt,
  "VerdictReceipts.changes": [verdictChange],
  "Inquiries.list": [inquiry],
  "Inquiries.search": {
    inquiries: [inquiry],
    ...keys("total isCapped cursor"),
  },
  "Inquiries.read": inquiryThread,
  "Inquiries.take": inquiryThread,
  "Inquiries.change": inquiryThread,
  "Inquiries.assign": inquiryThread,
  "Inquiries.say": inquiryThread,
  "Inquiries.step": inquiryThread,
  "Inquiries.reveal": inquiryThread,
  "Customers.search": {
    customers: [customer],
    ...keys("total isCapped cursor"),
  },
  "Customers.export": null,
  "Customers.read": customer,
  "Customers.reveal": customer,
  "Customers.purchases": [
    {
      ...keys("id orderNo method status paidAt last4 brand"),
      site: { code: "one", name: bilingual },
    },
  ],
  "Customers.accounts": [customer],
  "Customers.correct": customer,
  "Customers.unlink": customer,
  "Persons.suggestions": [
    { id: "one", customers: [customer], shares: ["one"] },
  ],
  "Persons.link": { personId: "one", customers: [customer] },
  "Tasks.list": [task],
  "Tasks.read": task,
  "Tasks.add": task,
  "Tasks.change": task,
  "Tasks.exportCsv": null,
  "Tasks.exportXlsx": null,
  "Playbooks.list": [playbook],
  "Playbooks.read": playbook,
  "Playbooks.add": playbook,
  "Playbooks.change": playbook,
  "Playbooks.exportCsv": null,
  "Playbooks.exportXlsx": null,
  "PlaybookApplications.list": [playbook],
  "PlaybookApplications.preview": {
    ...keys("id version name whenToUse"),
    tasks: [
      {
        ...playbookTask,
        ...keys("dueOn dueAt isWaiting"),
        assignee: person,
        made: keys("id title state"),
      },
    ],
  },
  "PlaybookApplications.apply": { made: [task], keptCount: "one" },
  "PlaybookApplications.draft": {
    tasks: [{ ...keys("title detail role"), due: taskOffset }],
  },
  "Meetings.list": [meeting],
  "Meetings.read": meeting,
  "Meetings.add": meeting,
  "Meetings.change": meeting,
  "Meetings.hold": meeting,
  "Meetings.decide": meeting,
  "Meetings.withdrawDecision": meeting,
  "Meetings.assign": [task],
  "Meetings.withdraw": meeting,
  "Meetings.exportCsv": null,
  "Meetings.exportXlsx": null,
  "Partners.list": [partnerRequest],
  "Partners.read": partnerRequest,
  "Partners.ask": partnerRequest,
  "Partners.change": partnerRequest,
  "Partners.answer": partnerRequest,
  "Partners.withdrawAnswer": partnerRequest,
  "Partners.withdraw": partnerRequest,
  "Partners.exportCsv": null,
  "Partners.exportXlsx": null,
  "PaymentStops.list": [paymentStop],
  "PaymentStops.read": paymentStop,
  "PaymentStops.stop": [paymentStop],
  "PaymentStops.change": paymentStop,
  "PaymentStops.resume": paymentStop,
  "PaymentStops.waive": paymentStop,
  "PaymentStops.withdraw": paymentStop,
  "ResumeConditions.list": [resumeCondition],
  "ResumeConditions.read": resumeCondition,
  "ResumeConditions.add": resumeCondition,
  "ResumeConditions.change": resumeCondition,
  "ResumeConditions.withdraw": resumeCondition,
  "Forensics.list": [forensicEngagement],
  "Forensics.read": forensicEngagement,
  "Forensics.add": forensicEngagement,
  "Forensics.change": forensicEngagement,
  "Forensics.mark": forensicEngagement,
  "Forensics.move": forensicEngagement,
  "Forensics.unmark": forensicEngagement,
  "Forensics.withdraw": forensicEngagement,
  "Forensics.exportCsv": null,
  "Forensics.exportXlsx": null,
  "Evidence.list": [evidence],
  "Evidence.links": [attachedFile],
  "Evidence.exportCsv": null,
  "Evidence.exportXlsx": null,
  "Evidence.read": evidence,
  "Evidence.revisions": [evidenceRevision],
  "Evidence.add": evidence,
  "Evidence.change": evidence,
  "Evidence.revise": evidence,
  "Evidence.attach": evidence,
  "Evidence.detach": evidence,
  "Evidence.purge": evidence,
  "Content.upload": keys("id sha256 size expiresAt"),
  "Content.download": null,
  "Custody.handOvers": [handOver],
  "Custody.handOver": handOver,
  "Custody.verifications": [evidenceVerification],
  "Custody.verify": evidenceVerification,
  "Custody.accesses": [{ ...keys("id revisionNo openedAt"), openedBy: person }],
  "Authorities.list": [authorityReport],
  "Authorities.read": authorityReport,
  "Authorities.draft": authorityReport,
  "Authorities.change": authorityReport,
  "Authorities.file": authorityReport,
  "Authorities.amend": authorityReport,
  "Authorities.withdraw": authorityReport,
  "Authorities.exportCsv": null,
  "Authorities.exportXlsx": null,
  "AuthorityReplies.list": [authorityReply],
  "AuthorityReplies.read": authorityReply,
  "AuthorityReplies.receive": authorityReply,
  "AuthorityReplies.change": authorityReply,
  "AuthorityReplies.answer": authorityReply,
  "AuthorityReplies.withdraw": authorityReply,
  "AuthorityReplies.exportCsv": null,
  "AuthorityReplies.exportXlsx": null,
  "AuthorityDues.list": [authorityDue],
  "AuthorityDues.read": authorityDue,
  "AuthorityDues.add": authorityDue,
  "AuthorityDues.change": authorityDue,
  "AuthorityDues.meet": authorityDue,
  "AuthorityDues.drop": authorityDue,
  "AuthorityDues.reopen": authorityDue,
  "AuthorityDues.exportCsv": null,
  "AuthorityDues.exportXlsx": null,
  "ForensicReports.list": [forensicReport],
  "ForensicReports.read": forensicReport,
  "ForensicReports.add": forensicReport,
  "ForensicReports.change": forensicReport,
  "ForensicReports.withdraw": forensicReport,
  "ForensicReports.exportCsv": null,
  "ForensicReports.exportXlsx": null,
  "ForensicFindings.list": [forensicFinding],
  "ForensicFindings.read": forensicFinding,
  "ForensicFindings.add": forensicFinding,
  "ForensicFindings.change": forensicFinding,
  "ForensicFindings.makeTask": task,
  "ForensicFindings.exportCsv": null,
  "ForensicFindings.exportXlsx": null,
  "ForensicHandovers.list": [forensicHandover],
  "ForensicHandovers.read": forensicHandover,
  "ForensicHandovers.add": forensicHandover,
  "ForensicHandovers.change": forensicHandover,
  "ForensicHandovers.withdraw": forensicHandover,
  "ForensicHandovers.exportCsv": null,
  "ForensicHandovers.exportXlsx": null,
  "Remediation.list": [remediationMeasure],
  "Remediation.read": remediationMeasure,
  "Remediation.add": remediationMeasure,
  "Remediation.change": remediationMeasure,
  "Remediation.mark": remediationMeasure,
  "Remediation.move": remediationMeasure,
  "Remediation.changeState": remediationMeasure,
  "Remediation.place": remediationMeasure,
  "Remediation.withdraw": remediationMeasure,
  "Remediation.work": [remediationWork],
  "Remediation.addWork": remediationWork,
  "Remediation.exportCsv": null,
  "Remediation.exportXlsx": null,
  "Home.read": {
    incidents: [incident],
    tasks: [
      { ...incidentName, ...keys("kind id label dueFromOn dueOn dueAt since") },
    ],
    changes: [
      { ...incidentName, ...keys("resource recordId label act by at") },
    ],
    changesSince: "one",
  },
  "Home.seen": null,
  "Incidents.list": [incident],
  "Incidents.open": incident,
  "Incidents.read": {
    ...(incident as Record<string, Shape>),
    membership: keys("role isHead isCounsel"),
    permissions: ["one"],
    milestones: [milestone],
    timelineCount: "one",
    nextDue: {
      ...keys("kind id incidentId label dueFromOn dueOn dueAt endsAt since"),
      recipientName: bilingual,
    },
  },
  "Incidents.change": incident,
  "Incidents.changeStatus": incident,
  "Progress.read": progress,
  "Calendar.own": null,
  "Calendar.ofIncident": null,
  "Incidents.exportCsv": null,
  "Incidents.exportXlsx": null,
  "Incidents.look": [keys("userId name resource recordId")],
};

/** Where a value differs from its shape: empty where it has exactly the keys it should have. */
export function differences(value: unknown, shape: Shape, path = ""): string[] {
  if (value === null || shape === "any") return [];
  if (shape === "one")
    return typeof value === "object" ? [`${path} is no plain value`] : [];
  if (Array.isArray(shape))
    return Array.isArray(value)
      ? value.flatMap((item, at) =>
          differences(item, shape[0] ?? "any", `${path}[${at}]`),
        )
      : [`${path} is no list`];
  if (typeof value !== "object" || Array.isArray(value))
    return [`${path} is no object`];
  if (shape instanceof MapOf)
    return Object.entries(value).flatMap(([key, item]) =>
      differences(item, shape.value, `${path}.${key}`),
    );
  return [
    ...Object.keys(value)
      .filter((key) => !Object.hasOwn(shape, key))
      .map((key) => `${path}.${key} is not in the contract`),
    ...Object.entries(shape).flatMap(([key, inner]) =>
      Object.hasOwn(value, key)
        ? differences(
            (value as Record<string, unknown>)[key],
            inner,
            `${path}.${key}`,
          )
        : [`${path}.${key} is missing`],
    ),
  ];
}
