import { Button, Stack } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import { NewUser, type InvitedUser } from "@keii/shared";
import { PageTitle } from "../app/PageTitle.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { InvitedLinks } from "./InvitedLinks.js";
import { UserInputs } from "./UserInputs.js";

const beginning = { right: "none", language: "ja" };

/** Invites one person; afterwards the screen hands out their link. */
export function UserCreate() {
  const translate = useTranslate();
  const [invited, setInvited] = useState<InvitedUser | null>(null);
  if (invited)
    return (
      <>
        <PageTitle title="users.create.title" />
        <InvitedLinks users={[invited]} />
        <Stack direction="row" sx={{ mt: 2, gap: 1 }}>
          <Button variant="contained" onClick={() => setInvited(null)}>
            {translate("users.create.another")}
          </Button>
          <Button component={Link} to="/users">
            {translate("users.back")}
          </Button>
        </Stack>
      </>
    );
  return (
    <RecordCreate<InvitedUser>
      title="users.create.title"
      contract={NewUser}
      defaultValues={beginning}
      saveLabel="users.create.save"
      draft="users:new"
      onSaved={setInvited}
    >
      <UserInputs />
    </RecordCreate>
  );
}
