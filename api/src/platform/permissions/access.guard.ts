import {
  Inject,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from "@nestjs/common";
import { Reflector } from "@nestjs/core";
import {
  accountPermissions,
  permissionsIn,
  problems,
  type Membership,
  type Permission,
} from "@keii/shared";
import type { FastifyRequest } from "fastify";
import type { ActedOnIncident, Actor } from "../database/actor.js";
import { Problem } from "../http/problem.js";
import { isRecordId } from "../http/request.js";
import { permissionOfHandler, publicHandler } from "./can.js";

/** How the platform asks who belongs to an incident; answered by the members domain. */
export interface IncidentAccess {
  /** The incident and this user's membership in force, or null where there is no such incident. */
  find(
    incidentId: string,
    userId: string,
  ): Promise<{
    incident: ActedOnIncident;
    membership: Membership | null;
  } | null>;
}
export const incidentAccess = Symbol("IncidentAccess");

/** The one place that decides: refused unless the handler states a permission and the actor holds it here. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(incidentAccess) private readonly access: IncidentAccess,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean>(publicHandler, handler)) return true;
    const permission = this.reflector.get<Permission | undefined>(
      permissionOfHandler,
      handler,
    );
    if (!permission)
      throw new Error(
        `${context.getClass().name}.${handler.name} states no permission`,
      );
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { actor } = request;
    if (!actor?.account || !actor.id) throw new Problem(problems.notSignedIn);
    request.permission = permission;
    const incidentId = (request.params as Record<string, string> | null)
      ?.incidentId;
    request.actor =
      incidentId === undefined
        ? { ...actor, held: new Set(accountPermissions[actor.account]) }
        : await this.inIncident(actor, incidentId);
    if (request.actor.held.size === 0)
      throw new Problem(problems.notFound, { isRefusal: true });
    if (!request.actor.held.has(permission))
      throw new Problem(problems.notAllowed);
    return true;
  }

  /** Holds nothing where the actor has no business: what you may not see and what does not exist answer alike. */
  private async inIncident(actor: Actor, incidentId: string): Promise<Actor> {
    if (!isRecordId(incidentId)) throw new Problem(problems.notFound);
    const found = await this.access.find(incidentId, actor.id!);
    if (!found) throw new Problem(problems.notFound);
    return {
      ...actor,
      held: permissionsIn(actor.account!, found.membership),
      incident: found.incident,
      membership: found.membership,
    };
  }
}
