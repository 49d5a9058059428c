import type { Messages } from "@keii/shared";

export const workspaceMessages: Messages = {
  ja: {
    "workspace.addLine": "経緯に1行足す",
    "workspace.approvals": "承認待ち %{smart_count}件",
    "workspace.copyCode": "番号をコピー",
    "workspace.figures": "この事案の数字",
    "workspace.head": "対応責任者",
    "workspace.looking": "%{names}が閲覧中",
    "workspace.status.label": "状態: %{status}。変更する",
    "workspace.status.sentence":
      "状態を「%{from}」から「%{to}」に変えます。理由とともに経緯に残り、メンバー全員の画面に表示されます。",
    "workspace.status.submit": "状態を変える",
    "workspace.status.title": "状態を「%{status}」に変える",
    "workspace.status.to": "「%{status}」に変える…",
    "workspace.tab.activity": "記録",
    "workspace.tab.members": "メンバー",
    "workspace.report": "事案記録(PDF)",
    "workspace.report.busy": "PDFを作成しています…",
    "workspace.report.en": "英語",
    "workspace.report.ja": "日本語",
    "workspace.tab.overview": "概要",
    "workspace.tab.timeline": "経緯",
    "workspace.tabs": "事案の画面",
    "workspace.nextDue": "次の期限",
    "workspace.tasks": "未了のやること %{smart_count}件",
    "workspace.timelineCount": "経緯 %{count}件",
  },
  en: {
    "workspace.addLine": "Add a line",
    "workspace.approvals":
      "%{smart_count} approval waiting |||| %{smart_count} approvals waiting",
    "workspace.copyCode": "Copy the code",
    "workspace.figures": "Figures of this incident",
    "workspace.head": "Head of response",
    "workspace.looking": "%{names} looking",
    "workspace.status.label": "Status: %{status}. Change it",
    "workspace.status.sentence":
      "The status changes from “%{from}” to “%{to}”. It stays in the timeline with its reason, and every member sees it.",
    "workspace.status.submit": "Change the status",
    "workspace.status.title": "Change the status to “%{status}”",
    "workspace.status.to": "Change to “%{status}”…",
    "workspace.tab.activity": "Activity",
    "workspace.tab.members": "Members",
    "workspace.report": "Case report (PDF)",
    "workspace.report.busy": "Making the PDF…",
    "workspace.report.en": "English",
    "workspace.report.ja": "Japanese",
    "workspace.tab.overview": "Overview",
    "workspace.tab.timeline": "Timeline",
    "workspace.tabs": "Screens of the incident",
    "workspace.nextDue": "Next due",
    "workspace.tasks":
      "%{smart_count} open task |||| %{smart_count} open tasks",
    "workspace.timelineCount":
      "%{count} timeline entry |||| %{count} timeline entries",
  },
};
