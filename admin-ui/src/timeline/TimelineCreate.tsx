import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "react-admin";
import { Link } from "react-router";
import { NewTimelineEvent, type TimelineEvent } from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { useNow } from "../app/use-now.js";
import { TimelineInputs } from "./TimelineInputs.js";

/** A new entry in full: every shape of moment, what we learned when, the particulars of a decision. */
export function TimelineCreate() {
  const { id } = useIncident();
  const { today } = useNow();
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <RecordCreate<TimelineEvent>
      contract={NewTimelineEvent}
      title="timeline.create.title"
      draft={`timeline:${id}:full`}
      saveLabel="timeline.create.save"
      redirect="list"
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "timeline", type: "list" })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
      defaultValues={{
        occurred: {
          precision: "day",
          on: today,
          at: null,
          untilOn: null,
          untilAt: null,
        },
        learned: null,
        type: "fact",
        category: "investigation",
        visibility: "internal",
        decision: null,
      }}
    >
      <TimelineInputs />
    </RecordCreate>
  );
}
