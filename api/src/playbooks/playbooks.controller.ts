import { Body, Controller, Get, Post, Put, Res } from "@nestjs/common";
import { NewPlaybook, PlaybookChange, type Playbook } from "@keii/shared";
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
import {
  exportPlaybooks,
  playbookList,
  toPlaybook,
} from "./playbooks.queries.js";
import { PlaybooksService } from "./playbooks.service.js";

@Controller("playbooks")
export class PlaybooksController {
  constructor(
    private readonly playbooks: PlaybooksService,
    private readonly exports: Exports,
  ) {}

  @Can("playbooks.read")
  @Get()
  async list(
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Playbook[]> {
    const page = await this.playbooks.list(query, "all");
    return sendPage(reply, playbookList, page, page.rows.map(toPlaybook));
  }

  @Can("playbooks.read")
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
      exportPlaybooks(actor.language),
    );
  }

  @Can("playbooks.read")
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
      exportPlaybooks(actor.language),
    );
  }

  @Can("playbooks.read")
  @Get(":id")
  async read(
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Playbook> {
    return sendVersion(reply, await this.playbooks.read(id));
  }

  @Can("playbooks.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @Body() playbook: NewPlaybook,
  ): Promise<Playbook> {
    return this.playbooks.add(actor, playbook);
  }

  @Can("playbooks.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: PlaybookChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Playbook> {
    return sendVersion(
      reply,
      await this.playbooks.change(actor, id, base, change),
    );
  }
}
