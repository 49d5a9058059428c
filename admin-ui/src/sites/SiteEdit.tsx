import { inLanguage, SiteChange, type Site } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { SiteInputs } from "./SiteInputs.js";

export function SiteEdit() {
  const language = useLanguage();
  return (
    <RecordEdit<Site>
      contract={SiteChange}
      title={({ name }) => inLanguage(name, language)}
      redirect="list"
    >
      <SiteInputs />
    </RecordEdit>
  );
}
