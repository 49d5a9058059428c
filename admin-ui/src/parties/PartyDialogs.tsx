import {
  ArrayInput,
  BooleanInput,
  SelectArrayInput,
  SimpleFormIterator,
  TextInput,
  useNotify,
  useTranslate,
} from "react-admin";
import {
  NewParty,
  PartyChange,
  inLanguage,
  partyRoles,
  type Party,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { asText, useChoices } from "../app/choices.js";
import { Namesakes } from "../app/Namesakes.js";
import { useLanguage } from "../app/i18n.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";

export function AddParty({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("parties", { data });
    notify("ra.notification.created", { type: "info" });
    await lookAgain("parties");
  };
  return (
    <ActDialog
      title={translate("parties.add")}
      sentence={translate("parties.add.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={NewParty}
      defaultValues={{
        roles: [],
        mayBeNamed: false,
        channel: "",
        contacts: [],
      }}
      onSubmit={add}
      onClose={onClose}
    >
      <PartyInputs />
    </ActDialog>
  );
}

export function ChangeParty({
  party,
  onClose,
}: {
  party: Party;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, officialName, shortName, roles, mayBeNamed, channel, contacts } =
    party;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("parties", { id, data, previousData: party });
    } finally {
      await lookAgain("parties");
    }
  };
  return (
    <ActDialog
      title={translate("parties.edit.of", {
        name: inLanguage(officialName, language),
      })}
      sentence={translate("parties.edit.sentence")}
      submitLabel={translate("ra.action.save")}
      contract={PartyChange}
      defaultValues={{
        officialName,
        shortName,
        roles,
        mayBeNamed,
        channel,
        contacts,
      }}
      onSubmit={change}
      onClose={onClose}
    >
      <PartyInputs ownId={id} />
    </ActDialog>
  );
}

function PartyInputs({ ownId }: { ownId?: string }) {
  const roles = useChoices(partyRoles, "parties.role");
  const label = (field: string) => `resources.parties.fields.${field}`;
  const empty = (value: string) => (value === "" ? null : value);
  return (
    <>
      <BilingualInput source="officialName" label={label("officialName")} />
      <Namesakes ownId={ownId} />
      <BilingualInput source="shortName" label={label("shortName")} />
      <SelectArrayInput source="roles" label={label("roles")} choices={roles} />
      <BooleanInput source="mayBeNamed" label={label("mayBeNamed")} />
      <TextInput
        source="channel"
        label={label("channel")}
        parse={asText}
        multiline
        fullWidth
      />
      <ArrayInput source="contacts" label={label("contacts")}>
        <SimpleFormIterator inline disableReordering>
          <TextInput source="name" label={label("contactName")} />
          <TextInput
            source="department"
            label={label("department")}
            parse={asText}
          />
          <TextInput source="phone" label={label("phone")} parse={empty} />
          <TextInput source="email" label={label("email")} parse={empty} />
        </SimpleFormIterator>
      </ArrayInput>
    </>
  );
}
