import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Put,
  Res,
} from "@nestjs/common";
import {
  AuthorityReplyAnswer,
  AuthorityReplyChange,
  AuthorityReplyWithdrawal,
  NewAuthorityReply,
  type AuthorityReply,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { exportReplies, replyList } from "./authority-replies.queries.js";
import { AuthorityRepliesService } from "./authority-replies.service.js";

@Controller("incidents/:incidentId/authority-replies")
export class AuthorityRepliesController {
  constructor(
    private readonly replies: AuthorityRepliesService,
    private readonly exports: Exports,
  ) {}

  @Can("authorities.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReply[]> {
    const page = await this.replies.list(incidentId, query);
    return sendPage(
      reply,
      replyList,
      page,
      page.rows.map((row) => this.replies.show(row)),
    );
  }

  @Can("authorities.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "csv",
      query,
      exportReplies(incidentId, actor.language),
    );
  }

  @Can("authorities.read")
  @Get("export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "xlsx",
      query,
      exportReplies(incidentId, actor.language),
    );
  }

  @Can("authorities.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReply> {
    return sendVersion(reply, await this.replies.read(incidentId, id));
  }

  @Can("authorities.write")
  @Post()
  receive(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() received: NewAuthorityReply,
  ): Promise<AuthorityReply> {
    return this.replies.receive(actor, incidentId, received);
  }

  @Can("authorities.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: AuthorityReplyChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReply> {
    return sendVersion(
      reply,
      await this.replies.change(actor, incidentId, id, base, change),
    );
  }

  @Can("authorities.write")
  @Post(":id/answer")
  @HttpCode(200)
  async answer(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() answer: AuthorityReplyAnswer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReply> {
    return sendVersion(
      reply,
      await this.replies.answer(actor, incidentId, id, base, answer),
    );
  }

  @Can("authorities.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: AuthorityReplyWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuthorityReply> {
    return sendVersion(
      reply,
      await this.replies.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
