import { useTranslate } from "ra-core";
import { useCallback } from "react";
import type { ImportOutcome } from "@keii/shared";
import { numberText } from "./number-text.js";

const shownWords = 10;

/** Why a file is refused, in one sentence, with the line, fields and words it is about. */
export function useOutcomeText(): (outcome: ImportOutcome) => string {
  const translate = useTranslate();
  return useCallback(
    ({ problem, line, fields, words }) => {
      const about = [
        ...fields.map((field) => translate(`imports.field.${field}`)),
        ...words.slice(0, shownWords).map(({ field, word, count }) =>
          translate("imports.wordCounted", {
            field: translate(`imports.field.${field}`),
            word,
            count: numberText(count),
          }),
        ),
        ...(words.length > shownWords
          ? [
              translate("imports.wordsMore", {
                count: numberText(words.length - shownWords),
              }),
            ]
          : []),
      ].join(translate("app.comma"));
      const what = translate(`imports.problem.${problem}`);
      const where =
        line === null
          ? what
          : translate("imports.atLine", { what, line: numberText(line) });
      return about === "" ? where : [where, about].join(translate("app.colon"));
    },
    [translate],
  );
}
