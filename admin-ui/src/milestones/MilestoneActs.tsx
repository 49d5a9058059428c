import MoreHorizIcon from "@mui/icons-material/MoreHoriz";
import { Button, IconButton, Menu, MenuItem } from "@mui/material";
import { TextInput, useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import {
  formatMoment,
  MilestoneChange,
  MilestoneMove,
  milestoneTransitions,
  type Milestone,
  type Moment,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { useLanguage } from "../app/i18n.js";
import { useIncident, useKnownYear } from "../app/Incident.js";
import { MomentInput } from "../app/MomentInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { EvidenceInputs } from "./AddMilestone.js";

type Open = "confirm" | "move" | "edit" | null;

interface ActProps {
  milestone: Milestone;
  onClose: () => void;
}

/** What may be done with a milestone: confirm a candidate, move it, write down its evidence. */
export function MilestoneActs({ milestone }: { milestone: Milestone }) {
  const translate = useTranslate();
  const [open, setOpen] = useState<Open>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setOpen(null);
  const choose = (act: Open) => {
    setAnchor(null);
    setOpen(act);
  };
  const acts: Record<"move" | "edit", string> = {
    move: "milestones.move.button",
    edit: "milestones.edit.title",
  };
  return (
    <>
      {milestoneTransitions[milestone.state].includes("confirmed") && (
        <Button variant="outlined" onClick={() => choose("confirm")}>
          {translate("milestones.confirm.button")}
        </Button>
      )}
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={`${translate(`milestones.kind.${milestone.kind}`)}: ${translate("milestones.more")}`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreHorizIcon fontSize="small" />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {(["move", "edit"] as const).map((act) => (
          <MenuItem key={act} onClick={() => choose(act)}>
            {translate(acts[act])}
          </MenuItem>
        ))}
      </Menu>
      {open === "confirm" && <Confirm milestone={milestone} onClose={close} />}
      {open === "move" && <Move milestone={milestone} onClose={close} />}
      {open === "edit" && <Edit milestone={milestone} onClose={close} />}
    </>
  );
}

function useMomentWords(): (moment: Moment) => string {
  const { zone } = useIncident();
  const language = useLanguage();
  const year = useKnownYear();
  return (moment) => formatMoment(moment, { zone, language, year });
}

function useChange(milestone: Milestone) {
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  return async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("milestones", {
        id: milestone.id,
        data,
        previousData: milestone,
      });
    } finally {
      await lookAgain("milestones", "incidents", "approvals");
    }
  };
}

function Confirm({ milestone, onClose }: ActProps) {
  const translate = useTranslate();
  const words = useMomentWords();
  const change = useChange(milestone);
  return (
    <ConfirmDialog
      title={translate("milestones.confirm.title")}
      sentence={translate("milestones.confirm.sentence", {
        kind: translate(`milestones.kind.${milestone.kind}`),
        moment: words(milestone.occurred),
      })}
      submitLabel={translate("milestones.confirm.button")}
      isIrreversible
      onSubmit={() => change({ state: "confirmed" })}
      onClose={onClose}
    />
  );
}

function Move({ milestone, onClose }: ActProps) {
  const translate = useTranslate();
  const notify = useNotify();
  const words = useMomentWords();
  const act = useAct<Milestone>("milestones", ["timeline", "approvals"]);
  const move = async (data: Record<string, unknown>) => {
    const { id, version } = milestone;
    const moved = await act({ id, verb: "move", version, data });
    notify(
      moved.pendingMove ? "milestones.move.asked" : "ra.notification.updated",
      { type: "info", messageArgs: { smart_count: 1 } },
    );
  };
  return (
    <ActDialog
      title={`${translate(`milestones.kind.${milestone.kind}`)}: ${translate("milestones.move.title")}`}
      sentence={translate("milestones.move.sentence", {
        moment: words(milestone.occurred),
      })}
      submitLabel={translate("milestones.move.submit")}
      isIrreversible
      contract={MilestoneMove}
      defaultValues={{ occurred: milestone.occurred, reason: "" }}
      onSubmit={move}
      onClose={onClose}
    >
      <MomentInput
        source="occurred"
        label={translate("resources.milestones.fields.occurred")}
        kinds={["minute", "day"]}
      />
      <TextInput source="reason" label="app.reason" multiline minRows={2} />
    </ActDialog>
  );
}

function Edit({ milestone, onClose }: ActProps) {
  const translate = useTranslate();
  const change = useChange(milestone);
  const { learnedBy, channel, evidence } = milestone;
  return (
    <ActDialog
      title={`${translate(`milestones.kind.${milestone.kind}`)}: ${translate("milestones.edit.title")}`}
      sentence={translate("milestones.edit.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={MilestoneChange}
      defaultValues={{ learnedBy, channel, evidence }}
      onSubmit={change}
      onClose={onClose}
    >
      <EvidenceInputs />
    </ActDialog>
  );
}
