import { useTranslate } from "ra-core";
import { Link } from "@mui/material";
import { Link as RouterLink } from "react-router";
import {
  inLanguage,
  scopeUnits,
  type Approval,
  type Moment,
  type PublicationProposal,
  type ScopeCounts,
} from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { useLanguage } from "../app/i18n.js";
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
      {approval.subject === "publication" && (
        <Fact name={translate("approvals.proposed")}>
          <ProposedEdition approval={approval} />
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

/** Which edition is to be published, with what changed and the values it draws. */
function ProposedEdition({ approval }: { approval: Approval }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { id } = useIncident();
  const { no, title, note, drawn } = approval.proposal as PublicationProposal;
  const facts = drawn.filter(({ name }) => name.startsWith("fact."));
  return (
    <>
      <Link
        component={RouterLink}
        to={`/incidents/${id}/publication`}
        color="inherit"
      >
        {translate("approvals.edition", { no })}
      </Link>{" "}
      <b>{inLanguage(title, language)}</b>
      {note && <div>{inLanguage(note, language)}</div>}
      {facts.map(({ name, text }) => (
        <div key={name}>
          {translate("approvals.drawn", {
            name,
            text: inLanguage(text, language),
          })}
        </div>
      ))}
    </>
  );
}
