/** What somebody typed into a line: without blanks around it, and one line. */
export function oneLine(typed: string): string {
  return typed.replaceAll(/\s+/g, " ").trim();
}

/** What somebody typed into a text: browsers send both signs of a line's end. */
export function lines(typed: string): string {
  return typed.replaceAll(/\r\n?/g, "\n").trim();
}

/** Whether there is nothing to be read: blanks of any kind, and signs without width. */
export function isNothing(text: string): boolean {
  return !/[^\s\p{C}]/u.test(text);
}
