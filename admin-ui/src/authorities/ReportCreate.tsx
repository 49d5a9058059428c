import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "react-admin";
import { Link, useLocation, useNavigate } from "react-router";
import {
  NewAuthorityReport,
  type AuthorityDue,
  type AuthorityReport,
} from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { useStarted } from "../app/from-line.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { ReportInputs } from "./ReportInputs.js";

/** A draft; what a due or a line of the timeline says is filled in. */
export function ReportCreate() {
  const { id } = useIncident();
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const { due } = (useLocation().state ?? {}) as { due?: AuthorityDue };
  const { lineText, occurred, timelineEventId } = useStarted();
  const isFromLine = timelineEventId !== undefined;
  const goOn = (report: AuthorityReport) =>
    void navigate(
      createPath({ resource: "authorities", type: "show", id: report.id }),
      { state: isFromLine ? { filing: { occurred, timelineEventId } } : null },
    );
  return (
    <RecordCreate<AuthorityReport>
      contract={NewAuthorityReport}
      title="authorities.create.title"
      draft={isFromLine || due ? undefined : `authorities:${id}:new`}
      saveLabel="authorities.saveDraft"
      onSaved={goOn}
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "authorities", type: "list" })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
      defaultValues={{
        recipientId: due?.recipientId ?? null,
        stage: due?.stage ?? "voluntary",
        basis: due && due.stage !== "voluntary" ? "statutory" : "voluntary",
        citation: "",
        policeContact: null,
        department: "",
        officer: "",
        receiptNumber: "",
        content: lineText ?? "",
        authorityDueId: due?.id ?? null,
      }}
    >
      <ReportInputs />
    </RecordCreate>
  );
}
