import { Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { Empty } from "../app/Empty.js";
import { ListPage } from "../app/ListPage.js";
import { useMay } from "../app/Incident.js";
import { AuditEntries } from "./AuditEntries.js";
import { auditFilters } from "./filters.js";
import { Verification } from "./Verification.js";

export function AuditList() {
  const translate = useTranslate();
  const mayVerify = useMay("audit.verify");
  return (
    <>
      <ListPage
        title="audit.title"
        filters={auditFilters}
        sort={{ field: "at", order: "DESC" }}
        isPrivate
        hasColumns={false}
        empty={<Empty title="audit.empty.title" text="audit.empty.body" />}
      >
        <Typography variant="body2" color="textSecondary">
          {translate("audit.intro")}
        </Typography>
        {mayVerify && <Verification />}
        <AuditEntries />
      </ListPage>
    </>
  );
}
