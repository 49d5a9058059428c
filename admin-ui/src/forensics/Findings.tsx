import {
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import type { ForensicEngagement, ForensicFinding } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { StateMark } from "../app/StateMark.js";
import { FindingActs } from "./FindingDialogs.js";
import { useOpened } from "./opened.js";
import { Nothing, Part } from "./Part.js";
import { useFindings, useReportName, useReports } from "./records.js";

/** 指摘事項: what the reports of this firm found wanting, the gravest first. */
export function Findings({ engagement }: { engagement: ForensicEngagement }) {
  const translate = useTranslate();
  const mayWrite = useMay("forensics.write") && engagement.state === "current";
  const reports = (useReports() ?? []).filter(
    ({ engagementId }) => engagementId === engagement.id,
  );
  const findings = useFindings()?.filter((finding) =>
    reports.some(({ id }) => id === finding.report.id),
  );
  const label = (field: string) =>
    translate(`resources.forensic_findings.fields.${field}`);
  if (reports.length === 0) return null;
  return (
    <Part title="forensics.findings" resource="forensic_findings">
      {findings?.length === 0 && <Nothing text="forensics.findings.none" />}
      {findings && findings.length > 0 && (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{label("no")}</TableCell>
              <TableCell>{label("severity")}</TableCell>
              <TableCell>{label("title")}</TableCell>
              <TableCell>{label("state")}</TableCell>
              <TableCell>{label("measures")}</TableCell>
              {mayWrite && (
                <TableCell align="right">{translate("app.acts")}</TableCell>
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {findings.map((finding) => (
              <FindingRow
                key={finding.id}
                finding={finding}
                mayWrite={mayWrite}
              />
            ))}
          </TableBody>
        </Table>
      )}
    </Part>
  );
}

function FindingRow({
  finding,
  mayWrite,
}: {
  finding: ForensicFinding;
  mayWrite: boolean;
}) {
  const nameOf = useReportName();
  const isFresh = useIsFresh();
  const { ref, sx, ...opened } = useOpened<HTMLTableRowElement>(finding.id);
  const { id, no, report, state } = finding;
  return (
    <TableRow
      ref={ref}
      {...opened}
      className={isFresh("forensic_findings", id) ? "keii-fresh" : undefined}
      sx={{ ...sx, verticalAlign: "top" }}
    >
      <TableCell component="th" scope="row" sx={{ whiteSpace: "nowrap" }}>
        {no} <small>{nameOf(report)}</small>
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <SeverityText finding={finding} />
      </TableCell>
      <TableCell sx={{ minWidth: 220 }}>
        <FindingText finding={finding} />
      </TableCell>
      <TableCell>
        <FindingStateText finding={finding} />
      </TableCell>
      <TableCell>
        <LedTo finding={finding} />
      </TableCell>
      {mayWrite && (
        <TableCell align="right">
          {state !== "withdrawn" && <FindingActs finding={finding} />}
        </TableCell>
      )}
    </TableRow>
  );
}

/** How grave it is; what that means on hover. */
export function SeverityText({
  finding: { severity },
}: {
  finding: ForensicFinding;
}) {
  const translate = useTranslate();
  return (
    <span
      title={translate(`forensics.severityMeaning.${severity}`)}
      style={{ fontWeight: severity === "critical" ? 700 : undefined }}
    >
      {translate(`forensics.severity.${severity}`)}
    </span>
  );
}

export function FindingText({
  finding: { title, detail, state },
}: {
  finding: ForensicFinding;
}) {
  const isOver = state === "withdrawn";
  return (
    <Stack
      component="span"
      sx={{
        whiteSpace: "pre-line",
        ...(isOver && { textDecoration: "line-through" }),
      }}
    >
      <b>{title}</b>
      {detail !== "" && <small>{detail}</small>}
    </Stack>
  );
}

export function FindingStateText({
  finding: { state, stateReason },
}: {
  finding: ForensicFinding;
}) {
  const translate = useTranslate();
  return (
    <Stack component="span">
      <StateMark isDue={state === "open"} isOver={state !== "open"}>
        {translate(`forensics.finding.${state}`)}
      </StateMark>
      {stateReason !== "" && <small>{stateReason}</small>}
    </Stack>
  );
}

/** What was made of it: measures, and tasks. */
export function LedTo({ finding }: { finding: ForensicFinding }) {
  const translate = useTranslate();
  const { measures, tasks } = finding;
  if (measures.length + tasks.length === 0) return "–";
  return (
    <Stack component="span">
      {measures.map(({ id, title }) => (
        <span key={id}>{title}</span>
      ))}
      {tasks.map(({ id, title, state }) => (
        <small key={id}>
          {translate("forensics.task.of", {
            title,
            state: translate(`tasks.state.${state}`),
          })}
        </small>
      ))}
    </Stack>
  );
}
