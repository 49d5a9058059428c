// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { showScreen, type Asked } from "../../../test/support/screen.js";
import { EmployerDialog } from "./EmployerDialog.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function api({ path }: Asked) {
  if (path === "/users/employers") return { body: ["みなとコール"] };
  const count = path.includes('"state":"active"') ? 3 : 1;
  return {
    body: [],
    headers: { "content-range": `users 0-0/${count}` },
  };
}

async function choose() {
  const me = userEvent.setup({ delay: null });
  await me.click(await screen.findByRole("combobox"));
  await me.click(await screen.findByRole("option", { name: "みなとコール" }));
  return me;
}

describe("disabling an employer", () => {
  it("says how many people lose access before it is done", async () => {
    const onClose = vi.fn();
    const asked = showScreen(
      <EmployerDialog onClose={onClose} />,
      ["users.write"],
      (one) =>
        one.path === "/users/employers/disable"
          ? { body: { employer: "みなとコール", disabledCount: 4 } }
          : api(one),
    );
    expect(
      (
        await screen.findByRole<HTMLButtonElement>("button", {
          name: /停止する$/,
        })
      ).disabled,
    ).toBe(true);
    const me = await choose();
    expect(await screen.findByText(/みなとコールの4人がすぐに/)).toBeTruthy();
    await me.click(screen.getByRole("button", { name: "4人の利用を停止する" }));
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(
      asked.find((a) => a.path === "/users/employers/disable")?.body,
    ).toEqual({ employer: "みなとコール" });
  });

  it("stays open and says why it was refused", async () => {
    const onClose = vi.fn();
    showScreen(<EmployerDialog onClose={onClose} />, ["users.write"], (one) =>
      one.path === "/users/employers/disable"
        ? {
            status: 409,
            problem: {
              title: "いまの状態では行えません",
              errors: {
                "root.serverError":
                  "サインインできる管理者が一人もいなくなるため、変更できません",
              },
            },
          }
        : api(one),
    );
    const me = await choose();
    await me.click(
      await screen.findByRole("button", { name: "4人の利用を停止する" }),
    );
    expect((await screen.findByRole("alert")).textContent).toBe(
      "サインインできる管理者が一人もいなくなるため、変更できません",
    );
    expect(onClose).not.toHaveBeenCalled();
  });
});
