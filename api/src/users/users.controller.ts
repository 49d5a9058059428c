import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Res,
} from "@nestjs/common";
import {
  EmployerChange,
  NewUser,
  UserChange,
  UserFile,
  UserInvitations,
  type EmployerDisabled,
  type InvitedUser,
  type OneTimeLink,
  type User,
  type UserFilePreview,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { exportUsers } from "./user-export.js";
import { toUser, userList } from "./users.queries.js";
import { UsersService } from "./users.service.js";
import { Exports } from "../platform/http/exports.js";

@Controller("users")
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly exports: Exports,
  ) {}

  @Can("users.read")
  @Get()
  async list(
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<User[]> {
    const page = await this.users.list(query);
    return sendPage(reply, userList, page, page.rows.map(toUser));
  }

  @Can("users.read")
  @Get("employers")
  employers(): Promise<string[]> {
    return this.users.employers();
  }

  @Can("users.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "csv",
      query,
      exportUsers(actor.language),
    );
  }

  @Can("users.read")
  @Get("export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "xlsx",
      query,
      exportUsers(actor.language),
    );
  }

  @Can("users.read")
  @Get(":id")
  async read(
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<User> {
    return sendVersion(reply, await this.users.read(id));
  }

  @Can("users.write")
  @Post()
  invite(
    @CurrentActor() actor: Actor,
    @Body() user: NewUser,
  ): Promise<InvitedUser> {
    return this.users.invite(actor, user);
  }

  @Can("users.write")
  @Post("file")
  @HttpCode(200)
  previewFile(
    @CurrentActor() actor: Actor,
    @Body() { csv }: UserFile,
  ): Promise<UserFilePreview> {
    return this.users.previewFile(actor, csv);
  }

  @Can("users.write")
  @Post("invitations")
  inviteMany(
    @CurrentActor() actor: Actor,
    @Body() { users }: UserInvitations,
  ): Promise<InvitedUser[]> {
    return this.users.inviteMany(actor, users);
  }

  @Can("users.write")
  @Post("employers/disable")
  @HttpCode(200)
  disableEmployer(
    @CurrentActor() actor: Actor,
    @Body() { employer }: EmployerChange,
  ): Promise<EmployerDisabled> {
    return this.users.disableEmployer(actor, employer);
  }

  @Can("users.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: UserChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<User> {
    return sendVersion(reply, await this.users.change(actor, id, base, change));
  }

  @Can("users.write")
  @Post(":id/link")
  newLink(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
  ): Promise<OneTimeLink> {
    return this.users.newLink(actor, id);
  }

  @Can("users.write")
  @Delete(":id/sessions")
  @HttpCode(204)
  endSessions(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
  ): Promise<void> {
    return this.users.endSessions(actor, id);
  }
}
