import { Autocomplete, TextField, Typography } from "@mui/material";
import {
  FieldTitle,
  useGetOne,
  useInput,
  useTranslate,
  ValidationError,
} from "ra-core";
import { useState, type KeyboardEvent } from "react";
import { inLanguage, type Party, type PartyRole } from "@keii/shared";
import { isCompositionEvent } from "./composition.js";
import { useLanguage } from "./i18n.js";
import { useMay } from "./Incident.js";
import { NewParty } from "./NewParty.js";
import { useNamedParties } from "./named-parties.js";

interface PartyInputProps {
  source: string;
  /** Message key, or words. */
  label: string;
  /** Those one usually means here: they come first, and a new one starts with the first of these roles. */
  roles?: readonly PartyRole[];
  /** Marks the label; it is the contract that refuses. */
  isRequired?: boolean;
}

/** An outside body, or the name under which a new one would be made. */
type Option = Party | { newName: string };

/**
 * Chooses an outside body by any of its names. One that nobody has named before is made in a dialog of its own, while
 * the form around keeps what was typed into it.
 */
export function PartyInput({
  source,
  label,
  roles = anyRole,
  isRequired = false,
}: PartyInputProps) {
  const translate = useTranslate();
  const mayCreate = useMay("parties.write");
  const nameOf = useNameOf();
  const { field, fieldState, id } = useInput({
    source,
    defaultValue: null,
  });
  const partyId = field.value as string | null;
  const { data: chosen = null } = useGetOne<Party>(
    "parties",
    { id: partyId ?? "" },
    { enabled: Boolean(partyId), retry: false },
  );
  const [typed, setTyped] = useState("");
  const [newName, setNewName] = useState<string | null>(null);
  const name = typed.trim();
  const isTyped = name !== "" && !(chosen && name === nameOf(chosen));
  const { parties, isLooking } = useNamedParties(isTyped ? name : "", roles);
  const error = fieldState.error?.message;
  return (
    <>
      <Autocomplete<Option>
        id={id}
        options={parties}
        value={partyId ? chosen : null}
        inputValue={typed}
        onInputChange={(_, text) => setTyped(text)}
        onChange={(_, option) => {
          if (isNew(option)) setNewName(option.newName);
          else field.onChange(option?.id ?? null);
        }}
        onBlur={field.onBlur}
        filterOptions={(found) =>
          mayCreate ? [...found, { newName: isTyped ? name : "" }] : found
        }
        getOptionKey={(option) => (isNew(option) ? "new" : option.id)}
        getOptionLabel={(option) => (isNew(option) ? typed : nameOf(option))}
        isOptionEqualToValue={(option, value) =>
          !isNew(option) && !isNew(value) && option.id === value.id
        }
        renderOption={({ key, ...props }, option) => (
          <li key={key} {...props}>
            {isNew(option) ? (
              <NewName name={option.newName} />
            ) : (
              <Names party={option} />
            )}
          </li>
        )}
        renderInput={(input) => (
          <TextField
            {...input}
            label={<FieldTitle label={label} isRequired={isRequired} />}
            inputRef={field.ref}
            error={error !== undefined}
            helperText={error && <ValidationError error={error} />}
            onKeyDown={keepConversion}
          />
        )}
        openText={translate("app.party.open")}
        closeText={translate("app.party.close")}
        clearText={translate("ra.action.clear_input_value")}
        loading={isLooking}
        loadingText={translate("app.party.looking")}
        noOptionsText={translate("app.party.none")}
        autoHighlight
        fullWidth
      />
      {newName !== null && (
        <NewParty
          name={newName}
          roles={roles.slice(0, 1)}
          onMade={({ id: made }) => field.onChange(made)}
          onClose={() => setNewName(null)}
        />
      )}
    </>
  );
}

const anyRole: readonly PartyRole[] = [];

function isNew(option: Option | null): option is { newName: string } {
  return option !== null && "newName" in option;
}

/** Enter and arrows belong to an open Japanese conversion before they belong to the list. */
function keepConversion(
  event: KeyboardEvent & { defaultMuiPrevented?: boolean },
): void {
  if (isCompositionEvent(event)) event.defaultMuiPrevented = true;
}

/** What a body is called where it was chosen: its short name, and the official one beside it. */
function useNameOf(): (party: Party) => string {
  const language = useLanguage();
  return ({ shortName, officialName }) => {
    const short = inLanguage(shortName, language);
    const official = inLanguage(officialName, language);
    return short && short !== official ? `${short} (${official})` : official;
  };
}

function Names({ party }: { party: Party }) {
  const translate = useTranslate();
  const nameOf = useNameOf();
  return (
    <span>
      {nameOf(party)}
      <Typography
        component="span"
        variant="caption"
        color="textSecondary"
        sx={{ ml: 1 }}
      >
        {party.roles
          .map((role) => translate(`parties.role.${role}`))
          .join(translate("app.comma"))}
      </Typography>
    </span>
  );
}

function NewName({ name }: { name: string }) {
  const translate = useTranslate();
  return (
    <b>
      {name === ""
        ? translate("app.party.new")
        : translate("app.party.newNamed", { name })}
    </b>
  );
}
