import { Button } from "@mui/material";
import {
  DataTable,
  TextInput,
  useCreatePath,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import { inLanguage, type MemberBase } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { InstantText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { Places } from "./Places.js";

/** The id spaces customers belong to. */
export function MemberBaseList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const language = useLanguage();
  const mayWrite = useMay("scope.write");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "member-bases", type: "create" })}
    >
      {translate("memberBases.add")}
    </Button>
  );
  return (
    <ListPage
      title="memberBases.title"
      sort={{ field: "code", order: "ASC" }}
      filters={[<TextInput key="q" source="q" alwaysOn resettable />]}
      hasExports={false}
      onNew={mayWrite ? () => goTo("create", "member-bases") : undefined}
      actions={
        <>
          <Places here="member-bases" />
          {add}
        </>
      }
      empty={
        <Empty
          title="memberBases.empty.title"
          text="memberBases.empty.text"
          example="memberBases.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <RecordTable<MemberBase> rowClick={mayWrite ? "edit" : false}>
        <DataTable.Col source="code" />
        <DataTable.Col
          source="name"
          disableSort
          render={({ name }: MemberBase) => <b>{inLanguage(name, language)}</b>}
        />
        <DataTable.NumberCol source="customers" disableSort />
        <DataTable.Col
          source="createdAt"
          render={({ createdAt }: MemberBase) => <InstantText at={createdAt} />}
        />
      </RecordTable>
    </ListPage>
  );
}
