import { Alert, Button } from "@mui/material";
import { useTranslate } from "ra-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useFormContext, useFormState, useWatch } from "react-hook-form";
import type { Draft, DraftContent } from "@keii/shared";
import { call, isRefusal } from "./http.js";
import { InstantText } from "./MomentText.js";

/** How long nothing is typed before a draft is saved. */
export const draftPause = 2000;

export interface KeptDraft<T> {
  /** What was typed earlier and not saved; null where there is nothing. */
  offered: { content: T; savedAt: string } | null;
  /** Takes the offer off the screen and hands out what it holds. */
  restore: () => T | null;
  /** Deletes what was kept: after saving, or when it is not wanted. */
  discard: () => Promise<void>;
}

const pathOf = (form: string) => `/drafts/${encodeURIComponent(form)}`;

/**
 * Keeps what a form holds on the server, two seconds after the last change, and offers it when the form is opened
 * again. `value` is null while there is nothing worth keeping.
 */
export function useDraft<T>(form: string, value: T | null): KeptDraft<T> {
  const [offered, setOffered] = useState<KeptDraft<T>["offered"]>(null);
  const saved = useRef<string | null>(null);
  const text = value === null ? null : JSON.stringify(value);

  useEffect(() => {
    const stop = new AbortController();
    saved.current = null;
    void loadDraft<T>(form, stop.signal).then((draft) => {
      if (!stop.signal.aborted) setOffered(draft);
    });
    return () => stop.abort();
  }, [form]);

  useEffect(() => {
    if (text === null || text === saved.current) return;
    const timer = setTimeout(() => {
      const body: DraftContent = { content: text };
      // A draft that could not be kept is tried again with the next change; the form itself still holds the text.
      void call(pathOf(form), { method: "PUT", body }).then(
        () => (saved.current = text),
        () => undefined,
      );
    }, draftPause);
    return () => clearTimeout(timer);
  }, [form, text]);

  const discard = useCallback(() => {
    setOffered(null);
    saved.current = text;
    return forgetDraft(form);
  }, [form, text]);

  const restore = useCallback(() => {
    setOffered(null);
    return offered?.content ?? null;
  }, [offered]);

  return { offered, restore, discard };
}

async function loadDraft<T>(
  form: string,
  signal: AbortSignal,
): Promise<KeptDraft<T>["offered"]> {
  try {
    const { data } = await call<Draft | null>(pathOf(form), { signal });
    if (!data) return null;
    const { content, savedAt } = data;
    const value: unknown =
      typeof content === "string" ? JSON.parse(content) : content;
    return { content: value as T, savedAt };
  } catch {
    // No answer: there is nothing to offer.
    return null;
  }
}

/** Deletes the draft of a form that has been saved. One that is not there, or cannot be reached now, does no harm. */
export async function forgetDraft(form: string): Promise<void> {
  try {
    await call(pathOf(form), { method: "DELETE" });
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

/** The offer to take up what was typed earlier. */
export function DraftOffer<T>({
  draft,
  onRestore,
}: {
  draft: KeptDraft<T>;
  onRestore: (content: T) => void;
}) {
  const translate = useTranslate();
  if (!draft.offered) return null;
  const takeUp = () => {
    const content = draft.restore();
    if (content !== null) onRestore(content);
  };
  return (
    <Alert
      severity="info"
      sx={{ mb: 1 }}
      action={
        <>
          <Button onClick={takeUp}>{translate("app.draft.restore")}</Button>
          <Button onClick={() => void draft.discard()}>
            {translate("app.draft.discard")}
          </Button>
        </>
      }
    >
      {translate("app.draft.offer")} <InstantText at={draft.offered.savedAt} />
    </Alert>
  );
}

/**
 * Keeps the react-admin form around it: only what was touched, so that taking it up again overwrites nothing that
 * somebody else changed meanwhile. Whoever saves the form calls `forgetDraft`.
 */
export function FormDraft({ form }: { form: string }) {
  const { setValue } = useFormContext();
  const { isDirty, dirtyFields } = useFormState();
  const values = useWatch() as Record<string, unknown>;
  const touched = Object.fromEntries(
    Object.entries(values).filter(([field]) => field in dirtyFields),
  );
  const draft = useDraft(form, isDirty ? touched : null);
  const takeUp = (content: Record<string, unknown>) => {
    for (const [field, value] of Object.entries(content))
      setValue(field, value, { shouldDirty: true });
  };
  return <DraftOffer draft={draft} onRestore={takeUp} />;
}
