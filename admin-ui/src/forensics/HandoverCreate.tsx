import { Button } from "@mui/material";
import {
  SelectInput,
  useCreatePath,
  useRequireAccess,
  useTranslate,
} from "react-admin";
import { Link, useLocation, useNavigate } from "react-router";
import { NewForensicHandover, type ForensicHandover } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useStarted } from "../app/from-line.js";
import { useIncident } from "../app/Incident.js";
import { LineChoice } from "../app/LineChoice.js";
import { PageTitle } from "../app/PageTitle.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { HandoverInputs } from "./HandoverInputs.js";
import { useReportName, useReports } from "./records.js";
import { reportKindIn } from "./report-kind.js";

/** A report was handed over, to one or to all at once. */
export function HandoverCreate() {
  const { id: incidentId } = useIncident();
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const nameOf = useReportName();
  const { lineText } = useStarted();
  const { reportId, partyIds = [] } = (useLocation().state ?? {}) as {
    reportId?: string;
    partyIds?: string[];
  };
  const { isPending } = useRequireAccess({
    action: "create",
    resource: "forensic_handovers",
  });
  const reports = useReports()?.filter(({ state }) => state === "current");
  if (isPending || !reports) return null;
  const meant = lineText && reportKindIn(lineText);
  const likely = reports.find(({ kind }) => kind === meant) ?? reports[0];
  if (!likely)
    return (
      <>
        <PageTitle title="forensics.handover.add" />
        <Empty
          title="forensics.handover.noReport"
          text="forensics.handover.noReport.text"
        >
          <Button
            component={Link}
            variant="contained"
            to={createPath({ resource: "forensic_reports", type: "create" })}
          >
            {translate("forensics.report.add")}
          </Button>
        </Empty>
      </>
    );
  const recipients = partyIds.length > 0 ? partyIds : [null];
  return (
    <RecordCreate<ForensicHandover>
      contract={NewForensicHandover}
      title="forensics.handover.add"
      draft={`forensic_handovers:${incidentId}:new`}
      onSaved={({ id }) =>
        void navigate(createPath({ resource: "forensics", type: "show", id }))
      }
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "forensics", type: "list" })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
      defaultValues={{
        reportId: reportId ?? likely.id,
        recipients: recipients.map((partyId) => ({ partyId, receipt: "" })),
        occurred: { precision: "day" },
        method: "secure_transfer",
        handedBy: "",
        note: "",
      }}
    >
      <SelectInput
        source="reportId"
        label="resources.forensic_handovers.fields.report"
        choices={reports.map((report) => ({
          id: report.id,
          name: nameOf(report),
        }))}
      />
      <HandoverInputs />
      <LineChoice />
    </RecordCreate>
  );
}
