import { Button } from "@mui/material";
import { useGetList, useTranslate } from "ra-core";
import { Link } from "react-router";
import type { Approval } from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { ApprovalRow } from "./ApprovalRow.js";

/** What waits for a second person; nothing at all where nothing does. */
export function WaitingApprovals() {
  const { id } = useIncident();
  const translate = useTranslate();
  const { data = [] } = useGetList<Approval>("approvals", {
    filter: { state: "asked" },
    pagination: { page: 1, perPage: 50 },
    sort: { field: "askedAt", order: "ASC" },
  });
  if (data.length === 0) return null;
  return (
    <Section
      title={translate("approvals.waiting")}
      actions={
        <Button component={Link} to={`/incidents/${id}/approvals`}>
          {translate("approvals.all")}
        </Button>
      }
    >
      {data.map((approval) => (
        <ApprovalRow key={approval.id} approval={approval} />
      ))}
    </Section>
  );
}
