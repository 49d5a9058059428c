import {
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Radio,
  RadioGroup,
  Switch,
  Typography,
} from "@mui/material";
import { useNotify, useTranslate } from "ra-core";
import { useId } from "react";
import { languages, type Preferences } from "@keii/shared";
import { languageNames } from "../app/i18n.js";
import { useTellRefusal } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { savePreferences } from "../app/sign-in.js";

const themes = ["light", "dark", "system"] as const;

/** Language, colours and keys: kept at once, on every machine. */
export function Looks() {
  const translate = useTranslate();
  const notify = useNotify();
  const tellRefusal = useTellRefusal();
  const user = useSignedInUser();
  const hintId = useId();
  if (!user) return null;
  const prefer = (preferences: Preferences) => {
    savePreferences(preferences).then(
      () => notify("own.looks.saved"),
      tellRefusal,
    );
  };
  return (
    <section aria-labelledby="own-looks">
      <Typography variant="h2" id="own-looks">
        {translate("own.looks.title")}
      </Typography>
      <Choice
        name="language"
        label="own.looks.language"
        value={user.language}
        options={languages.map((id) => [id, languageNames[id]])}
        onChoose={(language) => prefer({ language })}
      />
      <Choice
        name="theme"
        label="own.looks.theme"
        value={user.theme}
        options={themes.map((id) => [id, translate(`app.theme.${id}`)])}
        onChoose={(theme) => prefer({ theme })}
      />
      <FormControl>
        <FormControlLabel
          control={
            <Switch
              checked={user.hasSingleKeys}
              onChange={(_, hasSingleKeys) => prefer({ hasSingleKeys })}
              slotProps={{ input: { "aria-describedby": hintId } }}
            />
          }
          label={translate("own.looks.keys")}
        />
        <FormHelperText id={hintId}>
          {translate("own.looks.keysHint")}
        </FormHelperText>
      </FormControl>
    </section>
  );
}

function Choice<T extends string>({
  name,
  label,
  value,
  options,
  onChoose,
}: {
  name: string;
  label: string;
  value: T;
  options: readonly [T, string][];
  onChoose: (value: T) => void;
}) {
  const translate = useTranslate();
  const labelId = useId();
  return (
    <FormControl>
      <FormLabel id={labelId}>{translate(label)}</FormLabel>
      <RadioGroup row aria-labelledby={labelId} name={name} value={value}>
        {options.map(([id, text]) => (
          <FormControlLabel
            key={id}
            value={id}
            control={<Radio size="small" onChange={() => onChoose(id)} />}
            label={text}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
