import { Button } from "@mui/material";
import {
  DataTable,
  SelectInput,
  useCreatePath,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import { verdicts, type VerdictChange } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { ListPage } from "../app/ListPage.js";
import { InstantText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";

/** Who was told something else than the official run says now. */
export function VerdictChangeList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const choices = useChoices(verdicts, "receipts.verdict");
  const word = (verdict: string) => translate(`receipts.verdict.${verdict}`);
  return (
    <ListPage
      title="codes.changes.title"
      sort={{ field: "customer", order: "ASC" }}
      filters={[
        <SelectInput
          key="verdict"
          source="verdict"
          choices={choices}
          alwaysOn
        />,
      ]}
      hasExports={false}
      isPrivate
      actions={
        <Button
          color="inherit"
          component={Link}
          to={createPath({ resource: "code-batches", type: "list" })}
        >
          {translate("codes.title")}
        </Button>
      }
      empty={
        <Empty
          title="codes.changes.empty.title"
          text="codes.changes.empty.text"
          example="codes.changes.empty.example"
        />
      }
    >
      <RecordTable<VerdictChange> rowClick={false}>
        <DataTable.Col source="memberBase.code" disableSort />
        <DataTable.Col source="customerNo" disableSort />
        <DataTable.Col
          source="told.verdict"
          disableSort
          render={({ told }: VerdictChange) => word(told.verdict)}
        />
        <DataTable.Col
          source="told.at"
          disableSort
          render={({ told }: VerdictChange) => <InstantText at={told.at} />}
        />
        <DataTable.Col
          source="told.channel"
          disableSort
          render={({ told }: VerdictChange) =>
            translate(`receipts.channel.${told.channel}`)
          }
        />
        <DataTable.Col
          source="verdict"
          disableSort
          render={({ verdict }: VerdictChange) => <b>{word(verdict)}</b>}
        />
      </RecordTable>
    </ListPage>
  );
}
