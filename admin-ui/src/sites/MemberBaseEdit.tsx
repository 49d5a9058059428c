import { inLanguage, MemberBaseChange, type MemberBase } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { MemberBaseInputs } from "./MemberBaseInputs.js";

export function MemberBaseEdit() {
  const language = useLanguage();
  return (
    <RecordEdit<MemberBase>
      contract={MemberBaseChange}
      title={({ name }) => inLanguage(name, language)}
      redirect="list"
    >
      <MemberBaseInputs />
    </RecordEdit>
  );
}
