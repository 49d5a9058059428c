import { Button } from "@mui/material";
import {
  DataTable,
  SelectInput,
  useCreatePath,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import { Link } from "react-router";
import { codeBatchStates, type CodeBatch } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { InstantText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { CodeBatchActs } from "./CodeBatchActs.js";
import { PasswordCheckPanel } from "./PasswordCheckPanel.js";
import { PlanCodes } from "./PlanCodes.js";

/** Batches of codes, newest first: for whom, how many, and how far they have come. */
export function CodeBatchList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const states = useChoices(codeBatchStates, "codes.state");
  const mayMake = useMay("codes.make");
  const [isPlanning, setIsPlanning] = useState(false);
  const plan = () => setIsPlanning(true);
  const add = mayMake && (
    <Button variant="contained" onClick={plan}>
      {translate("codes.plan")}
    </Button>
  );
  return (
    <>
      <PasswordCheckPanel />
      <ListPage
        title="codes.title"
        sort={{ field: "no", order: "DESC" }}
        filters={[
          <SelectInput key="state" source="state" choices={states} alwaysOn />,
        ]}
        hasExports={false}
        onNew={mayMake ? plan : undefined}
        actions={
          <>
            <Button
              color="inherit"
              component={Link}
              to={createPath({ resource: "verdict-changes", type: "list" })}
            >
              {translate("codes.changes.title")}
            </Button>
            {add}
          </>
        }
        empty={
          <Empty
            title="codes.empty.title"
            text="codes.empty.text"
            example="codes.empty.example"
          >
            {add}
          </Empty>
        }
      >
        <RecordTable<CodeBatch> rowClick={false}>
          <DataTable.NumberCol source="no" />
          <DataTable.Col
            source="label"
            disableSort
            render={({ label }: CodeBatch) => <b>{label}</b>}
          />
          <DataTable.Col
            source="audience"
            disableSort
            render={({ audience, memberBases }: CodeBatch) =>
              [translate(`codes.audience.${audience}`), ...memberBases].join(
                " / ",
              )
            }
          />
          <DataTable.NumberCol source="runNo" disableSort />
          <DataTable.NumberCol source="codeCount" disableSort />
          <DataTable.Col
            source="state"
            disableSort
            render={({ state }: CodeBatch) => translate(`codes.state.${state}`)}
          />
          <DataTable.NumberCol source="toldCount" disableSort />
          <DataTable.NumberCol source="askedCount" disableSort />
          <DataTable.Col
            source="downloadedAt"
            disableSort
            render={({ downloadedAt }: CodeBatch) =>
              downloadedAt && <InstantText at={downloadedAt} />
            }
          />
          {mayMake && (
            <DataTable.Col
              source="acts"
              disableSort
              render={(batch: CodeBatch) => <CodeBatchActs batch={batch} />}
            />
          )}
        </RecordTable>
      </ListPage>
      {isPlanning && <PlanCodes onClose={() => setIsPlanning(false)} />}
    </>
  );
}
