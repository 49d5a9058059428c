import { Box, Button, Stack, Typography } from "@mui/material";
import { ResourceContextProvider, useGetList, useTranslate } from "ra-core";
import { useState } from "react";
import type { AuthorityReply, AuthorityReport } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { useMay } from "../app/Incident.js";
import { DayText, InstantText, MomentText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { StateMark } from "../app/StateMark.js";
import {
  AddReply,
  AnswerButton,
  ChangeReply,
  WithdrawReply,
} from "./ReplyDialogs.js";
import { DueText, TimeLeftText } from "../app/DueText.js";

/** What the authority said to a report, and what we answered. */
export function Replies({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const mayWrite = useMay("authorities.write");
  const [isAdding, setIsAdding] = useState(false);
  const { data } = useGetList<AuthorityReply>("authority-replies", {
    filter: { authorityReportId: report.id },
    sort: { field: "occurred", order: "ASC" },
    pagination: { page: 1, perPage: 200 },
  });
  const isStanding = report.state !== "withdrawn";
  const add = mayWrite && isStanding && (
    <Button variant="outlined" onClick={() => setIsAdding(true)}>
      {translate("authority-replies.add")}
    </Button>
  );
  return (
    <ResourceContextProvider value="authority-replies">
      <Section
        title={translate("authority-replies.title")}
        actions={data && data.length > 0 && add}
      >
        {data?.length === 0 && (
          <Empty
            title="authority-replies.empty.title"
            text="authority-replies.empty.text"
            example="authority-replies.empty.example"
          >
            {add}
          </Empty>
        )}
        {data?.map((reply) => (
          <Reply key={reply.id} reply={reply} mayWrite={mayWrite} />
        ))}
      </Section>
      {isAdding && (
        <AddReply report={report} onClose={() => setIsAdding(false)} />
      )}
    </ResourceContextProvider>
  );
}

export function ReplyState({ reply }: { reply: AuthorityReply }) {
  const translate = useTranslate();
  return (
    <StateMark isDue={reply.isOverdue} isOver={reply.state !== "open"}>
      {translate(`authority-replies.state.${reply.state}`)}
    </StateMark>
  );
}

function Reply({
  reply,
  mayWrite,
}: {
  reply: AuthorityReply;
  mayWrite: boolean;
}) {
  const translate = useTranslate();
  const { kind, occurred, method, fromWhom, text, state, reason } = reply;
  const isGone = state === "withdrawn";
  return (
    <Box
      component="article"
      sx={{ py: 1, borderBottom: 1, borderColor: "divider" }}
    >
      <Stack
        direction="row"
        sx={{ columnGap: 2, flexWrap: "wrap", alignItems: "baseline" }}
      >
        <Typography component="h3" sx={{ fontWeight: 700 }}>
          {translate(`authority-replies.kind.${kind}`)}
        </Typography>
        <Typography variant="body2">
          <MomentText moment={occurred} />{" "}
          {translate(`authorities.method.${method}`)} {fromWhom}
        </Typography>
        <Typography variant="body2" component="div">
          <ReplyState reply={reply} />
        </Typography>
        {kind !== "accepted" && (
          <Typography variant="body2">
            {translate("resources.authority-replies.fields.due")}{" "}
            <DueText {...reply} />{" "}
            {state === "open" && <TimeLeftText {...reply} />}
          </Typography>
        )}
      </Stack>
      <Typography
        sx={{
          whiteSpace: "pre-line",
          textDecoration: isGone ? "line-through" : undefined,
        }}
      >
        {text}
      </Typography>
      {reason && (
        <Typography variant="body2" color="textSecondary">
          {translate("authorities.reason")} {reason}
        </Typography>
      )}
      <Answer reply={reply} />
      {mayWrite && !isGone && <ReplyActs reply={reply} />}
    </Box>
  );
}

function Answer({ reply }: { reply: AuthorityReply }) {
  const translate = useTranslate();
  const { answered, answerText, answeredByName, state } = reply;
  if (!answered) return null;
  return (
    <Box sx={{ borderLeft: 3, borderColor: "divider", pl: 1.5, mt: 1 }}>
      <Typography variant="body2" color="textSecondary">
        {translate("authority-replies.ourAnswer")}{" "}
        {answered.at ? (
          <InstantText at={answered.at} />
        ) : (
          <DayText on={answered.on} />
        )}{" "}
        {answeredByName}
      </Typography>
      <Typography
        sx={{
          whiteSpace: "pre-line",
          textDecoration: state === "withdrawn" ? "line-through" : undefined,
        }}
      >
        {answerText}
      </Typography>
    </Box>
  );
}

function ReplyActs({ reply }: { reply: AuthorityReply }) {
  const translate = useTranslate();
  const [open, setOpen] = useState<"change" | "withdraw" | null>(null);
  return (
    <Stack
      direction="row"
      className="keii-screen-only"
      sx={{ gap: 0.5, mt: 0.5, ml: -0.75 }}
    >
      {reply.state === "open" && <AnswerButton reply={reply} />}
      <Button color="inherit" onClick={() => setOpen("change")}>
        {translate("authority-replies.change")}
      </Button>
      <Button color="inherit" onClick={() => setOpen("withdraw")}>
        {translate("authority-replies.withdraw")}
      </Button>
      {open === "change" && (
        <ChangeReply reply={reply} onClose={() => setOpen(null)} />
      )}
      {open === "withdraw" && (
        <WithdrawReply reply={reply} onClose={() => setOpen(null)} />
      )}
    </Stack>
  );
}
