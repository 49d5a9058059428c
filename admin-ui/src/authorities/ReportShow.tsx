import { Alert, Box, Button, Typography } from "@mui/material";
import { useCreatePath, useGetOne, useTranslate } from "react-admin";
import { useState } from "react";
import { Link, useLocation, useParams } from "react-router";
import { attachmentKinds, type AuthorityReport } from "@keii/shared";
import { AttachedFiles, useAttachedFiles } from "../app/AttachedFiles.js";
import { CopyButton } from "../app/CopyButton.js";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { InstantText, MomentText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import { Replies } from "./Replies.js";
import {
  AmendReport,
  FileReport,
  WithdrawReport,
  type FilingStart,
} from "./ReportDialogs.js";
import { ReportState } from "./ReportState.js";
import { useAuthorityWords } from "./use-authority-words.js";

/** One report with all that was said about it; prints as it stands. */
export function ReportShow() {
  const { id } = useParams<{ id: string }>();
  const { reportOf } = useAuthorityWords();
  const { data, error } = useGetOne<AuthorityReport>(
    "authorities",
    { id: id ?? "" },
    { retry: false },
  );
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  const isGone = data.state === "withdrawn";
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageTitle text={reportOf(data)}>
        <ReportActs report={data} />
      </PageTitle>
      {isGone && <Withdrawn report={data} />}
      <Box sx={isGone ? { textDecoration: "line-through" } : undefined}>
        <ReportFacts report={data} />
        <Content report={data} />
        <Files report={data} />
      </Box>
      {data.filing && <Replies report={data} />}
    </Box>
  );
}

type Open = "file" | "amend" | "withdraw";

function ReportActs({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("authorities.write");
  const mayFile = useMay("authorities.file");
  const { filing: start } = (useLocation().state ?? {}) as {
    filing?: FilingStart;
  };
  const isDraft = report.state === "draft";
  const isGone = report.state === "withdrawn";
  const [open, setOpen] = useState<Open | null>(
    start && isDraft && mayFile ? "file" : null,
  );
  const close = () => setOpen(null);
  const path = (type: "list" | "edit") =>
    createPath({ resource: "authorities", type, id: report.id });
  return (
    <>
      <Button component={Link} to={path("list")} color="inherit">
        {translate("authorities.back")}
      </Button>
      <Button color="inherit" onClick={() => window.print()}>
        {translate("authorities.print")}
      </Button>
      {mayWrite && !isGone && (
        <Button color="inherit" onClick={() => setOpen("withdraw")}>
          {translate("authorities.withdraw")}
        </Button>
      )}
      {mayWrite && isDraft && (
        <Button component={Link} to={path("edit")} variant="outlined">
          {translate("ra.action.edit")}
        </Button>
      )}
      {mayFile && isDraft && (
        <Button
          color="secondary"
          variant="contained"
          onClick={() => setOpen("file")}
        >
          {translate("authorities.file.button")}
        </Button>
      )}
      {mayWrite && !isDraft && !isGone && (
        <Button variant="outlined" onClick={() => setOpen("amend")}>
          {translate("authorities.amend")}
        </Button>
      )}
      {open === "file" && (
        <FileReport report={report} start={start ?? {}} onClose={close} />
      )}
      {open === "amend" && <AmendReport report={report} onClose={close} />}
      {open === "withdraw" && (
        <WithdrawReport report={report} onClose={close} />
      )}
    </>
  );
}

function Withdrawn({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {translate("authorities.isWithdrawn", {
        reason: report.withdrawReason ?? "",
        name: report.withdrawnBy?.name ?? "",
      })}
    </Alert>
  );
}

function ReportFacts({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const { nameOf } = useAuthorityWords();
  const { filing, policeContact } = report;
  const name = (field: string) =>
    translate(`resources.authorities.fields.${field}`);
  const texts = ["citation", "department", "officer", "receiptNumber"] as const;
  return (
    <Section title={translate("authorities.facts")}>
      <Facts>
        <Fact name={name("state")}>
          <ReportState report={report} />
        </Fact>
        <Fact name={name("recipientId")}>{nameOf(report)}</Fact>
        {policeContact && (
          <Fact name={name("policeContact")}>
            {translate(`authorities.policeContact.${policeContact}`)}
          </Fact>
        )}
        <Fact name={name("stage")}>
          {translate(`authorities.stage.${report.stage}`)}
        </Fact>
        <Fact name={name("basis")}>
          {translate(`authorities.basis.${report.basis}`)}
        </Fact>
        {filing && (
          <Fact name={name("filed")}>
            <MomentText moment={filing.occurred} /> {filing.filedBy.name}
          </Fact>
        )}
        <Fact name={name("method")}>
          {translate(`authorities.method.${report.method}`)}
        </Fact>
        {texts.map((field) =>
          report[field] === "" ? null : (
            <Fact key={field} name={name(field)}>
              {report[field]}
            </Fact>
          ),
        )}
        {report.amendReason && (
          <Fact name={name("amendReason")}>{report.amendReason}</Fact>
        )}
        <Fact name={name("createdAt")}>
          <InstantText at={filing?.recordedAt ?? report.createdAt} />{" "}
          {(filing?.recordedBy ?? report.createdBy)?.name}
        </Fact>
      </Facts>
    </Section>
  );
}

/** What went with it, each file in the revision that was handed in. */
function Files({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const files = useAttachedFiles(attachmentKinds.authorityReport, [
    report.id,
  ]).get(report.id);
  if (!files) return null;
  return (
    <Section title={translate("app.files.title")}>
      <AttachedFiles files={files} />
    </Section>
  );
}

/** The words as filed, and the mark by which anybody can tell that they still are. */
function Content({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const { filing, content } = report;
  return (
    <Section
      title={translate(
        filing ? "authorities.contentFiled" : "authorities.contentDraft",
      )}
    >
      <Typography
        component="div"
        sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", mb: 1 }}
      >
        {content || translate("authorities.contentNone")}
      </Typography>
      {filing && (
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ overflowWrap: "anywhere" }}
        >
          SHA-256 {filing.contentSha256}{" "}
          <CopyButton
            text={filing.contentSha256}
            label="authorities.copyHash"
          />
        </Typography>
      )}
    </Section>
  );
}
