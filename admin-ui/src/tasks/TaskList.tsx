import {
  Box,
  Button,
  IconButton,
  Link as TextLink,
  Stack,
  Tooltip,
} from "@mui/material";
import CheckIcon from "@mui/icons-material/CheckOutlined";
import EditIcon from "@mui/icons-material/EditOutlined";
import ReplayIcon from "@mui/icons-material/ReplayOutlined";
import {
  DataTable,
  SelectInput,
  TextInput,
  useCreatePath,
  useRecordContext,
  useTranslate,
  type RaRecord,
} from "react-admin";
import { useState } from "react";
import { Link } from "react-router";
import { offsetText, taskStates, type Task } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { RecordTable } from "../app/RecordTable.js";
import { useIsFresh } from "../app/live.js";
import { DayText, InstantText } from "../app/MomentText.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellRefusal,
} from "../app/saving.js";
import { StateMark } from "../app/StateMark.js";
import { PlaybookActs } from "./PlaybookActs.js";
import { AddTask, ChangeTask } from "./TaskDialogs.js";

/** What somebody has to do now, what is due first on top. */
export function TaskList() {
  const translate = useTranslate();
  const mayWrite = useMay("tasks.write");
  const states = useChoices(taskStates, "tasks.state");
  const isFresh = useIsFresh();
  const [isAdding, setIsAdding] = useState(false);
  const add = mayWrite && (
    <Button variant="contained" onClick={() => setIsAdding(true)}>
      {translate("tasks.add")}
    </Button>
  );
  const isFreshRow = ({ id }: RaRecord) =>
    isFresh("tasks", String(id)) ? { animation: "keii-fresh 4s" } : {};
  return (
    <>
      <ListPage
        title="tasks.title"
        sort={{ field: "due", order: "ASC" }}
        filters={[
          <TextInput key="q" source="q" alwaysOn resettable />,
          <SelectInput key="state" source="state" choices={states} alwaysOn />,
        ]}
        onNew={mayWrite ? () => setIsAdding(true) : undefined}
        actions={
          mayWrite && (
            <>
              <PlaybookActs />
              {add}
            </>
          )
        }
        empty={
          <Empty
            title="tasks.empty.title"
            text="tasks.empty.text"
            example="tasks.empty.example"
          >
            {mayWrite && <PlaybookActs />} {add}
          </Empty>
        }
      >
        <RecordTable
          rowClick={false}
          rowSx={isFreshRow}
          hiddenColumns={["createdAt"]}
        >
          <DataTable.Col source="title" disableSort>
            <TitleText />
          </DataTable.Col>
          <DataTable.Col source="state" disableSort>
            <StateText />
          </DataTable.Col>
          <DataTable.Col
            source="assignee"
            disableSort
            render={({ assignee, responsibleRole }: Task) =>
              assignee?.name ??
              (responsibleRole ? translate(`role.${responsibleRole}`) : "–")
            }
          />
          <DataTable.Col source="due">
            <DueText />
          </DataTable.Col>
          <DataTable.Col
            source="createdAt"
            render={({ createdAt }: Task) => <InstantText at={createdAt} />}
          />
          {mayWrite && (
            <DataTable.Col
              source="acts"
              label="app.acts"
              disableSort
              align="right"
            >
              <TaskActs />
            </DataTable.Col>
          )}
        </RecordTable>
      </ListPage>
      {isAdding && <AddTask onClose={() => setIsAdding(false)} />}
    </>
  );
}

function TitleText() {
  const task = useRecordContext<Task>();
  if (!task) return null;
  const isOver = task.state !== "open";
  return (
    <Stack component="span" sx={{ whiteSpace: "normal", minWidth: "11em" }}>
      <span
        style={{
          fontWeight: isOver ? 400 : 700,
          textDecoration: task.state === "dropped" ? "line-through" : undefined,
        }}
      >
        {task.title}
      </span>
      {task.note !== "" && <small>{task.note}</small>}
      <SourceText task={task} />
    </Stack>
  );
}

/** Leads back to the meeting that gave it. */
function SourceText({ task }: { task: Task }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  if (task.source?.kind !== "meetings") return null;
  const { id } = task.source;
  return (
    <small>
      <TextLink
        component={Link}
        to={createPath({ resource: "meetings", id, type: "show" })}
      >
        {translate("tasks.fromMeeting")}
      </TextLink>
    </small>
  );
}

function StateText() {
  const task = useRecordContext<Task>();
  const translate = useTranslate();
  if (!task) return null;
  return (
    <StateMark isOver={task.state !== "open"}>
      {translate(`tasks.state.${task.state}`)}
    </StateMark>
  );
}

/** What is overdue says so in words, and stands in the one accent; what is counted from a milestone says so, too. */
function DueText() {
  const task = useRecordContext<Task>();
  const language = useLanguage();
  if (!task) return null;
  const { dueOffset } = task;
  if (!dueOffset) return <DueMoment task={task} />;
  return (
    <Stack component="span" sx={{ whiteSpace: "normal" }}>
      <DueMoment task={task} />
      <small>{offsetText(dueOffset, language)}</small>
    </Stack>
  );
}

function DueMoment({ task }: { task: Task }) {
  const translate = useTranslate();
  const { dueOn, dueAt, dueOffset } = task;
  if (dueOn === null && dueAt === null)
    return translate(dueOffset ? "tasks.waits" : "tasks.noDue");
  const due = dueAt ? <InstantText at={dueAt} /> : <DayText on={dueOn ?? ""} />;
  if (!task.isOverdue) return due;
  return (
    <Stack
      component="span"
      direction="row"
      sx={{
        columnGap: 1,
        flexWrap: "wrap",
        color: "secondary.main",
        fontWeight: 700,
      }}
    >
      {due}
      <Box component="span" sx={{ whiteSpace: "nowrap" }}>
        {translate("tasks.overdue")}
      </Box>
    </Stack>
  );
}

function TaskActs() {
  const task = useRecordContext<Task>();
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const [isChanging, setIsChanging] = useState(false);
  if (!task) return null;
  const { id, title, state } = task;
  const next = state === "open" ? "done" : "open";
  const move = async () => {
    try {
      await dataProvider.update("tasks", {
        id,
        data: { state: next },
        previousData: task,
      });
    } catch (error) {
      tellRefusal(error);
    }
    await lookAgain("tasks");
  };
  const moveLabel = translate(
    `tasks.${next === "done" ? "finish" : "reopen"}.of`,
    {
      title,
    },
  );
  const changeLabel = translate("tasks.edit.of", { title });
  return (
    <Box sx={{ whiteSpace: "nowrap" }}>
      <Tooltip title={moveLabel} placement="left">
        <IconButton
          size="small"
          aria-label={moveLabel}
          onClick={() => void move()}
        >
          {next === "done" ? (
            <CheckIcon fontSize="small" />
          ) : (
            <ReplayIcon fontSize="small" />
          )}
        </IconButton>
      </Tooltip>
      <Tooltip title={changeLabel}>
        <IconButton
          size="small"
          data-keii-edit
          aria-label={changeLabel}
          onClick={() => setIsChanging(true)}
        >
          <EditIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {isChanging && (
        <ChangeTask task={task} onClose={() => setIsChanging(false)} />
      )}
    </Box>
  );
}
