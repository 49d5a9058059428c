import { Box, Button } from "@mui/material";
import {
  DataTable,
  SelectInput,
  useCreatePath,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import { importKinds, importStates, type ImportBatch } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { useIsFresh } from "../app/live.js";
import { InstantText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { Places } from "../sites/Places.js";
import { BatchState } from "./BatchState.js";

/** Every file that was brought in, newest first. */
export function BatchList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const isFresh = useIsFresh();
  const mayWrite = useMay("scope.write");
  const kinds = useChoices(importKinds, "imports.kind");
  const states = useChoices(importStates, "imports.state");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "import-batches", type: "create" })}
    >
      {translate("imports.add")}
    </Button>
  );
  return (
    <ListPage
      title="imports.title"
      sort={{ field: "no", order: "DESC" }}
      filters={[
        <SelectInput key="kind" source="kind" choices={kinds} alwaysOn />,
        <SelectInput key="state" source="state" choices={states} alwaysOn />,
      ]}
      hasExports={false}
      onNew={mayWrite ? () => goTo("create", "import-batches") : undefined}
      actions={
        <>
          <Places here="import-batches" />
          {add}
        </>
      }
      empty={
        <Empty
          title="imports.empty.title"
          text="imports.empty.text"
          example="imports.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <RecordTable<ImportBatch>
        rowClick="show"
        rowSx={({ id, state }) =>
          // One that is read tells of itself every second.
          isFresh("import-batches", id) && state !== "running"
            ? { animation: "keii-fresh 4s" }
            : {}
        }
      >
        <DataTable.NumberCol source="no" />
        <DataTable.Col
          source="kind"
          disableSort
          render={({ kind }: ImportBatch) => translate(`imports.kind.${kind}`)}
        />
        <DataTable.Col source="memberBase.code" disableSort />
        <DataTable.Col
          source="fileName"
          disableSort
          render={({ fileName, state }: ImportBatch) => (
            <Box
              component="b"
              sx={{
                overflowWrap: "anywhere",
                textDecoration: state === "undone" ? "line-through" : undefined,
              }}
            >
              {fileName}
            </Box>
          )}
        />
        <DataTable.Col
          source="state"
          disableSort
          render={(batch: ImportBatch) => <BatchState batch={batch} />}
        />
        <DataTable.NumberCol source="newRows" disableSort />
        <DataTable.NumberCol source="changedRows" disableSort />
        <DataTable.NumberCol source="sameRows" disableSort />
        <DataTable.NumberCol source="rejectedRows" disableSort />
        <DataTable.Col source="createdBy.name" disableSort />
        <DataTable.Col
          source="createdAt"
          render={({ createdAt }: ImportBatch) => (
            <InstantText at={createdAt} />
          )}
        />
      </RecordTable>
    </ListPage>
  );
}
