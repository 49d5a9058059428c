import {
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from "@nestjs/common";
import { problems } from "@keii/shared";
import type { FastifyRequest } from "fastify";
import { fieldProblem } from "./problem.js";
import { queryOf } from "./routes.js";

/** A query parameter that the handler does not read is refused, by whoever may call it at all. */
@Injectable()
export class QueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(query as object);
    if (names.length === 0) return true;
    const accepted = queryOf(context.getClass(), context.getHandler().name);
    const stranger = names.find((name) => !accepted.includes(name));
    if (stranger !== undefined)
      throw fieldProblem(
        problems.invalid,
        stranger.slice(0, 100),
        "whitelistValidation",
      );
    return true;
  }
}
