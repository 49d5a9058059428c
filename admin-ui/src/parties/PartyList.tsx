import {
  Box,
  Button,
  IconButton,
  Stack,
  Tooltip,
  Typography,
} from "@mui/material";
import EditIcon from "@mui/icons-material/EditOutlined";
import {
  DataTable,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import { inLanguage, partyRoles, type Party } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { StateMark } from "../app/StateMark.js";
import { AddParty, ChangeParty } from "./PartyDialogs.js";
import { PartyIncidents } from "./PartyIncidents.js";
import { PartyStarters } from "./PartyStarters.js";

/** Every outside body the company deals with, once. */
export function PartyList() {
  const translate = useTranslate();
  const mayWrite = useMay("parties.write");
  const roles = useChoices(partyRoles, "parties.role");
  const [isAdding, setIsAdding] = useState(false);
  const [isChoosing, setIsChoosing] = useState(false);
  const add = mayWrite && (
    <>
      <Button onClick={() => setIsChoosing(true)}>
        {translate("parties.starters")}
      </Button>
      <Button variant="contained" onClick={() => setIsAdding(true)}>
        {translate("parties.add")}
      </Button>
    </>
  );
  return (
    <>
      <ListPage
        title="parties.title"
        isPrivate
        sort={{ field: "officialName", order: "ASC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput key="role" source="role" choices={roles} alwaysOn />,
        ]}
        onNew={mayWrite ? () => setIsAdding(true) : undefined}
        actions={add}
        empty={
          <Empty
            title="parties.empty.title"
            text="parties.empty.text"
            example="parties.empty.example"
          >
            {add}
          </Empty>
        }
      >
        <RecordTable rowClick={false}>
          <DataTable.Col source="officialName">
            <NameText />
          </DataTable.Col>
          <DataTable.Col source="roles" disableSort>
            <RolesText />
          </DataTable.Col>
          <DataTable.Col source="contacts" disableSort>
            <ContactsText />
          </DataTable.Col>
          <DataTable.Col source="channel" disableSort />
          <DataTable.Col
            source="mayBeNamed"
            disableSort
            render={({ mayBeNamed }: Party) =>
              translate(mayBeNamed ? "parties.named" : "parties.notNamed")
            }
          />
          <DataTable.Col
            source="acts"
            label="app.acts"
            disableSort
            align="right"
          >
            <PartyActs />
          </DataTable.Col>
        </RecordTable>
      </ListPage>
      {isAdding && <AddParty onClose={() => setIsAdding(false)} />}
      {isChoosing && <PartyStarters onClose={() => setIsChoosing(false)} />}
    </>
  );
}

function NameText() {
  const party = useRecordContext<Party>();
  const language = useLanguage();
  const translate = useTranslate();
  const short = inLanguage(party?.shortName, language);
  return (
    <span>
      <b>{inLanguage(party?.officialName, language)}</b>
      {short && ` (${short})`}
      {party?.hasNamesake && (
        <Typography variant="caption" component="div">
          <StateMark>{translate("parties.namesake")}</StateMark>
        </Typography>
      )}
    </span>
  );
}

function RolesText() {
  const party = useRecordContext<Party>();
  const translate = useTranslate();
  return (party?.roles ?? [])
    .map((role) => translate(`parties.role.${role}`))
    .join(translate("app.comma"));
}

function ContactsText() {
  const party = useRecordContext<Party>();
  return (
    <Stack component="span">
      {(party?.contacts ?? []).map(({ name, department, phone, email }) => (
        <span key={`${name} ${phone ?? ""}`}>
          {[name, department, phone, email].filter(Boolean).join(" · ")}
        </span>
      ))}
    </Stack>
  );
}

function PartyActs() {
  const party = useRecordContext<Party>();
  const translate = useTranslate();
  const language = useLanguage();
  const mayWrite = useMay("parties.write");
  const [isChanging, setIsChanging] = useState(false);
  if (!party) return null;
  const label = translate("parties.edit.of", {
    name: inLanguage(party.officialName, language),
  });
  return (
    <Box component="span" sx={{ whiteSpace: "nowrap" }}>
      <PartyIncidents party={party} />
      {mayWrite && (
        <Tooltip title={label}>
          <IconButton
            size="small"
            data-keii-edit
            aria-label={label}
            onClick={() => setIsChanging(true)}
          >
            <EditIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
      {isChanging && (
        <ChangeParty party={party} onClose={() => setIsChanging(false)} />
      )}
    </Box>
  );
}
