import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { disclosureScreenMessages } from "./messages.js";

/** The tab: what the company says in public. */
export const publication: ResourceProps = {
  name: "publication",
  list: lazily(
    async () => (await import("./PublicationPage.js")).PublicationPage,
  ),
};

/** What the public page is made of besides its report. */
export const disclosureScreens: readonly ResourceProps[] = [
  {
    name: "faq",
    list: lazily(async () => (await import("./FaqList.js")).FaqList),
    create: lazily(async () => (await import("./FaqForms.js")).FaqCreate),
    edit: lazily(async () => (await import("./FaqForms.js")).FaqEdit),
  },
  {
    name: "passages",
    list: lazily(async () => (await import("./PassageList.js")).PassageList),
    create: lazily(
      async () => (await import("./PassageForms.js")).PassageCreate,
    ),
    edit: lazily(async () => (await import("./PassageForms.js")).PassageEdit),
  },
  {
    name: "sent-messages",
    list: lazily(
      async () => (await import("./SentMessageList.js")).SentMessageList,
    ),
    create: lazily(
      async () => (await import("./SentMessageForms.js")).SentMessageCreate,
    ),
    edit: lazily(
      async () => (await import("./SentMessageForms.js")).SentMessageEdit,
    ),
  },
];
