import type { Page } from "playwright-core";
import type { FullCase } from "./full-case.js";
import type { Words } from "./words.js";

/** What a screen looks like after somebody did something on it. */
export interface State {
  name: string;
  as: "head" | "admin";
  address: (full: FullCase) => string;
  open: (page: Page, word: Words, full: FullCase) => Promise<void>;
}

const inCase =
  (path: string) =>
  ({ incidentId }: FullCase): string =>
    `/incidents/${incidentId}${path}`;

const pasted = [
  "8/18 大阪府南警察署に報告",
  "2016年9月1日 最終報告書を受領",
  "9/6(火) 10:30 サイバー犯罪対策課に相談",
  "9/8(月) 曜日の合わない行",
  "日付のない行",
  "9/9 電話で受理を確認し、午後に資料を提出した",
].join("\n");

const userTable = [
  "氏名,メールアドレス,勤務先,有効期限",
  "青木 はるか,aoki@call.example,みなとコール,2099-12-31",
  "井上 健,違うアドレス,みなとコール,2099-02-30",
].join("\n");

function button(page: Page, words: string) {
  return page.getByRole("button", { name: words, exact: true }).first();
}

async function dialog(page: Page): Promise<void> {
  await page.getByRole("dialog").waitFor();
}

/** Dialogs, previews and menus worth looking at. */
export const states: readonly State[] = [
  {
    name: "keys help",
    as: "head",
    address: inCase("/timeline"),
    open: async (page) => {
      await page.locator("main").press("?");
      await dialog(page);
    },
  },
  {
    name: "palette",
    as: "head",
    address: () => "/",
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await dialog(page);
    },
  },
  {
    name: "user menu",
    as: "head",
    address: () => "/incidents",
    open: async (page, word) => {
      const name = new RegExp(word("app.userMenu", { name: ".*" }));
      await page.getByRole("button", { name }).click();
      await page.getByText(word("app.signOut")).waitFor();
    },
  },
  {
    name: "undo of an import",
    as: "head",
    address: inCase("/import-batches"),
    open: async (page, word) => {
      await page.getByText("会員一覧.csv").click();
      await page
        .getByRole("heading", { name: word("imports.rejects.title") })
        .waitFor();
      await button(page, word("imports.undo.button")).click();
      await dialog(page);
    },
  },
  {
    name: "new site in an import",
    as: "head",
    address: ({ incidentId, ids }) =>
      `/incidents/${incidentId}/import-batches/${ids["import-batches"]}/show`,
    open: async (page, word) => {
      await button(
        page,
        word("imports.words.newSiteOf", { word: "03" }),
      ).click();
      await dialog(page);
    },
  },
  {
    name: "status dialog",
    as: "head",
    address: inCase(""),
    open: async (page, word) => {
      const status = new RegExp(
        `^${word("workspace.status.label", { status: ".*" })}$`,
      );
      await page.getByRole("button", { name: status }).click();
      await page.getByRole("menuitem").first().click();
      await dialog(page);
    },
  },
  {
    name: "milestone added",
    as: "head",
    address: inCase("/milestones"),
    open: async (page, word) => {
      await button(page, word("milestones.add.title")).click();
      await dialog(page);
    },
  },
  {
    name: "milestone moved",
    as: "head",
    address: inCase("/milestones"),
    open: async (page, word) => {
      const more = new RegExp(word("milestones.more"));
      await page.getByRole("button", { name: more }).first().click();
      await page
        .getByRole("menuitem", { name: word("milestones.move.button") })
        .click();
      await dialog(page);
      await button(page, word("milestones.move.submit")).click();
    },
  },
  {
    name: "member added",
    as: "head",
    address: inCase("/members"),
    open: async (page, word) => {
      await button(page, word("members.add")).click();
      await dialog(page);
    },
  },
  {
    name: "entry of a decision",
    as: "head",
    address: inCase("/timeline/create"),
    open: async (page, word) => {
      await page
        .getByRole("combobox", {
          name: new RegExp(`^${word("timeline.field.type")}`),
        })
        .click();
      await page
        .getByRole("option", { name: word("timeline.type.decision") })
        .click();
      await button(page, word("timeline.create.save")).click();
      await page.locator(".Mui-error").first().waitFor();
    },
  },
  {
    name: "retraction",
    as: "head",
    address: ({ incidentId, ids }) =>
      `/incidents/${incidentId}/timeline/${ids.timeline}/show`,
    open: async (page, word) => {
      await button(page, word("timeline.retract.button")).click();
      await dialog(page);
    },
  },
  {
    name: "retracted entry",
    as: "head",
    address: ({ incidentId, retractedId }) =>
      `/incidents/${incidentId}/timeline/${retractedId}/show`,
    open: async (page, word) => {
      await button(page, word("timeline.restore.button")).click();
      await dialog(page);
    },
  },
  {
    name: "paste preview",
    as: "head",
    address: inCase("/timeline/paste"),
    open: async (page, word) => {
      await page.getByLabel(word("timeline.paste.text")).fill(pasted);
      await button(page, word("timeline.paste.read")).click();
      await page.getByRole("table").waitFor();
    },
  },
  {
    name: "file preview",
    as: "head",
    address: inCase("/timeline/file"),
    open: async (page) => {
      await page.locator("input[type=file]").setInputFiles({
        name: "経緯.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "番号,日付,内容\n,2016-09-20,新しい記載\n1,2016-08-12,直した記載\n,2016-02-30,暦にない日\n",
        ),
      });
      await page.getByText("新しい記載").first().waitFor();
    },
  },
  {
    name: "due time explained",
    as: "head",
    address: inCase("/desk"),
    open: async (page, word) => {
      await button(page, word("desk.explain.submit")).click();
      await page.locator("#explain ol li").first().waitFor();
    },
  },
  {
    name: "filters without a hit",
    as: "head",
    address: inCase("/timeline"),
    open: async (page, word) => {
      await page.getByLabel(word("timeline.filter.q")).fill("当たらない言葉");
      await page.getByText(word("ra.navigation.no_filtered_results")).waitFor();
    },
  },
  {
    name: "approval decided",
    as: "head",
    address: inCase("/approvals"),
    open: async (page, word) => {
      // Whoever asked may not decide: the other head sees the dialog, this one the sentence.
      const approve = button(page, word("approvals.approve"));
      if (!(await approve.isVisible())) return;
      await approve.click();
      await dialog(page);
    },
  },
  {
    name: "link made",
    as: "admin",
    address: ({ invitedId }) => `/users/${invitedId}`,
    open: async (page, word) => {
      await button(page, word("users.acts.link")).click();
      await button(page, word("users.acts.linkSubmit")).click();
      await page.getByText(word("users.link.once")).waitFor();
    },
  },
  {
    name: "employer disabled",
    as: "admin",
    address: () => "/users",
    open: async (page, word) => {
      await button(page, word("users.employer.open")).click();
      await page.getByRole("combobox").last().click();
      await page.getByRole("option", { name: "みなとコール" }).click();
      await page
        .getByText(/みなとコール.*[12]/)
        .first()
        .waitFor();
    },
  },
  {
    name: "users file preview",
    as: "admin",
    address: () => "/users/file",
    open: async (page, word) => {
      await page.getByLabel(word("users.file.paste")).fill(userTable);
      await button(page, word("users.file.check")).click();
      await page.getByRole("table").waitFor();
    },
  },
  {
    name: "user not accepted",
    as: "admin",
    address: () => "/users/create",
    open: async (page, word) => {
      await button(page, word("users.create.save")).click();
      await page.locator(".Mui-error").first().waitFor();
    },
  },
  {
    name: "correct customer",
    as: "head",
    address: ({ incidentId, ids }) =>
      `/incidents/${incidentId}/customers/${ids.customers}/show`,
    open: async (page, word) => {
      await button(page, word("customers.correct.button")).click();
      await dialog(page);
    },
  },
  {
    name: "unknown incident",
    as: "head",
    address: () => "/incidents/01890000-0000-7000-8000-000000000000",
    open: async (page, word) => {
      await page.getByText(word("ra.message.not_found")).waitFor();
    },
  },
  {
    name: "unknown address",
    as: "head",
    address: () => "/nowhere/at/all",
    open: () => Promise.resolve(),
  },
  {
    name: "unknown screen of an incident",
    as: "head",
    address: inCase("/nowhere"),
    open: async (page, word) => {
      await page.getByText(word("ra.message.not_found")).waitFor();
    },
  },
];
