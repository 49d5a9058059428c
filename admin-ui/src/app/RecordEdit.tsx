import { Alert } from "@mui/material";
import {
  OptionalRecordContextProvider,
  SaveContextProvider,
  useGetOne,
  useNotify,
  useRedirect,
  useRequireAccess,
  useTranslate,
  type Identifier,
  type RaRecord,
} from "ra-core";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useFormState } from "react-hook-form";
import { useParams } from "react-router";
import { changedOnly, toContract, type Contract } from "./contract.js";
import { ContractForm } from "./ContractForm.js";
import { forgetDraft } from "./drafts.js";
import { isRefusal } from "./http.js";
import { MergeDialog } from "./MergeDialog.js";
import { FailurePage } from "./Failure.js";
import { PageTitle } from "./PageTitle.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useResource,
  useTellMasked,
  useTellRefused,
} from "./saving.js";

export type EditedRecord = RaRecord & { version: number };

interface RecordEditProps<T extends EditedRecord> {
  /** The class the form is checked by and sent as. */
  contract: Contract;
  children: ReactNode;
  /** The record's id; by default the one in the address. */
  id?: Identifier;
  /** Message key of the heading, or what stands there for a record. */
  title?: string | ((record: T) => string);
  /** Properties asked for anew each time and always sent (such as a reason): they start empty. */
  always?: readonly string[];
  defaultValues?: Record<string, unknown>;
  draft?: string;
  saveLabel?: string;
  /** Lets the fields take the whole page. */
  isWide?: boolean;
  /** Where to go afterwards; by default one stays. */
  redirect?: "list" | "show" | false;
  onSaved?: (record: T) => void;
  actions?: ReactNode;
  /** How a field's value reads in the merge dialog, where its words are not found by themselves. */
  valueText?: (field: string, value: unknown) => string | undefined;
}

/** What the reader based the form on, what was sent, and what somebody else saved first. */
interface Conflict<T> {
  mine: Record<string, unknown>;
  theirs: T;
}

/**
 * A form for a record of the resource around. It sends only what was changed, based on the version it was read at, and
 * shows both versions where somebody else was faster.
 */
export function RecordEdit<T extends EditedRecord = EditedRecord>(
  props: RecordEditProps<T>,
) {
  const resource = useResource();
  const params = useParams<{ id: string }>();
  const id = props.id ?? params.id;
  const { isPending } = useRequireAccess({ action: "edit", resource });
  const { data, error } = useGetOne<T>(
    resource,
    { id: id as T["id"] },
    { enabled: id !== undefined && !isPending, retry: false },
  );
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  return <RecordForm key={String(data.id)} {...props} record={data} />;
}

function RecordForm<T extends EditedRecord>({
  record,
  ...props
}: RecordEditProps<T> & { record: T }) {
  const [base, setBase] = useState(record);
  const { save, saving, conflict, settle, giveUp } = useEditing(base, setBase, {
    ...props,
  });
  const { title } = props;
  const asked = (props.always ?? []).join(",");
  const shown = useMemo(
    () => ({ ...base, ...emptied(asked.split(",")) }),
    [base, asked],
  );
  const isAsked = (key: string) => props.always?.includes(key) ?? false;
  return (
    <OptionalRecordContextProvider value={shown}>
      <SaveContextProvider
        value={{ save, saving, mutationMode: "pessimistic" }}
      >
        {typeof title === "string" && <PageTitle title={title} />}
        {typeof title === "function" && <PageTitle text={title(record)} />}
        <ContractForm
          contract={props.contract}
          defaultValues={props.defaultValues}
          draft={props.draft}
          saveLabel={props.saveLabel}
          isWide={props.isWide}
          actions={props.actions}
        >
          <NewerNotice base={base} newest={record} onTake={setBase} />
          {props.children}
        </ContractForm>
        {conflict && (
          <MergeDialog
            base={base}
            mine={chosenAmong(conflict.mine, (key) => !isAsked(key))}
            theirs={conflict.theirs}
            valueText={props.valueText}
            isSaving={saving}
            onSettle={(chosen) =>
              settle({ ...chosenAmong(conflict.mine, isAsked), ...chosen })
            }
            onClose={giveUp}
          />
        )}
      </SaveContextProvider>
    </OptionalRecordContextProvider>
  );
}

function emptied(properties: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    properties.filter(Boolean).map((property) => [property, ""]),
  );
}

function chosenAmong(
  values: Record<string, unknown>,
  isChosen: (key: string) => boolean,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([key]) => isChosen(key)),
  );
}

/** Takes over what others saved while nothing has been typed; afterwards it only says so. */
function NewerNotice<T extends EditedRecord>({
  base,
  newest,
  onTake,
}: {
  base: T;
  newest: T;
  onTake: (record: T) => void;
}) {
  const { isDirty, isSubmitting } = useFormState();
  const translate = useTranslate();
  const isNewer = newest.version > base.version;
  useEffect(() => {
    if (isNewer && !isDirty && !isSubmitting) onTake(newest);
  }, [isNewer, isDirty, isSubmitting, newest, onTake]);
  if (!isNewer || !isDirty) return null;
  return (
    <Alert severity="info" sx={{ mb: 1 }}>
      {translate("app.merge.newer")}
    </Alert>
  );
}

function useEditing<T extends EditedRecord>(
  base: T,
  setBase: (record: T) => void,
  props: Omit<RecordEditProps<T>, "children">,
) {
  const { contract, always, draft, redirect, onSaved } = props;
  const resource = useResource();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefused = useTellRefused(contract);
  const tellMasked = useTellMasked();
  const goTo = useRedirect();
  const notify = useNotify();
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<Conflict<T> | null>(null);

  const saved = (record: T) => {
    setConflict(null);
    setBase(record);
    if (draft) void forgetDraft(draft);
    notify("ra.notification.updated", {
      type: "info",
      messageArgs: { smart_count: 1 },
    });
    void lookAgain(resource, "incidents");
    onSaved?.(record);
    if (!onSaved && redirect) goTo(redirect, resource, record.id, record);
  };

  const send = async (data: Record<string, unknown>, on: T) => {
    setSaving(true);
    try {
      const answer = (await dataProvider.update(resource, {
        id: on.id,
        data,
        previousData: on,
      })) as { data: T; meta?: unknown };
      tellMasked(answer.meta);
      saved(answer.data);
    } catch (error) {
      if (isRefusal(error) && error.status === 412 && error.body?.current) {
        setConflict({ mine: data, theirs: error.body.current as T });
        return;
      }
      return tellRefused(error);
    } finally {
      setSaving(false);
    }
  };

  const save = (values: Partial<RaRecord>) => {
    const data = changedOnly(toContract(contract, values), base, always);
    const isUnchanged = Object.keys(data).every((k) => always?.includes(k));
    if (isUnchanged) {
      notify("app.nothingChanged", { type: "info" });
      return Promise.resolve(undefined);
    }
    return send(data, base);
  };

  /** Saves what was chosen, now based on what the other person saved. */
  const settle = async (chosen: Record<string, unknown>) => {
    if (!conflict) return;
    const { theirs } = conflict;
    const isNothingMine = Object.keys(chosen).every((k) => always?.includes(k));
    if (isNothingMine) {
      setConflict(null);
      setBase(theirs);
      return;
    }
    const messages = await send(chosen, theirs);
    if (messages) notify(Object.values(messages).join(" "), { type: "error" });
  };

  return { save, saving, conflict, settle, giveUp: () => setConflict(null) };
}
