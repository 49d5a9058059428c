import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { authorityScreenMessages } from "./messages.js";

export const authorities: ResourceProps = {
  name: "authorities",
  list: lazily(async () => (await import("./Authorities.js")).Authorities),
  show: lazily(async () => (await import("./ReportShow.js")).ReportShow),
  edit: lazily(async () => (await import("./ReportEdit.js")).ReportEdit),
  create: lazily(async () => (await import("./ReportCreate.js")).ReportCreate),
  options: { fromLine: { label: "authorities.fromLine" } },
};

/** What is owed to them, as a list. */
export const authorityDues: ResourceProps = {
  name: "authority-dues",
  list: lazily(async () => (await import("./DueList.js")).DueList),
};

/** What they said and asked, as a list. */
export const authorityReplies: ResourceProps = {
  name: "authority-replies",
  list: lazily(async () => (await import("./ReplyList.js")).ReplyList),
};
