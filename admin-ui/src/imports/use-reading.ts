import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type {
  ImportBatch,
  ImportField,
  ImportPreview,
  ImportReading,
  WordField,
  WordMeaning,
} from "@keii/shared";
import { call } from "../app/http.js";
import { useKeiiDataProvider } from "../app/saving.js";

/** What somebody chose and has not sent yet, by batch: it outlives the page, and ends with the tab. */
const unsent = new Map<string, ImportReading>();

export interface ReadingChoice {
  preview: ImportPreview | undefined;
  error: unknown;
  /** The preview does not yet show what was chosen last. */
  isOld: boolean;
  /** All that a run is told. */
  reading: ImportReading;
  /** How the bytes are cut into cells; the columns are guessed anew. */
  cut: (part: Pick<ImportReading, "encoding" | "delimiter">) => void;
  /** Reads a column into a field; another that was read into it is not read any more. */
  assign: (column: number, field: ImportField | null) => void;
  mean: (field: WordField, word: string, means: string) => void;
  meansOf: (field: WordField, word: string) => string | null;
  forget: () => void;
}

/** How a file is to be read: as guessed or told before, with what was chosen here on top. */
export function useReading(batch: ImportBatch): ReadingChoice {
  const dataProvider = useKeiiDataProvider();
  const path = `${dataProvider.pathOf("import-batches")}/${batch.id}/preview`;
  const [chosen, setChosen] = useState(() => unsent.get(batch.id) ?? null);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ["import-batches", batch.id, "preview", batch.version, chosen],
    queryFn: async ({ signal }) =>
      chosen
        ? (
            await call<ImportPreview>(path, {
              method: "POST",
              body: chosen,
              signal,
            })
          ).data
        : (await call<ImportPreview>(path, { signal })).data,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const choose = (next: ImportReading) => {
    unsent.set(batch.id, next);
    setChosen(next);
  };
  const words = chosen?.words ?? batch.words ?? [];
  const reading: ImportReading = {
    ...(data && { encoding: data.encoding, delimiter: data.delimiter }),
    ...(data && data.columns.length > 0 && { columns: data.columns }),
    ...chosen,
    words,
  };
  return {
    preview: data,
    error,
    isOld: isPlaceholderData,
    reading,
    cut: (part) => {
      const { encoding, delimiter } = reading;
      choose({ encoding, delimiter, words, ...part });
    },
    assign: (column, field) =>
      choose({
        ...reading,
        columns: (reading.columns ?? []).map((one) =>
          one.column === column
            ? { column, field }
            : field !== null && one.field === field
              ? { ...one, field: null }
              : one,
        ),
      }),
    mean: (field, word, means) =>
      choose({ ...reading, words: withMeaning(words, { field, word, means }) }),
    meansOf: (field, word) =>
      words.find((one) => one.field === field && one.word === word)?.means ??
      null,
    forget: () => {
      unsent.delete(batch.id);
      setChosen(null);
    },
  };
}

function withMeaning(
  words: readonly WordMeaning[],
  meaning: WordMeaning,
): WordMeaning[] {
  return [
    ...words.filter(
      ({ field, word }) => field !== meaning.field || word !== meaning.word,
    ),
    meaning,
  ];
}
