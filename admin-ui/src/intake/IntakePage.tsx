import { Box, Typography } from "@mui/material";
import { SelectInput, TextInput, useTranslate } from "react-admin";
import { ResourceContextProvider } from "ra-core";
import { useCallback, useMemo, useState } from "react";
import { intakeChannels, NewIntake, type Intake } from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { InstantInput } from "../app/MomentInput.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { useNow } from "../app/use-now.js";
import { IntakeDone } from "./IntakeDone.js";

/** The first hour on one page: one large text, and beside it what one happens to know. */
export function IntakePage() {
  const [saved, setSaved] = useState<Intake | null>(null);
  const remember = useCallback((intake: Intake) => setSaved(intake), []);
  return (
    <ResourceContextProvider value="intake">
      {saved ? <IntakeDone intake={saved} /> : <Form onSaved={remember} />}
    </ResourceContextProvider>
  );
}

function Form({ onSaved }: { onSaved: (intake: Intake) => void }) {
  const translate = useTranslate();
  const channels = useChoices(intakeChannels, "intake.channel");
  const { now } = useNow();
  const usual = useMemo(() => ({ channel: "phone", receivedAt: now }), [now]);
  return (
    <RecordCreate<Intake>
      contract={NewIntake}
      title="intake.title"
      defaultValues={usual}
      draft="intake:new"
      saveLabel="intake.save"
      isWide
      onSaved={onSaved}
    >
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
        {translate("intake.hint")}
      </Typography>
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: {
            xs: "minmax(0, 1fr)",
            md: "minmax(0, 2fr) minmax(0, 1fr)",
          },
          columnGap: 3,
        }}
      >
        <TextInput
          source="text"
          multiline
          minRows={3}
          autoFocus
          parse={asText}
          sx={{
            "& textarea": {
              fontSize: "1.0625rem",
              lineHeight: 1.8,
              minHeight: { xs: "9em", md: "24em" },
            },
          }}
        />
        <Box>
          <TextInput source="callerOrganisation" autoComplete="off" />
          <TextInput source="callerName" autoComplete="off" />
          <TextInput source="callBackNumber" type="tel" autoComplete="off" />
          <TextInput
            source="takenBy"
            autoComplete="off"
            helperText="intake.takenBy.hint"
          />
          <InstantInput
            source="receivedAt"
            label="resources.intake.fields.receivedAt"
          />
          <SelectInput source="channel" choices={channels} />
        </Box>
      </Box>
    </RecordCreate>
  );
}
