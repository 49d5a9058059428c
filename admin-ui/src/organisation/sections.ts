import type { Organisation } from "@keii/shared";

/** What belongs together, in the order people look for it. */
export const sections: readonly {
  name: string;
  fields: readonly (keyof Organisation)[];
}[] = [
  {
    name: "names",
    fields: ["legalName", "shortName", "representative", "foundedOn"],
  },
  { name: "duties", fields: ["corporateNumber", "industry", "entityTypes"] },
  {
    name: "contact",
    fields: ["filingContactName", "filingContactEmail", "filingContactPhone"],
  },
  { name: "sending", fields: ["returnAddress", "senderAddresses"] },
  { name: "portal", fields: ["portalName", "portalColour"] },
  {
    name: "keeping",
    fields: ["zone", "incidentRetentionMonths", "customerRetentionMonths"],
  },
];
