import { Box, Button, Typography } from "@mui/material";
import { SelectInput, TextInput, useGetList, useTranslate } from "react-admin";
import { useState } from "react";
import {
  NewResumeCondition,
  PartnerWithdrawal,
  ResumeConditionChange,
  type PaymentStop,
  type ResumeCondition,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { Section } from "../app/Section.js";
import { StateMark } from "../app/StateMark.js";

/** What must be true before payments are opened again: each condition with who saw it met, when, and what shows it. */
export function ResumeGate({ stops }: { stops: PaymentStop[] }) {
  const translate = useTranslate();
  const mayWrite = useMay("partners.write");
  const [isAdding, setIsAdding] = useState(false);
  const { data, error } = useGetList<ResumeCondition>("resume-conditions", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "createdAt", order: "ASC" },
  });
  return (
    <Section
      id="resume-gate"
      title={translate("resumeGate.title")}
      actions={
        mayWrite && (
          <Button onClick={() => setIsAdding(true)}>
            {translate("resumeGate.add")}
          </Button>
        )
      }
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {translate("resumeGate.explain")}
      </Typography>
      {error && <Failure error={error} />}
      <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {data?.map((condition) => (
          <ConditionRow key={condition.id} condition={condition} />
        ))}
      </Box>
      {isAdding && (
        <AddCondition
          sites={[...new Set(stops.map(({ site }) => site))]}
          onClose={() => setIsAdding(false)}
        />
      )}
    </Section>
  );
}

function ConditionRow({ condition }: { condition: ResumeCondition }) {
  const translate = useTranslate();
  const mayWrite = useMay("partners.write");
  const [open, setOpen] = useState<"tick" | "withdraw" | null>(null);
  const { kind, text, site, isMet, evidence, metAt, metBy, withdrawalReason } =
    condition;
  const isBack = withdrawalReason !== null;
  const close = () => setOpen(null);
  return (
    <Box
      component="li"
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        gap: 1,
        py: 0.75,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Box sx={{ flex: "1 1 18em", minWidth: 0 }}>
        <Box sx={{ textDecoration: isBack ? "line-through" : undefined }}>
          <StateMark isDue={!isMet && !isBack} isOver={isMet || isBack}>
            {translate(
              isBack
                ? "resumeGate.withdrawn"
                : isMet
                  ? "resumeGate.met"
                  : "resumeGate.open",
            )}
          </StateMark>{" "}
          <b>
            {kind === "agreement" ? translate("resumeGate.agreement") : text}
          </b>
          {site && ` (${site})`}
        </Box>
        <Typography variant="caption" color="textSecondary" component="div">
          {isBack && withdrawalReason}
          {isMet && (
            <>
              {metAt && <InstantText at={metAt} />} {metBy?.name} · {evidence}
            </>
          )}
        </Typography>
      </Box>
      {mayWrite && !isBack && (
        <Box className="keii-screen-only">
          <Button onClick={() => setOpen("tick")}>
            {translate(isMet ? "resumeGate.untick" : "resumeGate.tick")}
          </Button>
          {kind === "own" && (
            <Button color="inherit" onClick={() => setOpen("withdraw")}>
              {translate("resumeGate.withdraw")}
            </Button>
          )}
        </Box>
      )}
      {open === "tick" && <Tick condition={condition} onClose={close} />}
      {open === "withdraw" && (
        <Withdraw condition={condition} onClose={close} />
      )}
    </Box>
  );
}

interface ActProps {
  condition: ResumeCondition;
  onClose: () => void;
}

function Tick({ condition, onClose }: ActProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, isMet, evidence } = condition;
  const tick = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("resume-conditions", {
        id,
        data,
        previousData: condition,
      });
    } finally {
      await lookAgain("resume-conditions", "payment-stops");
    }
  };
  const name =
    condition.kind === "agreement"
      ? translate("resumeGate.agreement")
      : condition.text;
  const act = isMet ? "resumeGate.untick" : "resumeGate.tick";
  return (
    <ActDialog
      title={`${name}: ${translate(act)}`}
      sentence={translate(`${act}.sentence`)}
      submitLabel={translate(act)}
      contract={ResumeConditionChange}
      defaultValues={{ isMet: !isMet, evidence }}
      onSubmit={tick}
      onClose={onClose}
    >
      <TextInput
        source="evidence"
        label="resumeGate.evidence"
        helperText="resumeGate.evidence.hint"
        multiline
        fullWidth
      />
    </ActDialog>
  );
}

function Withdraw({ condition, onClose }: ActProps) {
  const translate = useTranslate();
  const act = useAct("resume-conditions", ["payment-stops"]);
  const { id, version, text } = condition;
  return (
    <ActDialog
      title={`${text}: ${translate("resumeGate.withdraw")}`}
      sentence={translate("resumeGate.withdraw.sentence")}
      submitLabel={translate("resumeGate.withdraw")}
      isIrreversible
      contract={PartnerWithdrawal}
      onSubmit={(data) => act({ id, verb: "withdraw", version, data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

function AddCondition({
  sites,
  onClose,
}: {
  sites: string[];
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("resume-conditions", { data });
    await lookAgain("resume-conditions", "payment-stops");
  };
  return (
    <ActDialog
      title={translate("resumeGate.add")}
      sentence={translate("resumeGate.add.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={NewResumeCondition}
      defaultValues={{ site: null }}
      onSubmit={add}
      onClose={onClose}
    >
      <TextInput source="text" label="resumeGate.text" fullWidth autoFocus />
      <SelectInput
        source="site"
        label="paymentStops.site"
        choices={sites.map((id) => ({ id, name: id }))}
        emptyText="resumeGate.allSites"
        parse={(value: string) => (value === "" ? null : value)}
        translateChoice={false}
      />
    </ActDialog>
  );
}
