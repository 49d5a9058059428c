// @vitest-environment jsdom
import "reflect-metadata";
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { showScreen } from "../../../test/support/screen.js";
import { usualAnswer } from "../../../test/support/timeline.js";
import { IntakePage } from "./IntakePage.js";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("offers the moment the demo's clock shows as that of the call", async () => {
  showScreen(<IntakePage />, [], ({ path }) => usualAnswer(path));
  const received = await screen.findByLabelText<HTMLInputElement>("受けた日時");
  await waitFor(() => expect(received.value).toBe("2016-08-20T10:05"));
});
