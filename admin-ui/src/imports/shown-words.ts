import type {
  ImportBatch,
  ImportField,
  ImportPreview,
  WordField,
} from "@keii/shared";

export interface ShownWord {
  field: WordField;
  word: string;
  count: number;
  /** There may be more of it further down than was counted. */
  isAtLeast: boolean;
  means: string | null;
}

/**
 * The words of a file with what they mean: those of its head, and those a run has met further down, with the count over
 * the whole file where that is known. Those without a meaning come first.
 */
export function shownWords(
  preview: Pick<ImportPreview, "words">,
  batch: Pick<ImportBatch, "outcome">,
  columns: readonly { field: ImportField | null }[],
  meansOf: (field: WordField, word: string) => string | null,
): ShownWord[] {
  const isRead = new Set(columns.map(({ field }) => field));
  const words = new Map<string, ShownWord>();
  const put = (word: ShownWord) => {
    if (isRead.has(word.field)) words.set(`${word.field} ${word.word}`, word);
  };
  const met = batch.outcome?.words ?? [];
  for (const word of preview.words)
    put({
      ...word,
      isAtLeast: met.length > 0,
      means: meansOf(word.field, word.word) ?? word.means,
    });
  for (const word of met) {
    const known = words.get(`${word.field} ${word.word}`);
    put({
      ...word,
      isAtLeast: false,
      means: known?.means ?? meansOf(word.field, word.word),
    });
  }
  return [...words.values()].sort(
    (a, b) =>
      Number(a.means !== null) - Number(b.means !== null) || b.count - a.count,
  );
}
