import type { ResourceProps } from "ra-core";
import { Route } from "react-router";
import { lazily } from "../app/lazily.js";

export { messages as timelineScreenMessages } from "./messages.js";

const Paste = lazily(
  async () =>
    (await import("../timeline-entry/TimelinePaste.js")).TimelinePaste,
);
const File = lazily(
  async () => (await import("../timeline-entry/TimelineFile.js")).TimelineFile,
);
const Public = lazily(
  async () => (await import("./TimelinePublic.js")).TimelinePublic,
);

export const timeline: ResourceProps = {
  name: "timeline",
  list: lazily(async () => (await import("./TimelineList.js")).TimelineList),
  show: lazily(async () => (await import("./TimelineShow.js")).TimelineShow),
  edit: lazily(async () => (await import("./TimelineEdit.js")).TimelineEdit),
  create: lazily(
    async () => (await import("./TimelineCreate.js")).TimelineCreate,
  ),
  children: (
    <>
      <Route path="paste" element={<Paste />} />
      <Route path="file" element={<File />} />
      <Route path="public" element={<Public />} />
    </>
  ),
};
