import { SelectInput, TextInput } from "react-admin";
import {
  inquiryCategories,
  inquiryChannels,
  languages,
  NewInquiry,
} from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { useIncident } from "../app/Incident.js";
import { RecordCreate } from "../app/RecordCreate.js";

const label = (field: string) => `resources.inquiries.fields.${field}`;
const orNull = (value: string) => (value === "" ? null : value);

/** A call, a letter, a visit, written down by one of us. */
export function InquiryCreate() {
  const { id } = useIncident();
  const channels = useChoices(inquiryChannels, "inquiries.channel");
  const categories = useChoices(inquiryCategories, "inquiries.category");
  const choices = useChoices(languages, "language");
  return (
    <RecordCreate
      contract={NewInquiry}
      title="inquiries.create.title"
      draft={`inquiries:${id}:new`}
      redirect="show"
      defaultValues={{
        channel: "phone",
        text: "",
        language: "ja",
        name: "",
        phone: null,
        email: null,
      }}
    >
      <SelectInput
        source="channel"
        label={label("channel")}
        choices={channels}
      />
      <SelectInput
        source="category"
        label={label("category")}
        choices={categories}
      />
      <TextInput
        source="text"
        label={label("text")}
        helperText="inquiries.text.hint"
        parse={asText}
        multiline
        minRows={4}
        fullWidth
      />
      <TextInput source="name" label={label("name")} parse={asText} />
      <TextInput
        source="phone"
        label={label("phone")}
        parse={orNull}
        type="tel"
      />
      <TextInput
        source="email"
        label={label("email")}
        parse={orNull}
        type="email"
      />
      <SelectInput
        source="language"
        label={label("language")}
        choices={choices}
      />
    </RecordCreate>
  );
}
