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
  FaqChange,
  FaqPlacing,
  FaqWithdrawal,
  NewFaqEntry,
  type FaqEntry,
  type FaqRevision,
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
import { faqList } from "./faq.queries.js";
import { FaqService } from "./faq.service.js";

@Controller("incidents/:incidentId/faq")
export class FaqController {
  constructor(private readonly faq: FaqService) {}

  @Can("disclosure.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FaqEntry[]> {
    const { page, entries } = await this.faq.list(incidentId, query);
    return sendPage(reply, faqList, page, entries);
  }

  @Can("disclosure.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FaqEntry> {
    return sendVersion(reply, await this.faq.read(incidentId, id));
  }

  @Can("disclosure.read")
  @Get(":id/revisions")
  revisions(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<FaqRevision[]> {
    return this.faq.revisions(incidentId, id);
  }

  @Can("disclosure.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() entry: NewFaqEntry,
  ): Promise<FaqEntry> {
    return this.faq.add(actor, incidentId, entry);
  }

  @Can("disclosure.write")
  @Put(":id")
  async revise(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: FaqChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FaqEntry> {
    return sendVersion(
      reply,
      await this.faq.revise(actor, incidentId, id, base, change),
    );
  }

  @Can("disclosure.write")
  @Post(":id/publish")
  @HttpCode(200)
  async publish(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FaqEntry> {
    return sendVersion(
      reply,
      await this.faq.publish(actor, incidentId, id, base),
    );
  }

  @Can("disclosure.write")
  @Post(":id/place")
  @HttpCode(200)
  async place(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() placing: FaqPlacing,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FaqEntry> {
    return sendVersion(
      reply,
      await this.faq.place(actor, incidentId, id, base, placing),
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
    @Body() { reason }: FaqWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FaqEntry> {
    return sendVersion(
      reply,
      await this.faq.withdraw(actor, incidentId, id, base, reason),
    );
  }
}
