import { Button, FormControlLabel, Radio, RadioGroup } from "@mui/material";
import {
  SelectInput,
  TextInput,
  useCreatePath,
  useTranslate,
} from "react-admin";
import { useController, useWatch } from "react-hook-form";
import { Link } from "react-router";
import {
  NewRemediationMeasure,
  remediationKinds,
  type OccurredInput,
  type RemediationKind,
  type RemediationMeasure,
} from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { useStarted } from "../app/from-line.js";
import { useIncident } from "../app/Incident.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { useNow } from "../app/use-now.js";
import { label, MeasureInputs } from "./MeasureInputs.js";

/** A new measure, planned or carried out already. */
export function MeasureCreate() {
  const { id } = useIncident();
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { lineText } = useStarted();
  return (
    <RecordCreate<RemediationMeasure>
      contract={NewRemediationMeasure}
      title="remediation.add"
      draft={lineText === undefined ? `remediation:${id}:new` : undefined}
      redirect="show"
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "remediation", type: "list" })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
      defaultValues={{
        title: (lineText ?? "").replace(/\s+/g, " ").slice(0, 200),
        kind: "permanent",
        occurred: null,
        timelineEventId: null,
        who: "",
        detail: "",
        ownerId: null,
        dueOn: null,
        endCondition: "",
        findingId: null,
        publicWording: null,
        isPromise: false,
        deletesData: false,
        preservedEvidenceId: null,
        preservedBy: "",
        preservedPlace: "",
        preservedOn: null,
      }}
    >
      <NewInputs />
    </RecordCreate>
  );
}

function NewInputs() {
  const kinds = useChoices(remediationKinds, "remediation.kind");
  const kind =
    useWatch<Record<string, RemediationKind | undefined>>({ name: "kind" }) ??
    "permanent";
  return (
    <>
      <TextInput source="title" label={label("title")} autoFocus />
      <SelectInput source="kind" label={label("kind")} choices={kinds} />
      <CarriedOutInput kind={kind} />
      <MeasureInputs kind={kind} />
    </>
  );
}

/** Planned, or carried out: then since when, and by whom. */
function CarriedOutInput({ kind }: { kind: RemediationKind }) {
  const translate = useTranslate();
  const { today } = useNow();
  const { field } = useController<Record<string, OccurredInput | null>>({
    name: "occurred",
  });
  const isCarriedOut = Boolean(field.value);
  const word = (which: string) => translate(`remediation.new.${kind}.${which}`);
  return (
    <>
      <RadioGroup
        row
        aria-label={translate(label("state"))}
        value={isCarriedOut ? "done" : "planned"}
        onChange={(_, value) =>
          field.onChange(
            value === "planned"
              ? null
              : {
                  precision: kind === "temporary" ? "minute" : "day",
                  on: today,
                },
          )
        }
      >
        {(["planned", "done"] as const).map((which) => (
          <FormControlLabel
            key={which}
            value={which}
            control={<Radio size="small" />}
            label={word(which)}
          />
        ))}
      </RadioGroup>
      {isCarriedOut && (
        <>
          <MomentInput
            source="occurred"
            label={word("occurred")}
            kinds={["minute", "day", "about"]}
          />
          <TextInput source="who" label={label("who")} parse={asText} />
          <LineChoice />
        </>
      )}
    </>
  );
}
