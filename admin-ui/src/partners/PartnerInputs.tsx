import { SelectInput, TextInput, useTranslate } from "react-admin";
import { partnerRequestKinds, type PartyRole } from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { MomentInput } from "../app/MomentInput.js";
import { PartyInput } from "../app/PartyInput.js";

/** A plan to ask somebody is a task, not a request. */
export const happenedKinds = ["minute", "day", "about", "period"] as const;

const usualRoles: readonly PartyRole[] = [
  "payment_service_provider",
  "acquirer",
  "issuer",
  "card_brand",
];

/** What was asked of whom, when and how. */
export function PartnerInputs() {
  const translate = useTranslate();
  const kinds = useChoices(partnerRequestKinds, "partners.kind");
  const label = (field: string) => `resources.partners.fields.${field}`;
  return (
    <>
      <PartyInput
        source="partyId"
        label={label("partyId")}
        roles={usualRoles}
        isRequired
      />
      <SelectInput source="kind" label={label("kind")} choices={kinds} />
      <TextInput
        source="text"
        label={label("text")}
        helperText="partners.text.hint"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <MomentInput
        source="occurred"
        label={translate(label("occurred"))}
        kinds={happenedKinds}
      />
      <TextInput source="askedBy" label={label("askedBy")} parse={asText} />
      <TextInput source="channel" label={label("channel")} parse={asText} />
    </>
  );
}
