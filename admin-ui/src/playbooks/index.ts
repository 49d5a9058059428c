import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { playbookScreenMessages } from "./messages.js";

export const playbooks: ResourceProps = {
  name: "playbooks",
  recordRepresentation: "name",
  list: lazily(async () => (await import("./PlaybookList.js")).PlaybookList),
  show: lazily(async () => (await import("./PlaybookShow.js")).PlaybookShow),
  edit: lazily(async () => (await import("./PlaybookEdit.js")).PlaybookEdit),
  create: lazily(
    async () => (await import("./PlaybookCreate.js")).PlaybookCreate,
  ),
};
