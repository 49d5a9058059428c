import { Box, Button, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import type { Meeting, MeetingDecision } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { Decide, WithdrawDecision } from "./MeetingDialogs.js";

/** What was decided, in the words the timeline has for it. */
export function MeetingDecisions({ meeting }: { meeting: Meeting }) {
  const translate = useTranslate();
  const mayWrite = useMay("meetings.write") && meeting.state === "held";
  const [isDeciding, setIsDeciding] = useState(false);
  return (
    <Section
      title={translate("meetings.decisions")}
      actions={
        mayWrite && (
          <Button variant="outlined" onClick={() => setIsDeciding(true)}>
            {translate("meetings.decide.button")}
          </Button>
        )
      }
    >
      {meeting.decisions.length === 0 && (
        <Typography color="textSecondary">
          {translate(
            meeting.state === "planned"
              ? "meetings.decisions.notYet"
              : "meetings.decisions.none",
          )}
        </Typography>
      )}
      {meeting.decisions.map((decision) => (
        <Decision
          key={decision.id}
          meeting={meeting}
          decision={decision}
          mayWrite={mayWrite}
        />
      ))}
      {isDeciding && (
        <Decide meeting={meeting} onClose={() => setIsDeciding(false)} />
      )}
    </Section>
  );
}

function Decision({
  meeting,
  decision,
  mayWrite,
}: {
  meeting: Meeting;
  decision: MeetingDecision;
  mayWrite: boolean;
}) {
  const translate = useTranslate();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const isGone =
    decision.withdrawalReason !== null || meeting.state === "withdrawn";
  const { category, decision: more } = decision;
  const details = [
    category && translate(`timeline.category.${category}`),
    more?.decidedBy &&
      translate("meetings.decidedBy", { name: more.decidedBy }),
    more?.options.length &&
      translate("meetings.options", {
        options: more.options.join(" / "),
      }),
    more?.advice && translate("meetings.advice", { advice: more.advice }),
    more?.dissent && translate("meetings.dissent", { dissent: more.dissent }),
  ].filter(Boolean);
  return (
    <Box sx={{ py: 1, borderBottom: 1, borderColor: "divider" }}>
      <Typography
        sx={{
          whiteSpace: "pre-line",
          overflowWrap: "anywhere",
          textDecoration: isGone ? "line-through" : undefined,
        }}
      >
        {decision.isWithheld
          ? translate("meetings.decision.withheld")
          : (decision.text ?? translate("meetings.decision.gone"))}
      </Typography>
      <Typography
        variant="caption"
        color="textSecondary"
        component="div"
        sx={{ overflowWrap: "anywhere" }}
      >
        {decision.withdrawalReason === null
          ? details.join(" · ")
          : translate("meetings.withdrawn", {
              reason: decision.withdrawalReason,
            })}
      </Typography>
      {mayWrite && !isGone && (
        <Button
          color="inherit"
          size="small"
          onClick={() => setIsWithdrawing(true)}
        >
          {translate("meetings.decision.withdraw")}
        </Button>
      )}
      {isWithdrawing && (
        <WithdrawDecision
          meeting={meeting}
          decision={decision}
          onClose={() => setIsWithdrawing(false)}
        />
      )}
    </Box>
  );
}
