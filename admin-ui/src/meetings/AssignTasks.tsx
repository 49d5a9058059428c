import { Box, Stack, TextField, Typography } from "@mui/material";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { get, useFormContext, useFormState, useWatch } from "react-hook-form";
import { ValidationError } from "ra-core";
import { NewMeetingTasks, type Meeting } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { linesOf } from "../app/LinesInput.js";
import { MemberInput } from "../app/MemberInput.js";
import { DayInput } from "../app/MomentInput.js";
import { useAct } from "../app/saving.js";

type Rows = NewMeetingTasks["tasks"];

/** Several tasks in one act: a line each, then who and until when. */
export function AssignTasks({
  meeting,
  onClose,
}: {
  meeting: Meeting;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const act = useAct("meetings", ["tasks"]);
  const { id, version } = meeting;
  return (
    <ActDialog
      title={translate("meetings.assign.title")}
      sentence={translate("meetings.assign.sentence")}
      submitLabel={translate("meetings.assign.button")}
      contract={NewMeetingTasks}
      defaultValues={{ tasks: [] }}
      onSubmit={(data) => act({ id, verb: "tasks", version, data })}
      onClose={onClose}
    >
      <TaskLines />
    </ActDialog>
  );
}

function TaskLines() {
  const translate = useTranslate();
  const { setValue } = useFormContext<{ tasks: Rows }>();
  const tasks =
    (useWatch<{ tasks: Rows }>({ name: "tasks" }) as Rows | undefined) ?? [];
  const { errors } = useFormState();
  const [typed, setTyped] = useState("");
  const type = (text: string) => {
    setTyped(text);
    setValue("tasks", rowsOf(text, tasks), { shouldDirty: true });
  };
  const errorOf = (path: string) => {
    const found = get(errors, path) as
      { message?: unknown; root?: { message?: unknown } } | undefined;
    const message = found?.root?.message ?? found?.message;
    return typeof message === "string" ? message : undefined;
  };
  const label = (field: string) => `resources.tasks.fields.${field}`;
  const none = tasks.length === 0 ? errorOf("tasks") : undefined;
  return (
    <>
      <TextField
        label={translate("meetings.assign.lines")}
        value={typed}
        multiline
        minRows={3}
        fullWidth
        autoFocus
        error={none !== undefined}
        helperText={none && <ValidationError error={none} />}
        onChange={(event) => type(event.target.value)}
      />
      {tasks.map(({ title }, at) => {
        const wrong = errorOf(`tasks.${at}.title`);
        return (
          <Box
            key={at}
            sx={{ borderLeft: 2, borderColor: "divider", pl: 2, my: 2 }}
          >
            <Typography
              sx={{ fontWeight: 700, overflowWrap: "anywhere", mb: 0.5 }}
            >
              {title}
            </Typography>
            {wrong && (
              <Typography variant="caption" color="error">
                <ValidationError error={wrong} />
              </Typography>
            )}
            <Stack
              direction={{ xs: "column", sm: "row" }}
              sx={{ columnGap: 1, alignItems: { sm: "flex-start" } }}
            >
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <MemberInput
                  source={`tasks.${at}.assigneeId`}
                  label={label("assigneeId")}
                  emptyText="tasks.nobody"
                />
              </Box>
              <DayInput source={`tasks.${at}.dueOn`} label={label("dueOn")} />
            </Stack>
          </Box>
        );
      })}
    </>
  );
}

/** A row per line; what was chosen for a line stays with its words, or else with its place. */
export function rowsOf(text: string, before: Rows): Rows {
  return linesOf(text).map((title, at) => {
    const { assigneeId = null, dueOn = null } =
      before.find((row) => row.title === title) ?? before[at] ?? {};
    return { title, assigneeId, dueOn };
  });
}
