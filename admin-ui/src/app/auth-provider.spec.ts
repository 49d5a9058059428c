import { describe, expect, it } from "vitest";
import { permissionsFor } from "./auth-provider.js";

describe("which permission opens what", () => {
  it.each([
    ["tasks", "list", "tasks.read"],
    ["tasks", "show", "tasks.read"],
    ["tasks", "create", "tasks.write"],
    ["tasks", "edit", "tasks.write"],
    ["members", "delete", "members.write"],
    ["members", "export", "members.read"],
    ["timeline", "export", "timeline.export"],
    ["approvals", "decide", "approvals.decide"],
    ["incidents", "create", "incidents.create"],
    ["audit", "verify", "audit.verify"],
  ])("%s %s: %s", (resource, action, permission) => {
    expect(permissionsFor(resource, action)).toContain(permission);
  });

  it("lets those who see public entries only into the timeline, but not into its export", () => {
    expect(permissionsFor("timeline", "list")).toContain("timeline.readPublic");
    expect(permissionsFor("timeline", "export")).not.toContain(
      "timeline.readPublic",
    );
  });
});
