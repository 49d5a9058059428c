/** A customer id as it is kept, however somebody typed it: without blanks around it, and of ordinary width. */
export function customerNoOf(typed: string): string {
  return typed.slice(0, 200).normalize("NFKC").trim();
}
