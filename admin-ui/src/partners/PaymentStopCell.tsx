import { Box, IconButton, Menu, MenuItem, Typography } from "@mui/material";
import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import { useTranslate } from "ra-core";
import { useState } from "react";
import type { DayOrMinute, Moment, PaymentStop } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { MomentText } from "../app/MomentText.js";
import { StateMark } from "../app/StateMark.js";
import {
  CorrectStop,
  ResumePayment,
  WaiveGate,
  WithdrawStop,
} from "./PaymentStopActs.js";

type Act = "resume" | "waive" | "correct" | "withdraw";

/** One stop in the matrix: since when, until when, and what may be done with it. */
export function PaymentStopCell({ stop }: { stop: PaymentStop }) {
  const translate = useTranslate();
  const isFresh = useIsFresh();
  const { stopped, resumed, openConditionCount, waiver, withdrawalReason } =
    stop;
  const isBack = withdrawalReason !== null;
  return (
    <Box
      className={isFresh("payment-stops", stop.id) ? "keii-fresh" : undefined}
      sx={{ display: "flex", alignItems: "start", gap: 0.5 }}
    >
      <Box sx={{ textDecoration: isBack ? "line-through" : undefined }}>
        <StateMark isDue={!isBack && !resumed} isOver={isBack || !!resumed}>
          {translate(
            isBack
              ? "paymentStops.state.withdrawn"
              : resumed
                ? "paymentStops.state.resumed"
                : "paymentStops.state.stopped",
          )}
        </StateMark>{" "}
        <MomentText moment={spanOf(stopped, resumed)} />
        <Typography variant="caption" color="textSecondary" component="div">
          {isBack
            ? withdrawalReason
            : waiver
              ? translate("paymentStops.waived", { reason: waiver.reason })
              : !resumed &&
                translate("paymentStops.openConditions", {
                  smart_count: openConditionCount,
                })}
        </Typography>
      </Box>
      {!isBack && <Acts stop={stop} />}
    </Box>
  );
}

function Acts({ stop }: { stop: PaymentStop }) {
  const translate = useTranslate();
  const mayWrite = useMay("partners.write");
  const mayWaive = useMay("partners.waive");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Act | null>(null);
  const isOpen = stop.resumed === null;
  const isShut = stop.openConditionCount > 0 && stop.waiver === null;
  const acts: Act[] = [];
  if (mayWrite && isOpen && !isShut) acts.push("resume");
  if (mayWaive && isOpen && isShut) acts.push("waive");
  if (mayWrite) acts.push("correct", "withdraw");
  if (acts.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={translate("paymentStops.acts.of", {
          site: stop.site,
          method: translate(`paymentStops.method.${stop.method}`),
        })}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon fontSize="small" />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {acts.map((act) => (
          <MenuItem
            key={act}
            onClick={() => {
              setAnchor(null);
              setOpen(act);
            }}
          >
            {translate(`paymentStops.${act}`)}
          </MenuItem>
        ))}
      </Menu>
      {open === "resume" && <ResumePayment stop={stop} onClose={close} />}
      {open === "waive" && <WaiveGate stop={stop} onClose={close} />}
      {open === "correct" && <CorrectStop stop={stop} onClose={close} />}
      {open === "withdraw" && <WithdrawStop stop={stop} onClose={close} />}
    </>
  );
}

/** From when to when; open towards the end while it lasts. */
function spanOf(stopped: DayOrMinute, resumed: DayOrMinute | null): Moment {
  return {
    precision: "period",
    on: stopped.on,
    at: stopped.at,
    untilOn: resumed?.on ?? null,
    untilAt: resumed?.at ?? null,
  };
}
