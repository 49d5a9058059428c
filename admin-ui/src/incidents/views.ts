import { lazily } from "../app/lazily.js";

export const IncidentEdit = lazily(
  async () => (await import("./IncidentEdit.js")).IncidentEdit,
);

export const IncidentFacts = lazily(
  async () => (await import("./IncidentFacts.js")).IncidentFacts,
);
