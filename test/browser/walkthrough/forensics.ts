import type { People } from "./first-steps.js";
import type { Hands } from "./hands.js";
import type { Section } from "./page.js";
import { addMilestone, chooseLine, turnInto } from "./records.js";

const firstReport = "第1次報告書を受領";
const finalReport = "最終報告書を受領";
const holders = ["Minato Payment", "Kakuu Card", "Mihon Credit"];

export async function followTheFirm(
  { responder: me }: People,
  { text, texts }: Section,
): Promise<void> {
  await engage(me, text("西村"));

  await turnInto(
    me,
    firstReport,
    "A forensic report received",
    "Record a report received",
  );
  await me.choose("Kind", "First report");
  await me.press("Record");
  await me.arrives("Forensics");

  for (const [name, category, received] of [
    [text("第1次報告書"), "Report", "8/16 17:50"],
    [text("最終報告書"), "Report", "9/1 13:00"],
    [text("警察提出用"), "Log", "9/5"],
  ] as const)
    await addFile(me, name, category, received);

  await me.goTo("Forensics");
  await me.press("Record a handing over");
  await me.arrives("Record a handing over");
  await fillHandover(me, holders);
  await me.when("Handed over", "8/16 18:10");
  await me.fill("By", text("佐藤"));
  await chooseLine(me, firstReport);
  await me.press("Record");
  await me.arrives("Forensics");

  await addFinding(me, /First report/, text("アップロード機能で"), "Critical");
  await addFinding(me, /First report/, text("カード決済の記録"), "Critical");

  await me.press("Record a report received");
  await me.arrives("Record a report received");
  await me.choose("Kind", "Interim report");
  await me.when("Received", "8/25 15:30");
  await me.press("Record");
  await me.arrives("Forensics");

  await turnInto(
    me,
    finalReport,
    "A forensic report received",
    "Record a report received",
  );
  await me.choose("Kind", "Final report");
  await me.fill("Summary", text("不正アクセスの痕跡"));
  await me.fill("Exposures confirmed", texts("経路").join("\n"));
  await me.press("Record");
  await me.arrives("Forensics");

  await me.press("Record “Completed”");
  await me.when("Completed", "9/1 13:00", me.dialog);
  await chooseLine(me, finalReport);
  await me.press("Record", me.dialog);
  await me.dialogCloses();
  await addMilestone(
    me,
    "Forensic firm engaged",
    "8/16 09:30",
    "フォレンジック調査会社に正式に",
  );
  await addMilestone(me, "Forensic work completed", "9/1 13:00", finalReport);

  await me.goTo("Forensics");
  for (const [beginning, severity] of [
    ["Webアプリケーション", "High"],
    ["カード情報がサーバ", "High"],
    ["不審な通信", "Medium"],
  ] as const)
    await addFinding(me, /Final report/, text(beginning), severity);

  await turnInto(
    me,
    "最終報告書を決済代行会社とカード会社に提出",
    "A forensic report handed over",
    "Record a handing over",
  );
  await fillHandover(me, holders);
  await me.fill("By", text("佐藤"));
  await me.press("Record");
  await me.arrives("Forensics");
}

/** The engagement, with the steps that are known. */
async function engage(me: Hands, investigator: string): Promise<void> {
  await me.goTo("Forensics");
  await me.press("Add an engagement");
  await me.arrives("Add an engagement");
  await me.find("Forensic firm", "Aoba Forensics");
  await me.mark("PFI");
  await me.fill("Lead investigator", investigator);
  await me.find("Required by", "Minato Payment");
  for (const [step, moment, line] of [
    ["Required", "8/12 19:50"],
    ["Consulted", "8/12 20:05"],
    ["Formally requested", "8/16 09:30", "フォレンジック調査会社に正式に"],
    ["Signed", "8/16 10:00"],
    ["Started", "8/16 13:00"],
  ] as const) {
    await me.press("Add a moment");
    await me.comes("Step", step);
    await me.when("When", moment);
    if (line) await chooseLine(me, line);
  }
  await me.press("Record");
  await me.arrives("Forensics");
}

/** A file of the case, as small as one likes. */
async function addFile(
  me: Hands,
  name: string,
  category: string,
  received: string,
): Promise<void> {
  await me.goTo("Files");
  await me.giveFile("Add files", { name: `${category}.txt`, content: name });
  await me.fill("Name", name, me.dialog);
  await me.choose("Category", category, me.dialog);
  await me.received(received);
  await me.find("Received from", "Aoba Forensics", me.dialog);
  await me.press("Add", me.dialog);
  await me.dialogCloses();
}

/** To whom and how, in the form of a handing over. */
export async function fillHandover(
  me: Hands,
  parties: readonly string[],
): Promise<void> {
  const recipients = me.page.getByRole("group", { name: "Recipients" });
  for (const [at, party] of parties.entries()) {
    if (at > 0) await me.press("Add a recipient");
    await me.find("To", party, recipients);
  }
}

async function addFinding(
  me: Hands,
  report: RegExp,
  title: string,
  severity: string,
): Promise<void> {
  const menu = me.page
    .getByRole("button", { name: /^What may be done with/ })
    .and(me.page.getByRole("button", { name: report }));
  await me.click(menu.first(), "the menu of the report");
  await me.press("Add a finding");
  await me.fill("Finding", title, me.dialog);
  await me.choose("Severity", new RegExp(`^${severity} –`), me.dialog);
  await me.press("Save", me.dialog);
  await me.dialogCloses();
}
