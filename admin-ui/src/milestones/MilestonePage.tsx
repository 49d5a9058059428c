import { PageTitle } from "../app/PageTitle.js";
import { Milestones } from "./MilestoneTable.js";

/** The milestones by themselves, as the figure in the header opens them. */
export function MilestonePage() {
  return (
    <Milestones
      frame={(add, rows) => (
        <>
          <PageTitle title="milestones.title">{add}</PageTitle>
          {rows}
        </>
      )}
    />
  );
}
