import { HttpError } from "ra-core";
import type { Language, ProblemDocument } from "@keii/shared";
import { endSession, signInAgain } from "./session.js";

export interface Request {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Sign-in and refresh must not try to refresh themselves. */
  isSignIn?: boolean;
}

export interface Answer<T> {
  data: T;
  headers: Headers;
  status: number;
}

/** A refusal: the title is the message, `body` the whole problem document. */
export interface Refusal extends Error {
  status: number;
  body: ProblemDocument | null;
}

let language: Language = "ja";

/** The language in which the API words its refusals and exports. */
export function speak(chosen: Language): void {
  language = chosen;
}

/** The language that was chosen with `speak`. */
export function spoken(): Language {
  return language;
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof HttpError;
}

/**
 * Calls the API below `/api`. An expired access token is renewed silently; an ended session asks for the password over
 * whatever is on the screen and then goes on, so that nothing typed is lost.
 */
export async function call<T>(
  path: string,
  request: Request = {},
): Promise<Answer<T>> {
  const response = await fetchRenewed(path, request);
  if (!response.ok) throw await refusalOf(response);
  const text = await response.text();
  return {
    data: (text === "" ? undefined : JSON.parse(text)) as T,
    headers: response.headers,
    status: response.status,
  };
}

/** Fetches a file of the API, with the name the server gives it. */
export async function callFile(
  path: string,
  request: Request = {},
): Promise<{ blob: Blob; name: string }> {
  const response = await fetchRenewed(path, request);
  if (!response.ok) throw await refusalOf(response);
  const disposition = response.headers.get("content-disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"/i.exec(disposition)?.[1];
  const fallback = path.replace(/\?.*$/, "").split("/").slice(-2).join(".");
  return {
    blob: await response.blob(),
    name: encoded ? decodeURIComponent(encoded) : (plain ?? fallback),
  };
}

/** A moment, shared by the tabs of a browser; nothing about a person. */
const refreshedKey = "keii.refreshedAt";

/**
 * Renews the access token, once for all tabs: whoever gets the lock second finds that it has been done since its own
 * request began.
 */
async function refreshSession(since: number): Promise<boolean> {
  return alone("keii-refresh", async () => {
    if (Number(localStorage.getItem(refreshedKey) ?? 0) >= since) return true;
    const { ok } = await fetchOnce("/auth/refresh", { method: "POST" });
    if (ok) localStorage.setItem(refreshedKey, String(Date.now()));
    return ok;
  });
}

function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  // Without a secure context there are no locks; the API's grace for refresh races then has to do.
  return "locks" in navigator ? navigator.locks.request(name, work) : work();
}

async function fetchRenewed(path: string, request: Request): Promise<Response> {
  const startedAt = Date.now();
  const response = await fetchOnce(path, request);
  if (response.status !== 401 || request.isSignIn) return response;
  if (await refreshSession(startedAt)) {
    const again = await fetchOnce(path, request);
    if (again.status !== 401) return again;
  }
  if (!(await signInAgain())) {
    endSession();
    return response;
  }
  return fetchOnce(path, request);
}

async function fetchOnce(path: string, request: Request): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Accept-Language": language,
    ...request.headers,
  };
  if (request.body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(`/api${path}`, {
      method: request.method ?? "GET",
      headers,
      credentials: "same-origin",
      cache: "no-store",
      body:
        request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: request.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError")
      throw error;
    throw new HttpError("app.offline", 0, null);
  }
}

async function refusalOf(response: Response): Promise<HttpError> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json"))
    return new HttpError("app.unreadable", response.status, null);
  const problem = (await response.json()) as ProblemDocument;
  return new HttpError(problem.title, response.status, problem);
}
