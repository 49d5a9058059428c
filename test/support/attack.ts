import { uuidv7 } from "@keii/api/platform/database/id";
import { ofNoIncident, references } from "../access.matrix.js";
import type { Answer, Caller } from "./caller.js";
import { addressIn, type Case } from "./case.js";
import type { Contracts } from "./contracts.js";

/** The domains whose routes an advisory is replayed on; what they answer is found in the published contracts. */
const domains =
  /^\w+ \/api\/incidents\/:incidentId\/(forensic|evidence|authorit|partners|payment-stops|resume-conditions|remediation|tasks|parties)/;

/** What an attacker knows of the application: its routes and contracts as it publishes them. */
export class Attack {
  /** Every route below an incident. */
  readonly routes: string[];
  /** Those of the domains a case is recorded in. */
  readonly domainRoutes: string[];

  constructor(readonly contracts: Contracts) {
    this.routes = contracts
      .routes()
      .filter((route) => route.includes("/api/incidents/:incidentId/"));
    this.domainRoutes = this.routes.filter((route) => domains.test(route));
  }

  /** Routes on one record of an incident. */
  get onRecords(): string[] {
    return this.domainRoutes.filter(
      (route) =>
        /:incidentId\/[^:]+\/:id\b/.test(route) &&
        !ofNoIncident.some((list) => route.includes(`${list}/`)),
    );
  }

  /** Acts on one record, whatever they are called. */
  get acts(): string[] {
    return this.onRecords.filter((route) =>
      /^(POST|DELETE) .*\/:id(\/|$)/.test(route),
    );
  }

  /** Routes that make a record. */
  get creations(): string[] {
    return this.domainRoutes.filter(
      (route) =>
        /^POST .*:incidentId\/[^/:]+$/.test(route) &&
        this.contracts.body(route) !== null,
    );
  }

  /** Lists as JSON. */
  get lists(): string[] {
    return this.domainRoutes.filter(
      (route) =>
        route.startsWith("GET ") &&
        !route.includes("/export.") &&
        !route.includes("/:id") &&
        this.contracts.reads(route, "range"),
    );
  }

  get writes(): string[] {
    return this.domainRoutes.filter(
      (route) =>
        !route.startsWith("GET ") && this.contracts.body(route) !== null,
    );
  }

  /** A whole body whose references name records of the case. */
  async body(route: string, one: Case): Promise<unknown> {
    const schema = this.contracts.body(route);
    if (!schema) return undefined;
    const ids = new Map<string, string>();
    for (const [property, list] of Object.entries(references))
      if (list !== null) ids.set(property, (await one.ids(list))[0] ?? "");
    return this.contracts.sample(
      schema,
      (property) => ids.get(property) ?? one.second.id,
    );
  }

  /** The address of a record of one case under another one's. */
  async foreign(route: string, under: Case, of: Case): Promise<string> {
    const address = await addressIn(of, route);
    return address.replace(of.incident.id, under.incident.id);
  }
}

/** Asks a route at an address; a write names a version, the first unless told. */
export function ask(
  caller: Caller,
  route: string,
  address: string,
  body?: unknown,
  version = '"v1"',
): Promise<Answer<unknown>> {
  const [method = ""] = route.split(" ");
  return caller.call(
    method,
    address,
    method === "GET" ? undefined : body,
    method === "GET" ? {} : { "if-match": version },
  );
}

/** What an answer says, without the id of its request. */
export function said({ status, body }: Answer<unknown>): object {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, text: text.replace(/"instance":"[^"]*"/, "") };
}

export const idIn = (address: string): string => address.split("/")[5] ?? "";
export const nobodys = (): string => uuidv7();
