import { Box, Button, Link, Stack, Typography } from "@mui/material";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { Link as RouterLink } from "react-router";
import {
  inLanguage,
  type Home as HomeContent,
  type HomeChange,
  type HomeTask,
} from "@keii/shared";
import { CalendarButton } from "../app/CalendarButton.js";
import { DueText, TimeLeftText } from "../app/DueText.js";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { useTellRefusal } from "../app/saving.js";
import { Section } from "../app/Section.js";

const homeKey = ["home"];

/** What needs me, and what changed since I was last here. */
export function Home() {
  const translate = useTranslate();
  const mayCreate = useMay("incidents.create");
  const { data, error } = useQuery({
    queryKey: homeKey,
    queryFn: async ({ signal }) =>
      (await call<HomeContent>("/home", { signal })).data,
  });
  const isNew =
    data?.incidents.length === 0 &&
    data.tasks.length === 0 &&
    data.changes.length === 0;
  return (
    <>
      <PageTitle title="home.title" />
      {error && <Failure error={error} />}
      {isNew && (
        <Empty
          title="home.welcome.title"
          text="home.welcome.text"
          example={mayCreate ? "home.welcome.example" : undefined}
        >
          {mayCreate && (
            <Button component={RouterLink} to="/intake" variant="contained">
              {translate("app.nav.intake")}
            </Button>
          )}
        </Empty>
      )}
      {data && !isNew && (
        <Box
          sx={{
            display: "grid",
            gridTemplateColumns: {
              xs: "minmax(0, 1fr)",
              md: "repeat(2, minmax(0, 1fr))",
            },
            columnGap: 5,
          }}
        >
          <Mine tasks={data.tasks} />
          <Changes changes={data.changes} since={data.changesSince} />
        </Box>
      )}
    </>
  );
}

function Nothing({ title, text }: { title: string; text: string }) {
  const translate = useTranslate();
  return (
    <>
      <Typography>{translate(title)}</Typography>
      <Typography variant="body2" color="textSecondary">
        {translate(text)}
      </Typography>
    </>
  );
}

const rowStyle = {
  py: 0.75,
  borderBottom: 1,
  borderColor: "divider",
  columnGap: 1.5,
  flexWrap: "wrap",
  alignItems: "baseline",
};

function Mine({ tasks }: { tasks: HomeTask[] }) {
  const translate = useTranslate();
  return (
    <Section
      title={translate("home.mine")}
      actions={<CalendarButton path="/calendar.ics" />}
    >
      {tasks.length === 0 ? (
        <Nothing title="home.mine.none" text="home.mine.noneText" />
      ) : (
        <Box data-keii-rows>
          {tasks.map((task) => (
            <Task key={`${task.kind} ${task.id}`} task={task} />
          ))}
        </Box>
      )}
    </Section>
  );
}

const placeOf: Record<HomeTask["kind"], string> = {
  approval: "approvals",
  milestone_candidate: "milestones",
  task: "tasks",
  measure: "remediation",
  authority_due: "authorities",
  authority_reply: "authorities",
};

function Task({ task }: { task: HomeTask }) {
  const translate = useTranslate();
  const { kind, label, dueFromOn, dueOn, dueAt, since } = task;
  const words =
    kind === "milestone_candidate"
      ? translate(`milestones.kind.${label}`, { _: label })
      : label;
  return (
    <Stack direction="row" data-keii-row tabIndex={-1} sx={rowStyle}>
      <Box component="span" aria-hidden sx={{ color: "secondary.main" }}>
        ◆
      </Box>
      <Link
        component={RouterLink}
        to={`/incidents/${task.incidentId}/${placeOf[kind]}`}
        data-keii-edit
        sx={{ fontWeight: 700 }}
      >
        {translate(`home.task.${kind}`)}
        {translate("app.colon")}
        {words}
      </Link>
      <IncidentName {...task} />
      <Typography variant="body2" color="textSecondary">
        {translate(dueAt ? "home.due" : "home.since")}{" "}
        {dueOn ? (
          <DueText dueFromOn={dueFromOn} dueOn={dueOn} dueAt={null} />
        ) : (
          <InstantText at={dueAt ?? since} />
        )}{" "}
        {dueAt && <TimeLeftText dueOn={dueOn} dueAt={dueOn ? null : dueAt} />}
      </Typography>
    </Stack>
  );
}

function IncidentName({
  incidentId,
  incidentCode,
  incidentTitle,
}: Pick<HomeTask, "incidentId" | "incidentCode" | "incidentTitle">) {
  const language = useLanguage();
  return (
    <Link
      component={RouterLink}
      to={`/incidents/${incidentId}`}
      variant="body2"
      color="textSecondary"
      sx={{ display: "inline-block", lineHeight: "24px" }}
      title={inLanguage(incidentTitle, language)}
    >
      {incidentCode}
    </Link>
  );
}

function Changes({
  changes,
  since,
}: {
  changes: HomeChange[];
  since: string | null;
}) {
  const translate = useTranslate();
  const queries = useQueryClient();
  const tellRefusal = useTellRefusal();
  const markSeen = async () => {
    try {
      await call("/home/seen", { method: "POST" });
      await queries.invalidateQueries({ queryKey: homeKey });
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (
    <Section
      title={translate("home.changes")}
      actions={
        changes.length > 0 && (
          <Button onClick={() => void markSeen()}>
            {translate("home.changes.seen")}
          </Button>
        )
      }
    >
      {since && (
        <Typography variant="body2" color="textSecondary">
          <InstantText at={since} /> {translate("home.changes.after")}
        </Typography>
      )}
      {changes.length === 0 ? (
        <Nothing title="home.changes.none" text="home.changes.noneText" />
      ) : (
        <Box data-keii-rows>
          {changes.map((change) => (
            <Change key={`${change.recordId} ${change.at}`} change={change} />
          ))}
        </Box>
      )}
    </Section>
  );
}

function Change({ change }: { change: HomeChange }) {
  const translate = useTranslate();
  const { resource, recordId, incidentId, label, act, by, at } = change;
  return (
    <Stack direction="row" data-keii-row tabIndex={-1} sx={rowStyle}>
      <Typography variant="body2" color="textSecondary">
        <InstantText at={at} />
      </Typography>
      <Link
        component={RouterLink}
        to={`/incidents/${incidentId}/${resource}/${recordId}/show`}
        data-keii-edit
        sx={{
          flex: 1,
          minWidth: "16em",
          overflow: "hidden",
          display: "-webkit-box",
          WebkitLineClamp: 2,
          WebkitBoxOrient: "vertical",
        }}
      >
        {label}
      </Link>
      <Typography variant="body2" color="textSecondary">
        {translate(`timeline.revision.${act}`, { _: act })}
        {by && ` · ${by}`}
      </Typography>
      <IncidentName {...change} />
    </Stack>
  );
}
