import { Box, Button } from "@mui/material";
import {
  DataTable,
  SelectInput,
  TextInput,
  useCreatePath,
  useRecordContext,
  useRedirect,
  useTranslate,
} from "react-admin";
import { Link } from "react-router";
import { meetingStates, type Meeting } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { ListPage } from "../app/ListPage.js";
import { MomentText } from "../app/MomentText.js";
import { RecordTable } from "../app/RecordTable.js";
import { MeetingStateMark } from "./MeetingStateMark.js";
import { useAttendeeNames } from "./use-attendee-names.js";

/** The meetings of those who respond, the newest and the planned ones on top. */
export function MeetingList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const mayWrite = useMay("meetings.write");
  const states = useChoices(meetingStates, "meetings.state");
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "meetings", type: "create" })}
    >
      {translate("meetings.add")}
    </Button>
  );
  return (
    <ListPage
      title="meetings.title"
      isPrivate
      sort={{ field: "occurred", order: "DESC" }}
      filters={[
        <TextInput key="q" source="q" alwaysOn resettable />,
        <SelectInput key="state" source="state" choices={states} alwaysOn />,
      ]}
      onNew={mayWrite ? () => goTo("create", "meetings") : undefined}
      actions={add}
      empty={
        <Empty
          title="meetings.empty.title"
          text="meetings.empty.text"
          example="meetings.empty.example"
        >
          {add}
        </Empty>
      }
    >
      <RecordTable rowClick="show">
        <DataTable.Col
          source="occurred"
          render={({ occurred }: Meeting) => <MomentText moment={occurred} />}
        />
        <DataTable.Col source="title" disableSort>
          <TitleText />
        </DataTable.Col>
        <DataTable.Col
          source="state"
          disableSort
          render={({ state }: Meeting) => <MeetingStateMark state={state} />}
        />
        <DataTable.Col source="attendees" disableSort>
          <AttendeesText />
        </DataTable.Col>
        <DataTable.Col
          source="decisions"
          disableSort
          align="right"
          render={({ decisions }: Meeting) =>
            decisions.filter((one) => one.withdrawalReason === null).length
          }
        />
        <DataTable.Col source="tasks" disableSort align="right">
          <TasksText />
        </DataTable.Col>
      </RecordTable>
    </ListPage>
  );
}

function TitleText() {
  const meeting = useRecordContext<Meeting>();
  if (!meeting) return null;
  const isGone = meeting.state === "withdrawn";
  return (
    <Box
      component="b"
      sx={{
        textDecoration: isGone ? "line-through" : undefined,
        overflowWrap: "anywhere",
      }}
    >
      {meeting.title}
    </Box>
  );
}

/** More names than fit a row are counted. */
const namedInRow = 3;

function AttendeesText() {
  const meeting = useRecordContext<Meeting>();
  const translate = useTranslate();
  const namesOf = useAttendeeNames();
  if (!meeting) return null;
  const names = namesOf(meeting);
  const more = names.length - namedInRow;
  return (
    <Box component="span" sx={{ overflowWrap: "anywhere" }}>
      {names.slice(0, namedInRow).join(translate("app.comma"))}
      {more > 0 && translate("meetings.attendees.more", { smart_count: more })}
    </Box>
  );
}

function TasksText() {
  const meeting = useRecordContext<Meeting>();
  const translate = useTranslate();
  if (!meeting || meeting.taskCount === 0) return null;
  const { taskCount, openTaskCount } = meeting;
  return translate("meetings.tasks.count", {
    done: taskCount - openTaskCount,
    all: taskCount,
  });
}
