// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SignedInUser } from "@keii/shared";
import { call } from "./http.js";
import {
  answerSignInAgain,
  currentUser,
  endSession,
  rememberUser,
} from "./session.js";

const me: SignedInUser = {
  id: "me",
  name: "佐藤 亮",
  email: "responder@keii.test",
  account: "staff",
  language: "ja",
  hasSingleKeys: true,
  theme: "system",
  zone: "Asia/Tokyo",
  permissions: [],
};

let asked: string[];
let isAccessValid: boolean;
let isRefreshValid: boolean;

beforeEach(() => {
  localStorage.clear();
  asked = [];
  isAccessValid = false;
  isRefreshValid = true;
  rememberUser(me);
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    if (path === "/api/auth/refresh") {
      isAccessValid ||= isRefreshValid;
      return Promise.resolve(
        new Response(null, { status: isRefreshValid ? 200 : 401 }),
      );
    }
    return Promise.resolve(
      isAccessValid
        ? new Response('{"ok":true}')
        : new Response("{}", {
            status: 401,
            headers: { "content-type": "application/problem+json" },
          }),
    );
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  endSession();
});

describe("an expired access token", () => {
  it("is renewed silently, and the call made again", async () => {
    expect((await call("/home")).data).toEqual({ ok: true });
    expect(asked).toEqual(["/api/home", "/api/auth/refresh", "/api/home"]);
  });

  it("is not renewed twice where another tab has just done it", async () => {
    vi.stubGlobal("fetch", (path: string) => {
      asked.push(path);
      // The other tab renews while this request is on its way.
      localStorage.setItem("keii.refreshedAt", String(Date.now() + 1));
      const isAgain = asked.length > 1;
      return Promise.resolve(
        new Response("{}", { status: isAgain ? 200 : 401 }),
      );
    });
    await call("/home");
    expect(asked).toEqual(["/api/home", "/api/home"]);
  });
});

describe("an ended session", () => {
  it("waits for the password and then goes on with the call", async () => {
    isRefreshValid = false;
    const answer = call("/home");
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    isAccessValid = true;
    answerSignInAgain(true);
    expect((await answer).data).toEqual({ ok: true });
    expect(currentUser()).toEqual(me);
  });

  it("refuses the call where the password is not given, and signs out", async () => {
    isRefreshValid = false;
    const answer = call("/home");
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    answerSignInAgain(false);
    await expect(answer).rejects.toMatchObject({ status: 401 });
    expect(currentUser()).toBeNull();
  });
});
