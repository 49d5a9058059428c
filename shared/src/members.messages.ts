import type { Messages } from "./language.js";

/** What each role of a membership is there for, in one line. */
export const memberMessages: Messages = {
  ja: {
    "members.roleMeaning.responder": "経緯と調査を記録し、対応を進める",
    "members.roleMeaning.compliance": "当局への報告、通知と公表の内容を担う",
    "members.roleMeaning.desk_lead": "お問い合わせ窓口を束ねる",
    "members.roleMeaning.support": "お問い合わせに応対する",
    "members.roleMeaning.vendor_agent":
      "委託先でお問い合わせに応対する(勤務先と終了日が必要)",
    "members.roleMeaning.communications": "公表文と通知文を書く(承認はしない)",
    "members.roleMeaning.executive": "全体を閲覧し、承認する",
  },
  en: {
    "members.roleMeaning.responder":
      "Keeps the course of events and the investigation, and responds",
    "members.roleMeaning.compliance":
      "Answers for reports to authorities, notices and disclosure",
    "members.roleMeaning.desk_lead": "Leads the contact desk",
    "members.roleMeaning.support": "Answers inquiries",
    "members.roleMeaning.vendor_agent":
      "Answers inquiries at a contractor (employer and last day needed)",
    "members.roleMeaning.communications":
      "Writes the report and the notices (does not approve)",
    "members.roleMeaning.executive": "Reads everything, and approves",
  },
};
