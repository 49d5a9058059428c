import { Controller, Get, Inject } from "@nestjs/common";
import { problems } from "@keii/shared";
import type { FastifyRequest } from "fastify";
import { Req } from "@nestjs/common";
import type { Config } from "../config/config.js";
import { Sessions } from "../auth/sessions.js";
import { Tokens } from "../auth/tokens.js";
import { accessCookie } from "../auth/cookies.js";
import { Public } from "../permissions/can.js";
import { openApiDocument } from "./openapi.js";
import { Problem } from "./problem.js";
import { Routes } from "./routes.js";

@Controller("openapi.json")
export class OpenApiController {
  constructor(
    private readonly routes: Routes,
    private readonly tokens: Tokens,
    private readonly sessions: Sessions,
    @Inject("Config") private readonly config: Config,
  ) {}

  /** Readable to anybody signed in, and in the demo to anybody. */
  @Public()
  @Get()
  async read(@Req() request: FastifyRequest): Promise<object> {
    if (!this.config.isDemo) {
      const token =
        /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ??
        request.cookies[accessCookie];
      const sessionId = token === undefined ? null : this.tokens.verify(token);
      if (sessionId === null || !(await this.sessions.find(sessionId)))
        throw new Problem(problems.notSignedIn);
    }
    return openApiDocument(this.routes.all());
  }
}
