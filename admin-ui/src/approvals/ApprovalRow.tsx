import { Box, Button, Stack, Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import { ApprovalDecision, type Approval } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { InstantText } from "../app/MomentText.js";
import { useAct } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { StateMark } from "../app/StateMark.js";
import { Proposal } from "./Proposal.js";
import { useSubjectWords } from "./use-subject-words.js";

type Decision = ApprovalDecision["decision"];

/** What was asked for, with both versions, and the two answers. */
export function ApprovalRow({ approval }: { approval: Approval }) {
  const translate = useTranslate();
  const isFresh = useIsFresh();
  const subjectWords = useSubjectWords();
  const { id, state, askedBy, askedAt, decidedBy, decidedAt } = approval;
  return (
    <Box
      data-keii-row
      tabIndex={-1}
      className={isFresh("approvals", id) ? "keii-fresh" : undefined}
      sx={{ py: 1.5, borderBottom: 1, borderColor: "divider" }}
    >
      <Stack
        direction="row"
        sx={{ gap: 2, flexWrap: "wrap", alignItems: "baseline" }}
      >
        <Typography variant="h3" component="p">
          {subjectWords(approval)}
        </Typography>
        <StateMark isDue={state === "asked"} isOver={state !== "asked"}>
          {translate(`approvals.state.${state}`)}
        </StateMark>
        <Typography variant="body2" color="textSecondary">
          {translate("approvals.asked", { name: askedBy.name })}{" "}
          <InstantText at={askedAt} />
        </Typography>
        {decidedBy && decidedAt && (
          <Typography variant="body2" color="textSecondary">
            {translate("approvals.decided", { name: decidedBy.name })}{" "}
            <InstantText at={decidedAt} />
          </Typography>
        )}
      </Stack>
      <Proposal approval={approval} />
      {state === "asked" && <Answers approval={approval} />}
    </Box>
  );
}

function Answers({ approval }: { approval: Approval }) {
  const translate = useTranslate();
  const me = useSignedInUser();
  const mayDecide = useMay("approvals.decide");
  const [decision, setDecision] = useState<Decision | null>(null);
  if (!mayDecide) return null;
  if (approval.askedBy.id === me?.id)
    return (
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
        {translate("approvals.own")}
      </Typography>
    );
  return (
    <Stack direction="row" sx={{ gap: 1, mt: 1 }}>
      <Button
        variant="contained"
        color="secondary"
        onClick={() => setDecision("approved")}
      >
        {translate("approvals.approve")}
      </Button>
      <Button variant="outlined" onClick={() => setDecision("refused")}>
        {translate("approvals.refuse")}
      </Button>
      {decision && (
        <DecisionDialog
          approval={approval}
          decision={decision}
          onClose={() => setDecision(null)}
        />
      )}
    </Stack>
  );
}

function DecisionDialog({
  approval,
  decision,
  onClose,
}: {
  approval: Approval;
  decision: Decision;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const subjectWords = useSubjectWords();
  const act = useAct("approvals", [
    "milestones",
    "scope-runs",
    "publication",
    "timeline",
  ]);
  const verb = decision === "approved" ? "approve" : "refuse";
  const { id, version, askedBy } = approval;
  return (
    <ActDialog
      title={translate(`approvals.${verb}.title`)}
      sentence={translate(`approvals.${verb}.sentence`, {
        subject: subjectWords(approval),
        name: askedBy.name,
      })}
      submitLabel={translate(`approvals.${verb}`)}
      isIrreversible={decision === "approved"}
      contract={ApprovalDecision}
      defaultValues={{ decision, reason: "" }}
      onSubmit={(data) =>
        act({ id, verb: "decide", version, data: { ...data, decision } })
      }
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="approvals.decisionReason"
        multiline
        minRows={2}
      />
    </ActDialog>
  );
}
