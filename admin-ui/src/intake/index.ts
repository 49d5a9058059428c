import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { intakeScreenMessages } from "./messages.js";

export const IntakeNotes = lazily(
  async () => (await import("./IntakeNotes.js")).IntakeNotes,
);

export const intake: ResourceProps = {
  name: "intake",
  list: lazily(async () => (await import("./IntakePage.js")).IntakePage),
};
