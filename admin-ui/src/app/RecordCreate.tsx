import {
  SaveContextProvider,
  useNotify,
  useRedirect,
  useRequireAccess,
  useSaveContext,
} from "ra-core";
import { useMemo, useState, type ReactNode } from "react";
import type { RaRecord } from "ra-core";
import { toContract, type Contract } from "./contract.js";
import { ContractForm } from "./ContractForm.js";
import { useStarted } from "./from-line.js";
import { forgetDraft } from "./drafts.js";
import { PageTitle } from "./PageTitle.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useResource,
  useTellMasked,
  useTellRefused,
} from "./saving.js";

interface RecordCreateProps<T extends RaRecord> {
  /** The class the form is checked by and sent as. */
  contract: Contract;
  children: ReactNode;
  /** Message key of the heading. */
  title?: string;
  defaultValues?: Record<string, unknown>;
  /** The draft's name on the server. */
  draft?: string;
  saveLabel?: string;
  /** Lets the fields take the whole page. */
  isWide?: boolean;
  /** Where to go afterwards; by default to the list. */
  redirect?: "list" | "edit" | "show" | false;
  onSaved?: (record: T) => void;
  actions?: ReactNode;
}

/** A form for a new record of the resource around. */
export function RecordCreate<T extends RaRecord = RaRecord>({
  contract,
  children,
  title,
  defaultValues,
  draft,
  saveLabel = "app.record",
  isWide,
  redirect = "list",
  onSaved,
  actions,
}: RecordCreateProps<T>) {
  const resource = useResource();
  const started = useStarted();
  const { isPending } = useRequireAccess({ action: "create", resource });
  const goTo = useRedirect();
  const notify = useNotify();
  const save = useCreating<T>(contract, (record) => {
    if (draft) void forgetDraft(draft);
    notify("ra.notification.created", { type: "info" });
    onSaved?.(record);
    if (!onSaved && redirect) goTo(redirect, resource, record.id, record);
  });
  if (isPending) return null;
  return (
    <SaveContextProvider value={save}>
      {title && <PageTitle title={title} />}
      <ContractForm
        contract={contract}
        defaultValues={{ ...defaultValues, ...started }}
        draft={draft}
        saveLabel={saveLabel}
        isWide={isWide}
        actions={actions}
      >
        {children}
      </ContractForm>
    </SaveContextProvider>
  );
}

function useCreating<T extends RaRecord>(
  contract: Contract,
  onSaved: (record: T) => void,
): ReturnType<typeof useSaveContext> {
  const resource = useResource();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefused = useTellRefused(contract);
  const tellMasked = useTellMasked();
  const [saving, setSaving] = useState(false);
  return useMemo(() => {
    const save = async (values: Partial<RaRecord>) => {
      setSaving(true);
      try {
        const data = toContract(contract, values);
        const { data: record, meta } = (await dataProvider.create(resource, {
          data,
        })) as { data: T; meta?: unknown };
        tellMasked(meta);
        void lookAgain(resource, "incidents");
        onSaved(record);
      } catch (error) {
        return tellRefused(error);
      } finally {
        setSaving(false);
      }
    };
    return { save, saving, mutationMode: "pessimistic" };
  }, [
    contract,
    dataProvider,
    lookAgain,
    onSaved,
    resource,
    saving,
    tellMasked,
    tellRefused,
  ]);
}
