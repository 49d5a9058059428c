import { useCreatePath, useNotify, useTranslate } from "react-admin";
import { useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Visibility } from "@keii/shared";
import { useDraft, type KeptDraft } from "../app/drafts.js";
import { isRefusal } from "../app/http.js";
import { useIncident, useKnownYear } from "../app/Incident.js";
import { fieldMessages, useLookAgain, useTellRefusal } from "../app/saving.js";
import {
  checkRows,
  editAll,
  editRow,
  entryOfRow,
  readRows,
  removeRow,
  splitRow,
  undoStep,
  type CheckedRow,
  type PasteContext,
  type PastePreview,
  type PasteRow,
} from "./paste-rows.js";
import {
  largestPage,
  useTimelineCalls,
} from "../timeline-rows/timeline-calls.js";
import { useNow } from "../app/use-now.js";

/** What is kept of a paste until it is saved. */
interface PasteDraft {
  text: string;
  preview: PastePreview | null;
}

export interface Paste {
  text: string;
  setText: (text: string) => void;
  read: () => void;
  isReading: boolean;
  preview: PastePreview | null;
  checked: CheckedRow[];
  unreadFrom: number | null;
  change: (key: number, part: Partial<PasteRow>) => void;
  changeAll: (part: { visibility: Visibility }) => void;
  split: (key: number) => void;
  remove: (key: number) => void;
  undo: () => void;
  canUndo: boolean;
  backToText: () => void;
  save: () => Promise<void>;
  isSaving: boolean;
  /** What the API said of the whole, and of single rows. */
  problem: string | null;
  rowProblems: ReadonlyMap<number, string>;
  draft: KeptDraft<PasteDraft>;
  restore: (draft: PasteDraft) => void;
}

/** What a draft may hold; beyond that only the text is kept, and beyond that nothing. */
const mostKept = 190_000;
/** As many entries of the timeline as are looked at for what is pasted again. */
const mostExisting = 5000;

export function usePaste(firstText: string): Paste {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const incident = useIncident();
  const calls = useTimelineCalls();
  const tellRefusal = useTellRefusal();
  const lookAgain = useLookAgain();
  const clock = useWhenContext();
  const [text, setText] = useState(firstText);
  const [preview, setPreview] = useState<PastePreview | null>(null);
  const [existing, setExisting] = useState<PasteContext["existing"]>([]);
  const [isReading, setIsReading] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [rowProblems, setRowProblems] = useState<Map<number, string>>(
    new Map(),
  );
  const key = useRef<{ body: string; key: string } | null>(null);

  const context = useMemo<PasteContext>(
    () => ({ ...clock, existing }),
    [clock, existing],
  );
  const checked = useMemo(
    () => (preview ? checkRows(preview.rows, context) : []),
    [preview, context],
  );
  const draft = useDraft<PasteDraft>(
    `timeline:${incident.id}:paste`,
    useMemo(() => kept(text, preview), [text, preview]),
  );

  /** Looks up what the timeline holds of the days that were pasted, to mark what is there already. */
  const lookUp = async (next: PastePreview) => {
    const days = checkRows(next.rows, { ...clock, existing: [] })
      .flatMap(({ moment }) => (moment ? [moment.on] : []))
      .sort();
    const [from, to] = [days[0], days.at(-1)];
    if (!from || !to) return;
    const found: { on: string; text: string }[] = [];
    let cursor: string | null = null;
    do {
      const page = await calls.page(
        {
          filter: { from, to, state: "current" },
          sort: { field: "occurred", order: "ASC" },
        },
        cursor,
        largestPage,
      );
      for (const { occurred, text } of page.rows)
        if (text !== null) found.push({ on: occurred.on, text });
      cursor = page.next;
    } while (cursor !== null && found.length < mostExisting);
    setExisting(found);
  };
  const read = () => {
    if (text.trim() === "" || isReading) return;
    const next = readRows(text, { ...clock, existing: [] }, "internal");
    setPreview(next);
    setProblem(null);
    setIsReading(true);
    lookUp(next)
      .catch(tellRefusal)
      .finally(() => setIsReading(false));
  };
  const edit = (work: (preview: PastePreview) => PastePreview) => {
    setProblem(null);
    setRowProblems(new Map());
    setPreview((old) => old && work(old));
  };

  const save = async () => {
    const isReady = checked.length > 0 && checked.every((row) => row.isReady);
    if (!isReady || isSaving) return;
    const entries = checked.map(entryOfRow);
    const body = JSON.stringify(entries);
    // The same rows sent again after a lost answer are the same step.
    if (key.current?.body !== body)
      key.current = { body, key: crypto.randomUUID() };
    setIsSaving(true);
    try {
      const { count } = await calls.saveBatch(entries, key.current.key);
      await draft.discard();
      await lookAgain("timeline", "incidents");
      notify("timeline.paste.saved", {
        type: "info",
        messageArgs: { smart_count: count },
      });
      void navigate(createPath({ resource: "timeline", type: "list" }));
    } catch (error) {
      key.current = null;
      const messages = isRefusal(error) ? fieldMessages(error) : undefined;
      if (!messages) {
        tellRefusal(error);
        return;
      }
      setProblem(translate("timeline.paste.refused"));
      setRowProblems(problemsByRow(messages, checked));
    } finally {
      setIsSaving(false);
    }
  };

  return {
    text,
    setText,
    read,
    isReading,
    preview,
    checked,
    unreadFrom: preview?.unreadFrom ?? null,
    change: (key, part) => edit((old) => editRow(old, key, part)),
    changeAll: (part) => edit((old) => editAll(old, part)),
    split: (key) => edit((old) => splitRow(old, key)),
    remove: (key) => edit((old) => removeRow(old, key)),
    undo: () => edit(undoStep),
    canUndo: (preview?.undo.length ?? 0) > 0,
    backToText: () => setPreview(null),
    save,
    isSaving,
    problem,
    rowProblems,
    draft,
    restore: (draft) => {
      setText(draft.text);
      setPreview(draft.preview);
      if (draft.preview) lookUp(draft.preview).catch(tellRefusal);
    },
  };
}

/** What dates are read by, steady while nothing about it changes. */
function useWhenContext() {
  const { zone } = useIncident();
  const year = useKnownYear();
  const { today, time } = useNow();
  return useMemo(
    () => ({ zone, year, today, time }),
    [zone, year, today, time],
  );
}

function kept(text: string, preview: PastePreview | null): PasteDraft | null {
  if (text.trim() === "") return null;
  const whole = { text, preview: preview && { ...preview, undo: [] } };
  if (JSON.stringify(whole).length < mostKept) return whole;
  return text.length < mostKept ? { text, preview: null } : null;
}

/** The API names an entry by its place: `entries.3.occurred.on`. */
function problemsByRow(
  messages: Record<string, string>,
  checked: readonly CheckedRow[],
): Map<number, string> {
  const byRow = new Map<number, string>();
  for (const [source, words] of Object.entries(messages)) {
    const place = /^entries\.(\d+)\./.exec(source)?.[1];
    const row = place === undefined ? undefined : checked[Number(place)]?.row;
    if (row) byRow.set(row.key, words);
  }
  return byRow;
}
