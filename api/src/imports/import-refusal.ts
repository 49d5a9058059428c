import type { ImportOutcome, ImportProblem } from "@keii/shared";

/** A file that cannot be read as a whole, and why. */
export class ImportRefusal extends Error {
  readonly outcome: ImportOutcome;

  constructor(
    problem: ImportProblem,
    more: Partial<Omit<ImportOutcome, "problem">> = {},
  ) {
    super(`the file is refused: ${problem}`);
    this.outcome = { problem, line: null, words: [], fields: [], ...more };
  }
}
