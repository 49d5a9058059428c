import { Box, Typography } from "@mui/material";
import { useGetList, useTranslate } from "ra-core";
import type { AuditEntry } from "@keii/shared";
import { Failure } from "./Failure.js";
import { InstantText } from "./MomentText.js";
import { Section } from "./Section.js";

const mostEntries = 20;

interface RecordHistoryProps {
  title: string;
  /** Shown where nothing is told. */
  none: string;
  filter: { resource: string; recordId: string };
  /** What was done, and what belongs to it; null passes an entry over. */
  tell: (
    entry: AuditEntry,
    all: readonly AuditEntry[],
  ) => { what: string; more: string } | null;
}

/** What the log says of one record, the newest first. */
export function RecordHistory(props: RecordHistoryProps) {
  const { title, none, filter, tell } = props;
  const translate = useTranslate();
  const { data, error } = useGetList<AuditEntry>("activity", {
    filter,
    sort: { field: "at", order: "DESC" },
    pagination: { page: 1, perPage: mostEntries },
  });
  const told = data?.flatMap((entry) => {
    const words = tell(entry, data);
    return words === null ? [] : [{ entry, ...words }];
  });
  return (
    <Section title={translate(title)}>
      {error && <Failure error={error} />}
      {told?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate(none)}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {told?.map(({ entry, what, more }) => (
          <Box
            component="li"
            key={entry.id}
            sx={{ py: 0.75, borderBottom: 1, borderColor: "divider" }}
          >
            <Typography variant="body2">
              <InstantText at={entry.at} /> {entry.actor.name}
              {" · "}
              <b>{what}</b>
            </Typography>
            <Typography
              variant="body2"
              color="textSecondary"
              sx={{ overflowWrap: "anywhere" }}
            >
              {more}
            </Typography>
          </Box>
        ))}
      </Box>
    </Section>
  );
}
