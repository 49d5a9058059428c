import { NewSite } from "@keii/shared";
import { RecordCreate } from "../app/RecordCreate.js";
import { newSite, SiteInputs } from "./SiteInputs.js";

export function SiteCreate() {
  return (
    <RecordCreate
      contract={NewSite}
      title="sites.add"
      defaultValues={newSite}
      saveLabel="sites.save"
    >
      <SiteInputs />
    </RecordCreate>
  );
}
