import type { ResourceProps } from "ra-core";
import type { FromLine } from "../app/from-line.js";
import { lazily } from "../app/lazily.js";

export { meetingScreenMessages } from "./messages.js";

export const meetings: ResourceProps = {
  name: "meetings",
  list: lazily(async () => (await import("./MeetingList.js")).MeetingList),
  show: lazily(async () => (await import("./MeetingShow.js")).MeetingShow),
  edit: lazily(async () => (await import("./MeetingEdit.js")).MeetingEdit),
  create: lazily(
    async () => (await import("./MeetingCreate.js")).MeetingCreate,
  ),
  options: { fromLine: { label: "meetings.fromLine" } satisfies FromLine },
};
