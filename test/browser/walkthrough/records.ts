import type { Hands } from "./hands.js";

/** Which line of the timeline the record is; where its day has none, nothing is asked. */
export async function chooseLine(
  me: Hands,
  line: string,
  place: Parameters<Hands["mark"]>[1] = me.page,
): Promise<void> {
  await me.mark(new RegExp(escaped(line)), place);
}

export async function addMilestone(
  me: Hands,
  kind: string,
  moment: string,
  line: string,
): Promise<void> {
  await me.goTo("Overview");
  await me.press("Add a milestone");
  await me.choose("Kind", kind, me.dialog);
  await me.when("When", moment, me.dialog);
  await chooseLine(me, line);
  await me.press("Add", me.dialog);
  await me.dialogCloses();
}

/** From the page of a line to the form of the record it speaks of. */
export async function turnInto(
  me: Hands,
  line: string,
  record: string,
  heading: string,
): Promise<void> {
  await me.openLine(line);
  await me.press("Turn into a record");
  await me.press(record);
  await me.arrives(heading);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
