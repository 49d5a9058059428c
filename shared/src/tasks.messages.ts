import type { Messages } from "./language.js";

export const taskMessages: Messages = {
  ja: {
    "tasks.state.open": "未了",
    "tasks.state.done": "完了",
    "tasks.state.dropped": "取りやめ",
    "tasks.firstStep.keep_logs": "電源を切らず、ログを保全する",
    "tasks.firstStep.stop_card_payment": "カード決済を停止する",
    "tasks.firstStep.call_back": "連絡元に折り返す",
    "tasks.firstStep.call_forensic_firm": "フォレンジック調査会社に連絡する",
  },
  en: {
    "tasks.state.open": "Open",
    "tasks.state.done": "Done",
    "tasks.state.dropped": "Dropped",
    "tasks.firstStep.keep_logs": "Do not switch off; keep the logs",
    "tasks.firstStep.stop_card_payment": "Stop card payment",
    "tasks.firstStep.call_back": "Call back whoever called",
    "tasks.firstStep.call_forensic_firm": "Call a forensic firm",
  },
};
