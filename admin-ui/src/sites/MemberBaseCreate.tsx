import { NewMemberBase } from "@keii/shared";
import { RecordCreate } from "../app/RecordCreate.js";
import { MemberBaseInputs, newMemberBase } from "./MemberBaseInputs.js";

export function MemberBaseCreate() {
  return (
    <RecordCreate
      contract={NewMemberBase}
      title="memberBases.add"
      defaultValues={newMemberBase}
      saveLabel="sites.save"
    >
      <MemberBaseInputs />
    </RecordCreate>
  );
}
