import { createContext, useContext } from "react";
import type { IncidentFrame, Permission } from "@keii/shared";
import { useSignedInUser } from "./session.js";

const IncidentContext = createContext<IncidentFrame | null>(null);

export const IncidentProvider = IncidentContext.Provider;

/** The incident one is in. Only below its frame. */
export function useIncident(): IncidentFrame {
  const frame = useContext(IncidentContext);
  if (!frame) throw new Error("useIncident needs the frame of an incident");
  return frame;
}

/** The incident one is in, or null outside any. */
export function useMaybeIncident(): IncidentFrame | null {
  return useContext(IncidentContext);
}

/** Whether the signed-in user may do something: in the incident one is in, or with the account alone. */
export function useMay(permission: Permission): boolean {
  const user = useSignedInUser();
  const frame = useContext(IncidentContext);
  return (
    (user?.permissions.includes(permission) ?? false) ||
    (frame?.permissions.includes(permission) ?? false)
  );
}

/** The zone days are meant in: the incident's, outside any the company's. */
export function useZone(): string {
  const user = useSignedInUser();
  return useContext(IncidentContext)?.zone ?? user?.zone ?? "Asia/Tokyo";
}

/** The year a reader takes for granted: the incident's, or the present one. */
export function useKnownYear(): number {
  const frame = useContext(IncidentContext);
  if (!frame) return new Date().getFullYear();
  const first = frame.milestones.map((m) => m.occurred.on).sort()[0];
  return Number((first ?? frame.createdAt).slice(0, 4));
}
