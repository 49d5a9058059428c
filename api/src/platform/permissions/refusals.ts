import { Inject, Injectable } from "@nestjs/common";
import type { FastifyRequest } from "fastify";
import { Database, recordAct } from "../database/database.js";
import { isRecordId } from "../http/request.js";
import type { Logger } from "../log/logger.js";

const quietMilliseconds = 60_000;
const mostRemembered = 10_000;

/**
 * Being refused something is an act in the log: once a minute for a user and a route, for what is repeated tells nothing
 * new. What cannot be written while the database is away stays refused all the same.
 */
@Injectable()
export class Refusals {
  private readonly told = new Map<string, number>();

  constructor(
    private readonly database: Database,
    @Inject("Logger") private readonly logger: Logger,
  ) {}

  async record(request: FastifyRequest): Promise<void> {
    const { actor, permission } = request;
    const route = `${request.method} ${request.routeOptions.url ?? ""}`;
    if (!actor?.id || !this.isNews(`${actor.id} ${route}`)) return;
    const { id } = (request.params ?? {}) as Record<string, string>;
    try {
      await this.database.transaction(
        { ...actor, idempotency: null },
        actor.incident?.id ?? null,
        (tx) =>
          recordAct(
            tx,
            "refused",
            resourceOf(permission),
            id !== undefined && isRecordId(id) ? id.toLowerCase() : null,
            { route },
          ),
      );
    } catch (error) {
      this.logger.warn({ error }, "a refusal could not be recorded");
    }
  }

  private isNews(what: string): boolean {
    const now = performance.now();
    const before = this.told.get(what);
    if (before !== undefined && now - before < quietMilliseconds) return false;
    if (this.told.size >= mostRemembered) this.told.clear();
    this.told.set(what, now);
    return true;
  }
}

/** The word of the domain a permission belongs to; the log of an incident is kept under audit. */
function resourceOf(permission: string | null): string {
  const word = permission?.split(".")[0] ?? "";
  return word === "activity" ? "audit" : word;
}
