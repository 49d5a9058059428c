import { QueryClient } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { memoryStore } from "ra-core";
import { AdminContext } from "react-admin";
import type { ReactNode } from "react";
import { vi } from "vitest";
import type { Permission, ProblemDocument, SignedInUser } from "@keii/shared";
import { messages } from "../../admin-ui/src/resources.js";
import { createDataProvider } from "../../admin-ui/src/app/data-provider.js";
import { createI18nProvider } from "../../admin-ui/src/app/i18n.js";
import { queryOptions } from "../../admin-ui/src/app/query-options.js";
import { rememberUser } from "../../admin-ui/src/app/session.js";

/** What was asked of the API. */
export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

type Reply = { body?: unknown; headers?: Record<string, string> } | Refused;
interface Refused {
  status: number;
  problem: Pick<ProblemDocument, "title"> & Partial<ProblemDocument>;
}

/**
 * Shows a screen in Japanese to somebody with these permissions, over an API that answers as `answer` says; nothing
 * else of the console is replaced. Answers what was asked so far.
 */
export function showScreen(
  screen: ReactNode,
  permissions: readonly Permission[],
  answer: (asked: Asked) => Reply,
): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (path: string, request: RequestInit = {}) => {
    const one: Asked = {
      method: request.method ?? "GET",
      path: decodeURIComponent(path.replace(/^\/api/, "")),
      body:
        typeof request.body === "string" ? JSON.parse(request.body) : undefined,
    };
    asked.push(one);
    return Promise.resolve(toResponse(answer(one)));
  });
  rememberUser({ ...somebody, permissions: [...permissions] });
  render(
    <AdminContext
      store={memoryStore()}
      dataProvider={createDataProvider()}
      i18nProvider={createI18nProvider(messages, "ja")}
      queryClient={new QueryClient(queryOptions)}
    >
      {screen}
    </AdminContext>,
  );
  return asked;
}

const somebody: SignedInUser = {
  id: "me",
  name: "管理 太郎",
  email: "admin@keii.test",
  account: "administrator",
  language: "ja",
  hasSingleKeys: true,
  theme: "system",
  zone: "Asia/Tokyo",
  permissions: [],
};

function toResponse(reply: Reply): Response {
  if ("problem" in reply)
    return new Response(JSON.stringify(reply.problem), {
      status: reply.status,
      headers: { "content-type": "application/problem+json" },
    });
  return new Response(JSON.stringify(reply.body ?? null), {
    headers: { "content-type": "application/json", ...reply.headers },
  });
}
