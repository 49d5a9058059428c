import { ResourceContextProvider } from "ra-core";
import type { ReactNode } from "react";
import type { IncidentFrame, TimelineEvent } from "@keii/shared";
import { IncidentProvider } from "../../admin-ui/src/app/Incident.js";

const frame: IncidentFrame = {
  id: "incident",
  version: 1,
  code: "INC-2016-001",
  title: { ja: "カード情報流出の疑い", en: "Suspected leak" },
  kind: "unauthorised_access",
  status: "investigating",
  severity: "high",
  zone: "Asia/Tokyo",
  languages: ["ja", "en"],
  organisationRole: "own",
  dataItems: [],
  isCardDataInvolved: true,
  summary: "",
  lawAsOf: null,
  isOnLegalHold: false,
  headNames: ["佐藤 亮"],
  createdAt: "2016-08-12T08:42:00Z",
  updatedAt: "2016-08-12T08:42:00Z",
  membership: null,
  permissions: [],
  milestones: [],
  timelineCount: 0,
  nextDue: null,
};

/** A screen of the timeline inside an incident of 2016. */
export function inIncident(screen: ReactNode): ReactNode {
  return (
    <IncidentProvider value={frame}>
      <ResourceContextProvider value="timeline">
        {screen}
      </ResourceContextProvider>
    </IncidentProvider>
  );
}

/** The smallest entry, known to the day. */
export function anEntry(
  id: string,
  on: string,
  overrides: Partial<TimelineEvent> = {},
): TimelineEvent {
  return {
    id,
    incidentId: "incident",
    no: 1,
    version: 1,
    state: "current",
    occurred: { precision: "day", on, at: null, untilOn: null, untilAt: null },
    learned: null,
    type: "fact",
    category: "investigation",
    text: id,
    publicWording: null,
    visibility: "internal",
    counselBasis: null,
    isWithheld: false,
    decision: null,
    records: [],
    reason: null,
    correctionCount: 0,
    recordedAt: `${on}T12:00:00Z`,
    recordedBy: null,
    revisedAt: null,
    revisedBy: null,
    ...overrides,
  };
}

/** What the API answers to what every screen here asks at first. */
export function usualAnswer(path: string) {
  if (path === "/settings")
    return { body: { demo: true, demoClock: "2016-08-20T01:05:00Z" } };
  if (path.startsWith("/drafts/"))
    return { status: 404, problem: { title: "見つかりませんでした" } };
  return { body: null };
}
