import { Typography } from "@mui/material";
import { ResourceContextProvider, useTranslate } from "ra-core";
import { Empty } from "../app/Empty.js";
import { ListPage } from "../app/ListPage.js";
import { AuditEntries } from "./AuditEntries.js";
import { activityFilters } from "./filters.js";

/** What was done in the incident around, and by whom: its part of the audit log. */
export function ActivityList() {
  const translate = useTranslate();
  return (
    <ResourceContextProvider value="activity">
      <ListPage
        title="resources.activity.name"
        filters={activityFilters}
        sort={{ field: "at", order: "DESC" }}
        isPrivate
        hasColumns={false}
        empty={<Empty title="audit.empty.title" text="audit.empty.body" />}
      >
        <Typography variant="body2" color="textSecondary">
          {translate("audit.activity.intro")}
        </Typography>
        <AuditEntries />
      </ListPage>
    </ResourceContextProvider>
  );
}
