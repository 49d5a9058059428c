import type { Messages } from "./language.js";

export const permissionMessages: Messages = {
  ja: {
    "account.administrator": "管理者",
    "account.auditor": "監査人",
    "account.staff": "一般",
    "account.external": "外部",
    "role.responder": "対応担当",
    "role.compliance": "法務・個人情報",
    "role.desk_lead": "窓口責任者",
    "role.support": "窓口担当",
    "role.vendor_agent": "委託先オペレーター",
    "role.communications": "広報",
    "role.executive": "経営",
    "flag.head": "対応責任者",
    "flag.counsel": "弁護士限りを閲覧",
  },
  en: {
    "account.administrator": "Administrator",
    "account.auditor": "Auditor",
    "account.staff": "Staff",
    "account.external": "External",
    "role.responder": "Responder",
    "role.compliance": "Compliance",
    "role.desk_lead": "Desk lead",
    "role.support": "Support",
    "role.vendor_agent": "Vendor agent",
    "role.communications": "Communications",
    "role.executive": "Executive",
    "flag.head": "Head of response",
    "flag.counsel": "Reads counsel-only entries",
  },
};
