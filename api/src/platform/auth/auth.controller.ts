import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Req,
  Res,
} from "@nestjs/common";
import {
  LinkLookup,
  LinkUse,
  Login,
  PasswordChange,
  Preferences,
  problems,
  type CalendarPassword,
  type LinkPurpose,
  type LoginAnswer,
  type NewCalendarPassword,
  type OwnSession,
  type SignedInUser,
} from "@keii/shared";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../database/actor.js";
import { Problem } from "../http/problem.js";
import { CurrentActor, RecordId } from "../http/request.js";
import { Can, Public } from "../permissions/can.js";
import { anonymousActor, isSameOrigin } from "./authentication.js";
import { CalendarPasswords } from "./calendar-passwords.js";
import {
  clearSessionCookies,
  clientOf,
  refreshCookie,
  setSessionCookies,
} from "./cookies.js";
import { SignInService, type StartedSession } from "./sign-in.service.js";
import { Tokens } from "./tokens.js";

@Controller("auth")
export class AuthController {
  constructor(
    private readonly signIn: SignInService,
    private readonly tokens: Tokens,
    private readonly calendar: CalendarPasswords,
  ) {}

  @Public()
  @Post("login")
  @HttpCode(200)
  async login(
    @Body() login: Login,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    return this.answer(
      reply,
      request,
      await this.signIn.signIn(
        anonymousActor(request),
        login,
        request.ip,
        clientOf(request),
      ),
    );
  }

  @Public()
  @Post("refresh")
  @HttpCode(200)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    const token = request.cookies[refreshCookie];
    if (!isSameOrigin(request)) throw new Problem(problems.foreignOrigin);
    if (token === undefined) throw new Problem(problems.notSignedIn);
    return this.answer(
      reply,
      request,
      await this.signIn.refresh(anonymousActor(request), token),
    );
  }

  @Can("own.use")
  @Post("logout")
  @HttpCode(204)
  async logout(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIn.signOut(actor);
    clearSessionCookies(reply, request.protocol === "https");
  }

  @Can("own.use")
  @Get("me")
  me(@CurrentActor() actor: Actor): Promise<SignedInUser> {
    return this.signIn.me(actor.id!);
  }

  @Can("own.use")
  @Put("preferences")
  setPreferences(
    @CurrentActor() actor: Actor,
    @Body() preferences: Preferences,
  ): Promise<SignedInUser> {
    return this.signIn.setPreferences(actor, preferences);
  }

  @Can("own.use")
  @Post("password")
  @HttpCode(204)
  changePassword(
    @CurrentActor() actor: Actor,
    @Body() change: PasswordChange,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.signIn.changePassword(actor, change, request.ip);
  }

  @Can("own.use")
  @Get("sessions")
  sessions(@CurrentActor() actor: Actor): Promise<OwnSession[]> {
    return this.signIn.ownSessions(actor);
  }

  @Can("own.use")
  @Delete("sessions/:id")
  @HttpCode(204)
  endSession(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
  ): Promise<void> {
    return this.signIn.endOwnSession(actor, id);
  }

  @Can("own.use")
  @Get("calendar-password")
  calendarPassword(
    @CurrentActor() actor: Actor,
  ): Promise<CalendarPassword | null> {
    return this.calendar.read(actor);
  }

  @Can("own.use")
  @Post("calendar-password")
  makeCalendarPassword(
    @CurrentActor() actor: Actor,
  ): Promise<NewCalendarPassword> {
    return this.calendar.make(actor);
  }

  @Can("own.use")
  @Delete("calendar-password")
  @HttpCode(204)
  revokeCalendarPassword(@CurrentActor() actor: Actor): Promise<void> {
    return this.calendar.revoke(actor);
  }

  @Public()
  @Post("links/lookup")
  @HttpCode(200)
  lookUpLink(@Body() { token }: LinkLookup): Promise<LinkPurpose> {
    return this.signIn.lookUpLink(token);
  }

  @Public()
  @Post("links/use")
  @HttpCode(200)
  async useLink(
    @Body() use: LinkUse,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LoginAnswer> {
    return this.answer(
      reply,
      request,
      await this.signIn.usePasswordLink(
        anonymousActor(request),
        use,
        clientOf(request),
      ),
    );
  }

  private answer(
    reply: FastifyReply,
    request: FastifyRequest,
    started: StartedSession,
  ): LoginAnswer {
    const accessToken = this.tokens.sign(started.sessionId);
    setSessionCookies(
      reply,
      accessToken,
      started.refreshToken,
      request.protocol === "https",
    );
    return { accessToken, user: started.user };
  }
}
