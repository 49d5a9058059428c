import { PageTitle } from "../app/PageTitle.js";
import { MilestoneTable } from "./MilestoneTable.js";

/** The milestones by themselves, as the figure in the header opens them. */
export function MilestonePage() {
  return (
    <>
      <PageTitle title="milestones.title" />
      <MilestoneTable />
    </>
  );
}
