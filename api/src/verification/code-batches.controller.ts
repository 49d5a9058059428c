import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import {
  CodeBatchRevocation,
  CodeBatchTelling,
  CodeRevocation,
  NewCodeBatch,
  type CodeBatch,
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
import { CodeBatchesService } from "./code-batches.service.js";
import { codeBatchList, toCodeBatch } from "./code-batches.queries.js";

@Controller("incidents/:incidentId/code-batches")
export class CodeBatchesController {
  constructor(private readonly batches: CodeBatchesService) {}

  @Can("codes.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CodeBatch[]> {
    const page = await this.batches.list(incidentId, query);
    return sendPage(reply, codeBatchList, page, page.rows.map(toCodeBatch));
  }

  @Can("codes.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CodeBatch> {
    return sendVersion(reply, await this.batches.read(incidentId, id));
  }

  @Can("codes.make")
  @Post()
  plan(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() batch: NewCodeBatch,
  ): Promise<CodeBatch> {
    return this.batches.plan(actor, incidentId, batch);
  }

  @Can("codes.make")
  @Post(":id/download")
  @HttpCode(200)
  download(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.batches.download(actor, incidentId, id, reply);
  }

  @Can("codes.make")
  @Post(":id/revoke")
  @HttpCode(200)
  async revoke(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() revocation: CodeBatchRevocation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CodeBatch> {
    return sendVersion(
      reply,
      await this.batches.revoke(actor, incidentId, id, base, revocation),
    );
  }

  @Can("codes.make")
  @Post(":id/revoke-code")
  @HttpCode(200)
  revokeOne(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() revocation: CodeRevocation,
  ): Promise<CodeBatch> {
    return this.batches.revokeOne(actor, incidentId, id, revocation);
  }

  @Can("codes.make")
  @Post(":id/told")
  @HttpCode(200)
  told(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() telling: CodeBatchTelling,
  ): Promise<CodeBatch> {
    return this.batches.told(actor, incidentId, id, telling);
  }
}
