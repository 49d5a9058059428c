import type { People } from "./first-steps.js";
import type { Hands } from "./hands.js";
import type { Section } from "./page.js";
import { addMilestone, chooseLine } from "./records.js";

export async function stopPayments(
  { responder: me }: People,
  { text, texts }: Section,
): Promise<void> {
  await me.goTo("Partners");
  await me.press("Record a request");
  await me.arrives("Record a request to a partner");
  await me.find("Party", "Minato Payment");
  await me.choose("Kind", "Stop settlement");
  await me.fill("What was asked", text("全12サイト"));
  await me.when("Asked", "8/13 09:30");
  await me.press("Record");
  await recordAnswer(me, {
    outcome: "Promised",
    moment: "8/13 09:50",
    by: text("加盟店管理部 森"),
    words: text("10:20以降"),
  });

  await me.goTo("Partners");
  await me.press("Record a stop");
  await me.fill("Sites", texts("しらさぎ").join("\n"), me.dialog);
  await me.when("Stopped", "8/13 10:20", me.dialog);
  await chooseLine(me, text("全サイト"));
  await me.press("Record", me.dialog);
  await me.dialogCloses();

  for (const condition of [
    text("カード情報を"),
    text("フォレンジック調査で"),
  ]) {
    await me.press("Add a condition");
    await me.fill("Condition", condition, me.dialog);
    await me.press("Save", me.dialog);
    await me.dialogCloses();
  }

  await me.goTo("Remediation");
  await me.press("Add a measure");
  await me.arrives("Add a measure");
  await me.fill("Measure", text("アップロード機能の全面停止"));
  await me.choose("Kind", "Temporary measure");
  await me.mark("In force already");
  await me.when("Since when", "8/14 01:30");
  await me.fill("Expected to end", "2016-08-23");
  await me.fill("Ends when", text("アップロードできる"));
  await me.press("Record");
  await me.arrives(text("アップロード機能の全面停止"));

  await me.goTo("Tasks");
  const open = me.page.getByRole("button", { name: /as done$/ });
  for (let left = 4; left > 0; left -= 1) {
    await me.click(open.first(), "Mark as done");
    await me.page
      .getByRole("button", { name: /^Open “.*” again$/ })
      .nth(4 - left)
      .waitFor();
  }

  await addMilestone(me, "Contained", "8/14 02:15", "カード決済画面の一部");
}

/** On the page of a request. */
export async function recordAnswer(
  me: Hands,
  answer: { outcome: string; moment: string; by: string; words: string },
): Promise<void> {
  await me.press("Record an answer");
  await me.choose("Answer", answer.outcome, me.dialog);
  await me.when("Answered", answer.moment, me.dialog);
  await me.fill("Answered by (who there)", answer.by, me.dialog);
  await me.fill("Their words", answer.words, me.dialog);
  await me.press("Record", me.dialog);
  await me.dialogCloses();
}
