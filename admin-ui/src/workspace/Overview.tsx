import { Box } from "@mui/material";
import { PageTitle } from "../app/PageTitle.js";
import { CalendarButton } from "../app/CalendarButton.js";
import { useIncident, useMay } from "../app/Incident.js";
import { WaitingApprovals } from "../approvals/index.js";
import { IncidentFacts } from "../incidents/index.js";
import { IntakeNotes } from "../intake/index.js";
import { MilestoneTable } from "../milestones/index.js";
import { CaseReportMenu } from "./CaseReportMenu.js";

/** What the case is, when its clocks started, what waits for a second person, and what was said in the first hour. */
export function Overview() {
  const { id } = useIncident();
  const mayReadTasks = useMay("tasks.read");
  const mayReadMilestones = useMay("milestones.read");
  const mayReadApprovals = useMay("approvals.read");
  const mayReadTimeline = useMay("timeline.read");
  const mayPrint = useMay("timeline.export");
  return (
    <>
      <PageTitle title="workspace.tab.overview">
        {mayReadTasks && (
          <CalendarButton path={`/incidents/${id}/calendar.ics`} />
        )}
        {mayPrint && <CaseReportMenu />}
      </PageTitle>
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: {
            xs: "minmax(0, 1fr)",
            lg: "minmax(0, 5fr) minmax(0, 6fr)",
          },
          columnGap: 5,
        }}
      >
        <Box>
          <IncidentFacts />
          {mayReadTimeline && <IntakeNotes />}
        </Box>
        <Box>
          {mayReadApprovals && <WaitingApprovals />}
          {mayReadMilestones && <MilestoneTable />}
        </Box>
      </Box>
    </>
  );
}
