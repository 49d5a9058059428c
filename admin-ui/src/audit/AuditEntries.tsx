import { Box, Typography } from "@mui/material";
import { useListContext, useTranslate } from "ra-core";
import { dayOf, formatMoment, momentOn, type AuditEntry } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useKnownYear, useZone } from "../app/Incident.js";
import { AuditEntryRow } from "./AuditEntryRow.js";

/** The entries of the list around, newest first, each day under its own heading. */
export function AuditEntries() {
  const { data, isPending } = useListContext<AuditEntry>();
  const zone = useZone();
  const language = useLanguage();
  const year = useKnownYear();
  const translate = useTranslate();
  if (isPending) return <Typography>{translate("ra.page.loading")}</Typography>;
  if (!data?.length)
    return (
      <Typography sx={{ py: 3 }}>{translate("audit.emptyFiltered")}</Typography>
    );
  return byDay(data, zone).map(({ on, entries }) => (
    <Box component="section" key={on} sx={{ mt: 2 }}>
      <Typography variant="h2" component="h2">
        {formatMoment(momentOn(on), { zone, language, year })}
      </Typography>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {entries.map((entry) => (
          <AuditEntryRow key={entry.id} entry={entry} />
        ))}
      </Box>
    </Box>
  ));
}

function byDay(
  entries: AuditEntry[],
  zone: string,
): { on: string; entries: AuditEntry[] }[] {
  const days: { on: string; entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const on = dayOf(entry.at, zone);
    const last = days.at(-1);
    if (last?.on === on) last.entries.push(entry);
    else days.push({ on, entries: [entry] });
  }
  return days;
}
