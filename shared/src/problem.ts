import type { Language } from "./language.js";

/** A refusal as it leaves the API (RFC 9457). */
export interface ProblemDocument {
  /** Stable name: `urn:keii:problem:<code>`. */
  type: string;
  title: string;
  status: number;
  detail?: string;
  /** The id of the request, to be found in the log. */
  instance: string;
  /** What is wrong with which field, in the reader's language; `root.serverError` is the form as a whole. */
  errors?: Record<string, string>;
  /** With 412: the record as it is now. */
  current?: unknown;
}

export interface ProblemKind {
  code: string;
  status: number;
  title: Record<Language, string>;
}

function kind(
  code: string,
  status: number,
  ja: string,
  en: string,
): ProblemKind {
  return { code, status, title: { ja, en } };
}

/** Refusals that any domain may meet. Domains list their own beside their contracts. */
export const problems = {
  invalid: kind(
    "invalid",
    400,
    "入力内容を確認してください",
    "Please check what was entered",
  ),
  malformed: kind(
    "malformed",
    400,
    "送られた内容を読み取れませんでした",
    "The request could not be read",
  ),
  notSignedIn: kind(
    "not-signed-in",
    401,
    "サインインしてください",
    "Please sign in",
  ),
  wrongCredentials: kind(
    "wrong-credentials",
    401,
    "メールアドレスまたはパスワードが違います",
    "E-mail address or password is wrong",
  ),
  sessionEnded: kind(
    "session-ended",
    401,
    "サインインの有効期間が過ぎました。もう一度サインインしてください",
    "Your session has ended. Please sign in again",
  ),
  notAllowed: kind(
    "not-allowed",
    403,
    "この操作を行う権限がありません",
    "You are not allowed to do this",
  ),
  foreignOrigin: kind(
    "foreign-origin",
    403,
    "別のサイトからの操作は受け付けていません",
    "Requests from other sites are refused",
  ),
  notFound: kind("not-found", 404, "見つかりませんでした", "Not found"),
  methodNotAllowed: kind(
    "method-not-allowed",
    405,
    "この操作は受け付けていません",
    "This method is not accepted here",
  ),
  broken: kind(
    "rule-broken",
    409,
    "いまの状態では行えません",
    "Not possible in the present state",
  ),
  alreadyExists: kind(
    "already-exists",
    409,
    "同じものがすでに登録されています",
    "This already exists",
  ),
  changedMeanwhile: kind(
    "changed-meanwhile",
    412,
    "ほかの人が先に変更しました",
    "Somebody else changed this first",
  ),
  tooLarge: kind(
    "too-large",
    413,
    "送られた内容が大きすぎます",
    "The request is too large",
  ),
  unexpectedType: kind(
    "unexpected-type",
    415,
    "この形式の内容は受け付けていません",
    "This content type is not accepted",
  ),
  keyReused: kind(
    "key-reused",
    422,
    "同じ操作番号が別の内容に使われています",
    "This idempotency key was used for another request",
  ),
  versionMissing: kind(
    "version-missing",
    428,
    "どの版に対する変更かを示してください(If-Match)",
    "Say which version this change is based on (If-Match)",
  ),
  tooMany: kind(
    "too-many-requests",
    429,
    "試行が続いたため、しばらくお待ちください",
    "Too many attempts, please wait a while",
  ),
  fault: kind(
    "fault",
    500,
    "申し訳ありません。処理できませんでした",
    "Sorry, something went wrong on our side",
  ),
  unavailable: kind(
    "unavailable",
    503,
    "ただいま処理できません。少し待ってからもう一度お試しください",
    "Not available right now, please try again shortly",
  ),
  diskFull: kind(
    "disk-full",
    507,
    "保存先の空きがないため、書き込めません",
    "Storage is full, nothing can be written",
  ),
} as const;
