import { useTranslate } from "ra-core";
import { toldAuditChanges, type AuditEntry } from "@keii/shared";
import { RecordHistory } from "../app/RecordHistory.js";
import { useTeller } from "../app/use-teller.js";

/** Who recorded and changed an exposure, what, and why. */
export function ExposureHistory({ exposureId }: { exposureId: string }) {
  const translate = useTranslate();
  const teller = useTeller();
  const tell = (entry: AuditEntry) => {
    const changes = toldAuditChanges(entry, teller);
    const reason =
      entry.note ??
      changes.find(({ field }) => field === "withdrawal_reason")?.after;
    const fields =
      entry.act === "insert" ? [] : changes.map(({ label }) => label);
    return {
      what: translate(`exposures.history.${entry.act}`),
      more: [fields.join(translate("app.comma")), reason]
        .filter(Boolean)
        .join(translate("app.colon")),
    };
  };
  return (
    <RecordHistory
      title="exposures.history"
      none="exposures.history.none"
      filter={{ resource: "exposure", recordId: exposureId }}
      tell={tell}
    />
  );
}
