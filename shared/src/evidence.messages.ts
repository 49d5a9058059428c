import type { Messages } from "./language.js";

export const evidenceMessages: Messages = {
  ja: {
    "evidence.category.report": "報告書",
    "evidence.category.correspondence": "メール・書面",
    "evidence.category.log": "ログ",
    "evidence.category.preserved_image": "保全したデータ",
    "evidence.category.photo": "写真・画面",
    "evidence.category.document": "文書",
    "evidence.category.other": "その他",
    "evidence.state.kept": "保管中",
    "evidence.state.registered": "ハッシュのみ登録",
    "evidence.state.damaged": "破損",
    "evidence.state.purged": "完全削除済み",
    "evidence.told.received": "ファイル「%{name}」を受領",
    "evidence.told.receivedFrom": "%{party}からファイル「%{name}」を受領",
  },
  en: {
    "evidence.category.report": "Report",
    "evidence.category.correspondence": "Mail or letter",
    "evidence.category.log": "Log",
    "evidence.category.preserved_image": "Preserved data",
    "evidence.category.photo": "Photo or screen",
    "evidence.category.document": "Document",
    "evidence.category.other": "Other",
    "evidence.state.kept": "Kept",
    "evidence.state.registered": "Registered by hash only",
    "evidence.state.damaged": "Damaged",
    "evidence.state.purged": "Purged",
    "evidence.told.received": "Received the file “%{name}”",
    "evidence.told.receivedFrom": "Received the file “%{name}” from %{party}",
  },
};
