import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import { useMemo, useRef, useState } from "react";
import type {
  NewTimelineEvent,
  TimelineCategory,
  TimelineEvent,
  TimelineType,
  Visibility,
} from "@keii/shared";
import { isRefusal } from "../app/http.js";
import { useIncident, useKnownYear } from "../app/Incident.js";
import {
  fieldMessages,
  useKeiiDataProvider,
  useLookAgain,
  useTellMasked,
  useTellRefusal,
} from "../app/saving.js";
import { findSame } from "./same-entry.js";
import { useTimelineCalls } from "../timeline-rows/timeline-calls.js";
import { useNow } from "../app/use-now.js";
import { guessEntry } from "./entry-guess.js";
import { readWhen, whenText, type ReadWhen } from "./when-text.js";

/** What stands in the line. Type and category follow the text until somebody chooses them. */
export interface TypedLine {
  when: string;
  text: string;
  type: TimelineType;
  category: TimelineCategory;
  visibility: Visibility;
  counselBasis: string;
  chosen: ("type" | "category")[];
}

export interface EntryLine {
  typed: TypedLine;
  change: (part: Partial<TypedLine>) => void;
  /** What the date was read as; null where it cannot be. */
  read: ReadWhen | null;
  /** Worth a look before saving, but no reason not to. */
  warnings: string[];
  /** An entry of that day that says the same. */
  duplicate: TimelineEvent | null;
  errors: Record<string, string>;
  isSaving: boolean;
  /** The saved entry, or null where it was refused. */
  save: () => Promise<TimelineEvent | null>;
}

const blank: Omit<TypedLine, "when"> = {
  text: "",
  type: "fact",
  category: "investigation",
  visibility: "internal",
  counselBasis: "",
  chosen: [],
};

/** The state of the line and its way to the API. */
export function useEntryLine(behind: TimelineEvent | undefined): EntryLine {
  const translate = useTranslate();
  const { zone } = useIncident();
  const year = useKnownYear();
  const { today, time } = useNow();
  const context = useMemo(
    () => ({ zone, year, today, time }),
    [zone, year, today, time],
  );
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellMasked = useTellMasked();
  const tellRefusal = useTellRefusal();
  const [typed, setTyped] = useState<TypedLine>(() => ({
    ...blank,
    when: behind ? whenText(behind.occurred, context) : "",
  }));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSaving, setIsSaving] = useState(false);
  const isBusy = useRef(false);
  const read = useMemo(() => readWhen(typed.when, context), [typed, context]);
  const duplicate = useDuplicate(read?.occurred.on, typed.text);

  const change = (part: Partial<TypedLine>) => {
    setErrors({});
    setTyped((old) =>
      following({ ...old, ...part, chosen: chosenIn(old, part) }),
    );
  };
  const save = async () => {
    if (isBusy.current || typed.text.trim() === "") return null;
    if (!read) {
      setErrors({ when: translate("timeline.line.whenMissing") });
      return null;
    }
    isBusy.current = true;
    setIsSaving(true);
    try {
      const data = entryOf(typed, read, behind);
      const answer = (await dataProvider.create("timeline", { data })) as {
        data: TimelineEvent;
        meta?: unknown;
      };
      tellMasked(answer.meta);
      void lookAgain("timeline", "incidents");
      setTyped({
        ...blank,
        visibility:
          typed.visibility === "counsel" ? "internal" : typed.visibility,
        when: read.isFromClock ? "" : whenText(dayOnly(read), context),
      });
      return answer.data;
    } catch (error) {
      const messages = isRefusal(error) ? fieldMessages(error) : undefined;
      if (messages) setErrors(named(messages));
      else tellRefusal(error);
      return null;
    } finally {
      isBusy.current = false;
      setIsSaving(false);
    }
  };
  return {
    typed,
    change,
    read,
    warnings: (read?.warnings ?? []).map((warning) =>
      translate(`timeline.warning.${warning}`),
    ),
    duplicate,
    errors,
    isSaving,
    save,
  };
}

function chosenIn(old: TypedLine, part: Partial<TypedLine>) {
  const chosen = new Set(part.chosen ?? old.chosen);
  if (part.type !== undefined) chosen.add("type");
  if (part.category !== undefined) chosen.add("category");
  return [...chosen];
}

function following(typed: TypedLine): TypedLine {
  const guess = guessEntry(typed.text);
  return {
    ...typed,
    type: typed.chosen.includes("type") ? typed.type : guess.type,
    category: typed.chosen.includes("category")
      ? typed.category
      : guess.category,
  };
}

function entryOf(
  typed: TypedLine,
  { occurred }: ReadWhen,
  behind: TimelineEvent | undefined,
): NewTimelineEvent {
  const { type, category, visibility, counselBasis } = typed;
  // A time of its own finds its place by itself.
  const isBehind =
    behind !== undefined &&
    behind.occurred.on === occurred.on &&
    (occurred.at === null || occurred.at === behind.occurred.at);
  return {
    occurred,
    text: typed.text.trim(),
    type,
    category,
    visibility,
    ...(visibility === "counsel" && { counselBasis }),
    ...(isBehind && { afterId: behind.id }),
  };
}

function dayOnly({ occurred }: ReadWhen) {
  return { ...occurred, precision: "day" as const, at: null };
}

/** The API names nested fields; the line shows them at its two. */
function named(messages: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).map(([source, words]) => [
      source.startsWith("occurred") ? "when" : source,
      words,
    ]),
  );
}

/** Looks whether an entry of the same day already says it. */
function useDuplicate(on: string | undefined, text: string) {
  const calls = useTimelineCalls();
  const { id } = useIncident();
  const { data } = useQuery({
    queryKey: ["timeline", "of-day", id, on],
    queryFn: ({ signal }) =>
      calls.page(
        {
          filter: { from: on, to: on, state: "current" },
          sort: { field: "occurred", order: "ASC" },
        },
        null,
        200,
        signal,
      ),
    enabled: on !== undefined && text.trim().length >= 4,
  });
  return data && on ? findSame(on, text, data.rows) : null;
}
