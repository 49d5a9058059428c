import { useTranslate } from "ra-core";
import { Link } from "@mui/material";
import { Link as RouterLink } from "react-router";
import {
  scopeUnits,
  type Approval,
  type Moment,
  type ScopeCounts,
} from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { useIncident } from "../app/Incident.js";
import { MomentText } from "../app/MomentText.js";
import { useCountText } from "../app/use-count-text.js";

/** Both versions of what is to change, and the reasons. */
export function Proposal({ approval }: { approval: Approval }) {
  const translate = useTranslate();
  const { milestones } = useIncident();
  const { proposal, reason, decisionReason, subjectId, state } = approval;
  const moment = momentIn(proposal);
  const now = milestones.find(({ id }) => id === subjectId)?.occurred;
  return (
    <Facts>
      {state === "asked" && moment && now && (
        <Fact name={translate("approvals.now")}>
          <MomentText moment={now} />
        </Fact>
      )}
      {moment && (
        <Fact name={translate("approvals.proposed")}>
          <b>
            <MomentText moment={moment} />
          </b>
        </Fact>
      )}
      {approval.subject === "scope_run" && (
        <Fact name={translate("approvals.proposed")}>
          <ProposedRun approval={approval} />
        </Fact>
      )}
      <Fact name={translate("approvals.reason")}>{reason}</Fact>
      {decisionReason && (
        <Fact name={translate("approvals.decisionReason")}>
          {decisionReason}
        </Fact>
      )}
    </Facts>
  );
}

function momentIn(proposal: unknown): Moment | undefined {
  return (proposal as { occurred?: Moment } | null)?.occurred;
}

/** Which run is to be official, with its figures in every unit. */
function ProposedRun({ approval }: { approval: Approval }) {
  const translate = useTranslate();
  const countText = useCountText();
  const { id } = useIncident();
  const { no, affected } = approval.proposal as {
    no: number;
    affected: ScopeCounts;
  };
  return (
    <>
      <Link
        component={RouterLink}
        to={`/incidents/${id}/scope-runs/${approval.subjectId}/show`}
        color="inherit"
      >
        {translate("approvals.scopeRun", { no })}
      </Link>{" "}
      <b>
        {scopeUnits
          .map((unit) => countText(unit, affected[unit]))
          .join(translate("app.comma"))}
      </b>
    </>
  );
}
