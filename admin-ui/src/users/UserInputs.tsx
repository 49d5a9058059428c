import { Stack } from "@mui/material";
import { DateInput, RadioButtonGroupInput, TextInput } from "react-admin";
import { useId } from "react";
import { accountRights, languages } from "@keii/shared";
import { useEmployers } from "./use-employers.js";

/** The form of an account. */
export function UserInputs() {
  return (
    <Stack sx={{ gap: 1 }}>
      <TextInput
        source="name"
        isRequired
        autoComplete="off"
        helperText={false}
      />
      <TextInput
        source="email"
        type="email"
        isRequired
        autoComplete="off"
        helperText={false}
      />
      <EmployerInput />
      <DateInput source="expiresOn" helperText="users.hint.expiresOn" />
      <RadioButtonGroupInput
        source="right"
        choices={accountRights
          .toReversed()
          .map((id) => ({ id, name: `users.right.${id}` }))}
        helperText="users.hint.right"
      />
      <RadioButtonGroupInput
        source="language"
        choices={languages.map((id) => ({ id, name: `language.${id}` }))}
        helperText="users.hint.language"
      />
    </Stack>
  );
}

/** A free text that offers the employers there are. */
function EmployerInput() {
  const listId = useId();
  const { data: employers = [] } = useEmployers();
  return (
    <>
      <TextInput
        source="employer"
        helperText="users.hint.employer"
        autoComplete="off"
        slotProps={{ htmlInput: { list: listId } }}
      />
      <datalist id={listId}>
        {employers.map((employer) => (
          <option key={employer} value={employer} />
        ))}
      </datalist>
    </>
  );
}
