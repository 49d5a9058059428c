import { useTranslate } from "ra-core";
import { useMemo } from "react";

export interface Choice {
  id: string;
  name: string;
}

/** A closed set of words as choices of an input: `<prefix>.<word>` is what each is called. */
export function useChoices(words: readonly string[], prefix: string): Choice[] {
  const translate = useTranslate();
  return useMemo(
    () => words.map((id) => ({ id, name: translate(`${prefix}.${id}`) })),
    [words, prefix, translate],
  );
}

/** An emptied text stays a text: for inputs whose contract wants one. */
export function asText(value: string | null | undefined): string {
  return value ?? "";
}
