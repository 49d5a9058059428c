import { DataTable, SelectInput, TextInput, useTranslate } from "react-admin";
import {
  forensicRecordStates,
  handoverMethods,
  type ForensicHandover,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { ListPage } from "../app/ListPage.js";
import { MomentText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { Back } from "./Back.js";
import { Recipients } from "./Ledger.js";
import { useOpenRecord } from "./open-record.js";
import { Nothing } from "./Part.js";
import { useReportName } from "./records.js";

/** The ledger as a list, for searching and for taking along. */
export function HandoverList() {
  const translate = useTranslate();
  const nameOf = useReportName();
  const open = useOpenRecord();
  const methods = useChoices(handoverMethods, "forensics.method");
  const states = useChoices(forensicRecordStates, "forensics.state");
  return (
    <ListPage
      title="forensics.ledger"
      sort={{ field: "occurred", order: "DESC" }}
      actions={<Back />}
      isPrivate
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput key="method" source="method" choices={methods} alwaysOn />,
        <SelectInput key="state" source="state" choices={states} />,
      ]}
      empty={<Nothing text="forensics.ledger.none" />}
    >
      <RecordTable<ForensicHandover> rowClick={open}>
        <DataTable.Col
          source="occurred"
          render={({ occurred }: ForensicHandover) => (
            <MomentText moment={occurred} />
          )}
        />
        <DataTable.Col
          source="report"
          disableSort
          render={({ report }: ForensicHandover) => nameOf(report)}
        />
        <DataTable.Col
          source="recipients"
          disableSort
          render={(handover: ForensicHandover) => (
            <Recipients handover={handover} />
          )}
        />
        <DataTable.Col
          source="method"
          disableSort
          render={({ method }: ForensicHandover) =>
            translate(`forensics.method.${method}`)
          }
        />
        <DataTable.Col source="handedBy" disableSort />
        <DataTable.Col source="note" disableSort />
        <DataTable.Col
          source="state"
          disableSort
          render={({ state }: ForensicHandover) =>
            translate(`forensics.state.${state}`)
          }
        />
      </RecordTable>
    </ListPage>
  );
}
