import { ListBase } from "ra-core";
import { ExportButtons } from "../app/ExportButtons.js";
import { PageTitle } from "../app/PageTitle.js";
import { Milestones } from "./MilestoneTable.js";

/** The milestones by themselves, as the figure in the header opens them. */
export function MilestonePage() {
  return (
    <Milestones
      frame={(add, rows) => (
        <>
          <PageTitle title="milestones.title">
            <ListBase
              resource="milestones"
              sort={{ field: "occurred", order: "ASC" }}
              perPage={200}
              disableSyncWithLocation
              storeKey={false}
            >
              <ExportButtons />
            </ListBase>
            {add}
          </PageTitle>
          {rows}
        </>
      )}
    />
  );
}
