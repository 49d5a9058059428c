import { changeStatus, type People } from "./first-steps.js";
import type { Section } from "./page.js";
import { addMilestone } from "./records.js";

export async function publish(
  { responder: me }: People,
  { text }: Section,
): Promise<void> {
  await changeStatus(
    me,
    "Investigating",
    "Preparing disclosure",
    text("公表と通知の"),
  );
  await changeStatus(
    me,
    "Preparing disclosure",
    "Disclosed",
    text("報告書を公表"),
  );
  await addMilestone(
    me,
    "Individuals notified",
    "9/15 10:00",
    "公表。Webサイトに報告書を掲載",
  );
  await me.goTo("Timeline");
  const training = me.row(text("特設窓口の"));
  await me.press("Up within its day", training);
  await training.getByRole("button", { name: "Down within its day" }).waitFor();

  await me.sees("52 entries");
  await me.goTo("Overview");
  await me.press("Case report (PDF)");
  await me.takeFile("Internal · English");
}
