import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { codeScreenMessages } from "./messages.js";

/** The tab: codes for letters, and what becomes of them. */
export const codeBatches: ResourceProps = {
  name: "code-batches",
  list: lazily(async () => (await import("./CodeBatchList.js")).CodeBatchList),
};

/** The tab of who answers customers: one receipt at a time. */
export const verdictReceipts: ResourceProps = {
  name: "verdict-receipts",
  list: lazily(async () => (await import("./ReceiptPage.js")).ReceiptPage),
};

export const codeScreens: readonly ResourceProps[] = [
  {
    name: "verdict-changes",
    list: lazily(
      async () => (await import("./VerdictChangeList.js")).VerdictChangeList,
    ),
  },
];
