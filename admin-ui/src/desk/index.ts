import type { ResourceProps } from "ra-core";
import { lazily } from "../app/lazily.js";

export { deskScreenMessages } from "./messages.js";

export const desk: ResourceProps = {
  name: "desk",
  list: lazily(async () => (await import("./DeskPage.js")).DeskPage),
};
