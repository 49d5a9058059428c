import { Box, Button, Typography } from "@mui/material";
import { useCreatePath, useGetList, useTranslate } from "ra-core";
import { useState } from "react";
import { Link, Navigate, useParams } from "react-router";
import {
  attachmentKinds,
  standingAnswer,
  type PartnerAnswer,
  type PartnerRequest,
} from "@keii/shared";
import { FilesOf } from "../app/AttachedFiles.js";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { MomentText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import {
  AnswerPartner,
  WithdrawAnswer,
  WithdrawPartner,
} from "./PartnerActs.js";
import { StandingMark } from "./StandingMark.js";
import { usePartnerWords } from "./use-partner-words.js";

/** One request with all its answers; also where the line of an answer or of a payment stop leads. */
export function PartnerShow() {
  const { id = "" } = useParams<{ id: string }>();
  const createPath = useCreatePath();
  const { data, error } = useGetList<PartnerRequest>("partners", {
    pagination: { page: 1, perPage: 1 },
    sort: { field: "occurred", order: "ASC" },
    filter: { recordId: id },
  });
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  const [request] = data;
  if (!request)
    return (
      <Navigate
        to={createPath({ resource: "partners", type: "list" })}
        replace
      />
    );
  return <Shown request={request} />;
}

function Shown({ request }: { request: PartnerRequest }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("partners.write");
  const { title, partyName } = usePartnerWords();
  const [open, setOpen] = useState<"answer" | "withdraw" | null>(null);
  const close = () => setOpen(null);
  const label = (field: string) =>
    translate(`resources.partners.fields.${field}`);
  const { id, kind, text, occurred, askedBy, channel, standing } = request;
  const mayAct = mayWrite && standing !== "withdrawn";
  const struck = standing === "withdrawn" ? "line-through" : undefined;
  return (
    <>
      <PageTitle text={title(request)}>
        {mayAct && (
          <>
            <Button color="inherit" onClick={() => setOpen("withdraw")}>
              {translate("partners.withdraw.submit")}
            </Button>
            <Button
              component={Link}
              color="inherit"
              to={createPath({ resource: "partners", id, type: "edit" })}
            >
              {translate("partners.edit")}
            </Button>
            <Button variant="contained" onClick={() => setOpen("answer")}>
              {translate("partners.answer.button")}
            </Button>
          </>
        )}
      </PageTitle>
      <Box sx={{ mb: 3, textDecoration: struck }}>
        <Facts>
          <Fact name={label("standing")}>
            <StandingMark standing={standing} />
          </Fact>
          <Fact name={label("partyId")}>{partyName(request)}</Fact>
          <Fact name={label("kind")}>{translate(`partners.kind.${kind}`)}</Fact>
          <Fact name={label("text")}>
            <span style={{ whiteSpace: "pre-line" }}>{text}</span>
          </Fact>
          <Fact name={label("occurred")}>
            <MomentText moment={occurred} />
          </Fact>
          <Fact name={label("askedBy")}>{askedBy}</Fact>
          <Fact name={label("channel")}>{channel}</Fact>
        </Facts>
      </Box>
      {request.withdrawalReason !== null && (
        <Typography sx={{ mb: 2 }}>
          {translate("partners.withdrawn", {
            reason: request.withdrawalReason,
          })}
        </Typography>
      )}
      <Answers request={request} mayAct={mayAct} />
      {open === "answer" && <AnswerPartner request={request} onClose={close} />}
      {open === "withdraw" && (
        <WithdrawPartner request={request} onClose={close} />
      )}
    </>
  );
}

function Answers({
  request,
  mayAct,
}: {
  request: PartnerRequest;
  mayAct: boolean;
}) {
  const translate = useTranslate();
  const held = standingAnswer(request.answers);
  const newestFirst = [...request.answers].reverse();
  return (
    <Section title={translate("partners.answers")}>
      {newestFirst.length === 0 && (
        <Typography color="textSecondary">
          {translate("partners.answers.none")}
        </Typography>
      )}
      {newestFirst.map((answer) => (
        <Box
          key={answer.id}
          sx={{ py: 1, borderBottom: 1, borderColor: "divider" }}
        >
          <AnswerText answer={answer} isHeld={answer === held} />
          {mayAct && answer.withdrawalReason === null && (
            <WithdrawAnswer request={request} answer={answer} />
          )}
        </Box>
      ))}
    </Section>
  );
}

function AnswerText({
  answer,
  isHeld,
}: {
  answer: PartnerAnswer;
  isHeld: boolean;
}) {
  const translate = useTranslate();
  const { outcome, occurred, answeredBy, words, withdrawalReason } = answer;
  const isBack = withdrawalReason !== null;
  return (
    <>
      <Box sx={{ textDecoration: isBack ? "line-through" : undefined }}>
        <MomentText moment={occurred} />{" "}
        <b>{translate(`partners.outcome.${outcome}`)}</b>
        {answeredBy && ` · ${answeredBy}`}
        {words && <Box sx={{ whiteSpace: "pre-line" }}>{words}</Box>}
        <FilesOf kind={attachmentKinds.partnerAnswer} id={answer.id} />
      </Box>
      <Typography variant="caption" color="textSecondary" component="div">
        {isBack
          ? translate("partners.withdrawn", { reason: withdrawalReason })
          : translate(
              isHeld ? "partners.answers.holds" : "partners.answers.superseded",
            )}
      </Typography>
    </>
  );
}
