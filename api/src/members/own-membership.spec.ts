import { expect, test } from "vitest";
import {
  accountKinds,
  memberRoles,
  permissions,
  permissionsIn,
} from "@keii/shared";
import { holdersOf } from "./own-membership.js";

test("whoever is said to hold a permission holds it, and nobody else", () => {
  for (const account of accountKinds)
    for (const role of memberRoles)
      for (const isHead of [false, true])
        for (const isCounsel of [false, true]) {
          const held = permissionsIn(account, { role, isHead, isCounsel });
          const signs = [
            role,
            ...(isHead ? ["head"] : []),
            ...(isCounsel ? ["counsel"] : []),
          ];
          for (const permission of permissions)
            expect(
              holdersOf(account, permission).some((h) => signs.includes(h)),
              `${account} ${signs.join("+")} ${permission}`,
            ).toBe(held.has(permission));
        }
});
