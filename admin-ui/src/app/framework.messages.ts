import type { Messages } from "@keii/shared";

/** Words of react-admin that are missing in its Japanese, or that we say differently. */
export const frameworkMessages: Messages = {
  ja: {
    "ra.validation.unique": "すでに使われています",
    "ra.guesser.empty.title": "表示するものがありません",
    "ra.guesser.empty.message": "条件を確かめてください",
    "ra.action.export": "書き出し",
    "ra.action.remove_filter": "この条件を外す",
    "ra.action.add_filter": "絞り込み",
    "ra.action.select_columns": "列",
    "ra.action.clear_input_value": "空にする",
    "ra.sort.sort_by": "%{field} (%{order}で並べ替え)",
    "ra.auth.auth_check_error": "サインインしてください",
    "ra.auth.sign_in_error":
      "サインインできませんでした。入力内容を確かめてください",
    "ra.message.error":
      "画面の表示中に問題が起きました。読み込み直してもう一度お試しください",
    "ra.message.invalid_form":
      "入力内容に誤りがあります。印のついた項目を確かめてください",
    "ra.navigation.no_results": "該当するものはありません",
    "ra.navigation.no_filtered_results": "この条件に当てはまるものはありません",
    "ra.navigation.clear_filters": "条件をすべて外す",
    "ra.navigation.page_rows_per_page": "1ページの件数",
    "ra.navigation.page_range_info":
      "%{offsetBegin}〜%{offsetEnd}件目 / 全%{total}件",
    "ra.navigation.partial_page_range_info": "%{offsetBegin}〜%{offsetEnd}件目",
    "ra.notification.updated": "保存しました",
    "ra.notification.created": "登録しました",
    "ra.notification.deleted": "外しました",
    "ra.notification.logged_out":
      "サインインの有効期間が過ぎました。もう一度サインインしてください",
    "ra.notification.item_doesnt_exist": "見つかりませんでした",
    "ra.notification.http_error": "通信できませんでした",
    "ra.page.error": "問題が起きました",
    "ra.page.loading": "読み込んでいます",
    "ra.page.not_found": "見つかりませんでした",
    "ra.message.loading": "少しお待ちください",
    "ra.message.not_found":
      "アドレスが間違っているか、閲覧できる範囲にありません",
    "ra.page.access_denied": "閲覧できません",
    "ra.message.access_denied": "この画面を開く権限がありません",
  },
  en: {
    "ra.validation.unique": "Already taken",
    "ra.guesser.empty.title": "Nothing to show",
    "ra.guesser.empty.message": "Please check the conditions",
    "ra.action.export": "Export",
    "ra.action.remove_filter": "Remove this condition",
    "ra.action.add_filter": "Filter",
    "ra.action.select_columns": "Columns",
    "ra.action.clear_input_value": "Clear",
    "ra.sort.sort_by": "%{field}, sort %{order}",
    "ra.auth.auth_check_error": "Please sign in",
    "ra.auth.sign_in_error": "Could not sign in. Please check what you entered",
    "ra.message.error":
      "This screen could not be shown. Please reload and try again",
    "ra.message.invalid_form":
      "Some of what was entered is not right. Please check the marked fields",
    "ra.navigation.no_results": "Nothing found",
    "ra.navigation.no_filtered_results": "Nothing fits these conditions",
    "ra.navigation.clear_filters": "Remove all conditions",
    "ra.navigation.page_rows_per_page": "Rows per page",
    "ra.navigation.page_range_info": "%{offsetBegin}–%{offsetEnd} of %{total}",
    "ra.navigation.partial_page_range_info": "%{offsetBegin}–%{offsetEnd}",
    "ra.notification.updated": "Saved",
    "ra.notification.created": "Recorded",
    "ra.notification.deleted": "Removed",
    "ra.notification.logged_out":
      "Your session has ended. Please sign in again",
    "ra.notification.item_doesnt_exist": "Not found",
    "ra.notification.http_error": "No connection to the server",
    "ra.page.error": "Something went wrong",
    "ra.page.loading": "Loading",
    "ra.page.not_found": "Not found",
    "ra.message.loading": "One moment please",
    "ra.message.not_found":
      "The address is wrong, or it lies outside what you may see",
    "ra.page.access_denied": "Not open to you",
    "ra.message.access_denied": "You have no permission to open this screen",
  },
};
