import { TextInput } from "react-admin";
import { BothLanguagesInput } from "../app/BothLanguagesInput.js";

/** An id space: a short code, and what people call it. */
export function MemberBaseInputs() {
  return (
    <>
      <TextInput source="code" helperText="memberBases.code.hint" />
      <BothLanguagesInput source="name" />
    </>
  );
}

export const newMemberBase = { code: "", name: { ja: "", en: "" } };
