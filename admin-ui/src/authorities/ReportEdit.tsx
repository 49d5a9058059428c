import { AuthorityReportChange, type AuthorityReport } from "@keii/shared";
import { useParams } from "react-router";
import { RecordEdit } from "../app/RecordEdit.js";
import { ReportInputs } from "./ReportInputs.js";

/** Only drafts: what was filed is refused by the server, and its page offers what may be done instead. */
export function ReportEdit() {
  const { id } = useParams<{ id: string }>();
  return (
    <RecordEdit<AuthorityReport>
      contract={AuthorityReportChange}
      title="authorities.edit.title"
      redirect="show"
    >
      <ReportInputs {...(id !== undefined && { id })} />
    </RecordEdit>
  );
}
