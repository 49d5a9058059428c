import { Alert, Box, Button, Typography } from "@mui/material";
import { useGetOne, useTranslate } from "ra-core";
import { Link, useParams } from "react-router";
import { offsetText, type Playbook, type PlaybookTask } from "@keii/shared";
import { FailurePage } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellRefusal,
} from "../app/saving.js";
import { Section } from "../app/Section.js";

/** A playbook as it would be worked through. */
export function PlaybookShow() {
  const { id = "" } = useParams<{ id: string }>();
  const translate = useTranslate();
  const { data, error } = useGetOne<Playbook>(
    "playbooks",
    { id },
    { retry: false },
  );
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageTitle text={data.name}>
        <PlaybookActs playbook={data} />
      </PageTitle>
      {data.state === "retired" && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate("playbooks.isRetired")}
        </Alert>
      )}
      <Typography
        sx={{ whiteSpace: "pre-line", overflowWrap: "anywhere", mb: 2 }}
      >
        {data.whenToUse}
      </Typography>
      <Section title={translate("playbooks.tasks")}>
        {data.tasks.map((task) => (
          <TaskText key={task.id} task={task} />
        ))}
      </Section>
      <Typography variant="body2" color="textSecondary">
        {translate("playbooks.howToApply")}
      </Typography>
    </Box>
  );
}

function PlaybookActs({ playbook }: { playbook: Playbook }) {
  const translate = useTranslate();
  const mayWrite = useMay("playbooks.write");
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const { id, state } = playbook;
  const next = state === "active" ? "retired" : "active";
  const turn = async () => {
    try {
      await dataProvider.update("playbooks", {
        id,
        data: { state: next },
        previousData: playbook,
      });
    } catch (error) {
      tellRefusal(error);
    }
    await lookAgain("playbooks");
  };
  return (
    <>
      <Button component={Link} to="/playbooks" color="inherit">
        {translate("playbooks.back")}
      </Button>
      {mayWrite && (
        <>
          <Button color="inherit" onClick={() => void turn()}>
            {translate(`playbooks.to.${next}`)}
          </Button>
          <Button
            component={Link}
            variant="contained"
            data-keii-edit
            to={`/playbooks/${id}`}
          >
            {translate("ra.action.edit")}
          </Button>
        </>
      )}
    </>
  );
}

function TaskText({ task }: { task: PlaybookTask }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { title, detail, role, due } = task;
  const facts = [
    due ? offsetText(due, language) : translate("playbooks.due.none"),
    role && translate(`role.${role}`),
  ].filter(Boolean);
  return (
    <Box
      sx={{
        py: 1,
        borderBottom: 1,
        borderColor: "divider",
        overflowWrap: "anywhere",
      }}
    >
      <Typography sx={{ fontWeight: 700 }}>{title}</Typography>
      <Typography variant="body2">{facts.join(" · ")}</Typography>
      {detail !== "" && (
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ whiteSpace: "pre-line" }}
        >
          {detail}
        </Typography>
      )}
    </Box>
  );
}
