import { DataTable, SelectInput, TextInput, useTranslate } from "react-admin";
import {
  forensicRecordStates,
  forensicReportKinds,
  inLanguage,
  type ForensicReport,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { ListPage } from "../app/ListPage.js";
import { MomentText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { Back } from "./Back.js";
import { useOpenRecord } from "./open-record.js";
import { Nothing } from "./Part.js";
import { ReportText } from "./Reports.js";

/** All reports as a list, for searching and for taking along. */
export function ReportList() {
  const translate = useTranslate();
  const language = useLanguage();
  const open = useOpenRecord();
  const kinds = useChoices(forensicReportKinds, "forensics.report");
  const states = useChoices(forensicRecordStates, "forensics.state");
  return (
    <ListPage
      title="forensics.reports"
      sort={{ field: "occurred", order: "DESC" }}
      actions={<Back />}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput key="kind" source="kind" choices={kinds} alwaysOn />,
        <SelectInput key="state" source="state" choices={states} />,
      ]}
      empty={<Nothing text="forensics.reports.none" />}
    >
      <RecordTable<ForensicReport> rowClick={open} hiddenColumns={["firm"]}>
        <DataTable.Col
          source="kind"
          disableSort
          render={({ kind }: ForensicReport) =>
            translate(`forensics.report.${kind}`)
          }
        />
        <DataTable.Col source="edition" disableSort />
        <DataTable.Col
          source="firm"
          disableSort
          render={({ firm }: ForensicReport) => inLanguage(firm.name, language)}
        />
        <DataTable.Col
          source="occurred"
          render={({ occurred }: ForensicReport) => (
            <MomentText moment={occurred} />
          )}
        />
        <DataTable.Col
          source="summary"
          disableSort
          render={(report: ForensicReport) => <ReportText report={report} />}
        />
        <DataTable.Col
          source="state"
          disableSort
          render={({ state }: ForensicReport) =>
            translate(`forensics.state.${state}`)
          }
        />
      </RecordTable>
    </ListPage>
  );
}
