import type { AuthProvider } from "ra-core";
import { permissions, type Login, type Permission } from "@keii/shared";
import { isRefusal } from "./http.js";
import { loadUser, signIn, signOut } from "./sign-in.js";

/**
 * Which permissions open a screen, any one of them: list and show read, create and edit write, anything else is its
 * own verb. Lists with another door of their own stand in `otherDoors`, those with no other in `onlyDoors`.
 */
export function permissionsFor(resource: string, action: string): string[] {
  const domain = domainOf[resource] ?? resource;
  const only = onlyDoors[`${resource}.${action}`];
  if (only) return [only];
  const door = `${domain}.${wordOf(domain, action)}`;
  return [door, ...(otherDoors[`${resource}.${action}`] ?? [])];
}

/** Who reads a list takes it along, but for these: they have a permission of their own. */
const onlyDoors: Record<string, Permission> = {
  "incidents.export": "incidents.export",
  "timeline.export": "timeline.export",
};

/** Resources that share the permissions of the domain they belong to. */
const domainOf: Record<string, string> = {
  "authority-dues": "authorities",
  "person-suggestions": "customers",
  exposures: "scope",
  "given-lists": "scope",
  "scope-runs": "scope",
  "given-figures": "scope",
  "import-batches": "scope",
  "member-bases": "scope",
  sites: "scope",
  publication: "disclosure",
  faq: "disclosure",
  passages: "disclosure",
  "sent-messages": "disclosure",
  "code-batches": "codes",
  "verdict-changes": "codes",
  "verdict-receipts": "receipts",
  "authority-replies": "authorities",
  forensic_reports: "forensics",
  forensic_findings: "forensics",
  forensic_handovers: "forensics",
};

const words: Record<string, string> = {
  create: "write",
  edit: "write",
  delete: "write",
};

const otherDoors: Record<string, Permission[]> = {
  "incidents.list": ["home.read"],
  "incidents.show": ["home.read"],
  "incidents.create": ["incidents.create"],
  "intake.create": ["incidents.create"],
  "timeline.list": ["timeline.readPublic"],
  "timeline.show": ["timeline.readPublic"],
  "inquiries.list": ["inquiries.readOwn"],
  "inquiries.show": ["inquiries.readOwn"],
  "exposures.list": ["scope.figures"],
  "scope-runs.list": ["scope.figures"],
  "scope-runs.show": ["scope.figures"],
  "given-figures.list": ["scope.figures"],
};

function wordOf(resource: string, action: string): string {
  const isOwnVerb = (permissions as readonly string[]).includes(
    `${resource}.${action}`,
  );
  return isOwnVerb ? action : (words[action] ?? "read");
}

/** Signs in with cookies; what may be done comes from the signed-in user, or from the incident one is in. */
export function createAuthProvider(
  permissionsHere?: () => readonly Permission[],
): AuthProvider {
  const held = async (): Promise<readonly string[]> => {
    const user = await loadUser();
    return permissionsHere
      ? [...user.permissions, ...permissionsHere()]
      : user.permissions;
  };
  return {
    login: (credentials: Login) => signIn(credentials),
    logout: async () => {
      await signOut();
    },
    checkAuth: async () => {
      await loadUser();
    },
    checkError: async (error: unknown) => {
      if (isRefusal(error) && error.status === 401) throw error;
    },
    getIdentity: async () => {
      const { id, name } = await loadUser();
      return { id, fullName: name };
    },
    // Asked on the door, too: who is not signed in may do nothing, and is not sent away.
    getPermissions: async () => {
      try {
        return await held();
      } catch (error) {
        if (isRefusal(error) && error.status === 401) return [];
        throw error;
      }
    },
    canAccess: async ({ resource, action }) => {
      const own = await held();
      return permissionsFor(resource, action).some((p) => own.includes(p));
    },
  };
}
