import type { Messages } from "./language.js";

/** What the facts of a customer are called; the headings of their export, too. */
export const customerMessages: Messages = {
  ja: {
    "resources.customers.fields.memberBase": "会員基盤",
    "resources.customers.fields.customerNo": "会員ID",
    "resources.customers.fields.name": "氏名",
    "resources.customers.fields.kana": "フリガナ",
    "resources.customers.fields.company": "会社名",
    "resources.customers.fields.department": "部署",
    "resources.customers.fields.email": "メールアドレス",
    "resources.customers.fields.emails": "メールアドレス",
    "resources.customers.fields.phone": "電話番号",
    "resources.customers.fields.postalCode": "郵便番号",
    "resources.customers.fields.address": "住所",
    "resources.customers.fields.language": "言語",
    "resources.customers.fields.registeredOn": "会員登録日",
    "resources.customers.fields.status": "状態",
    "resources.customers.fields.reason": "理由",
  },
  en: {
    "resources.customers.fields.memberBase": "Member base",
    "resources.customers.fields.customerNo": "Customer ID",
    "resources.customers.fields.name": "Name",
    "resources.customers.fields.kana": "Kana",
    "resources.customers.fields.company": "Company",
    "resources.customers.fields.department": "Department",
    "resources.customers.fields.email": "E-mail",
    "resources.customers.fields.emails": "E-mail",
    "resources.customers.fields.phone": "Phone",
    "resources.customers.fields.postalCode": "Postal code",
    "resources.customers.fields.address": "Address",
    "resources.customers.fields.language": "Language",
    "resources.customers.fields.registeredOn": "Registered on",
    "resources.customers.fields.status": "Status",
    "resources.customers.fields.reason": "Reason",
  },
};
