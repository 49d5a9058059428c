import {
  customerStatuses,
  orderStatuses,
  paymentMethods,
  wordFields,
  type ImportKind,
  type ImportOutcome,
  type WordField,
  type WordMeaning,
} from "@keii/shared";
import { foldWord, guessMethod, guessStatus } from "./words.js";

/** A site as files may name it. */
export interface KnownSite {
  no: number;
  code: string;
  name: { ja: string | null; en: string | null };
}

const mostWords = 10_000;
const shownWords = 200;

interface Met {
  field: WordField;
  word: string;
  count: number;
  means: string | null;
}

/** What the shop's words mean: as somebody said, else by the sites there are, else as guessed. */
export class WordBook {
  private readonly told = new Map<string, string>();
  private readonly sites = new Map<string, string>();
  private readonly siteCodes = new Map<string, string>();
  private readonly seen: Record<WordField, Map<string, Met>> = {
    site: new Map(),
    method: new Map(),
    status: new Map(),
  };
  /** Whether a word without a meaning has stood in the file. */
  hasUnknown = false;

  constructor(
    private readonly kind: ImportKind,
    words: readonly WordMeaning[],
    sites: readonly KnownSite[],
  ) {
    for (const { field, word, means } of words)
      this.told.set(`${field} ${foldWord(word)}`, means);
    for (const { no, name } of sites)
      for (const called of [name.ja, name.en])
        if (called) this.sites.set(foldWord(called), String(no));
    for (const { no, code } of sites) {
      this.sites.set(foldWord(code), String(no));
      this.siteCodes.set(String(no), code);
    }
  }

  /** What a word of a file stands for in the table; an unknown one is kept in mind and stands for nothing. */
  meaning(field: WordField, word: string): string {
    if (word === "") return "";
    const seen = this.seen[field];
    let entry = seen.get(word);
    if (entry === undefined) {
      entry = { field, word, count: 0, means: this.find(field, word) };
      if (entry.means === null) this.hasUnknown = true;
      if (seen.size < mostWords) seen.set(word, entry);
    }
    entry.count++;
    return entry.means ?? "";
  }

  private find(field: WordField, word: string): string | null {
    const told = this.told.get(`${field} ${foldWord(word)}`);
    if (field === "site") return this.sites.get(foldWord(told ?? word)) ?? null;
    if (told !== undefined && isOurs(this.kind, field, told)) return told;
    return field === "method"
      ? guessMethod(word)
      : guessStatus(this.kind, word);
  }

  /** The words that were met, with what they mean: a site is its code. */
  met(): Met[] {
    return wordFields
      .flatMap((field) => [...this.seen[field].values()])
      .sort((a, b) => b.count - a.count)
      .map((entry) => ({
        ...entry,
        means:
          entry.field === "site" && entry.means !== null
            ? (this.siteCodes.get(entry.means) ?? null)
            : entry.means,
      }));
  }

  unknown(): ImportOutcome["words"] {
    return this.met()
      .filter(({ means }) => means === null)
      .slice(0, shownWords)
      .map(({ field, word, count }) => ({ field, word, count }));
  }

  /** What is remembered for the next file like this. */
  remembered(): WordMeaning[] {
    return this.met()
      .filter(({ means }) => means !== null)
      .slice(0, 5_000)
      .map(({ field, word, means }) => ({ field, word, means: means! }));
  }
}

/** Whether a meaning is one of ours. */
export function isOurs(
  kind: ImportKind,
  field: WordField,
  means: string,
): boolean {
  if (!wordFields.includes(field)) return false;
  const ours: readonly string[] =
    field === "method"
      ? paymentMethods
      : kind === "purchases"
        ? orderStatuses
        : customerStatuses;
  return ours.includes(means);
}
