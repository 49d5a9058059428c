import {
  Button,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";
import {
  attachmentKinds,
  inLanguage,
  type ForensicEngagement,
  type ForensicReport,
} from "@keii/shared";
import { FilesOf } from "../app/AttachedFiles.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { DayText, InstantText, MomentText } from "../app/MomentText.js";
import { StateMark } from "../app/StateMark.js";
import { useOpened } from "./opened.js";
import { Nothing, Part } from "./Part.js";
import {
  useFindings,
  useHandovers,
  useReportName,
  useReports,
} from "./records.js";
import { ReportActs } from "./ReportActs.js";
import { WithdrawnNote } from "./Withdrawn.js";

/** What the firm delivered. */
export function Reports({ engagement }: { engagement: ForensicEngagement }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("forensics.write") && engagement.state === "current";
  const reports = useReports()?.filter(
    ({ engagementId }) => engagementId === engagement.id,
  );
  const label = (field: string) =>
    translate(`resources.forensic_reports.fields.${field}`);
  return (
    <Part
      title="forensics.reports"
      resource="forensic_reports"
      actions={
        mayWrite && (
          <Button
            component={Link}
            to={createPath({ resource: "forensic_reports", type: "create" })}
            state={{ engagementId: engagement.id }}
          >
            {translate("forensics.report.add")}
          </Button>
        )
      }
    >
      {reports?.length === 0 && <Nothing text="forensics.reports.none" />}
      {reports && reports.length > 0 && (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{label("kind")}</TableCell>
              <TableCell>{label("issued")}</TableCell>
              <TableCell>{label("occurred")}</TableCell>
              <TableCell>{label("summary")}</TableCell>
              <TableCell>{label("findings")}</TableCell>
              <TableCell>{label("handovers")}</TableCell>
              {mayWrite && (
                <TableCell align="right">{translate("app.acts")}</TableCell>
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {reports.map((report) => (
              <ReportRow
                key={report.id}
                report={report}
                isNewest={report.id === engagement.newestReportId}
                mayWrite={mayWrite}
              />
            ))}
          </TableBody>
        </Table>
      )}
    </Part>
  );
}

function ReportRow({
  report,
  isNewest,
  mayWrite,
}: {
  report: ForensicReport;
  isNewest: boolean;
  mayWrite: boolean;
}) {
  const translate = useTranslate();
  const nameOf = useReportName();
  const isFresh = useIsFresh();
  const { ref, sx, ...opened } = useOpened<HTMLTableRowElement>(report.id);
  const { id, issued, occurred, state } = report;
  const isOver = state === "withdrawn";
  return (
    <TableRow
      ref={ref}
      {...opened}
      className={isFresh("forensic_reports", id) ? "keii-fresh" : undefined}
      sx={{ ...sx, verticalAlign: "top" }}
    >
      <TableCell
        component="th"
        scope="row"
        sx={{
          fontWeight: 700,
          whiteSpace: "nowrap",
          ...(isOver && { textDecoration: "line-through" }),
        }}
      >
        {nameOf(report)}
        {isNewest && <small> {translate("forensics.newest")}</small>}
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        {issued === null ? (
          translate("app.none")
        ) : issued.at ? (
          <InstantText at={issued.at} />
        ) : (
          <DayText on={issued.on} />
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <MomentText moment={occurred} />
      </TableCell>
      <TableCell sx={{ minWidth: 220 }}>
        {isOver ? (
          <WithdrawnNote reason={report.withdrawalReason ?? ""} />
        ) : (
          <ReportText report={report} />
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <FindingCount id={id} />
      </TableCell>
      <TableCell>
        <Holders id={id} />
      </TableCell>
      {mayWrite && (
        <TableCell align="right">
          {!isOver && <ReportActs report={report} />}
        </TableCell>
      )}
    </TableRow>
  );
}

/** What it says, what it confirms, and what changed since the edition before. */
export function ReportText({ report }: { report: ForensicReport }) {
  const translate = useTranslate();
  const { summary, exposures, changes } = report;
  return (
    <Stack sx={{ gap: 0.5, whiteSpace: "pre-line" }}>
      {summary !== "" && <span>{summary}</span>}
      {exposures !== "" && (
        <span>
          <b>{translate("resources.forensic_reports.fields.exposures")}</b>{" "}
          {exposures}
        </span>
      )}
      <FilesOf kind={attachmentKinds.forensicReport} id={report.id} />
      {changes.length > 0 && (
        <details>
          <summary>
            {translate("forensics.changes.count", {
              smart_count: changes.length,
            })}
          </summary>
          <ul style={{ margin: 0, paddingLeft: "1.2em" }}>
            {changes.map(({ section, change }, at) => (
              <li key={at}>
                {section !== "" && <b>{section} </b>}
                {change}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}

function FindingCount({ id }: { id: string }) {
  const translate = useTranslate();
  const findings = (useFindings() ?? []).filter(
    ({ report, state }) => report.id === id && state !== "withdrawn",
  );
  const open = findings.filter(({ state }) => state === "open").length;
  if (findings.length === 0) return "–";
  return (
    <StateMark isDue={open > 0} isOver={open === 0}>
      {translate("forensics.findings.count", { open, all: findings.length })}
    </StateMark>
  );
}

/** Who has it. */
function Holders({ id }: { id: string }) {
  const translate = useTranslate();
  const language = useLanguage();
  const names = new Map(
    (useHandovers() ?? [])
      .filter(({ report, state }) => report.id === id && state === "current")
      .flatMap(({ recipients }) =>
        recipients.map(
          ({ party }) => [party.id, inLanguage(party.name, language)] as const,
        ),
      ),
  );
  if (names.size === 0) return "–";
  return [...names.values()].join(translate("app.comma"));
}
