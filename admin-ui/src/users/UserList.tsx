import { Button, useMediaQuery, type Theme } from "@mui/material";
import {
  DataTable,
  SearchInput,
  SelectInput,
  SimpleList,
  useTranslate,
} from "react-admin";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { accountRights, userStates, type User } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { DayText, InstantText } from "../app/MomentText.js";
import { EmployerDialog } from "./EmployerDialog.js";
import { ExpiryText } from "./ExpiryText.js";
import { StateText } from "./StateText.js";
import { useEmployers } from "./use-employers.js";

/** Everybody who has an account. */
export function UserList() {
  const mayWrite = useMay("users.write");
  const navigate = useNavigate();
  const isNarrow = useMediaQuery((theme: Theme) =>
    theme.breakpoints.down("sm"),
  );
  return (
    <ListPage
      title="users.title"
      filters={filters}
      sort={{ field: "name", order: "ASC" }}
      isPrivate
      actions={mayWrite && <Actions />}
      onNew={mayWrite ? () => void navigate("/users/create") : undefined}
      empty={
        <Empty
          title="users.empty.title"
          text="users.empty.body"
          example="users.empty.example"
        >
          {mayWrite && <Actions />}
        </Empty>
      }
    >
      {isNarrow ? <NarrowRows /> : <Table />}
    </ListPage>
  );
}

function Actions() {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        {translate("users.employer.open")}
      </Button>
      <Button component={Link} to="/users/file" variant="outlined">
        {translate("users.newMany")}
      </Button>
      <Button component={Link} to="/users/create" variant="contained">
        {translate("users.new")}
      </Button>
      {isOpen && <EmployerDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}

const filters = [
  <PeopleInput key="q" source="q" alwaysOn />,
  <SelectInput
    key="state"
    source="state"
    choices={userStates.map((id) => ({ id, name: `users.state.${id}` }))}
    alwaysOn
  />,
  <SelectInput
    key="right"
    source="right"
    choices={accountRights.map((id) => ({ id, name: `users.right.${id}` }))}
  />,
  <EmployerInput key="employer" source="employer" />,
];

function PeopleInput({ source }: { source: string; alwaysOn?: boolean }) {
  const translate = useTranslate();
  const words = translate("resources.users.fields.q");
  return (
    <SearchInput
      source={source}
      placeholder={words}
      slotProps={{ htmlInput: { "aria-label": words } }}
      sx={{ minWidth: 300 }}
    />
  );
}

function EmployerInput({ source }: { source: string }) {
  const { data: employers = [] } = useEmployers();
  return (
    <SelectInput
      source={source}
      choices={employers.map((id) => ({ id, name: id }))}
      translateChoice={false}
    />
  );
}

function Table() {
  const translate = useTranslate();
  return (
    <RecordTable<User>
      rowClick="edit"
      hiddenColumns={["language", "createdAt"]}
    >
      <DataTable.Col<User> source="name" />
      <DataTable.Col<User> source="email" />
      <DataTable.Col<User>
        source="account"
        disableSort
        render={({ account }) => translate(`account.${account}`)}
      />
      <DataTable.Col<User> source="employer" />
      <DataTable.Col<User>
        source="state"
        disableSort
        render={({ state }) => <StateText state={state} />}
      />
      <DataTable.Col<User>
        source="expiresOn"
        render={({ expiresOn, state }) => (
          <ExpiryText on={expiresOn} state={state} />
        )}
      />
      <DataTable.Col<User>
        source="lastSeenAt"
        render={({ lastSeenAt }) =>
          lastSeenAt ? (
            <InstantText at={lastSeenAt} />
          ) : (
            translate("users.never")
          )
        }
      />
      <DataTable.Col<User>
        source="language"
        disableSort
        render={({ language }) => translate(`language.${language}`)}
      />
      <DataTable.Col<User>
        source="createdAt"
        render={({ createdAt }) => <DayText on={createdAt.slice(0, 10)} />}
      />
    </RecordTable>
  );
}

function NarrowRows() {
  const translate = useTranslate();
  return (
    <SimpleList<User>
      linkType="edit"
      disablePadding
      sx={{ "& .RaSimpleList-tertiary": { opacity: 1 } }}
      primaryText={(user) => user.name}
      secondaryText={(user) =>
        [
          user.employer ?? translate(`account.${user.account}`),
          user.email,
        ].join(" ")
      }
      tertiaryText={(user) => <StateText state={user.state} />}
    />
  );
}
