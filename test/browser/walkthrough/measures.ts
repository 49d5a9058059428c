import type { People } from "./first-steps.js";
import type { Hands } from "./hands.js";
import { plain } from "./lines.js";
import type { Section } from "./page.js";
import { chooseLine, turnInto } from "./records.js";

export async function takeMeasures(
  { responder: me, compliance }: People,
  { table, text }: Section,
): Promise<void> {
  const said = new Map(
    table("measure").map((cells) => {
      const [title = "", ja = "", en = ""] = cells.map(plain);
      return [title, { ja, en }];
    }),
  );
  const put = async (beginning: string): Promise<void> => {
    const title = text(beginning);
    await me.fill("Measure", title);
    await me.fill("Public wording (Japanese)", said.get(title)!.ja);
    await me.fill("Public wording (English)", said.get(title)!.en);
  };
  await me.openLine("サーバに残っていたカード情報を確認");
  await me.goTo("Tasks");
  await me.press("Add a task");
  const task = text("サーバのイメージ");
  await me.fill("Task", task, me.dialog);
  await me.choose("Assignee", /^田中/, me.dialog);
  await me.fill("Due", "2016-08-22", me.dialog);
  await me.press("Save", me.dialog);
  await me.dialogCloses();
  await me.press(`Mark “${task}” as done`);
  await me.page.getByRole("button", { name: `Open “${task}” again` }).waitFor();

  const image = text("Webサーバ ws01");
  await registerImage(me, image, text);

  const leftover = /カード決済の記録がサーバに残っている/;
  await turnInto(
    me,
    "証拠のイメージの保全が完了",
    "Turn into a measure",
    "Add a measure",
  );
  await put("サーバに残っていたデータの消去");
  await me.choose("From the finding", leftover);
  await preserved(me, image);
  await record(me);

  await addMeasure(me);
  await put("Webサーバに残っていた");
  await me.mark("Done already");
  await me.when("When it was done", "8/22 17:10");
  await preserved(me, image);
  await record(me);

  const restricted = "アップロード機能の対象ファイルを制限";
  await turnInto(me, restricted, "Turn into a measure", "Add a measure");
  await put("アップロードできるファイルの種類の制限");
  await record(me);
  await addMeasure(me);
  await put("アップロード機能の利用の制限");
  await me.mark("Done already");
  await me.when("When it was done", "8/23");
  await chooseLine(me, restricted);
  await record(me);
  await turnInto(
    me,
    "異常な通信を遮断する",
    "Turn into a measure",
    "Add a measure",
  );
  await put("異常な通信を遮断する");
  await record(me);

  await openMeasure(me, text("アップロード機能の全面停止"));
  await me.press("Record the end");
  await me.when("When", "8/23 18:00", me.dialog);
  await me.press("Record", me.dialog);
  await me.dialogCloses();

  for (const [title, due, finding] of [
    ["カード情報を保持しない", "2016-10-31", /カード情報がサーバを通過し/],
    ["Webアプリケーション", "2016-11-30", /改修されていない脆弱性/],
    ["セキュリティ戦略", "2016-12-28", /不審な通信と改ざん/],
  ] as const) {
    await addMeasure(me);
    await put(title);
    await me.mark("Still to be done");
    await me.fill("Due", due);
    await me.choose("From the finding", finding);
    await me.mark("Published promise");
    await record(me);
  }

  await openMeasure(compliance, text("アップロードできるファイルの種類の制限"));
  await compliance.press("Verified");
  await compliance.when("When", "9/12 10:30", compliance.dialog);
  await compliance.press("Record", compliance.dialog);
  await compliance.dialogCloses();
}

/** A disk image stays where it is; what proves it is kept. */
async function registerImage(
  me: Hands,
  name: string,
  text: Section["text"],
): Promise<void> {
  await me.goTo("Files");
  await me.giveFile("Register by hash", { name: "ws01.e01", content: name });
  await me.fill("Name", name, me.dialog);
  await me.choose("Category", "Preserved data", me.dialog);
  await me.received("8/22 14:10");
  await me.find("Received from", "Aoba Forensics", me.dialog);
  await me.mark("Write the receipt into the timeline", me.dialog);
  await me.press("Register", me.dialog);
  await me.dialogCloses();
  await me.click(me.row(name), name);
  await me.press("Record a hand-over");
  await me.fill("Handed from", text("田中"), me.dialog);
  await me.fill("Handed to", text("株式会社あおば"), me.dialog);
  await me.fill("Purpose", text("解析用"), me.dialog);
  await me.fill("Handed over on", "2016-08-22", me.dialog);
  await me.fill("Handed over at", "14:35", me.dialog);
  await me.press("Record", me.dialog);
  await me.dialogCloses();
}

async function addMeasure(me: Hands): Promise<void> {
  await me.goTo("Remediation");
  await me.press("Add a measure");
  await me.arrives("Add a measure");
}

/** What is deleted was preserved before. */
async function preserved(me: Hands, image: string): Promise<void> {
  await me.mark("Deletes data");
  await me.choose("File of the preserved image", new RegExp(image));
}

async function record(me: Hands): Promise<void> {
  await me.press("Record");
  await me.page.getByRole("link", { name: "Back to the list" }).waitFor();
}

async function openMeasure(me: Hands, title: string): Promise<void> {
  await me.goTo("Remediation");
  await me.press(title);
  await me.reads(title);
}
