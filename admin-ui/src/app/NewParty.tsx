import { Box } from "@mui/material";
import { SelectArrayInput, useTranslate } from "react-admin";
import type { SyntheticEvent } from "react";
import {
  NewParty as NewPartyContract,
  partyRoles,
  type Language,
  type Party,
  type PartyRole,
} from "@keii/shared";
import { ActDialog } from "./ActDialog.js";
import { BilingualInput } from "./BilingualInput.js";
import { useChoices } from "./choices.js";
import { useLanguage } from "./i18n.js";
import { Namesakes } from "./Namesakes.js";
import { useKeiiDataProvider, useLookAgain } from "./saving.js";

interface NewPartyProps {
  /** What was typed of its name. */
  name: string;
  roles: readonly PartyRole[];
  onMade: (party: Party) => void;
  onClose: () => void;
}

/**
 * Makes an outside body from within another form. React hands what happens in a dialog on to the components around it:
 * nothing of it may reach that form.
 */
export function NewParty({ name, roles, onMade, onClose }: NewPartyProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const choices = useChoices(partyRoles, "parties.role");
  const make = async (data: Record<string, unknown>) => {
    const { data: made } = await dataProvider.create<Party>("parties", {
      data,
    });
    void lookAgain("parties");
    onMade(made);
  };
  return (
    <Box onKeyDown={stop} onSubmit={stop} onReset={stop}>
      <ActDialog
        title={translate("app.party.new.title")}
        sentence={translate("app.party.new.sentence")}
        submitLabel={translate("app.party.new.submit")}
        contract={NewPartyContract}
        defaultValues={{
          officialName: { ja: "", en: "", [languageOf(name, language)]: name },
          roles: [...roles],
        }}
        onSubmit={make}
        onClose={onClose}
      >
        <BilingualInput
          source="officialName"
          label="resources.parties.fields.officialName"
        />
        <Namesakes />
        <BilingualInput
          source="shortName"
          label="resources.parties.fields.shortName"
        />
        <SelectArrayInput
          source="roles"
          label="resources.parties.fields.roles"
          choices={choices}
        />
      </ActDialog>
    </Box>
  );
}

function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}

/** A name with Japanese letters is Japanese, whatever language the screen speaks. */
function languageOf(name: string, reader: Language): Language {
  return /[\u3005\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]/.test(name)
    ? "ja"
    : reader;
}
