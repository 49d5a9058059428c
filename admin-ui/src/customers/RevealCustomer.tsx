import { TextInput, useTranslate } from "react-admin";
import { CustomerReveal, type Customer } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useAct } from "../app/saving.js";

interface RevealCustomerProps {
  customer: Customer;
  onRevealed: (customer: Customer) => void;
  onClose: () => void;
}

/** Asks why one customer is to be shown unmasked; the answer is kept by nobody but the page. */
export function RevealCustomer({
  customer,
  onRevealed,
  onClose,
}: RevealCustomerProps) {
  const translate = useTranslate();
  const act = useAct<Customer>("customers", ["activity"]);
  return (
    <ActDialog
      title={translate("customers.reveal.title")}
      sentence={translate("customers.reveal.sentence")}
      submitLabel={translate("customers.reveal.button")}
      contract={CustomerReveal}
      defaultValues={{ reason: "" }}
      onSubmit={async (data) =>
        onRevealed(await act({ id: customer.id, verb: "reveal", data }))
      }
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        helperText="customers.reveal.reasonHint"
        multiline
        fullWidth
        autoFocus
      />
    </ActDialog>
  );
}
