import { DataTable, SelectInput, TextInput, useTranslate } from "react-admin";
import { useRecordContext } from "ra-core";
import {
  authorityReportStates,
  reportBases,
  reportStages,
  type AuthorityReport,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { InstantText, MomentText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { AuthorityViews } from "./AuthorityViews.js";
import { NewReportButton, useNewReport } from "./NewReportButton.js";
import { ReportState } from "./ReportState.js";
import { useAuthorityWords } from "./use-authority-words.js";

/** Everything that was written to authorities. */
export function ReportList() {
  const translate = useTranslate();
  const mayWrite = useMay("authorities.write");
  const newReport = useNewReport();
  const states = useChoices(authorityReportStates, "authorities.state");
  const stages = useChoices(reportStages, "authorities.stage");
  const bases = useChoices(reportBases, "authorities.basis");
  const { nameOf, whatOf } = useAuthorityWords();
  const add = mayWrite && <NewReportButton />;
  return (
    <>
      <AuthorityViews here="list" />
      <ListPage
        title="authorities.list"
        sort={{ field: "filed", order: "DESC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput key="state" source="state" choices={states} alwaysOn />,
          <SelectInput key="stage" source="stage" choices={stages} />,
          <SelectInput key="basis" source="basis" choices={bases} />,
        ]}
        onNew={mayWrite ? () => newReport() : undefined}
        actions={add}
        empty={
          <Empty
            title="authorities.empty.title"
            text="authorities.empty.text"
            example="authorities.empty.example"
          >
            {add}
          </Empty>
        }
      >
        <RecordTable
          rowClick="show"
          hiddenColumns={["basis", "officer", "createdAt"]}
        >
          <DataTable.Col source="recipientId" disableSort render={nameOf} />
          <DataTable.Col source="stage" disableSort render={whatOf} />
          <DataTable.Col
            source="basis"
            disableSort
            render={({ basis }: AuthorityReport) =>
              translate(`authorities.basis.${basis}`)
            }
          />
          <DataTable.Col source="state" disableSort>
            <StateText />
          </DataTable.Col>
          <DataTable.Col
            source="filed"
            render={({ filing }: AuthorityReport) =>
              filing ? <MomentText moment={filing.occurred} /> : "–"
            }
          />
          <DataTable.Col source="receiptNumber" disableSort />
          <DataTable.Col source="officer" disableSort />
          <DataTable.Col
            source="createdAt"
            render={({ createdAt }: AuthorityReport) => (
              <InstantText at={createdAt} />
            )}
          />
        </RecordTable>
      </ListPage>
    </>
  );
}

function StateText() {
  const report = useRecordContext<AuthorityReport>();
  return report ? <ReportState report={report} /> : null;
}
