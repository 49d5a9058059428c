import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { taskScreenMessages } from "./messages.js";

export const tasks: ResourceProps = {
  name: "tasks",
  list: lazily(async () => (await import("./TaskList.js")).TaskList),
};
