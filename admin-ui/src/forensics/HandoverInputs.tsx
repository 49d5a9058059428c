import { Box, Button, FormHelperText, Stack, Typography } from "@mui/material";
import { SelectInput, TextInput, useTranslate } from "react-admin";
import { get, useFieldArray, useFormState } from "react-hook-form";
import { ValidationError } from "ra-core";
import { handoverMethods, type HandoverRecipient } from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { MomentInput } from "../app/MomentInput.js";
import { PartyInput } from "../app/PartyInput.js";

/** To whom, when, how, and what proves it. */
export function HandoverInputs() {
  const translate = useTranslate();
  const methods = useChoices(handoverMethods, "forensics.method");
  const label = (field: string) =>
    `resources.forensic_handovers.fields.${field}`;
  return (
    <>
      <RecipientList />
      <MomentInput
        source="occurred"
        label={translate(label("occurred"))}
        kinds={["minute", "day", "about", "planned"]}
      />
      <SelectInput source="method" label={label("method")} choices={methods} />
      <TextInput source="handedBy" label={label("handedBy")} parse={asText} />
      <TextInput
        source="note"
        label={label("note")}
        parse={asText}
        multiline
        fullWidth
      />
    </>
  );
}

/** Handed to all at once is one act: one moment, one line. */
function RecipientList() {
  const translate = useTranslate();
  const { fields, append, remove } = useFieldArray<{
    recipients: Partial<HandoverRecipient>[];
  }>({ name: "recipients" });
  const { errors } = useFormState();
  const found = get(errors, "recipients") as
    { message?: unknown; root?: { message?: unknown } } | undefined;
  const message = found?.root?.message ?? found?.message;
  return (
    <Box
      role="group"
      aria-label={translate("forensics.recipients")}
      sx={{ mt: 1 }}
    >
      <Typography variant="body2" color="textSecondary">
        {translate("forensics.recipients.explain")}
      </Typography>
      {fields.map(({ id }, at) => (
        <Stack
          key={id}
          direction={{ xs: "column", sm: "row" }}
          sx={{ gap: 1, alignItems: { sm: "flex-start" } }}
        >
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <PartyInput
              source={`recipients.${at}.partyId`}
              label="resources.forensic_handovers.fields.party"
              roles={[
                "payment_service_provider",
                "acquirer",
                "card_brand",
                "police",
              ]}
            />
          </Box>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <TextInput
              source={`recipients.${at}.receipt`}
              label="resources.forensic_handovers.fields.receipt"
              parse={asText}
              fullWidth
            />
          </Box>
          <Button
            color="inherit"
            size="small"
            sx={{ mt: { sm: 1.5 } }}
            onClick={() => remove(at)}
          >
            {translate("forensics.recipients.remove")}
          </Button>
        </Stack>
      ))}
      {typeof message === "string" && (
        <FormHelperText error>
          <ValidationError error={message} />
        </FormHelperText>
      )}
      <Button
        variant="outlined"
        size="small"
        sx={{ my: 1 }}
        onClick={() => append({ receipt: "" })}
      >
        {translate("forensics.recipients.add")}
      </Button>
    </Box>
  );
}
