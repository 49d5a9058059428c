import { Box } from "@mui/material";
import {
  CheckboxGroupInput,
  RadioButtonGroupInput,
  SelectInput,
  TextInput,
  useTranslate,
} from "react-admin";
import { useFormContext, useWatch } from "react-hook-form";
import {
  dataItems,
  exposureSubjects,
  inLanguage,
  orderStatuses,
  paymentMethods,
  type ExposureSubject,
} from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import {
  useFindings,
  useGivenLists,
  useMemberBases,
  useSites,
} from "./records.js";
import { WindowInput } from "./WindowInput.js";

/** What an exposure is, for a new one and for a change. */
export function ExposureInputs({ zone }: { zone: string }) {
  const subjects = useChoices(exposureSubjects, "exposures.subject");
  const items = useChoices(dataItems, "incidents.dataItems");
  const { setValue } = useFormContext();
  const subject =
    useWatch<Record<string, ExposureSubject | undefined>>({
      name: "subject",
    }) ?? "purchases";
  const isOfPurchases = subject === "purchases";
  /** What only purchases have is not asked of customers. */
  const forget = (chosen: ExposureSubject) => {
    if (chosen === "purchases") return;
    setValue("siteIds", []);
    setValue("methods", []);
    setValue("fromAt", null);
    setValue("untilAt", null);
  };
  return (
    <>
      <TextInput source="name" />
      <TextInput source="vector" parse={asText} multiline minRows={2} />
      <RadioButtonGroupInput
        source="subject"
        choices={subjects}
        onChange={(value: unknown) => forget(value as ExposureSubject)}
      />
      <WindowInput zone={zone} hasTimes={isOfPurchases} />
      <BaseInput />
      {isOfPurchases && <PurchaseInputs />}
      <ListInput isOfPurchases={isOfPurchases} />
      <CheckboxGroupInput source="dataItems" choices={items} />
      <FindingInput />
    </>
  );
}

function PurchaseInputs() {
  const methods = useChoices(paymentMethods, "paymentStops.method");
  const statuses = useChoices(orderStatuses, "imports.status");
  const language = useLanguage();
  const sites = (useSites() ?? []).map(({ id, code, name }) => ({
    id,
    name: [inLanguage(name, language), code].join(" "),
  }));
  return (
    <>
      <Box
        sx={{
          "& .RaCheckboxGroupInput-label + *": {
            maxHeight: 260,
            overflowY: "auto",
            // The boxes stand out to the left of their label: what scrolls must not cut them.
            pl: "12px",
            ml: "-12px",
          },
        }}
      >
        <CheckboxGroupInput
          source="siteIds"
          choices={sites}
          helperText="exposures.sites.hint"
        />
      </Box>
      <CheckboxGroupInput
        source="methods"
        choices={methods}
        helperText="exposures.methods.hint"
      />
      <CheckboxGroupInput
        source="statuses"
        choices={statuses}
        helperText="exposures.statuses.hint"
      />
    </>
  );
}

/** Asked only where there is something to choose. */
function BaseInput() {
  const language = useLanguage();
  const bases = useMemberBases() ?? [];
  if (bases.length < 2) return null;
  return (
    <CheckboxGroupInput
      source="memberBaseIds"
      choices={bases.map(({ id, code, name }) => ({
        id,
        name: [inLanguage(name, language), code].join(" "),
      }))}
      helperText="exposures.bases.hint"
    />
  );
}

function ListInput({ isOfPurchases }: { isOfPurchases: boolean }) {
  const translate = useTranslate();
  const lists = (useGivenLists() ?? []).filter(
    ({ withdrawalReason, kind }) =>
      withdrawalReason === null && (isOfPurchases || kind === "customers"),
  );
  return (
    <SelectInput
      source="givenListId"
      choices={lists.map(({ id, no, name, kind, items }) => ({
        id,
        name: translate("givenLists.choice", {
          no,
          name,
          kind: translate(`givenLists.kind.${kind}`),
          count: items.toLocaleString("en-US"),
          smart_count: items,
        }),
      }))}
      emptyText="exposures.noList"
      parse={orNull}
      helperText="exposures.list.hint"
    />
  );
}

function FindingInput() {
  const mayRead = useMay("forensics.read");
  const findings = (useFindings() ?? []).filter(
    ({ state }) => state !== "withdrawn",
  );
  if (!mayRead || findings.length === 0) return null;
  return (
    <SelectInput
      source="findingId"
      choices={findings.map(({ id, no, title }) => ({
        id,
        name: `${no}. ${title}`,
      }))}
      emptyText="exposures.noFinding"
      parse={orNull}
    />
  );
}

function orNull(value: string): string | null {
  return value === "" ? null : value;
}
