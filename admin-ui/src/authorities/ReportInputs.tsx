import { SelectInput, TextInput } from "react-admin";
import { useGetList, useGetOne } from "ra-core";
import { useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import {
  attachmentKinds,
  authorityMethods,
  policeContacts,
  reportBases,
  reportStages,
  type AuthorityDue,
  type Party,
} from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { FilesInput } from "../app/FilesInput.js";
import { PartyInput } from "../app/PartyInput.js";
import { authorityRoles } from "./authority-roles.js";
import { useAuthorityWords } from "./use-authority-words.js";

/** Fields of a draft; `id` where it is there already. */
export function ReportInputs({ id }: { id?: string }) {
  const stages = useChoices(reportStages, "authorities.stage");
  const bases = useChoices(reportBases, "authorities.basis");
  const methods = useChoices(authorityMethods, "authorities.method");
  return (
    <>
      <PartyInput
        source="recipientId"
        label="resources.authorities.fields.recipientId"
        roles={authorityRoles}
        isRequired
      />
      <PoliceContactInput />
      <SelectInput source="stage" choices={stages} isRequired />
      <SelectInput source="basis" choices={bases} isRequired />
      <TextInput
        source="citation"
        parse={asText}
        helperText="authorities.citationHint"
      />
      <SelectInput source="method" choices={methods} isRequired />
      <TextInput source="department" parse={asText} />
      <TextInput source="officer" parse={asText} />
      <TextInput
        source="receiptNumber"
        parse={asText}
        helperText="authorities.receiptHint"
      />
      <TextInput
        source="content"
        parse={asText}
        multiline
        minRows={8}
        helperText="authorities.contentHint"
      />
      <FilesInput
        {...(id !== undefined && {
          attachedTo: { kind: attachmentKinds.authorityReport, id },
        })}
      />
      <DueOfReportInput />
    </>
  );
}

/** Asked only where the recipient is the police; taken out where it is not. */
function PoliceContactInput() {
  const contacts = useChoices(policeContacts, "authorities.policeContact");
  const { setValue } = useFormContext();
  const recipientId = useWatch<Record<string, string | null>>({
    name: "recipientId",
  });
  const contact = useWatch<Record<string, string | null>>({
    name: "policeContact",
  });
  const { data } = useGetOne<Party>(
    "parties",
    { id: recipientId ?? "" },
    { enabled: Boolean(recipientId), retry: false },
  );
  const isPolice = data?.roles.includes("police");
  useEffect(() => {
    if (isPolice === false && contact)
      setValue("policeContact", null, { shouldDirty: true });
  }, [isPolice, contact, setValue]);
  if (!isPolice) return null;
  return (
    <SelectInput
      source="policeContact"
      choices={contacts}
      emptyText="authorities.policeContact.none"
      parse={(value: string) => (value === "" ? null : value)}
    />
  );
}

/** The due a report is to meet, among those that are open. */
function DueOfReportInput() {
  const { nameOf } = useAuthorityWords();
  const { data = [] } = useGetList<AuthorityDue>("authority-dues", {
    filter: { state: "open" },
    sort: { field: "due", order: "ASC" },
    pagination: { page: 1, perPage: 200 },
  });
  if (data.length === 0) return null;
  return (
    <SelectInput
      source="authorityDueId"
      choices={data.map((due) => ({
        id: due.id,
        name: `${nameOf(due)} ${due.what}`,
      }))}
      emptyText="authorities.noDueOf"
      parse={(value: string) => (value === "" ? null : value)}
    />
  );
}
