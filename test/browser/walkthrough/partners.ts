import type { People } from "./first-steps.js";
import type { Hands } from "./hands.js";
import { plain } from "./lines.js";
import type { Section } from "./page.js";
import { chooseLine, turnInto } from "./records.js";
import { recordAnswer } from "./stopping.js";

const asked = "カード会社に対し、対象カードの";

export async function askAndMeet(
  { responder: me }: People,
  { table, text }: Section,
): Promise<void> {
  await turnInto(
    me,
    asked,
    "Make it a request to a partner",
    "Record a request to a partner",
  );
  await me.find("Party", "Kakuu Card");
  await me.choose("Kind", "Watch cards for fraud");
  await record(me);
  for (const [party, kind] of [
    ["Kakuu Card", "Waive the re-issue fee"],
    ["Mihon Credit", "Watch cards for fraud"],
    ["Mihon Credit", "Waive the re-issue fee"],
  ] as const) {
    await newRequest(me, party, kind);
    await me.when("Asked", "8/26 11:00");
    await chooseLine(me, asked);
    await record(me);
  }

  await me.goTo("Partners");
  const first = me.row("Kakuu Card", "Watch cards for fraud");
  await me.click(first, "the first request");
  await recordAnswer(me, {
    outcome: "Promised",
    moment: "8/29 14:00",
    by: text("加盟店管理部 石井"),
    words: text("対象カードの一覧"),
  });

  await newRequest(me, "Minato Payment", "Agree to the wording");
  await me.fill("What was asked", text("公表文案と"));
  await me.when("Asked", "9/8 11:00");
  await record(me);
  await recordAnswer(me, {
    outcome: "Promised in part",
    moment: "9/9 17:15",
    by: text("加盟店管理部 森"),
    words: text("「再発行手数料"),
  });

  for (const meeting of table("meeting"))
    await holdMeeting(me, text, meeting.map(plain));
}

async function newRequest(
  me: Hands,
  party: string,
  kind: string,
): Promise<void> {
  await me.goTo("Partners");
  await me.press("Record a request");
  await me.arrives("Record a request to a partner");
  await me.find("Party", party);
  await me.choose("Kind", kind);
}

async function record(me: Hands): Promise<void> {
  await me.press("Record");
  await me.page.getByRole("button", { name: "Record an answer" }).waitFor();
}

async function holdMeeting(
  me: Hands,
  text: Section["text"],
  [title, when, decision, options, advice, by, dissent]: string[],
): Promise<void> {
  await me.goTo("Meetings");
  await me.press("Record a meeting");
  await me.arrives("Record a meeting");
  await me.fill("Title", title!);
  await me.when("When", when!);
  const attendees = me.page.getByRole("group", { name: "Attendees" });
  await me.press("Add somebody from outside");
  await me.fill("Name", text("代表取締役社長 白鷺"), attendees);
  for (const name of [/^佐藤/, /^田中/, /^鈴木/]) {
    await me.press("Add a member");
    await me.choose("Member", name, attendees);
  }
  await me.press("Add somebody from outside");
  await me.find("Outside body", "Mihon Law Office", attendees);
  await me.fill("Name", text("弁護士"), attendees);
  await me.press("Add a decision");
  await me.fill("What was decided", decision!);
  await me.choose("Category", "Disclosure");
  await me.fill("Decided by", by!);
  await me.fill("Other options", options!.replaceAll(" / ", "\n"));
  await me.fill("Advice received", advice!);
  if (dissent) await me.fill("Dissent", dissent);
  await me.press("Record");
  await me.arrives(title!);
}
