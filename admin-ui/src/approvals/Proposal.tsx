import { useTranslate } from "ra-core";
import type { Approval, Moment } from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { useIncident } from "../app/Incident.js";
import { MomentText } from "../app/MomentText.js";

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
