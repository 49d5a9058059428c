import { SelectInput, TextInput } from "react-admin";
import { useWatch } from "react-hook-form";
import { evidenceCategories, visibilities } from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { DayTimeInput } from "../app/DayTimeInput.js";
import { useMay } from "../app/Incident.js";
import { PartyInput } from "../app/PartyInput.js";

const label = (field: string) => `resources.evidence.fields.${field}`;

/** What a file is and where it came from; its name where there is one file only. */
export function EvidenceInputs({ hasName }: { hasName: boolean }) {
  const mayReadCounsel = useMay("evidence.readCounsel");
  const categories = useChoices(evidenceCategories, "evidence.category");
  const choices = useChoices(
    visibilities.filter((one) => one !== "counsel" || mayReadCounsel),
    "timeline.visibility",
  );
  const visibility = useWatch<Record<string, unknown>>({ name: "visibility" });
  return (
    <>
      {hasName && <TextInput source="name" label={label("name")} fullWidth />}
      <SelectInput
        source="category"
        label={label("category")}
        choices={categories}
      />
      <SelectInput
        source="visibility"
        label={label("visibility")}
        choices={choices}
      />
      {visibility === "counsel" && (
        <TextInput
          source="counselBasis"
          label={label("counselBasis")}
          fullWidth
        />
      )}
      <DayTimeInput
        source="received"
        dayLabel={label("received")}
        timeLabel={label("receivedAt")}
      />
      <PartyInput source="receivedFromId" label={label("receivedFrom")} />
      <TextInput
        source="note"
        label={label("note")}
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </>
  );
}
