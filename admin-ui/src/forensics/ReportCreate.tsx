import { Button } from "@mui/material";
import {
  SelectInput,
  useCreatePath,
  useRequireAccess,
  useTranslate,
} from "react-admin";
import { Link, useLocation, useNavigate } from "react-router";
import {
  NewForensicReport,
  inLanguage,
  type ForensicReport,
} from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useStarted } from "../app/from-line.js";
import { useLanguage } from "../app/i18n.js";
import { useIncident } from "../app/Incident.js";
import { LineChoice } from "../app/LineChoice.js";
import { PageTitle } from "../app/PageTitle.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { useEngagements } from "./records.js";
import { reportKindIn } from "./report-kind.js";
import { ReportInputs } from "./ReportInputs.js";

/** A report that was received. */
export function ReportCreate() {
  const { id: incidentId } = useIncident();
  const translate = useTranslate();
  const language = useLanguage();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const { lineText = "" } = useStarted();
  const { engagementId } = (useLocation().state ?? {}) as {
    engagementId?: string;
  };
  const { isPending } = useRequireAccess({
    action: "create",
    resource: "forensic_reports",
  });
  const engagements = useEngagements().data?.filter(
    ({ state }) => state === "current",
  );
  if (isPending || !engagements) return null;
  if (engagements.length === 0)
    return (
      <>
        <PageTitle title="forensics.report.add" />
        <Empty
          title="forensics.report.noEngagement"
          text="forensics.report.noEngagement.text"
        >
          <Button
            component={Link}
            variant="contained"
            to={createPath({ resource: "forensics", type: "create" })}
          >
            {translate("forensics.add")}
          </Button>
        </Empty>
      </>
    );
  return (
    <RecordCreate<ForensicReport>
      contract={NewForensicReport}
      title="forensics.report.add"
      draft={`forensic_reports:${incidentId}:new`}
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
        engagementId: engagementId ?? engagements.at(-1)?.id,
        kind: reportKindIn(lineText),
        edition: "1.0",
        issued: null,
        occurred: { precision: "day" },
        summary: "",
        exposures: "",
        changes: [],
      }}
    >
      <SelectInput
        source="engagementId"
        label="resources.forensics.fields.firm"
        choices={engagements.map(({ id, firm }) => ({
          id,
          name: inLanguage(firm.name, language),
        }))}
      />
      <ReportInputs />
      <LineChoice />
    </RecordCreate>
  );
}
