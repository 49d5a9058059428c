import {
  auditFieldMessages,
  auditMessages,
  organisationMessages,
  permissionMessages,
  ruleMessages,
  userMessages,
  type Messages,
} from "@keii/shared";
import type { ResourceProps } from "ra-core";
import { account, accountScreenMessages } from "./account/index.js";
import { appMessages } from "./app/messages.js";
import { audit, auditScreenMessages } from "./audit/index.js";
import { Home, homeMessages } from "./home/index.js";
import {
  organisation,
  organisationScreenMessages,
} from "./organisation/index.js";
import { users, userScreenMessages } from "./users/index.js";

export { Home };

/** The screens outside any incident, in no particular order. */
export const resources: readonly ResourceProps[] = [
  users,
  organisation,
  audit,
  account,
];

/** All words of the console. */
export const messages: readonly Messages[] = [
  permissionMessages,
  ruleMessages,
  appMessages,
  homeMessages,
  accountScreenMessages,
  auditFieldMessages,
  auditMessages,
  auditScreenMessages,
  organisationMessages,
  organisationScreenMessages,
  userMessages,
  userScreenMessages,
];
