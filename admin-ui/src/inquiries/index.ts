import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { inquiryScreenMessages } from "./messages.js";

export const inquiries: ResourceProps = {
  name: "inquiries",
  list: lazily(async () => (await import("./InquiryList.js")).InquiryList),
  show: lazily(async () => (await import("./InquiryShow.js")).InquiryShow),
  create: lazily(
    async () => (await import("./InquiryCreate.js")).InquiryCreate,
  ),
};
