import { BooleanInput, TextInput } from "react-admin";
import { asText } from "../app/choices.js";
import { DayInput } from "../app/MomentInput.js";
import { PartyInput } from "../app/PartyInput.js";

/** Who does what, and what was made sure before. */
export function EngagementInputs() {
  const label = (field: string) => `resources.forensics.fields.${field}`;
  return (
    <>
      <PartyInput
        source="firmId"
        label={label("firm")}
        roles={["forensic_firm"]}
      />
      <BooleanInput
        source="isPfi"
        label={label("isPfi")}
        helperText="forensics.pfi.hint"
      />
      <TextInput
        source="scope"
        label={label("scope")}
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <TextInput
        source="leadInvestigator"
        label={label("leadInvestigator")}
        parse={asText}
      />
      <TextInput
        source="independenceCheckedBy"
        label={label("independenceCheckedBy")}
        helperText="forensics.independence.hint"
        parse={asText}
      />
      <DayInput
        source="independenceCheckedOn"
        label={label("independenceCheckedOn")}
      />
      <PartyInput
        source="requiredById"
        label={label("requiredBy")}
        roles={["acquirer", "card_brand", "payment_service_provider"]}
      />
    </>
  );
}
