import { Button } from "@mui/material";
import {
  DataTable,
  TextInput,
  useCreatePath,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import { inLanguage, type Site } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { Places } from "./Places.js";

/** The shops purchases belong to, and which of them the report names. */
export function SiteList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const language = useLanguage();
  const mayWrite = useMay("scope.write");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "sites", type: "create" })}
    >
      {translate("sites.add")}
    </Button>
  );
  return (
    <ListPage
      title="sites.title"
      sort={{ field: "code", order: "ASC" }}
      filters={[<TextInput key="q" source="q" alwaysOn resettable />]}
      hasExports={false}
      onNew={mayWrite ? () => goTo("create", "sites") : undefined}
      actions={
        <>
          <Places here="sites" />
          {add}
        </>
      }
      empty={
        <Empty
          title="sites.empty.title"
          text="sites.empty.text"
          example="sites.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <RecordTable<Site> rowClick={mayWrite ? "edit" : false}>
        <DataTable.Col source="code" />
        <DataTable.Col
          source="name"
          disableSort
          render={({ name }: Site) => <b>{inLanguage(name, language)}</b>}
        />
        <DataTable.Col source="url" disableSort />
        <DataTable.Col
          source="isOpen"
          disableSort
          render={({ isOpen }: Site) =>
            translate(isOpen ? "sites.open" : "sites.closed")
          }
        />
        <DataTable.Col
          source="isListed"
          disableSort
          render={({ isListed, notListedReason }: Site) =>
            isListed
              ? translate("sites.listed")
              : translate("sites.notListed", { reason: notListedReason })
          }
        />
      </RecordTable>
    </ListPage>
  );
}
