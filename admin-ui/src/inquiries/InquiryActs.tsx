import { Button } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import {
  inquiryTransitions,
  type InquiryStatus,
  type InquiryThread,
} from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { useAct, useTellRefusal } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { AssignInquiry, ChangeInquiry } from "./InquiryDialogs.js";

const steps = ["waiting", "closed", "assigned"] as const;

/** What may be done with it as it stands; only what the contract allows is offered. */
export function InquiryActs({ inquiry }: { inquiry: InquiryThread }) {
  const translate = useTranslate();
  const mayAssign = useMay("inquiries.assign");
  const userId = useSignedInUser()?.id;
  const act = useAct("inquiries", ["progress"]);
  const tellRefusal = useTellRefusal();
  const [open, setOpen] = useState<"assign" | "change" | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const close = () => setOpen(null);
  const { id, version, status, assignee } = inquiry;
  const isMine = assignee !== null && assignee.id === userId;
  const isOver = status === "answered" || status === "closed";
  const send = (verb: string, data: object) => {
    setIsBusy(true);
    void act({ id, verb, version, data })
      .catch(tellRefusal)
      .finally(() => setIsBusy(false));
  };
  const offered = steps.filter((to) => isOffered(status, to));
  return (
    <>
      <Button color="inherit" onClick={() => setOpen("change")}>
        {translate("inquiries.change.button")}
      </Button>
      {mayAssign && (
        <Button color="inherit" onClick={() => setOpen("assign")}>
          {translate("inquiries.assign.other")}
        </Button>
      )}
      {isMine && !isOver && (
        <Button
          color="inherit"
          disabled={isBusy}
          onClick={() => send("assign", { assigneeId: null })}
        >
          {translate("inquiries.assign.back")}
        </Button>
      )}
      {offered.map((to) => (
        <Button
          key={to}
          variant="outlined"
          color="inherit"
          disabled={isBusy}
          onClick={() => send("status", { status: to })}
        >
          {translate(`inquiries.step.${to}`)}
        </Button>
      ))}
      {!isMine && !isOver && (
        <Button
          variant="contained"
          disabled={isBusy}
          onClick={() => send("assign", { assigneeId: userId })}
        >
          {translate("inquiries.assign.me")}
        </Button>
      )}
      {open === "assign" && <AssignInquiry inquiry={inquiry} onClose={close} />}
      {open === "change" && <ChangeInquiry inquiry={inquiry} onClose={close} />}
    </>
  );
}

/** To take up again is for what rests; taking over what is new has its own button. */
function isOffered(from: InquiryStatus, to: (typeof steps)[number]): boolean {
  if (!inquiryTransitions[from].includes(to)) return false;
  return to !== "assigned" || from !== "new";
}
