import { Box, Button } from "@mui/material";
import {
  DataTable,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from "react-admin";
import { Link, useNavigate } from "react-router";
import {
  inLanguage,
  playbookOf,
  playbookStarters,
  playbookStates,
  type Playbook,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { StateMark } from "../app/StateMark.js";

/** What the company means to do in each kind of case. */
export function PlaybookList() {
  const mayWrite = useMay("playbooks.write");
  const navigate = useNavigate();
  const translate = useTranslate();
  const states = useChoices(playbookStates, "playbooks.state");
  return (
    <ListPage
      title="playbooks.title"
      sort={{ field: "name", order: "ASC" }}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput key="state" source="state" choices={states} alwaysOn />,
      ]}
      onNew={mayWrite ? () => void navigate("/playbooks/create") : undefined}
      actions={mayWrite && <Actions />}
      empty={
        <Empty
          title="playbooks.empty.title"
          text="playbooks.empty.text"
          example="playbooks.empty.example"
        >
          {mayWrite && <Actions />}
        </Empty>
      }
    >
      <RecordTable rowClick="show">
        <DataTable.Col source="name">
          <NameText />
        </DataTable.Col>
        <DataTable.Col
          source="tasks"
          disableSort
          align="right"
          render={({ tasks }: Playbook) => tasks.length}
        />
        <DataTable.Col
          source="state"
          disableSort
          render={({ state }: Playbook) => (
            <StateMark isOver={state === "retired"}>
              {translate(`playbooks.state.${state}`)}
            </StateMark>
          )}
        />
      </RecordTable>
    </ListPage>
  );
}

/** A new one, or one that starts from what nearly every such case asks for. */
function Actions() {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <Box sx={{ display: "flex", gap: 1, flexWrap: "wrap" }}>
      {playbookStarters.map((starter) => (
        <Button
          key={starter.key}
          component={Link}
          variant="outlined"
          to="/playbooks/create"
          state={{ playbook: playbookOf(starter, language) }}
          sx={{ whiteSpace: "normal", textAlign: "start" }}
        >
          {translate("playbooks.starter", {
            name: inLanguage(starter.name, language),
          })}
        </Button>
      ))}
      <Button component={Link} to="/playbooks/create" variant="contained">
        {translate("playbooks.add")}
      </Button>
    </Box>
  );
}

function NameText() {
  const playbook = useRecordContext<Playbook>();
  if (!playbook) return null;
  return (
    <Box
      component="span"
      sx={{
        display: "flex",
        flexDirection: "column",
        whiteSpace: "normal",
        overflowWrap: "anywhere",
      }}
    >
      <b>{playbook.name}</b>
      {playbook.whenToUse !== "" && <small>{playbook.whenToUse}</small>}
    </Box>
  );
}
