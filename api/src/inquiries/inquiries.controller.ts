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
  InquiryAssignment,
  InquiryChange,
  InquiryReveal,
  InquirySearch,
  InquiryStep,
  NewInquiry,
  NewInquiryMessage,
  type InquiriesFound,
  type Inquiry,
  type InquiryThread,
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
import { inquiryList } from "./inquiries.queries.js";
import { InquiriesService } from "./inquiries.service.js";
import { InquirySearchService } from "./inquiry-search.service.js";

@Controller("incidents/:incidentId/inquiries")
export class InquiriesController {
  constructor(
    private readonly inquiries: InquiriesService,
    private readonly searches: InquirySearchService,
  ) {}

  @Can("inquiries.readOwn")
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Inquiry[]> {
    const page = await this.searches.list(actor, incidentId, query);
    return sendPage(reply, inquiryList, page, page.rows);
  }

  @Can("inquiries.readOwn")
  @Post("search")
  @HttpCode(200)
  search(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() search: InquirySearch,
  ): Promise<InquiriesFound> {
    return this.searches.search(actor, incidentId, search);
  }

  @Can("inquiries.readOwn")
  @Get(":id")
  async read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryThread> {
    return sendVersion(reply, await this.inquiries.read(actor, incidentId, id));
  }

  @Can("inquiries.write")
  @Post()
  take(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() inquiry: NewInquiry,
  ): Promise<InquiryThread> {
    return this.inquiries.take(actor, incidentId, inquiry);
  }

  @Can("inquiries.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: InquiryChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryThread> {
    return sendVersion(
      reply,
      await this.inquiries.change(actor, incidentId, id, base, change),
    );
  }

  @Can("inquiries.write")
  @Post(":id/assign")
  @HttpCode(200)
  async assign(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { assigneeId }: InquiryAssignment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryThread> {
    return sendVersion(
      reply,
      await this.inquiries.assign(actor, incidentId, id, base, assigneeId),
    );
  }

  @Can("inquiries.write")
  @Post(":id/messages")
  @HttpCode(200)
  async say(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() message: NewInquiryMessage,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryThread> {
    return sendVersion(
      reply,
      await this.inquiries.say(actor, incidentId, id, base, message),
    );
  }

  @Can("inquiries.write")
  @Post(":id/status")
  @HttpCode(200)
  async step(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { status }: InquiryStep,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InquiryThread> {
    return sendVersion(
      reply,
      await this.inquiries.step(actor, incidentId, id, base, status),
    );
  }

  @Can("inquiries.reveal")
  @Post(":id/reveal")
  @HttpCode(200)
  reveal(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() { reason }: InquiryReveal,
  ): Promise<InquiryThread> {
    return this.inquiries.reveal(actor, incidentId, id, reason);
  }
}
