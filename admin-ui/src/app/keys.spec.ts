// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { pressedKey } from "./keys.js";

function press(
  key: string,
  init: KeyboardEventInit = {},
  target: HTMLElement = document.body,
): KeyboardEvent {
  if (target !== document.body) document.body.append(target);
  const event = new KeyboardEvent("keydown", { key, bubbles: true, ...init });
  Object.defineProperty(event, "target", { value: target });
  return event;
}

const inside = (role: string) => {
  const dialog = document.createElement("div");
  dialog.setAttribute("role", role);
  const button = document.createElement("button");
  dialog.append(button);
  document.body.append(dialog);
  return button;
};

describe("a pressed key", () => {
  it("counts on the page", () => {
    expect(pressedKey(press("j"), true)).toBe("j");
    expect(pressedKey(press("?", { shiftKey: true }), true)).toBe("?");
  });

  it.each([{ isComposing: true }, { keyCode: 229 }])(
    "does not count while a conversion is open: %o",
    (init) => {
      expect(pressedKey(press("n", init), true)).toBeNull();
      expect(
        pressedKey(press("Enter", { ...init, metaKey: true }), true),
      ).toBeNull();
    },
  );

  it.each(["input", "textarea", "select"])("is typed in %s", (tag) => {
    expect(
      pressedKey(press("n", {}, document.createElement(tag)), true),
    ).toBeNull();
  });

  it("counts on a checkbox", () => {
    const box = document.createElement("input");
    box.type = "checkbox";
    expect(pressedKey(press("j", {}, box), true)).toBe("j");
  });

  it.each(["dialog", "menu", "listbox"])("belongs to an open %s", (role) => {
    const event = new KeyboardEvent("keydown", { key: "n" });
    Object.defineProperty(event, "target", { value: inside(role) });
    expect(pressedKey(event, true)).toBeNull();
  });

  it("may be switched off where it stands alone, but not with Ctrl or ⌘", () => {
    expect(pressedKey(press("n"), false)).toBeNull();
    expect(pressedKey(press("k", { ctrlKey: true }), false)).toBe("mod+k");
    expect(pressedKey(press("Enter", { metaKey: true }), false)).toBe(
      "mod+enter",
    );
  });
});
