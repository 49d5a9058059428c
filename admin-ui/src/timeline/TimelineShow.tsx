import { Alert, Box, Button, Chip } from "@mui/material";
import { useCreatePath, useGetOne, useStore, useTranslate } from "react-admin";
import { useEffect, useState, type ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { TimelineEvent } from "@keii/shared";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { useKey } from "../app/keys.js";
import { DayText, InstantText, MomentText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { EntryText } from "./EntryText.js";
import { MarkSign } from "../timeline-picture/MarkShape.js";
import { openedEntry } from "../timeline-rows/timeline-query.js";
import { LineFiles } from "./LineFiles.js";
import { RecordLinks } from "./RecordLinks.js";
import { TimelineRestore, TimelineRetract } from "./TimelineRetract.js";
import { ToRecord } from "./ToRecord.js";
import { TimelineRevisions } from "./TimelineRevisions.js";

/** One entry with all it holds, and its life so far. */
export function TimelineShow() {
  const { id } = useParams<{ id: string }>();
  const { data, error } = useGetOne<TimelineEvent>(
    "timeline",
    { id: id ?? "" },
    { retry: false },
  );
  const translate = useTranslate();
  const mayRead = useMay("timeline.read");
  const [, setOpenedId] = useStore<string | null>(openedEntry, null);
  useEffect(() => setOpenedId(id ?? null), [id, setOpenedId]);
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageTitle text={translate("timeline.entry", { no: data.no })}>
        <EntryActs entry={data} />
      </PageTitle>
      <Entry entry={data} />
      {!data.isWithheld && <LineFiles entry={data} />}
      {mayRead && <TimelineRevisions key={data.version} id={data.id} />}
    </Box>
  );
}

function EntryActs({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const mayWrite = useMay("timeline.write") && !entry.isWithheld;
  const [open, setOpen] = useState<"retract" | "restore" | null>(null);
  const isRetracted = entry.state === "retracted";
  const edit = createPath({ resource: "timeline", type: "edit", id: entry.id });
  const list = createPath({ resource: "timeline", type: "list" });
  useKey(
    "e",
    "app.keys.edit",
    () => void navigate(edit),
    mayWrite && !isRetracted,
  );
  return (
    <>
      <Button component={Link} to={list} color="inherit">
        {translate("timeline.back")}
      </Button>
      {mayWrite && !isRetracted && (
        <>
          <ToRecord entry={entry} />
          <Button component={Link} to={edit} variant="contained">
            {translate("timeline.correct")}
          </Button>
          <Button
            color="secondary"
            variant="outlined"
            onClick={() => setOpen("retract")}
          >
            {translate("timeline.retract.button")}
          </Button>
        </>
      )}
      {mayWrite && isRetracted && (
        <Button variant="contained" onClick={() => setOpen("restore")}>
          {translate("timeline.restore.button")}
        </Button>
      )}
      {open === "retract" && (
        <TimelineRetract entry={entry} onClose={() => setOpen(null)} />
      )}
      {open === "restore" && (
        <TimelineRestore entry={entry} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function Entry({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  const { occurred, learned, decision, publicWording } = entry;
  return (
    <Box>
      {entry.state === "retracted" && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate("timeline.isRetracted", { reason: entry.reason ?? "" })}
        </Alert>
      )}
      <Box
        sx={{
          fontSize: "1.0625rem",
          lineHeight: 1.8,
          whiteSpace: "pre-line",
          mb: 2,
          "& .unseen, & .reason": { display: "none" },
        }}
      >
        <EntryText entry={entry} />
      </Box>
      <Box
        component="dl"
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "1fr", sm: "9rem 1fr" },
          columnGap: 2,
          rowGap: { xs: 0.25, sm: 1 },
          m: 0,
          "& dt": { color: "text.secondary" },
          "& dd": { m: 0, whiteSpace: "pre-line", mb: { xs: 1, sm: 0 } },
        }}
      >
        <Line label="timeline.field.occurred">
          <MomentText moment={occurred} />{" "}
          <Chip label={translate(`timeline.precision.${occurred.precision}`)} />
        </Line>
        {learned && (
          <Line label="timeline.field.learned">
            {learned.at ? (
              <InstantText at={learned.at} />
            ) : (
              <DayText on={learned.on} />
            )}
          </Line>
        )}
        <Line label="timeline.field.type">
          <Box sx={{ display: "inline-flex", alignItems: "center", gap: 0.5 }}>
            <MarkSign type={entry.type} precision={occurred.precision} />
            {translate(`timeline.type.${entry.type}`)}
          </Box>
        </Line>
        <Line label="timeline.field.category">
          {translate(`timeline.category.${entry.category}`)}
        </Line>
        <Line label="timeline.field.visibility">
          {translate(`timeline.visibility.${entry.visibility}`)}
          {entry.counselBasis && ` (${entry.counselBasis})`}
        </Line>
        {publicWording?.ja && (
          <Line label="timeline.column.publicWordingJa">
            {publicWording.ja}
          </Line>
        )}
        {publicWording?.en && (
          <Line label="timeline.column.publicWordingEn">
            <span lang="en">{publicWording.en}</span>
          </Line>
        )}
        {decision && decision.options.length > 0 && (
          <Line label="timeline.column.options">
            {decision.options.join("\n")}
          </Line>
        )}
        {(["advice", "decidedBy", "dissent"] as const).map(
          (field) =>
            decision?.[field] && (
              <Line key={field} label={`timeline.column.${field}`}>
                {decision[field]}
              </Line>
            ),
        )}
        {entry.records.length > 0 && (
          <Line label="timeline.column.source">
            <RecordLinks entry={entry} />
          </Line>
        )}
        <Line label="timeline.column.recordedAt">
          <InstantText at={entry.recordedAt} />{" "}
          {entry.recordedBy?.name ?? translate("timeline.recordedByProduct")}
        </Line>
      </Box>
    </Box>
  );
}

function Line(props: { label: string; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <>
      <dt>{translate(props.label)}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
