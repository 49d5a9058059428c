import { Alert, Box } from "@mui/material";
import { useRecordContext, useTranslate } from "ra-core";
import { useFormState } from "react-hook-form";
import { UserChange, type User } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { AccountActs } from "./AccountActs.js";
import { UserCard } from "./UserCard.js";
import { UserInputs } from "./UserInputs.js";

/** One account: what it is, and what an administrator may do to it. Others read it. */
export function UserEdit() {
  return useMay("users.write") ? <EditableUser /> : <UserCard />;
}

function EditableUser() {
  return (
    <RecordEdit<User> title={(user) => user.name} contract={UserChange}>
      <RootRefusal />
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "1fr", md: "minmax(0, 1fr) 260px" },
          columnGap: 4,
          rowGap: 2,
        }}
      >
        <UserInputs />
        <Acts />
      </Box>
    </RecordEdit>
  );
}

function Acts() {
  const user = useRecordContext<User>();
  return user ? <AccountActs user={user} /> : null;
}

/** What a rule says against the form as a whole, such as that the last administrator stays. */
function RootRefusal() {
  const translate = useTranslate();
  const { errors } = useFormState();
  const message = errors.root?.serverError?.message;
  if (!message) return null;
  return (
    <Alert severity="error" role="alert" sx={{ mb: 1 }}>
      <strong>{translate("users.refusal.title")}</strong>
      <br />
      {message}
    </Alert>
  );
}
