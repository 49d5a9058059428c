import { Box, Stack } from "@mui/material";
import { Form, SaveButton, useSaveContext, useTranslate } from "react-admin";
import { useMemo, useRef, type ReactNode } from "react";
import { contractResolver, type Contract } from "./contract.js";
import { FormDraft } from "./drafts.js";
import { keyName, useKey } from "./keys.js";

interface ContractFormProps {
  contract: Contract;
  children: ReactNode;
  defaultValues?: Record<string, unknown>;
  /** The name of the form's draft on the server; left out where nothing is worth keeping. */
  draft?: string;
  saveLabel?: string;
  /** Lets the fields take the whole page. */
  isWide?: boolean;
  /** Stands beside the save button. */
  actions?: ReactNode;
}

/** A form checked by the class the API checks with; saved with the button or ⌘⏎. */
export function ContractForm({
  contract,
  children,
  defaultValues,
  draft,
  saveLabel = "ra.action.save",
  isWide = false,
  actions,
}: ContractFormProps) {
  const resolver = useMemo(() => contractResolver(contract), [contract]);
  const place = useRef<HTMLDivElement>(null);
  const { saving } = useSaveContext();
  const translate = useTranslate();
  useKey("mod+enter", "app.keys.save", () =>
    place.current?.closest("form")?.requestSubmit(),
  );
  return (
    <Form
      resolver={resolver}
      defaultValues={defaultValues}
      mode="onSubmit"
      reValidateMode="onChange"
      resetOptions={keepTyped}
      noValidate
    >
      <Box ref={place} sx={{ maxWidth: isWide ? undefined : 760 }}>
        {draft && <FormDraft form={draft} />}
        <Stack sx={{ alignItems: "stretch" }}>{children}</Stack>
        <Stack
          direction="row"
          sx={{ mt: 2, gap: 1, alignItems: "center", flexWrap: "wrap" }}
        >
          <SaveButton
            label={saveLabel}
            icon={<></>}
            alwaysEnable={!saving}
            title={`${translate(saveLabel)} (${keyName("mod+enter")})`}
          />
          {actions}
        </Stack>
      </Box>
    </Form>
  );
}

/** A record refetched under a form somebody is typing into does not take away what was typed. */
export const keepTyped = { keepDirtyValues: true };
