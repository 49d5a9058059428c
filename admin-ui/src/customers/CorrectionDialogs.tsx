import { HttpError, SelectInput, TextInput, useTranslate } from "react-admin";
import {
  CustomerCorrection,
  customerStatuses,
  type CorrectableField,
  type Customer,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useChoices } from "../app/choices.js";
import { call } from "../app/http.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";

const texts = [
  "name",
  "kana",
  "email",
  "phone",
  "postalCode",
  "address",
] as const;

interface CorrectionProps {
  customer: Customer;
  onClose: () => void;
}

/** Lays corrections over what was imported: only what is filled in is corrected. */
export function CorrectCustomer({ customer, onClose }: CorrectionProps) {
  const translate = useTranslate();
  const correct = useCorrect(customer);
  const statuses = useChoices(customerStatuses, "customers.status");
  const submit = async ({ reason, ...fields }: Record<string, unknown>) => {
    const filled = Object.entries(fields).filter(
      ([, value]) => value !== null && value !== "",
    );
    if (filled.length === 0)
      throw new HttpError(translate("customers.correct.nothing"), 400);
    await correct({ ...Object.fromEntries(filled), reason });
  };
  return (
    <ActDialog
      title={translate("customers.correct.title")}
      sentence={translate("customers.correct.sentence")}
      submitLabel={translate("customers.correct.submit")}
      contract={CustomerCorrection}
      defaultValues={{ reason: "" }}
      onSubmit={submit}
      onClose={onClose}
    >
      {texts.map((field) => (
        <TextInput
          key={field}
          source={field}
          label={`resources.customers.fields.${field}`}
          helperText={translate("customers.correct.now", {
            value: nowOf(customer, field) || translate("app.none"),
          })}
          autoComplete="off"
          fullWidth
        />
      ))}
      <SelectInput
        source="status"
        label="resources.customers.fields.status"
        choices={statuses}
        emptyText="customers.correct.keep"
        helperText={translate("customers.correct.now", {
          value: translate(`customers.status.${customer.status}`),
        })}
        fullWidth
      />
      <TextInput
        source="reason"
        label="app.reason"
        helperText="customers.correct.reasonHint"
        multiline
        fullWidth
      />
    </ActDialog>
  );
}

/** Takes one correction away: what was imported shows again. */
export function TakeCorrectionAway({
  customer,
  field,
  onClose,
}: CorrectionProps & { field: CorrectableField }) {
  const translate = useTranslate();
  const correct = useCorrect(customer);
  const name = translate(`resources.customers.fields.${field}`);
  return (
    <ActDialog
      title={translate("customers.takeAway.title", { field: name })}
      sentence={translate("customers.takeAway.sentence")}
      submitLabel={translate("customers.takeAway.submit")}
      contract={CustomerCorrection}
      defaultValues={{ reason: "" }}
      onSubmit={({ reason }) => correct({ [field]: null, reason })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

function useCorrect({ id, version }: Customer) {
  const { pathOf } = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  return async (body: Record<string, unknown>) => {
    try {
      await call(`${pathOf("customers")}/${id}/correction`, {
        method: "PUT",
        body,
        headers: { "If-Match": `"v${version}"` },
      });
    } finally {
      await lookAgain("customers", "activity");
    }
  };
}

function nowOf(customer: Customer, field: (typeof texts)[number]): string {
  return field === "email" ? customer.emails.join(" ") : customer[field];
}
