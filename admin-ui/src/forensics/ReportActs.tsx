import { TextInput, useTranslate } from "react-admin";
import { ForensicReportChange, type ForensicReport } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { AddFinding } from "./FindingDialogs.js";
import { useReportName } from "./records.js";
import { ReportInputs } from "./ReportInputs.js";
import { RowMenu } from "./RowMenu.js";
import { Withdraw } from "./Withdrawn.js";

/** What may be done with a report. */
export function ReportActs({ report }: { report: ForensicReport }) {
  const what = useReportName()(report);
  return (
    <RowMenu
      what={what}
      acts={[
        { act: "finding", label: "forensics.finding.add" },
        { act: "edit", label: "ra.action.edit" },
        { act: "withdraw", label: "forensics.withdraw" },
      ]}
      dialog={(act, onClose) => {
        if (act === "finding")
          return <AddFinding reportId={report.id} onClose={onClose} />;
        if (act === "edit")
          return <ChangeReport report={report} what={what} onClose={onClose} />;
        return (
          <Withdraw
            resource="forensic_reports"
            record={report}
            what={what}
            onClose={onClose}
          />
        );
      }}
    />
  );
}

function ChangeReport({
  report,
  what,
  onClose,
}: {
  report: ForensicReport;
  what: string;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, kind, edition, issued, occurred } = report;
  const { summary, exposures, changes } = report;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("forensic_reports", {
        id,
        data,
        previousData: report,
      });
    } finally {
      await lookAgain(
        "forensic_reports",
        "forensics",
        "timeline",
        "evidence/links",
      );
    }
  };
  return (
    <ActDialog
      title={translate("forensics.change.of", { what })}
      sentence={translate("forensics.change.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={ForensicReportChange}
      defaultValues={{
        kind,
        edition,
        issued,
        occurred,
        summary,
        exposures,
        changes,
        reason: "",
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <ReportInputs id={id} />
      <TextInput
        source="reason"
        label="app.reason"
        helperText="forensics.report.reason"
        parse={asText}
        multiline
      />
    </ActDialog>
  );
}
