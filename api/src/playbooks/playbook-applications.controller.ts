import { Body, Controller, Get, HttpCode, Post, Res } from "@nestjs/common";
import {
  PlaybookDraftRequest,
  type Playbook,
  type PlaybookApplied,
  type PlaybookDraft,
  type PlaybookPreview,
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
import { PlaybookApplicationsService } from "./playbook-applications.service.js";
import { playbookList, toPlaybook } from "./playbooks.queries.js";
import { PlaybooksService } from "./playbooks.service.js";

/** For those who write the tasks of a case, whatever else of the company they may see. */
@Controller("incidents/:incidentId/playbooks")
export class PlaybookApplicationsController {
  constructor(
    private readonly applications: PlaybookApplicationsService,
    private readonly playbooks: PlaybooksService,
  ) {}

  @Can("tasks.write")
  @Get()
  async list(
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Playbook[]> {
    const page = await this.playbooks.list(query, "active");
    return sendPage(reply, playbookList, page, page.rows.map(toPlaybook));
  }

  @Can("tasks.write")
  @Get(":id")
  async preview(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlaybookPreview> {
    return sendVersion(
      reply,
      await this.applications.preview(actor, incidentId, id),
    );
  }

  @Can("tasks.write")
  @Post(":id/apply")
  @HttpCode(200)
  apply(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
  ): Promise<PlaybookApplied> {
    return this.applications.apply(actor, incidentId, id, base);
  }

  @Can("tasks.write")
  @Post("draft")
  @HttpCode(200)
  draft(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() request: PlaybookDraftRequest,
  ): Promise<PlaybookDraft> {
    return this.applications.draft(actor, incidentId, request);
  }
}
