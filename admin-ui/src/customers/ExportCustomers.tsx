import { Typography } from "@mui/material";
import { SelectInput, TextInput, useNotify, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import { CustomerExport, inLanguage, type MemberBase } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { saveFile } from "../app/ExportButtons.js";
import { callFile } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import { useKeiiDataProvider } from "../app/saving.js";

interface ExportCustomersProps {
  bases: readonly MemberBase[];
  onClose: () => void;
}

/** Takes customers out of the system as a file, unmasked: with a reason, and saying how many. */
export function ExportCustomers({ bases, onClose }: ExportCustomersProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const notify = useNotify();
  const { pathOf } = useKeiiDataProvider();
  const take = async (body: Record<string, unknown>) => {
    const { blob, name } = await callFile(`${pathOf("customers")}/export`, {
      method: "POST",
      body,
    });
    saveFile(blob, name);
    notify("customers.export.done", { type: "info" });
  };
  return (
    <ActDialog
      title={translate("customers.export.title")}
      sentence={translate("customers.export.sentence")}
      submitLabel={translate("customers.export.submit")}
      isIrreversible
      contract={CustomerExport}
      defaultValues={{ memberBaseId: null, reason: "" }}
      onSubmit={take}
      onClose={onClose}
    >
      {bases.length > 1 && (
        <SelectInput
          source="memberBaseId"
          label="resources.customers.fields.memberBase"
          choices={bases.map(({ id, code, name }) => ({
            id,
            name: `${inLanguage(name, language)} (${code})`,
          }))}
          translateChoice={false}
          emptyText="customers.base.all"
          slotProps={{
            select: { displayEmpty: true },
            inputLabel: { shrink: true },
          }}
          fullWidth
        />
      )}
      <HowMany bases={bases} />
      <TextInput
        source="reason"
        label="app.reason"
        helperText="customers.export.reasonHint"
        multiline
        minRows={2}
        fullWidth
      />
    </ActDialog>
  );
}

function HowMany({ bases }: { bases: readonly MemberBase[] }) {
  const translate = useTranslate();
  const chosen: unknown = useWatch({ name: "memberBaseId" });
  const count = bases
    .filter(({ id }) => !chosen || id === chosen)
    .reduce((sum, base) => sum + base.customers, 0);
  return (
    <Typography role="status" sx={{ mb: 1.5, fontWeight: 700 }}>
      {translate("customers.export.count", {
        smart_count: count,
        count: count.toLocaleString("en"),
      })}
    </Typography>
  );
}
