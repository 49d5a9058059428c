import {
  Alert,
  Box,
  Button,
  Link as TextLink,
  Typography,
} from "@mui/material";
import { useCreatePath, useGetList, useTranslate } from "ra-core";
import { useState } from "react";
import { Link, Navigate, useParams } from "react-router";
import type { Meeting, MeetingName } from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { MomentText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import { calledBy } from "./MeetingCreate.js";
import { MeetingDecisions } from "./MeetingDecisions.js";
import { HoldMeeting, WithdrawMeeting } from "./MeetingDialogs.js";
import { MeetingStateMark } from "./MeetingStateMark.js";
import { MeetingTasks } from "./MeetingTasks.js";
import { useAttendeeNames } from "./use-attendee-names.js";

/** One meeting with what it decided and gave to do; also where the line of a decision leads. */
export function MeetingShow() {
  const { id = "" } = useParams<{ id: string }>();
  const createPath = useCreatePath();
  const { data, error } = useGetList<Meeting>("meetings", {
    pagination: { page: 1, perPage: 1 },
    sort: { field: "occurred", order: "DESC" },
    filter: { recordId: id },
  });
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  const [meeting] = data;
  if (!meeting)
    return (
      <Navigate
        to={createPath({ resource: "meetings", type: "list" })}
        replace
      />
    );
  const isGone = meeting.state === "withdrawn";
  return (
    <Box sx={{ maxWidth: 860 }} key={meeting.id}>
      <PageTitle text={meeting.title}>
        <MeetingActs meeting={meeting} />
      </PageTitle>
      {meeting.withdrawalReason !== null && <Withdrawn meeting={meeting} />}
      <Box sx={{ mb: 3, textDecoration: isGone ? "line-through" : undefined }}>
        <MeetingFacts meeting={meeting} />
      </Box>
      <Words meeting={meeting} of="agenda" />
      <Words meeting={meeting} of="minutes" />
      <MeetingDecisions meeting={meeting} />
      <MeetingTasks meeting={meeting} />
    </Box>
  );
}

function MeetingActs({ meeting }: { meeting: Meeting }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("meetings.write") && meeting.state !== "withdrawn";
  const [open, setOpen] = useState<"hold" | "withdraw" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button
        component={Link}
        to={createPath({ resource: "meetings", type: "list" })}
        color="inherit"
      >
        {translate("meetings.back")}
      </Button>
      {mayWrite && (
        <>
          <Button color="inherit" onClick={() => setOpen("withdraw")}>
            {translate("meetings.withdraw")}
          </Button>
          <Button
            component={Link}
            variant="outlined"
            data-keii-edit
            to={createPath({
              resource: "meetings",
              id: meeting.id,
              type: "edit",
            })}
          >
            {translate("ra.action.edit")}
          </Button>
          {meeting.state === "planned" && (
            <Button variant="contained" onClick={() => setOpen("hold")}>
              {translate("meetings.hold.button")}
            </Button>
          )}
          {meeting.state === "held" && meeting.next === null && (
            <Button
              component={Link}
              variant="outlined"
              to={createPath({ resource: "meetings", type: "create" })}
              state={{ calledBy: calledBy(meeting) }}
            >
              {translate("meetings.next.button")}
            </Button>
          )}
        </>
      )}
      {open === "hold" && <HoldMeeting meeting={meeting} onClose={close} />}
      {open === "withdraw" && (
        <WithdrawMeeting meeting={meeting} onClose={close} />
      )}
    </>
  );
}

function Withdrawn({ meeting }: { meeting: Meeting }) {
  const translate = useTranslate();
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {translate("meetings.withdrawn", { reason: meeting.withdrawalReason })}
    </Alert>
  );
}

function MeetingFacts({ meeting }: { meeting: Meeting }) {
  const translate = useTranslate();
  const namesOf = useAttendeeNames();
  const label = (field: string) =>
    translate(`resources.meetings.fields.${field}`);
  const { state, occurred, place, previous, next } = meeting;
  const names = namesOf(meeting);
  return (
    <Facts>
      <Fact name={label("state")}>
        <MeetingStateMark state={state} />
      </Fact>
      <Fact name={label("occurred")}>
        <MomentText moment={occurred} />
      </Fact>
      <Fact name={label("place")}>{place || "–"}</Fact>
      <Fact name={label("attendees")}>
        {names.length > 0 ? names.join(translate("app.comma")) : "–"}
      </Fact>
      {previous && (
        <Fact name={label("previous")}>
          <ToMeeting meeting={previous} />
        </Fact>
      )}
      {next && (
        <Fact name={label("next")}>
          <ToMeeting meeting={next} />
        </Fact>
      )}
    </Facts>
  );
}

function ToMeeting({ meeting }: { meeting: MeetingName }) {
  const createPath = useCreatePath();
  return (
    <TextLink
      component={Link}
      to={createPath({ resource: "meetings", id: meeting.id, type: "show" })}
    >
      {meeting.title} (<MomentText moment={meeting.occurred} />)
    </TextLink>
  );
}

function Words({
  meeting,
  of,
}: {
  meeting: Meeting;
  of: "agenda" | "minutes";
}) {
  const translate = useTranslate();
  const text = meeting[of];
  return (
    <Section title={translate(`resources.meetings.fields.${of}`)}>
      {text === "" ? (
        <Typography color="textSecondary">
          {translate(`meetings.${of}.none`)}
        </Typography>
      ) : (
        <Typography sx={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
          {text}
        </Typography>
      )}
    </Section>
  );
}
