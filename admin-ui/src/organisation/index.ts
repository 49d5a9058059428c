import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { organisationScreenMessages } from "./messages.js";

/** The company itself: one record, one screen. */
export const organisation: ResourceProps = {
  name: "organisation",
  list: lazily(
    async () => (await import("./OrganisationPage.js")).OrganisationPage,
  ),
};
