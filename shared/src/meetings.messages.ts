import type { Messages } from "./language.js";

export const meetingMessages: Messages = {
  ja: {
    "meetings.state.planned": "予定",
    "meetings.state.held": "開催済み",
    "meetings.state.withdrawn": "取り消し",
    "meetings.decision.withheld": "(弁護士限り)",
    "timeline.source.meetings.held": "会議",
    "timeline.source.meetings.decided": "会議での決定",
    "audit.source.meetings.held": "会議の開催",
    "audit.source.meetings.decided": "会議での決定",
  },
  en: {
    "meetings.state.planned": "Planned",
    "meetings.state.held": "Held",
    "meetings.state.withdrawn": "Withdrawn",
    "meetings.decision.withheld": "(for counsel only)",
    "timeline.source.meetings.held": "Meeting",
    "timeline.source.meetings.decided": "Decided in a meeting",
    "audit.source.meetings.held": "Meeting held",
    "audit.source.meetings.decided": "Decision of a meeting",
  },
};
