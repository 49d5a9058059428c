import { FreeText } from "./rules.js";

/** A form somebody is filling in, kept on the server. */
export interface Draft {
  form: string;
  content: unknown;
  savedAt: string;
}

export class DraftContent {
  /** What the form holds, as JSON text. */
  @FreeText(200_000) content!: string;
}
