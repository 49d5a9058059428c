import { permissionMessages, type Language } from "@keii/shared";
import type { Source } from "../platform/database/sql.js";
import type { ExportedList } from "../platform/http/exports.js";
import { memberList, type MemberRow } from "./members.queries.js";

const headings = {
  ja: [
    "氏名",
    "メールアドレス",
    "勤務先",
    "役割",
    "対応責任者",
    "弁護士限り",
    "終了日",
  ],
  en: [
    "Name",
    "E-mail",
    "Employer",
    "Role",
    "Head of response",
    "Counsel",
    "Last day",
  ],
} as const;

export function exportMembers(
  source: Source,
  language: Language,
): ExportedList<MemberRow> {
  const [name, email, employer, role, head, counsel, expires] =
    headings[language];
  const mark = (is: boolean) => (is ? "○" : "");
  return {
    rules: memberList,
    source,
    columns: [
      { heading: name, value: (r) => r.name },
      { heading: email, value: (r) => r.email },
      { heading: employer, value: (r) => r.employer },
      {
        heading: role,
        value: (r) => permissionMessages[language][`role.${r.role}`] ?? r.role,
      },
      { heading: head, value: (r) => mark(r.is_head) },
      { heading: counsel, value: (r) => mark(r.is_counsel) },
      { heading: expires, value: (r) => r.expires_on },
    ],
  };
}
