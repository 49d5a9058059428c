import { Box, Link, Stack, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { Link as RouterLink } from "react-router";
import {
  auditHasBefore,
  auditKindOf,
  auditPhrase,
  timeOf,
  toldAuditChanges,
  type AuditEntry,
  type ToldAuditChange,
} from "@keii/shared";
import { useZone } from "../app/Incident.js";
import { ChangeList } from "./ChangeList.js";
import { useTeller } from "../app/use-teller.js";

/** One entry: when, who, what, and from what to what. */
export function AuditEntryRow({ entry }: { entry: AuditEntry }) {
  const teller = useTeller();
  const zone = useZone();
  const translate = useTranslate();
  const changes = toldAuditChanges(entry, teller);
  return (
    <Box
      component="li"
      data-keii-row
      tabIndex={-1}
      sx={{
        display: "grid",
        gridTemplateColumns: {
          xs: "4.5em minmax(0, 1fr)",
          sm: "5em 11em minmax(0, 1fr)",
        },
        columnGap: 1.5,
        py: 0.75,
        borderTop: 1,
        borderColor: "divider",
      }}
    >
      <Typography variant="body2" component="time" dateTime={entry.at}>
        <span title={`${entry.at} (${zone})`}>{timeOf(entry.at, zone)}</span>
      </Typography>
      <Typography variant="body2">
        <Who entry={entry} />
      </Typography>
      <Box sx={{ gridColumn: { xs: "1 / -1", sm: "auto" } }}>
        <Stack direction="row" sx={{ columnGap: 1.5, flexWrap: "wrap" }}>
          <Typography variant="body2" sx={{ fontWeight: 600, minWidth: 0 }}>
            <What entry={entry} phrase={auditPhrase(entry, teller)} />
          </Typography>
          {!entry.isSealed && (
            <Typography
              variant="caption"
              color="textSecondary"
              title={translate("audit.row.notSealedHint")}
            >
              {translate("audit.row.notSealed")}
            </Typography>
          )}
        </Stack>
        {entry.note && (
          <Typography variant="body2" color="textSecondary">
            {translate(`audit.note.${entry.note}`, { _: entry.note })}
          </Typography>
        )}
        {changes.length > 0 && <Changes entry={entry} changes={changes} />}
      </Box>
    </Box>
  );
}

function Who({ entry: { actor } }: { entry: AuditEntry }) {
  const translate = useTranslate();
  if (actor.kind === "user") return actor.name;
  return translate(`audit.row.who.${actor.kind}`, { name: actor.name });
}

/** Where a kind of record has a page of its own. */
const pages: Record<string, string> = {
  users: "/users/",
  incidents: "/incidents/",
};

/** What can be pressed stands line below line here. */
const touchable = { display: "inline-block", minHeight: 24 } as const;

function What({ entry, phrase }: { entry: AuditEntry; phrase: string }) {
  const page = pages[auditKindOf(entry.resource)];
  if (!page || !entry.recordId || entry.act === "delete") return phrase;
  return (
    <Link component={RouterLink} to={`${page}${entry.recordId}`} sx={touchable}>
      {phrase}
    </Link>
  );
}

/** What was changed is shown at once; what a new record began with, on demand. */
function Changes({
  entry,
  changes,
}: {
  entry: AuditEntry;
  changes: ToldAuditChange[];
}) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const hasBefore = auditHasBefore(entry);
  const isFolded = !hasBefore && entry.act === "insert" && changes.length > 3;
  return (
    <>
      {isFolded && (
        <Link
          component="button"
          type="button"
          variant="body2"
          sx={touchable}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen
            ? translate("audit.changes.less")
            : translate("audit.changes.more", {
                smart_count: changes.length,
              })}
        </Link>
      )}
      {(!isFolded || isOpen) && (
        <ChangeList changes={changes} hasBefore={hasBefore} />
      )}
    </>
  );
}
