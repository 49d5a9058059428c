import { DataTable, SelectInput, TextInput } from "react-admin";
import {
  findingSeverities,
  findingStates,
  type ForensicFinding,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { ListPage } from "../app/ListPage.js";
import { InstantText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { Back } from "./Back.js";
import {
  FindingStateText,
  FindingText,
  LedTo,
  SeverityText,
} from "./Findings.js";
import { useOpenRecord } from "./open-record.js";
import { Nothing } from "./Part.js";
import { useReportName } from "./records.js";

/** All findings as a list, for searching and for taking along. */
export function FindingList() {
  const nameOf = useReportName();
  const open = useOpenRecord();
  const severities = useChoices(findingSeverities, "forensics.severity");
  const states = useChoices(findingStates, "forensics.finding");
  return (
    <ListPage
      title="forensics.findings"
      sort={{ field: "severity", order: "ASC" }}
      actions={<Back />}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput
          key="severity"
          source="severity"
          choices={severities}
          alwaysOn
        />,
        <SelectInput key="state" source="state" choices={states} alwaysOn />,
      ]}
      empty={<Nothing text="forensics.findings.none" />}
    >
      <RecordTable<ForensicFinding>
        rowClick={open}
        hiddenColumns={["createdAt"]}
      >
        <DataTable.Col
          source="no"
          disableSort
          render={({ no, report }: ForensicFinding) => (
            <>
              {no} <small>{nameOf(report)}</small>
            </>
          )}
        />
        <DataTable.Col
          source="severity"
          render={(finding: ForensicFinding) => (
            <SeverityText finding={finding} />
          )}
        />
        <DataTable.Col
          source="title"
          disableSort
          render={(finding: ForensicFinding) => (
            <FindingText finding={finding} />
          )}
        />
        <DataTable.Col
          source="state"
          disableSort
          render={(finding: ForensicFinding) => (
            <FindingStateText finding={finding} />
          )}
        />
        <DataTable.Col
          source="measures"
          disableSort
          render={(finding: ForensicFinding) => <LedTo finding={finding} />}
        />
        <DataTable.Col
          source="createdAt"
          render={({ createdAt }: ForensicFinding) => (
            <InstantText at={createdAt} />
          )}
        />
      </RecordTable>
    </ListPage>
  );
}
