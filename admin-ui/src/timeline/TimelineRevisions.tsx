import { Box, Typography } from "@mui/material";
import { visuallyHidden } from "@mui/utils";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { InstantText } from "../app/MomentText.js";
import { Failure } from "../app/Failure.js";
import { revisionSteps, type RevisionStep } from "./revision-changes.js";
import { useTimelineCalls } from "../timeline-rows/timeline-calls.js";
import { useEntryWords } from "./use-entry-words.js";

/** The life of an entry: who changed what, from what to what, and why. */
export function TimelineRevisions({ id }: { id: string }) {
  const translate = useTranslate();
  const calls = useTimelineCalls();
  const { data, error } = useQuery({
    queryKey: ["timeline", "revisions", id],
    queryFn: () => calls.revisions(id),
  });
  return (
    <Box
      component="section"
      aria-labelledby="timeline-revisions"
      sx={{ mt: 3 }}
    >
      <Typography variant="h2" id="timeline-revisions">
        {translate("timeline.history.title")}
      </Typography>
      {error && <Failure error={error} />}
      <Box component="ol" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {data &&
          revisionSteps(data).map((step) => (
            <Step key={step.revision.no} step={step} />
          ))}
      </Box>
    </Box>
  );
}

function Step({ step }: { step: RevisionStep }) {
  const { revision, changes } = step;
  const translate = useTranslate();
  const words = useEntryWords();
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: "divider", py: 1.25 }}>
      <Typography variant="body2">
        <b>
          {translate("timeline.history.version", { no: revision.no })}{" "}
          {translate(`timeline.revision.${revision.kind}`)}
        </b>{" "}
        <InstantText at={revision.recordedAt} />{" "}
        {revision.recordedBy?.name ?? translate("timeline.recordedByProduct")}
      </Typography>
      {revision.reason && (
        <Typography variant="body2">
          {translate("timeline.column.reason")}: {revision.reason}
        </Typography>
      )}
      {changes.map(({ field, before, after }) => (
        <Box
          key={field}
          sx={{
            display: "grid",
            gridTemplateColumns: { sm: "7.5rem 1fr auto 1fr" },
            columnGap: 1.5,
            mt: 0.5,
            fontSize: 14,
            whiteSpace: "pre-line",
          }}
        >
          <Box sx={{ color: "text.secondary" }}>
            {translate(`timeline.field.${field}`)}
          </Box>
          <Box component="del">
            <span style={visuallyHidden}>
              {translate("timeline.history.before")}:{" "}
            </span>
            {words(field, before)}
          </Box>
          <Box aria-hidden="true">→</Box>
          <Box component="ins" sx={{ textDecoration: "none", fontWeight: 600 }}>
            <span style={visuallyHidden}>
              {translate("timeline.history.after")}:{" "}
            </span>
            {words(field, after)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
