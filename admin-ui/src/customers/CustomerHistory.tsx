import { useTranslate } from "ra-core";
import {
  toldAuditChanges,
  type AuditEntry,
  type AuditTeller,
} from "@keii/shared";
import { RecordHistory } from "../app/RecordHistory.js";
import { useTeller } from "../app/use-teller.js";

/** Who revealed, corrected or linked this customer, and why; never what was seen. */
export function CustomerHistory({ customerId }: { customerId: string }) {
  const translate = useTranslate();
  const teller = useTeller();
  const tell = (entry: AuditEntry, all: readonly AuditEntry[]) => {
    // Taking an account out is told once, by the act that has the reason.
    const later = all[all.indexOf(entry) - 1];
    if (entry.act === "delete" && later?.act === "unlink") return null;
    return {
      what: translate(`customers.history.${kindOf(entry)}`),
      more: whatOf(entry, teller),
    };
  };
  return (
    <RecordHistory
      title="customers.history"
      none="customers.history.none"
      filter={{ resource: "customers", recordId: customerId }}
      tell={tell}
    />
  );
}

/** What was done, in the words of this page. */
function kindOf({ act, resource }: AuditEntry): string {
  if (act === "reveal" || act === "unlink") return act;
  if (resource === "customer_correction") return "correct";
  return act === "delete" ? "unlink" : "link";
}

/** The fields it touched, and the reason that was given. */
function whatOf(entry: AuditEntry, teller: AuditTeller): string {
  const changes = toldAuditChanges(entry, teller);
  const fields = changes
    .filter(({ isPersonal, field }) => isPersonal || field === "status")
    .map(({ label }) => label)
    .join(teller.translate("app.comma"));
  const reason =
    entry.note ?? changes.find(({ field }) => field === "reason")?.after;
  return [fields, reason].filter(Boolean).join(teller.translate("app.colon"));
}
