import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import {
  ImportReading,
  ImportStart,
  ImportUndo,
  NewImportBatch,
  type ImportBatch,
  type ImportPreview,
  type ImportRejectTally,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import {
  FileBody,
  TakesFile,
  type IncomingFile,
} from "../platform/http/file-body.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { batchList, toBatch } from "./imports.queries.js";
import { ImportsService } from "./imports.service.js";
import { SentFilesService } from "./sent-files.service.js";

@Controller("incidents/:incidentId/import-batches")
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly files: SentFilesService,
    private readonly exports: Exports,
  ) {}

  @Can("scope.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch[]> {
    const page = await this.imports.list(incidentId, query);
    return sendPage(reply, batchList, page, page.rows.map(toBatch));
  }

  @Can("scope.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch> {
    return sendVersion(reply, await this.imports.read(incidentId, id));
  }

  @Can("scope.write")
  @Get(":id/preview")
  preview(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<ImportPreview> {
    return this.files.preview(actor, incidentId, id);
  }

  @Can("scope.write")
  @Post(":id/preview")
  @HttpCode(200)
  previewAs(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() reading: ImportReading,
  ): Promise<ImportPreview> {
    return this.files.preview(actor, incidentId, id, reading);
  }

  @Can("scope.read")
  @Get(":id/rejects")
  rejectTally(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<ImportRejectTally[]> {
    return this.imports.rejectTally(incidentId, id);
  }

  @Can("scope.write")
  @Get(":id/rejects.csv")
  async rejects(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.exports.send(
      actor,
      reply,
      "csv",
      query,
      await this.imports.rejects(incidentId, id, actor.language),
    );
  }

  @Can("scope.write")
  @Post()
  announce(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() file: NewImportBatch,
  ): Promise<ImportBatch> {
    return this.files.announce(actor, incidentId, file);
  }

  @Can("scope.write")
  @Post(":id/content")
  @HttpCode(200)
  @TakesFile()
  async receive(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @FileBody() file: IncomingFile,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch> {
    return sendVersion(
      reply,
      await this.files.receive(actor, incidentId, id, file),
    );
  }

  @Can("scope.write")
  @Post(":id/start")
  @HttpCode(200)
  async start(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() start: ImportStart,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch> {
    return sendVersion(
      reply,
      await this.files.start(actor, incidentId, id, base, start),
    );
  }

  @Can("scope.write")
  @Post(":id/cancel")
  @HttpCode(200)
  async cancel(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch> {
    return sendVersion(
      reply,
      await this.files.cancel(actor, incidentId, id, base),
    );
  }

  @Can("scope.write")
  @Post(":id/undo")
  @HttpCode(200)
  async undo(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: ImportUndo,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportBatch> {
    return sendVersion(
      reply,
      await this.imports.undo(actor, incidentId, id, reason, base),
    );
  }
}
