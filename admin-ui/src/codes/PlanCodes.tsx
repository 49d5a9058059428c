import { SelectInput, TextInput, useTranslate } from "react-admin";
import { ResourceContextProvider } from "ra-core";
import { codeAudiences, NewCodeBatch } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";

const label = (field: string) => `resources.code-batches.fields.${field}`;

/** Says for whom codes are to be; they are made with the download. */
export function PlanCodes({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const audiences = useChoices(codeAudiences, "codes.audience");
  return (
    <ResourceContextProvider value="code-batches">
      <ActDialog
        title={translate("codes.plan")}
        sentence={translate("codes.plan.sentence")}
        submitLabel={translate("app.record")}
        contract={NewCodeBatch}
        defaultValues={{ label: "", audience: "affected" }}
        onSubmit={async (data) => {
          await dataProvider.create("code-batches", { data });
          await lookAgain("code-batches");
        }}
        onClose={onClose}
      >
        <TextInput
          source="label"
          label={label("label")}
          parse={asText}
          fullWidth
        />
        <SelectInput
          source="audience"
          label={label("audience")}
          choices={audiences}
          fullWidth
        />
      </ActDialog>
    </ResourceContextProvider>
  );
}
