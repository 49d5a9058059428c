import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { incidentScreenMessages } from "./messages.js";
export { IncidentEdit, IncidentFacts } from "./views.js";

export const incidents: ResourceProps = {
  name: "incidents",
  recordRepresentation: "code",
  list: lazily(async () => (await import("./IncidentList.js")).IncidentList),
  create: lazily(
    async () => (await import("./IncidentCreate.js")).IncidentCreate,
  ),
};
