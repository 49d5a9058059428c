import { DataTable, SelectInput, TextInput, useTranslate } from "react-admin";
import { useRecordContext } from "ra-core";
import { Stack } from "@mui/material";
import {
  authorityDueStates,
  reportStages,
  type AuthorityDue,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { StateMark } from "../app/StateMark.js";
import { AuthorityViews } from "./AuthorityViews.js";
import { AddDueButton, DueActs } from "./DueActs.js";
import { NewReportButton } from "./NewReportButton.js";
import { DueText, TimeLeftText } from "../app/DueText.js";
import { useAuthorityWords } from "./use-authority-words.js";

/** What is owed to authorities until when, and what became of it. */
export function DueList() {
  const translate = useTranslate();
  const mayWrite = useMay("authorities.write");
  const states = useChoices(authorityDueStates, "authority-dues.state");
  const stages = useChoices(reportStages, "authorities.stage");
  const { nameOf } = useAuthorityWords();
  const add = mayWrite && <AddDueButton />;
  return (
    <>
      <AuthorityViews here="dues" />
      <ListPage
        title="authority-dues.title"
        sort={{ field: "due", order: "ASC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput key="state" source="state" choices={states} alwaysOn />,
          <SelectInput key="stage" source="stage" choices={stages} />,
        ]}
        actions={add}
        empty={
          <Empty
            title="authority-dues.empty.title"
            text="authority-dues.empty.text"
            example="authority-dues.empty.example"
          >
            {add}
          </Empty>
        }
      >
        <RecordTable rowClick={false} hiddenColumns={["why"]}>
          <DataTable.Col source="recipientId" disableSort render={nameOf} />
          <DataTable.Col
            source="stage"
            disableSort
            render={({ stage }: AuthorityDue) =>
              translate(`authorities.stage.${stage}`)
            }
          />
          <DataTable.Col source="what" disableSort />
          <DataTable.Col source="why" disableSort />
          <DataTable.Col source="due">
            <WhenText />
          </DataTable.Col>
          <DataTable.Col source="state" disableSort>
            <StateText />
          </DataTable.Col>
          {mayWrite && (
            <DataTable.Col
              source="acts"
              label="app.acts"
              disableSort
              align="right"
            >
              <Acts />
            </DataTable.Col>
          )}
        </RecordTable>
      </ListPage>
    </>
  );
}

function WhenText() {
  const due = useRecordContext<AuthorityDue>();
  if (!due) return null;
  return (
    <>
      <DueText {...due} /> {due.state === "open" && <TimeLeftText {...due} />}
    </>
  );
}

function StateText() {
  const due = useRecordContext<AuthorityDue>();
  const translate = useTranslate();
  if (!due) return null;
  return (
    <>
      <StateMark isDue={due.isOverdue} isOver={due.state !== "open"}>
        {translate(`authority-dues.state.${due.state}`)}
      </StateMark>
      {due.reason && ` ${due.reason}`}
    </>
  );
}

function Acts() {
  const due = useRecordContext<AuthorityDue>();
  if (!due) return null;
  return (
    <Stack direction="row" sx={{ justifyContent: "flex-end", gap: 0.5 }}>
      {due.state === "open" && <NewReportButton due={due} />}
      <DueActs due={due} />
    </Stack>
  );
}
