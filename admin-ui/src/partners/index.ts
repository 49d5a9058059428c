import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { partnerScreenMessages } from "./messages.js";

export const partners: ResourceProps = {
  name: "partners",
  list: lazily(async () => (await import("./PartnerList.js")).PartnerList),
  show: lazily(async () => (await import("./PartnerShow.js")).PartnerShow),
  edit: lazily(async () => (await import("./PartnerEdit.js")).PartnerEdit),
  create: lazily(
    async () => (await import("./PartnerCreate.js")).PartnerCreate,
  ),
  options: { fromLine: { label: "partners.fromLine" } },
};
