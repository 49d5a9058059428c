import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import {
  NewVerdictReceipt,
  ReceiptLookup,
  type VerdictChange,
  type VerdictReceipt,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import {
  toVerdictChange,
  verdictChangeList,
} from "./verdict-receipts.queries.js";
import { VerdictReceiptsService } from "./verdict-receipts.service.js";

@Controller("incidents/:incidentId")
export class VerdictReceiptsController {
  constructor(private readonly receipts: VerdictReceiptsService) {}

  @Can("receipts.read")
  @Post("verdict-receipts/lookup")
  @HttpCode(200)
  lookUp(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() lookup: ReceiptLookup,
  ): Promise<VerdictReceipt> {
    return this.receipts.lookUp(actor, incidentId, lookup);
  }

  @Can("receipts.write")
  @Post("verdict-receipts")
  tell(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() told: NewVerdictReceipt,
  ): Promise<VerdictReceipt> {
    return this.receipts.tell(actor, incidentId, told);
  }

  @Can("codes.read")
  @Get("verdict-changes")
  async changes(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VerdictChange[]> {
    const page = await this.receipts.changes(incidentId, query);
    return sendPage(
      reply,
      verdictChangeList,
      page,
      page.rows.map(toVerdictChange),
    );
  }
}
