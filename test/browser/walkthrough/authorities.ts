import type { People } from "./first-steps.js";
import { fillHandover } from "./forensics.js";
import type { Hands } from "./hands.js";
import type { Section } from "./page.js";
import { turnInto } from "./records.js";

const osaka = "Osaka Prefectural Police";
const minami = "Osaka Minami Police Station";
const meti = "METI";
const ppc = "PPC";

export async function reportToAuthorities(
  { compliance: me }: People,
  { text }: Section,
): Promise<void> {
  await me.goTo("Authorities");
  for (const [party, what, due] of [
    [osaka, text("警察への相談"), "2016-08-19"],
    [meti, text("漏えい事案の報告"), "2016-09-08"],
    [ppc, text("報告の要否"), "2016-08-17"],
  ] as const) {
    await me.press("Add a due");
    await me.find("Recipient", party, me.dialog);
    await me.choose("Stage", "Voluntary report", me.dialog);
    await me.fill("What is due", what, me.dialog);
    await me.fill("Due day (or last day of a yardstick)", due, me.dialog);
    await me.press("Save", me.dialog);
    await me.dialogCloses();
  }
  await me.press("Dues");
  await me.arrives("Dues to authorities");
  await me.press(`“${text("報告の要否")}” is not reportable`);
  await me.fill("Reason", text("2016年8月現在"), me.dialog);
  await me.press("Not reportable", me.dialog);
  await me.dialogCloses();

  await fileFromLine(me, "大阪府南警察署に被害を報告", minami, async () => {
    await me.choose("Kind of contact with the police", "Consultation");
    await me.choose("Method", "In person");
  });
  await me.press("Add to it");
  await me.fill("Receipt number", text("架空2016"), me.dialog);
  await me.fill("Reason", text("電話で連絡"), me.dialog);
  await me.press("Add to it", me.dialog);
  await me.dialogCloses();

  const cyber = "大阪府警察本部サイバー犯罪対策課に報告";
  await fileFromLine(me, cyber, osaka, async () => {
    await me.choose("Kind of contact with the police", "Tip");
    await me.choose("Method", "In person");
  });
  await fileFromLine(me, "経済産業省に報告", meti, async () => {
    await me.choose("Stage", "Preliminary report");
    await me.choose("Basis", "Guideline");
    await me.choose("Method", "In person");
  });
  await receiveQuestion(me, text);

  await turnInto(
    me,
    cyber,
    "A forensic report handed over",
    "Record a handing over",
  );
  await me.choose("Report", /^Final report/);
  await fillHandover(me, [osaka]);
  await me.choose("How", "In person");
  await me.press("Record");
  await me.arrives("Forensics");

  await fileWithoutLine(me, ppc, "9/7", async () => {
    await me.choose("Method", "Post");
    await me.fill("Content to be filed", text("経済産業省に報告した"));
  });
  await fileWithoutLine(me, minami, "9/20 14:00", async () => {
    await me.choose("Kind of contact with the police", "Damage report");
    await me.choose("Method", "In person");
    await me.fill("Receipt number", text("架空受"));
    await me.fill("Content to be filed", text("通販サイトへの"));
  });
}

async function fileFromLine(
  me: Hands,
  line: string,
  recipient: string,
  fillIn: () => Promise<void>,
): Promise<void> {
  await turnInto(
    me,
    line,
    "Make it a report to an authority",
    "Write a report to an authority",
  );
  await me.find("Recipient", recipient);
  await fillIn();
  await me.press("Save as a draft");
  await me.press("Fix it as filed", me.dialog);
  await me.dialogCloses();
}

async function fileWithoutLine(
  me: Hands,
  recipient: string,
  filed: string,
  fillIn: () => Promise<void>,
): Promise<void> {
  await me.goTo("Authorities");
  await me.press("Write a report");
  await me.arrives("Write a report to an authority");
  await me.find("Recipient", recipient);
  await fillIn();
  await me.press("Save as a draft");
  await me.press("Record as filed");
  await me.when("When it was filed", filed, me.dialog);
  await me.press("Fix it as filed", me.dialog);
  await me.dialogCloses();
}

/** On the page of the report it is about. */
async function receiveQuestion(
  me: Hands,
  text: Section["text"],
): Promise<void> {
  await me.press("Record what came back");
  await me.when("Received", "9/9 10:00", me.dialog);
  await me.choose("Method", "Telephone", me.dialog);
  await me.fill("Text", text("対象件数の"), me.dialog);
  await me.fill("Answer due", "2016-09-16", me.dialog);
  await me.press("Record", me.dialog);
  await me.dialogCloses();
  await me.click(
    me.page.getByRole("button", { name: /^Record our answer to/ }),
    "Record our answer",
  );
  await me.when("Answered", "9/14 14:00", me.dialog);
  await me.fill("Answer", text("経路別の内訳は"), me.dialog);
  await me.press("Record", me.dialog);
  await me.dialogCloses();
}
