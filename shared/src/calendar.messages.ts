import type { Messages } from "./language.js";

/** What is due, as a calendar tells it. */
export const calendarMessages: Messages = {
  ja: {
    "calendar.name": "Keii 期限",
    "calendar.nameOf": "Keii %{code} 期限",
    "calendar.task": "[%{code}] やること: %{title}",
    "calendar.authority_due": "[%{code}] 当局への提出: %{recipient} %{title}",
    "calendar.authority_reply": "[%{code}] 当局への回答: %{recipient}",
    "calendar.measure": "[%{code}] 再発防止策: %{title}",
    "calendar.measure_end": "[%{code}] 一時的な措置の終了予定: %{title}",
  },
  en: {
    "calendar.name": "Keii: due",
    "calendar.nameOf": "Keii %{code}: due",
    "calendar.task": "[%{code}] Task: %{title}",
    "calendar.authority_due": "[%{code}] To be filed: %{recipient} %{title}",
    "calendar.authority_reply": "[%{code}] To be answered: %{recipient}",
    "calendar.measure": "[%{code}] Measure: %{title}",
    "calendar.measure_end": "[%{code}] End of a temporary measure: %{title}",
  },
};
