import {
  timelineCategories,
  timelineMessages,
  timelineTypes,
  visibilities,
} from "@keii/shared";
import type { People } from "./first-steps.js";
import { readMoment, type Hands } from "./hands.js";
import type { Section } from "./page.js";

export async function writeTheLines(
  { responder, compliance }: People,
  { block, table, text }: Section,
): Promise<void> {
  await pasteMany(responder, block, table("line"));
  for (const [when = "", what = "", more = ""] of table("when"))
    if (when.includes("as compliance")) {
      await compliance.press("Incidents");
      await compliance.press("INC-2016-002");
      await writeInFull(
        compliance,
        when.replace(" (as compliance)", ""),
        what,
        more,
      );
    } else await writeInFull(responder, when, what, more);

  await responder.openLine("通知対象の名寄せを開始");
  await responder.press("Retract");
  await responder.fill("Reason", text("別の案件"), responder.dialog);
  await responder.press("Retract with this reason");
  await responder.dialogCloses();

  await responder.openLine("公表。Webサイトに報告書を掲載");
  await responder.press("Correct");
  await responder.arrives(/^Correct timeline entry/);
  await responder.fill("What happened", text("公表。"));
  await responder.fill("Reason for the correction", text("手紙の発送は"));
  await responder.press("Correct");
  await responder.arrives(/^Timeline entry/);
}

async function pasteMany(
  me: Hands,
  block: string,
  changes: string[][],
): Promise<void> {
  const lines = block.split("\n");
  await me.goTo("Timeline");
  await me.press("Paste many");
  await me.arrives("Paste many lines");
  await me.fill("Text to paste", block);
  await me.press("Read");
  await me.choose("Visibility of all", "May be published");
  for (const [when = "", change = ""] of changes)
    for (const one of when.split(", ")) {
      const no = lines.findIndex((line) => beginsWith(line, one)) + 1;
      if (no === 0) throw new Error(`no line of ${one}`);
      for (const word of change.split(", ")) {
        const planned = /^kind of date _(.+)_$/.exec(word)?.[1];
        await me.select(
          `${planned ? "Kind of date" : fieldWith(word)} of entry ${no}`,
          planned ?? word,
        );
      }
    }
  await me.press(`Save ${lines.length} entries`);
  await me.arrives("Timeline");
}

/** A line of the page's table: when, what, and the rest in words. */
async function writeInFull(
  me: Hands,
  when: string,
  what: string,
  more: string,
): Promise<void> {
  await me.goTo("Timeline");
  await me.press("Write in full");
  await me.arrives("Write an entry in full");
  const period = /^period (\S+) to (\S+)$/.exec(when);
  if (period) {
    await me.choose("Kind of date", "Period");
    await me.fill("Day", period[1]!);
    await me.fill("Day of the end", period[2]!);
  } else await me.when("When", when);
  const words = plain(what);
  await me.fill("What happened", words);
  for (const part of more.split("; ")) await putIn(me, part);
  await me.press("Record");
  await me.arrives("Timeline");
}

/** “Decision, Discovery”, “learned 8/15 11:00”, “options a / b”, “advice x”, “decided by x”, “basis x”. */
async function putIn(me: Hands, part: string): Promise<void> {
  const [, name = "", rest = ""] =
    /^(learned|options|advice|decided by|basis) (.*)$/.exec(part) ?? [];
  if (name === "learned") {
    const { on, at } = readMoment(rest);
    await me.fill("Learned on", on);
    await me.fill("Learned at", at!);
  } else if (name === "options")
    await me.fill("Options considered", optionLines(rest));
  else if (name === "advice") await me.fill("Advice received", plain(rest));
  else if (name === "decided by") await me.fill("Decided by", plain(rest));
  else if (name === "basis")
    await me.fill("Basis for counsel only", plain(rest));
  else
    for (const word of part.split(", ")) {
      const option = word[0]!.toUpperCase() + word.slice(1);
      await me.choose(fieldWith(option), option);
    }
}

/** Which field of a line has that choice. */
function fieldWith(option: string): string {
  const { en } = timelineMessages;
  const has = (words: string, ids: readonly string[]) =>
    ids.some((id) => en[`timeline.${words}.${id}`] === option);
  if (has("type", timelineTypes)) return "Type";
  if (has("category", timelineCategories)) return "Category";
  if (has("visibility", visibilities)) return "Visibility";
  throw new Error(`no field of a line has “${option}”`);
}

/** Options as the page parts them, one a line. */
function optionLines(cell: string): string {
  return cell.split(" / ").map(plain).join("\n");
}

/** A cell without the marks of what is to be copied. */
export function plain(cell: string): string {
  return cell.replaceAll("`", "");
}

function beginsWith(line: string, when: string): boolean {
  return line.startsWith(when) && !/^[\d:]/.test(line.slice(when.length));
}
