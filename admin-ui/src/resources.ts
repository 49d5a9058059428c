import { permissionMessages, ruleMessages, type Messages } from "@keii/shared";
import type { ResourceProps } from "ra-core";
import { appMessages } from "./app/messages.js";
import { Home, homeMessages } from "./home/index.js";

export { Home };

/** The screens outside any incident, in no particular order. */
export const resources: readonly ResourceProps[] = [];

/** All words of the console. */
export const messages: readonly Messages[] = [
  permissionMessages,
  ruleMessages,
  appMessages,
  homeMessages,
];
