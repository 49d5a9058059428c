import { Button, Link } from "@mui/material";
import {
  DataTable,
  SelectInput,
  TextInput,
  useCreatePath,
  useRecordContext,
  useTranslate,
  type RaRecord,
} from "react-admin";
import { Link as RouterLink, useNavigate } from "react-router";
import {
  inLanguage,
  incidentKinds,
  incidentStatuses,
  severities,
  type Incident,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { useIsFresh } from "../app/live.js";
import { InstantText } from "../app/MomentText.js";
import { StateMark } from "../app/StateMark.js";

export function IncidentList() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const mayCreate = useMay("incidents.create");
  const statuses = useChoices(incidentStatuses, "incidents.status");
  const kinds = useChoices(incidentKinds, "incidents.kind");
  const levels = useChoices(severities, "incidents.severity");
  const isFresh = useIsFresh();
  const isFreshRow = (record: RaRecord) =>
    isFresh("incidents", String(record.id)) ? freshRow : {};
  const begin = mayCreate && (
    <Button component={RouterLink} to="/intake" variant="contained">
      {translate("app.nav.intake")}
    </Button>
  );
  return (
    <ListPage
      title="incidents.list.title"
      sort={{ field: "updatedAt", order: "DESC" }}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput
          key="status"
          source="status"
          choices={statuses}
          alwaysOn
        />,
        <SelectInput key="kind" source="kind" choices={kinds} />,
        <SelectInput key="severity" source="severity" choices={levels} />,
      ]}
      onNew={mayCreate ? () => void navigate("/intake") : undefined}
      actions={
        mayCreate && (
          <Button component={RouterLink} to="/incidents/create">
            {translate("incidents.list.new")}
          </Button>
        )
      }
      empty={
        <Empty
          title="incidents.empty.title"
          text="incidents.empty.text"
          example={mayCreate ? "incidents.empty.example" : undefined}
        >
          {begin}
        </Empty>
      }
    >
      <RecordTable
        rowClick="edit"
        rowSx={isFreshRow}
        hiddenColumns={["kind", "createdAt"]}
      >
        <DataTable.Col source="code">
          <CodeLink />
        </DataTable.Col>
        <DataTable.Col source="title">
          <TitleText />
        </DataTable.Col>
        <DataTable.Col source="status">
          <StatusText />
        </DataTable.Col>
        <DataTable.Col
          source="severity"
          disableSort
          render={({ severity }: Incident) =>
            translate(`incidents.severity.${severity}`)
          }
        />
        <DataTable.Col
          source="kind"
          disableSort
          render={({ kind }: Incident) => translate(`incidents.kind.${kind}`)}
        />
        <DataTable.Col
          source="headNames"
          disableSort
          render={({ headNames }: Incident) =>
            headNames.join(translate("app.comma"))
          }
        />
        <DataTable.Col
          source="createdAt"
          render={({ createdAt }: Incident) => <InstantText at={createdAt} />}
        />
        <DataTable.Col
          source="updatedAt"
          render={({ updatedAt }: Incident) => <InstantText at={updatedAt} />}
        />
      </RecordTable>
    </ListPage>
  );
}

const freshRow = { animation: "keii-fresh 4s ease-out" };

function CodeLink() {
  const incident = useRecordContext<Incident>();
  const createPath = useCreatePath();
  if (!incident) return null;
  return (
    <Link
      component={RouterLink}
      to={createPath({
        resource: "incidents",
        type: "edit",
        id: incident.id,
      })}
      onClick={(event) => event.stopPropagation()}
      sx={{ whiteSpace: "nowrap" }}
    >
      {incident.code}
    </Link>
  );
}

function TitleText() {
  const incident = useRecordContext<Incident>();
  const language = useLanguage();
  return <b>{inLanguage(incident?.title, language)}</b>;
}

function StatusText() {
  const incident = useRecordContext<Incident>();
  const translate = useTranslate();
  if (!incident) return null;
  const { status } = incident;
  return (
    <StateMark isOver={status === "closed"}>
      {translate(`incidents.status.${status}`)}
    </StateMark>
  );
}
