import { lazily } from "../app/lazily.js";

export { workspaceMessages } from "./messages.js";

export const Workspace = lazily(
  async () => (await import("./Workspace.js")).Workspace,
);
