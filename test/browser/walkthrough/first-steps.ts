import type { Hands } from "./hands.js";
import type { Section } from "./page.js";

/** Two people at their windows. */
export interface People {
  responder: Hands;
  compliance: Hands;
}

export async function begin({ responder, compliance }: People): Promise<void> {
  await responder.press("responder@keii.test");
  await compliance.press("compliance@keii.test");
  for (const one of [responder, compliance]) {
    await one.press("English");
    await one.arrives("Home");
  }
}

export async function takeTheCall(
  { responder: me }: People,
  { text }: Section,
): Promise<void> {
  await me.press("Intake");
  await me.fill("What you are being told, as you hear it", text("複数の"));
  await me.fill("Their company", text("みなと決済"));
  await me.fill("Their name", text("加盟店管理部"));
  await me.fill("Number to call back", text("03-"));
  await me.fill("Taken by", text("情報システム部"));
  await me.fill("Received", text("2016-08-12").replace(" ", "T"));
  await me.press("Record and begin");

  await me.sees("What to do first");
  const steps = me.page.getByRole("status").getByRole("button");
  for (let open = await steps.count(); open > 0; open -= 1) {
    await me.click(steps.first(), "each of the four first steps");
    await me.page
      .getByText("Now a task of yours")
      .nth(4 - open)
      .waitFor();
  }
  await me.press("Open this incident");

  await me.press("Edit", me.region("The case"));
  await me.fill("Title (Japanese)", text("通販サイト"));
  await me.fill("Title (English)", text("Suspected"));
  await me.choose("Kind", "Unauthorised access");
  for (const item of [
    "Cardholder name",
    "Card number",
    "Card expiry",
    "Card security code",
    "Address",
    "Telephone number",
    "E-mail address",
  ])
    await me.mark(item);
  await me.press("Save");

  await me.press("Confirm", me.row("Aware"));
  await me.press("Confirm", me.dialog);
  await me.dialogCloses();

  await me.goTo("Members");
  for (const [name, role, counsel] of [
    ["鈴木", "Compliance", "Reads counsel-only entries"],
    ["高橋", "Compliance"],
    ["田中", "Responder"],
  ] as const) {
    await me.press("Add a member");
    await me.find("User", name);
    await me.mark(new RegExp(`^${role}`));
    if (counsel) await me.mark(counsel);
    await me.press("Add", me.dialog);
    await me.dialogCloses();
  }

  await changeStatus(
    me,
    "Intake",
    "Investigating",
    text("事故対策本部を設置したため"),
  );
}

export async function changeStatus(
  me: Hands,
  from: string,
  to: string,
  reason: string,
): Promise<void> {
  await me.press(`Status: ${from}. Change it`);
  await me.press(`Change to “${to}”…`);
  await me.fill("Reason", reason, me.dialog);
  await me.press("Change the status", me.dialog);
  await me.dialogCloses();
}
