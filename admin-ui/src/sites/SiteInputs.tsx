import { BooleanInput, TextInput } from "react-admin";
import { useWatch } from "react-hook-form";
import { asText } from "../app/choices.js";
import { BothLanguagesInput } from "../app/BothLanguagesInput.js";

/** A shop: the code its exports write, the name its customers know, and whether the report names it. */
export function SiteInputs() {
  const isListed = useWatch<{ isListed?: boolean }>({ name: "isListed" });
  return (
    <>
      <TextInput source="code" helperText="sites.code.hint" />
      <BothLanguagesInput source="name" />
      <TextInput source="url" parse={asText} fullWidth />
      <BooleanInput source="isOpen" />
      <BooleanInput source="isListed" />
      {isListed === false && (
        <TextInput
          source="notListedReason"
          parse={asText}
          helperText="sites.notListedReason.hint"
          multiline
          fullWidth
        />
      )}
    </>
  );
}

export const newSite = {
  code: "",
  name: { ja: "", en: "" },
  url: "",
  isOpen: true,
  isListed: true,
  notListedReason: "",
};
