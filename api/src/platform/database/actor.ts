import type {
  AccountKind,
  Language,
  Membership,
  Permission,
} from "@keii/shared";

/** A creation that may be asked for more than once with the same key. */
export interface IdempotentRequest {
  route: string;
  key: string;
  bodyHash: Buffer;
}

/** The incident a request speaks of, as far as every rule needs it. */
export interface ActedOnIncident {
  id: string;
  zone: string;
  createdYear: number;
}

/** Who does something, and by what right in the place where it is done. */
export interface Actor {
  kind: "user" | "operator" | "system" | "anonymous";
  id: string | null;
  name: string;
  account: AccountKind | null;
  sessionId: string | null;
  requestId: string | null;
  language: Language;
  /** What is held in the incident of the request, or by the account where there is none. */
  held: ReadonlySet<Permission>;
  incident: ActedOnIncident | null;
  membership: Membership | null;
  idempotency: IdempotentRequest | null;
}

/** The program itself: seals, sweeps, schedules. */
export function systemActor(name = "Keii"): Actor {
  return {
    kind: "system",
    id: null,
    name,
    account: null,
    sessionId: null,
    requestId: null,
    language: "ja",
    held: new Set(),
    incident: null,
    membership: null,
    idempotency: null,
  };
}

/** Whoever runs the command line on the server. */
export function operatorActor(name: string): Actor {
  return { ...systemActor(name), kind: "operator" };
}
