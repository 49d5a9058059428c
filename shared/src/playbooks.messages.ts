import type { Messages } from "./language.js";

export const playbookMessages: Messages = {
  ja: {
    "playbooks.state.active": "使用中",
    "playbooks.state.retired": "使用終了",
    "playbooks.unit.hours": "時間",
    "playbooks.unit.days": "日",
  },
  en: {
    "playbooks.state.active": "In use",
    "playbooks.state.retired": "Retired",
    "playbooks.unit.hours": "hours",
    "playbooks.unit.days": "days",
  },
};
