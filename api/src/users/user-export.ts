import { permissionMessages, type Language } from "@keii/shared";
import type { ExportedList } from "../platform/http/exports.js";
import { toUser, userList, userSource, type UserRow } from "./users.queries.js";

const headings = {
  ja: [
    "氏名",
    "メールアドレス",
    "権限",
    "勤務先",
    "有効期限",
    "状態",
    "最終利用",
    "登録",
  ],
  en: [
    "Name",
    "E-mail",
    "Right",
    "Employer",
    "Expires on",
    "State",
    "Last seen",
    "Created",
  ],
} as const;

export function exportUsers(language: Language): ExportedList<UserRow> {
  const [name, email, right, employer, expires, state, seen, created] =
    headings[language];
  return {
    rules: userList,
    source: userSource,
    columns: [
      { heading: name, value: (r) => r.name },
      { heading: email, value: (r) => r.email },
      {
        heading: right,
        value: (r) =>
          permissionMessages[language][`account.${toUser(r).account}`] ?? "",
      },
      { heading: employer, value: (r) => r.employer },
      { heading: expires, value: (r) => r.expires_on },
      { heading: state, value: (r) => r.state },
      { heading: seen, value: (r) => r.last_seen_at?.toISOString() ?? null },
      { heading: created, value: (r) => r.created_at.toISOString() },
    ],
  };
}
