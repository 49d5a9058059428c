import {
  Children,
  isValidElement,
  type PropsWithChildren,
  type ReactNode,
} from "react";
import type { ResourceProps } from "ra-core";
import type { Permission } from "@keii/shared";
import { resources } from "../../admin-ui/src/resources.js";
import { otherScreens, tabs } from "../../admin-ui/src/workspace/tabs.js";

/** A screen of the console, as its own lists declare it. */
export interface Screen {
  name: string;
  /** Behind the `#`; `:incident` and `:id` stand for records. */
  address: string;
  /** Any of these opens it. */
  permissions: readonly Permission[];
  /** Below `/api`: what it reads for its own list, where it has one. */
  list: string | null;
}

/** Where the word of a screen is not that of its permission. */
const special: Record<string, readonly Permission[]> = {
  account: ["own.use"],
  intake: ["incidents.create"],
  incidents: ["own.use"],
  "incidents create": ["incidents.create"],
  timeline: ["timeline.read", "timeline.readPublic"],
  "timeline public": ["timeline.readPublic"],
  forensic_reports: ["forensics.read"],
  "forensic_reports create": ["forensics.write"],
  forensic_findings: ["forensics.read"],
  forensic_handovers: ["forensics.read"],
  "forensic_handovers create": ["forensics.write"],
  "import-batches": ["scope.read"],
  "import-batches create": ["scope.write"],
  "member-bases": ["scope.read"],
  "member-bases create": ["scope.write"],
  "member-bases edit": ["scope.write"],
  sites: ["scope.read"],
  "sites create": ["scope.write"],
  "sites edit": ["scope.write"],
  "authority-dues": ["authorities.read"],
  "authority-replies": ["authorities.read"],
  "person-suggestions": ["customers.read"],
  inquiries: ["inquiries.readOwn"],
  "code-batches": ["codes.read"],
  "verdict-changes": ["codes.read"],
  "verdict-receipts": ["receipts.read"],
  exposures: ["scope.read", "scope.figures"],
  "exposures create": ["scope.write"],
  "exposures edit": ["scope.write"],
  "scope-runs": ["scope.figures"],
  "given-figures": ["scope.figures"],
  "given-lists": ["scope.read"],
  "given-lists create": ["scope.write"],
  publication: ["disclosure.read"],
  faq: ["disclosure.read"],
  "faq create": ["disclosure.write"],
  "faq edit": ["disclosure.write"],
  passages: ["disclosure.read"],
  "passages create": ["disclosure.write"],
  "passages edit": ["disclosure.write"],
  "sent-messages": ["disclosure.read"],
  "sent-messages create": ["disclosure.write"],
  "sent-messages edit": ["disclosure.write"],
};

/** Where a screen reads something else than the list of its name. */
const reads: Record<string, string | null> = {
  account: "/auth/sessions",
  // Searched with a body, never listed.
  customers: null,
  desk: "/incidents/:incident/desk-hours",
  inquiries: null,
  intake: null,
  organisation: "/organisation",
  exposures: "/incidents/:incident/scope-runs",
  // Looked up one at a time, by the number somebody reads out.
  "verdict-receipts": null,
};

/** Every screen there is: what somebody adds to the console's lists is visited by itself. */
export function allScreens(): Screen[] {
  const outside = resources.flatMap((resource) =>
    screensOf(resource, "", resource.name === "incidents"),
  );
  const inside = [
    ...tabs.flatMap(({ resource }) => resource ?? []),
    ...otherScreens,
  ].flatMap((resource) => screensOf(resource, "/incidents/:incident", false));
  return [
    screen("home", "/", ["home.read"], "/home"),
    ...outside,
    screen("overview", "/incidents/:incident", ["incidents.read"], null),
    screen(
      "overview edit",
      "/incidents/:incident/edit",
      ["incidents.write"],
      null,
    ),
    ...inside,
  ];
}

function screen(
  name: string,
  address: string,
  permissions: readonly Permission[],
  list: string | null,
): Screen {
  return { name, address, permissions, list };
}

/** The views of a resource; the edit view of the incidents is the frame, whose screens come from its tabs. */
function screensOf(
  resource: ResourceProps,
  base: string,
  isFrame: boolean,
): Screen[] {
  const { name } = resource;
  const address = `${base}/${name}`;
  const read = special[name] ?? [`${name}.read` as Permission];
  const write = (view: string) =>
    special[`${name} ${view}`] ?? [`${name}.write` as Permission];
  const list = name in reads ? (reads[name] ?? null) : address;
  return [
    ...(resource.list ? [screen(name, address, read, list)] : []),
    ...(resource.create
      ? [screen(`${name} create`, `${address}/create`, write("create"), null)]
      : []),
    ...(resource.show
      ? [screen(`${name} show`, `${address}/:id/show`, read, null)]
      : []),
    ...(resource.edit && !isFrame
      ? [screen(`${name} edit`, `${address}/:id`, write("edit"), null)]
      : []),
    ...pathsIn(resource.children).map((path) =>
      screen(`${name} ${path}`, `${address}/${path}`, write(path), null),
    ),
  ];
}

/** The addresses a resource adds to the usual ones. */
function pathsIn(children: ReactNode): string[] {
  return Children.toArray(children).flatMap((child) => {
    if (!isValidElement<PropsWithChildren<{ path?: string }>>(child)) return [];
    const { path, children: inner } = child.props;
    return [...(path ? [path] : []), ...pathsIn(inner)];
  });
}
