import { Button } from "@mui/material";
import {
  DataTable,
  TextInput,
  useCreatePath,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import { inLanguage, type Passage } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { StateMark } from "../app/StateMark.js";
import { Places } from "./Places.js";

/** Paragraphs used word for word by the report and the FAQ. */
export function PassageList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const language = useLanguage();
  const mayWrite = useMay("disclosure.write");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "passages", type: "create" })}
    >
      {translate("passages.add")}
    </Button>
  );
  return (
    <ListPage
      title="passages.title"
      sort={{ field: "key", order: "ASC" }}
      filters={[<TextInput key="q" source="q" alwaysOn resettable />]}
      hasExports={false}
      onNew={mayWrite ? () => goTo("create", "passages") : undefined}
      actions={
        <>
          <Places here="passages" />
          {add}
        </>
      }
      empty={
        <Empty
          title="passages.empty.title"
          text="passages.empty.text"
          example="passages.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <RecordTable<Passage> rowClick="edit">
        <DataTable.Col
          source="key"
          render={({ key }: Passage) => <code>{key}</code>}
        />
        <DataTable.Col
          source="text"
          disableSort
          render={({ text }: Passage) => inLanguage(text, language)}
        />
        <DataTable.Col
          source="approvedNo"
          disableSort
          render={({ no, approvedNo }: Passage) => (
            <StateMark isDue={approvedNo !== no}>
              {approvedNo === no
                ? translate("passages.approved", { no })
                : approvedNo === null
                  ? translate("passages.notApproved")
                  : translate("passages.newerWaits", { no: approvedNo })}
            </StateMark>
          )}
        />
      </RecordTable>
    </ListPage>
  );
}
