import { Box, Stack, Typography } from "@mui/material";
import {
  AutocompleteInput,
  CheckboxGroupInput,
  DateInput,
  NumberInput,
  TextInput,
  useTranslate,
} from "react-admin";
import type { ReactNode } from "react";
import { entityTypes } from "@keii/shared";
import { BilingualInput } from "../app/BilingualInput.js";
import { ColourInput } from "./ColourInput.js";
import { CorporateNumberInput } from "./CorporateNumberInput.js";
import { LinesInput } from "../app/LinesInput.js";

/** The form of the company, in sections. */
export function OrganisationInputs() {
  return (
    <>
      <Section name="names">
        <Both source="legalName" helperText="organisation.hint.legalName" />
        <Both source="shortName" helperText="organisation.hint.shortName" />
        <TextInput source="representative" helperText={false} />
        <DateInput source="foundedOn" helperText={false} />
      </Section>
      <Section name="duties" hasHint>
        <CorporateNumberInput source="corporateNumber" />
        <TextInput source="industry" helperText={false} />
        <CheckboxGroupInput
          source="entityTypes"
          choices={entityTypes.map((id) => ({
            id,
            name: `organisation.entity.${id}`,
          }))}
          row={false}
          helperText={false}
        />
      </Section>
      <Section name="contact" hasHint>
        <TextInput source="filingContactName" helperText={false} />
        <TextInput
          source="filingContactEmail"
          type="email"
          helperText={false}
        />
        <TextInput source="filingContactPhone" type="tel" helperText={false} />
      </Section>
      <Section name="sending">
        <TextInput
          source="returnAddress"
          multiline
          minRows={2}
          helperText="organisation.hint.returnAddress"
        />
        <LinesInput
          source="senderAddresses"
          helperText="organisation.hint.senderAddresses"
        />
      </Section>
      <Section name="portal">
        <Both source="portalName" helperText="organisation.hint.portalName" />
        <ColourInput source="portalColour" />
      </Section>
      <Section name="keeping">
        <AutocompleteInput
          source="zone"
          choices={zones}
          translateChoice={false}
          helperText="organisation.hint.zone"
        />
        <NumberInput
          source="incidentRetentionMonths"
          min={1}
          max={600}
          helperText="organisation.hint.incidentRetentionMonths"
        />
        <NumberInput
          source="customerRetentionMonths"
          min={1}
          max={600}
          helperText="organisation.hint.customerRetentionMonths"
        />
      </Section>
    </>
  );
}

function Section({
  name,
  hasHint = false,
  children,
}: {
  name: string;
  hasHint?: boolean;
  children: ReactNode;
}) {
  const translate = useTranslate();
  return (
    <Box component="section" sx={{ mb: 4 }}>
      <Typography variant="h2">
        {translate(`organisation.section.${name}`)}
      </Typography>
      {hasHint && (
        <Typography variant="body2" color="textSecondary">
          {translate(`organisation.section.${name}Hint`)}
        </Typography>
      )}
      <Stack sx={{ gap: 1 }}>{children}</Stack>
    </Box>
  );
}

function Both({ source, helperText }: { source: string; helperText: string }) {
  return (
    <BilingualInput
      source={source}
      label={`resources.organisation.fields.${source}`}
      helperText={helperText}
    />
  );
}

const zones = Intl.supportedValuesOf("timeZone").map((id) => ({
  id,
  name: id,
}));
