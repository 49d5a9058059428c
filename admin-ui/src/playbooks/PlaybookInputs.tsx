import { Box, Button, FormHelperText, Stack, Typography } from "@mui/material";
import { SelectInput, TextInput, useTranslate } from "react-admin";
import { get, useFieldArray, useFormState } from "react-hook-form";
import { ValidationError } from "ra-core";
import { memberRoles, type NewPlaybookTask } from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { OffsetInput } from "./OffsetInput.js";

const newTask: NewPlaybookTask = {
  title: "",
  detail: "",
  role: null,
  due: null,
};

export function PlaybookInputs() {
  return (
    <Box sx={{ maxWidth: 860 }}>
      <TextInput source="name" fullWidth autoFocus />
      <TextInput
        source="whenToUse"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <TaskInputs />
    </Box>
  );
}

/** The tasks in their order. */
function TaskInputs() {
  const translate = useTranslate();
  const { fields, append, remove, move } = useFieldArray<
    { tasks: NewPlaybookTask[] },
    "tasks",
    "key"
  >({ name: "tasks", keyName: "key" });
  const { errors } = useFormState();
  const found = get(errors, "tasks") as
    { message?: unknown; root?: { message?: unknown } } | undefined;
  const message = found?.root?.message ?? found?.message;
  return (
    <Box role="group" aria-label={translate("playbooks.tasks")} sx={{ mt: 2 }}>
      <Typography variant="h2">{translate("playbooks.tasks")}</Typography>
      <Typography variant="body2" color="textSecondary">
        {translate("playbooks.tasks.explain")}
      </Typography>
      {fields.map(({ key }, at) => (
        <Box
          key={key}
          sx={{ borderLeft: 2, borderColor: "divider", pl: 2, my: 2 }}
        >
          <TaskRow source={`tasks.${at}`} />
          <Stack direction="row" sx={{ gap: 1 }}>
            <Button
              color="inherit"
              size="small"
              disabled={at === 0}
              aria-label={translate("playbooks.tasks.upOf", { n: at + 1 })}
              onClick={() => move(at, at - 1)}
            >
              {translate("playbooks.tasks.up")}
            </Button>
            <Button
              color="inherit"
              size="small"
              aria-label={translate("playbooks.tasks.removeOf", { n: at + 1 })}
              onClick={() => remove(at)}
            >
              {translate("playbooks.tasks.remove")}
            </Button>
          </Stack>
        </Box>
      ))}
      {typeof message === "string" && (
        <FormHelperText error>
          <ValidationError error={message} />
        </FormHelperText>
      )}
      <Button
        variant="outlined"
        size="small"
        sx={{ my: 1 }}
        onClick={() => append(newTask)}
      >
        {translate("playbooks.tasks.add")}
      </Button>
    </Box>
  );
}

function TaskRow({ source }: { source: string }) {
  const roles = useChoices(memberRoles, "role");
  const label = (field: string) => `resources.playbooks.fields.${field}`;
  return (
    <>
      <TextInput source={`${source}.title`} label={label("title")} fullWidth />
      <TextInput
        source={`${source}.detail`}
        label={label("detail")}
        parse={asText}
        multiline
        fullWidth
      />
      <Stack
        direction={{ xs: "column", sm: "row" }}
        sx={{ columnGap: 2, flexWrap: "wrap" }}
      >
        <Box sx={{ width: { sm: 220 } }}>
          <SelectInput
            source={`${source}.role`}
            label={label("role")}
            choices={roles}
            emptyText="playbooks.role.none"
            parse={(value: string) => (value === "" ? null : value)}
            fullWidth
          />
        </Box>
        <OffsetInput source={`${source}.due`} />
      </Stack>
    </>
  );
}
