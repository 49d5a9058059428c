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
  NewSentMessage,
  SentMessageChange,
  SentMessageWithdrawal,
  type SentMessage,
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
import { sentMessageList, toSentMessage } from "./sent-messages.queries.js";
import { SentMessagesService } from "./sent-messages.service.js";

@Controller("incidents/:incidentId/sent-messages")
export class SentMessagesController {
  constructor(private readonly messages: SentMessagesService) {}

  @Can("disclosure.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SentMessage[]> {
    const page = await this.messages.list(incidentId, query);
    return sendPage(reply, sentMessageList, page, page.rows.map(toSentMessage));
  }

  @Can("disclosure.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SentMessage> {
    return sendVersion(reply, await this.messages.read(incidentId, id));
  }

  @Can("disclosure.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() message: NewSentMessage,
  ): Promise<SentMessage> {
    return this.messages.add(actor, incidentId, message);
  }

  @Can("disclosure.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: SentMessageChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SentMessage> {
    return sendVersion(
      reply,
      await this.messages.change(actor, incidentId, id, base, change),
    );
  }

  @Can("disclosure.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: SentMessageWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SentMessage> {
    return sendVersion(
      reply,
      await this.messages.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
