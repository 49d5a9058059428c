import { Alert, Box, Button } from "@mui/material";
import { useState } from "react";
import { useCreatePath, useGetOne, useTranslate } from "react-admin";
import { Link, useParams } from "react-router";
import { inLanguage, type Evidence } from "@keii/shared";
import { CopyButton } from "../app/CopyButton.js";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { FilePicker } from "../app/FilePicker.js";
import { useLanguage } from "../app/i18n.js";
import { useIncident, useMay } from "../app/Incident.js";
import { DayText, InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { useSizeText } from "../app/use-size-text.js";
import { useUploads } from "../app/use-uploads.js";
import {
  ChangeFile,
  HandOver,
  PurgeFile,
  ReviseFile,
  VerifyFile,
} from "./EvidenceActs.js";
import {
  Accesses,
  HandOvers,
  Revisions,
  Verifications,
} from "./EvidenceHistory.js";

/** One file with all that is known of it: its revisions, whose hands it was in, who opened it. */
export function EvidenceShow() {
  const { id } = useParams<{ id: string }>();
  const { data: file, error } = useGetOne<Evidence>(
    "evidence",
    { id: id ?? "" },
    { retry: false },
  );
  const translate = useTranslate();
  if (error) return <FailurePage error={error} />;
  if (!file) return null;
  const title = file.name ?? translate("evidence.numbered", { no: file.no });
  return (
    <Box sx={{ maxWidth: 960 }}>
      <PageTitle text={title}>
        <Acts file={file} />
      </PageTitle>
      {file.isWithheld && (
        <Alert severity="info">
          {translate("evidence.withheld", { basis: file.counselBasis ?? "" })}
        </Alert>
      )}
      {file.current?.state === "damaged" && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate("evidence.damaged")}
        </Alert>
      )}
      {file.current?.purge && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate("evidence.purged", {
            by: file.current.purge.by?.name ?? "",
            reason: file.current.purge.reason,
          })}
        </Alert>
      )}
      <FileFacts file={file} />
      {!file.isWithheld && (
        <>
          <Revisions file={file} />
          <HandOvers file={file} />
          {file.current?.state === "registered" && (
            <Verifications file={file} />
          )}
          <Accesses file={file} />
        </>
      )}
    </Box>
  );
}

function FileFacts({ file }: { file: Evidence }) {
  const translate = useTranslate();
  const language = useLanguage();
  const sizeText = useSizeText();
  const createPath = useCreatePath();
  const { current, received, receivedFrom, timelineEventId } = file;
  const label = (field: string) =>
    translate(`resources.evidence.fields.${field}`);
  return (
    <Box sx={{ mb: 4 }}>
      <Facts>
        <Fact name={label("no")}>{file.no}</Fact>
        <Fact name={label("category")}>
          {translate(`evidence.category.${file.category}`)}
        </Fact>
        <Fact name={label("visibility")}>
          {translate(`timeline.visibility.${file.visibility}`)}{" "}
          {file.counselBasis}
        </Fact>
        {current && (
          <>
            <Fact name={label("state")}>
              {translate(`evidence.state.${current.state}`)}
            </Fact>
            <Fact name={label("sha256")}>
              <code style={{ wordBreak: "break-all" }}>{current.sha256}</code>
              <CopyButton text={current.sha256} label="evidence.copyHash" />
            </Fact>
            <Fact name={label("size")}>{sizeText(current.size)}</Fact>
          </>
        )}
        {received && (
          <Fact name={label("received")}>
            {received.at ? (
              <InstantText at={received.at} />
            ) : (
              <DayText on={received.on} />
            )}{" "}
            {inLanguage(receivedFrom?.name, language)}
          </Fact>
        )}
        {file.note !== "" && (
          <Fact name={label("note")}>
            <span style={{ whiteSpace: "pre-line" }}>{file.note}</span>
          </Fact>
        )}
        {timelineEventId && (
          <Fact name={translate("evidence.line")}>
            <Link
              to={createPath({
                resource: "timeline",
                type: "show",
                id: timelineEventId,
              })}
            >
              {translate("evidence.line.open")}
            </Link>
          </Fact>
        )}
        <Fact name={label("createdAt")}>
          <InstantText at={file.createdAt} /> {file.createdBy?.name}
        </Fact>
      </Facts>
    </Box>
  );
}

type Act = "change" | "handOver" | "purge" | null;

function Acts({ file }: { file: Evidence }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { id: incidentId } = useIncident();
  const mayWrite = useMay("evidence.write") && !file.isWithheld;
  const mayPurge = useMay("evidence.purge");
  const uploads = useUploads();
  const [act, setAct] = useState<Act>(null);
  const [held, setHeld] = useState<File | null>(null);
  const close = () => setAct(null);
  const state = file.current?.state;
  return (
    <>
      <Button
        component={Link}
        color="inherit"
        to={createPath({ resource: "evidence", type: "list" })}
      >
        {translate("evidence.back")}
      </Button>
      {state === "kept" && (
        <Button
          variant="contained"
          href={`/api/incidents/${incidentId}/evidence/${file.id}/content`}
          download
        >
          {translate("evidence.download")}
        </Button>
      )}
      {mayWrite && (
        <>
          {state === "registered" && (
            <FilePicker
              onFiles={([one]) => setHeld(one ?? null)}
              label="evidence.verify"
              isSingle
            />
          )}
          <FilePicker onFiles={uploads.add} label="evidence.revise" isSingle />
          <Button variant="outlined" onClick={() => setAct("handOver")}>
            {translate("evidence.handOver")}
          </Button>
          <Button
            variant="outlined"
            data-keii-edit
            onClick={() => setAct("change")}
          >
            {translate("ra.action.edit")}
          </Button>
        </>
      )}
      {mayPurge && state !== "purged" && state !== "registered" && (
        <Button
          color="secondary"
          variant="outlined"
          onClick={() => setAct("purge")}
        >
          {translate("evidence.purge")}
        </Button>
      )}
      {act === "change" && <ChangeFile file={file} onClose={close} />}
      {act === "handOver" && <HandOver file={file} onClose={close} />}
      {act === "purge" && <PurgeFile file={file} onClose={close} />}
      {uploads.list.length > 0 && (
        <ReviseFile file={file} uploads={uploads} onClose={uploads.clear} />
      )}
      {held && (
        <VerifyFile file={file} held={held} onClose={() => setHeld(null)} />
      )}
    </>
  );
}
