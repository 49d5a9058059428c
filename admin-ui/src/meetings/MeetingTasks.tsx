import { Box, Button, Link as TextLink, Typography } from "@mui/material";
import { useCreatePath, useGetList, useTranslate } from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import type { Meeting, Task } from "@keii/shared";
import { DueText } from "../app/DueText.js";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { StateMark } from "../app/StateMark.js";
import { AssignTasks } from "./AssignTasks.js";

/** What the meeting gave to do; each is finished in the list of tasks. */
export function MeetingTasks({ meeting }: { meeting: Meeting }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("meetings.write") && meeting.state !== "withdrawn";
  const [isAssigning, setIsAssigning] = useState(false);
  const { data: tasks = [] } = useGetList<Task>("tasks", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "due", order: "ASC" },
    filter: { sourceId: meeting.id },
  });
  return (
    <Section
      title={translate("tasks.title")}
      actions={
        mayWrite && (
          <Button variant="outlined" onClick={() => setIsAssigning(true)}>
            {translate("meetings.assign.button")}
          </Button>
        )
      }
    >
      {tasks.length === 0 && (
        <Typography color="textSecondary">
          {translate("meetings.tasks.none")}
        </Typography>
      )}
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} />
      ))}
      {tasks.length > 0 && (
        <TextLink
          component={Link}
          className="keii-screen-only"
          sx={{ display: "inline-block", mt: 1 }}
          to={createPath({ resource: "tasks", type: "list" })}
        >
          {translate("meetings.tasks.all")}
        </TextLink>
      )}
      {isAssigning && (
        <AssignTasks meeting={meeting} onClose={() => setIsAssigning(false)} />
      )}
    </Section>
  );
}

function TaskRow({ task }: { task: Task }) {
  const translate = useTranslate();
  const { title, state, assignee, isOverdue, dueOn, dueAt } = task;
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        columnGap: 2,
        py: 0.75,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Box
        sx={{
          flex: "1 1 16em",
          minWidth: 0,
          overflowWrap: "anywhere",
          fontWeight: state === "open" ? 700 : 400,
          textDecoration: state === "dropped" ? "line-through" : undefined,
        }}
      >
        {title}
      </Box>
      <StateMark isOver={state !== "open"} isDue={isOverdue}>
        {translate(isOverdue ? "tasks.overdue" : `tasks.state.${state}`)}
      </StateMark>
      <span>{assignee?.name ?? translate("meetings.tasks.nobody")}</span>
      <DueText dueOn={dueOn} dueAt={dueAt} />
    </Box>
  );
}
