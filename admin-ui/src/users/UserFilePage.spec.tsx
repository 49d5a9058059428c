// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { UserFileRow } from "@keii/shared";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { UserFilePage } from "./UserFilePage.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const fine: UserFileRow = {
  line: 2,
  user: { name: "井上 健", email: "inoue@call.example" },
  state: "new",
  errors: {},
};
const wrong: UserFileRow = {
  line: 3,
  user: { name: "上田 翔", email: "ueda" },
  state: "rejected",
  errors: { email: "メールアドレスの形式が正しくありません" },
};
const corrected: UserFileRow = {
  line: 3,
  user: { name: "上田 翔", email: "ueda@call.example" },
  state: "new",
  errors: {},
};

function api({ path, body }: Asked) {
  if (path === "/users/file") {
    const { csv } = body as { csv: string };
    const rows = csv.includes("ueda@call.example")
      ? [fine, corrected]
      : [fine, wrong];
    return {
      body: {
        rows,
        newCount: 0,
        knownCount: 0,
        rejectedCount: 0,
        unreadCount: csv.includes("井上 健,inoue@call.example\n上田") ? 3 : 0,
      },
    };
  }
  if (path === "/users/invitations")
    return {
      body: (body as { users: { name: string; email: string }[] }).users.map(
        (user, i) => ({
          ...user,
          id: String(i),
          link: {
            url: `http://127.0.0.1/#/link/token-${i}`,
            expiresAt: "2016-08-25T05:30:00Z",
          },
        }),
      ),
    };
  return { body: null };
}

describe("a file of people to invite", () => {
  it("is corrected in place and invited in one step", async () => {
    const asked = showScreen(<UserFilePage />, ["users.write"], api);
    const me = userEvent.setup({ delay: null });

    await me.click(screen.getByLabelText("表を貼り付け"));
    await me.paste("氏名,メール\n井上 健,inoue@call.example\n上田 翔,ueda");
    await me.click(screen.getByRole("button", { name: "内容を確かめる" }));
    expect(await screen.findByText("新規 1人 ／ 要修正 1行")).toBeTruthy();
    expect(screen.getByText(/残りの3人は読み込んでいません/)).toBeTruthy();
    const invite = () =>
      screen.getByRole<HTMLButtonElement>("button", {
        name: /人を招待する$/,
      });
    expect(invite().disabled).toBe(true);

    const email = screen.getByLabelText("3行目のメールアドレス");
    await me.clear(email);
    await me.click(email);
    await me.paste("ueda@call.example");
    await me.keyboard("{Enter}");
    expect(await screen.findByText("新規 2人")).toBeTruthy();
    const checks = asked.filter((a) => a.path === "/users/file");
    expect(checks.at(-1)?.body).toEqual({
      csv: [
        "name,email,employer,expires on,right,language",
        "井上 健,inoue@call.example,,,none,ja",
        "上田 翔,ueda@call.example,,,none,ja",
      ].join("\n"),
    });

    await waitFor(() => expect(invite().disabled).toBe(false));
    await me.click(invite());
    const dialog = screen.getByRole("dialog");
    await me.click(
      within(dialog).getByRole("button", { name: "2人を招待する" }),
    );
    expect(await screen.findByText(/token-1$/)).toBeTruthy();
    expect(
      asked.find((a) => a.path === "/users/invitations")?.body,
    ).toMatchObject({
      users: [
        { name: "井上 健", email: "inoue@call.example" },
        { name: "上田 翔", email: "ueda@call.example" },
      ],
    });
  });

  it("says when nothing could be read", async () => {
    showScreen(<UserFilePage />, ["users.write"], (asked) =>
      asked.path === "/users/file" ? { body: { rows: [] } } : api(asked),
    );
    const me = userEvent.setup({ delay: null });
    await me.click(screen.getByLabelText("表を貼り付け"));
    await me.paste("こんにちは");
    await me.click(screen.getByRole("button", { name: "内容を確かめる" }));
    expect((await screen.findByRole("alert")).textContent).toContain(
      "読み取れる行がありませんでした",
    );
  });
});
