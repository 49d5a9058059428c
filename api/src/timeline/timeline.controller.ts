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
  NewTimelineEvent,
  TimelineBatch,
  TimelineEventCorrection,
  TimelineFile,
  TimelineMove,
  TimelinePaste,
  TimelineRestoration,
  TimelineRetraction,
  type PastedTimeline,
  type PublicTimelineEntry,
  type TimelineBatchSaved,
  type TimelineEvent,
  type TimelineFilePreview,
  type TimelinePicture,
  type TimelineRevision,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { exportTimeline } from "./timeline-export.js";
import { TimelineFileService } from "./timeline-file.service.js";
import { readPicture, readPublicTimeline } from "./timeline-picture.js";
import { reachOf, timelineList, toTimelineEvent } from "./timeline.queries.js";
import { TimelineService } from "./timeline.service.js";

@Controller("incidents/:incidentId/timeline")
export class TimelineController {
  constructor(
    private readonly timeline: TimelineService,
    private readonly files: TimelineFileService,
    private readonly exports: Exports,
    private readonly database: Database,
  ) {}

  @Can("timeline.readPublic")
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEvent[]> {
    const reach = reachOf(actor);
    const page = await this.timeline.list(actor, incidentId, query);
    return sendPage(
      reply,
      timelineList(reach),
      page,
      page.rows.map((row) => toTimelineEvent(row, reach)),
    );
  }

  @Can("timeline.readPublic")
  @Get("picture")
  picture(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
  ): Promise<TimelinePicture> {
    return readPicture(this.database, actor, incidentId, query.filter);
  }

  @Can("timeline.readPublic")
  @Get("public")
  public(
    @RecordId("incidentId") incidentId: string,
  ): Promise<PublicTimelineEntry[]> {
    return readPublicTimeline(this.database, incidentId);
  }

  @Can("timeline.export")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(actor, reply, "csv", query, exportTimeline(actor));
  }

  @Can("timeline.export")
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
      exportTimeline(actor),
    );
  }

  @Can("timeline.readPublic")
  @Get(":id")
  async read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEvent> {
    return sendVersion(reply, await this.timeline.read(actor, incidentId, id));
  }

  @Can("timeline.read")
  @Get(":id/revisions")
  revisions(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<TimelineRevision[]> {
    return this.timeline.revisions(actor, incidentId, id);
  }

  @Can("timeline.write")
  @Post()
  record(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() event: NewTimelineEvent,
  ): Promise<TimelineEvent> {
    return this.timeline.record(actor, incidentId, event);
  }

  @Can("timeline.write")
  @Post("batch")
  recordMany(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() { entries }: TimelineBatch,
  ): Promise<TimelineBatchSaved> {
    return this.timeline.recordMany(actor, incidentId, entries);
  }

  /** What the parser makes of pasted lines; nothing is saved. */
  @Can("timeline.write")
  @Post("paste")
  @HttpCode(200)
  paste(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() { text }: TimelinePaste,
  ): Promise<PastedTimeline> {
    return this.timeline.readPaste(actor, incidentId, text);
  }

  @Can("timeline.write")
  @Post("file")
  @HttpCode(200)
  takeFile(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() file: TimelineFile,
  ): Promise<TimelineFilePreview> {
    return this.files.take(actor, incidentId, file);
  }

  @Can("timeline.write")
  @Put(":id")
  async correct(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() correction: TimelineEventCorrection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEvent> {
    return sendVersion(
      reply,
      await this.timeline.correct(actor, incidentId, id, base, correction),
    );
  }

  @Can("timeline.write")
  @Post(":id/retract")
  @HttpCode(200)
  async retract(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: TimelineRetraction,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEvent> {
    return sendVersion(
      reply,
      await this.timeline.retract(actor, incidentId, id, base, reason),
    );
  }

  @Can("timeline.write")
  @Post(":id/restore")
  @HttpCode(200)
  async restore(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: TimelineRestoration,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEvent> {
    return sendVersion(
      reply,
      await this.timeline.restore(actor, incidentId, id, base, reason),
    );
  }

  @Can("timeline.write")
  @Post(":id/move")
  @HttpCode(200)
  async move(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { afterId }: TimelineMove,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TimelineEvent> {
    return sendVersion(
      reply,
      await this.timeline.move(actor, incidentId, id, base, afterId),
    );
  }
}
