import {
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from "@nestjs/common";
import { problems } from "@keii/shared";
import type { FastifyRequest } from "fastify";
import { Problem } from "./problem.js";
import { isStream } from "./routes.js";

/** HEAD comes with every GET; of a stream or an export it would never end, or take along what nobody gets. */
@Injectable()
export class HeadGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method } = context.switchToHttp().getRequest<FastifyRequest>();
    if (
      method === "HEAD" &&
      isStream(context.getClass(), context.getHandler().name)
    )
      throw new Problem(problems.methodNotAllowed);
    return true;
  }
}
