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
  NewParty,
  PartyChange,
  PartyStarterChoice,
  type Party,
  type PartyIncident,
  type PartyStarter,
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
import { exportParties, partyList, toParty } from "./parties.queries.js";
import { PartiesService } from "./parties.service.js";

/** Bodies belong to no incident, but are read and written in the course of one: by those who write its record. */
@Controller("incidents/:incidentId/parties")
export class PartiesController {
  constructor(
    private readonly parties: PartiesService,
    private readonly exports: Exports,
  ) {}

  @Can("parties.read")
  @Get()
  async list(
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Party[]> {
    const page = await this.parties.list(query);
    return sendPage(reply, partyList, page, page.rows.map(toParty));
  }

  @Can("parties.read")
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
      exportParties(actor.language),
    );
  }

  @Can("parties.read")
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
      exportParties(actor.language),
    );
  }

  @Can("parties.read")
  @Get("starters")
  starters(): Promise<PartyStarter[]> {
    return this.parties.starters();
  }

  @Can("parties.write")
  @Post("starters")
  @HttpCode(200)
  takeStarters(
    @CurrentActor() actor: Actor,
    @Body() choice: PartyStarterChoice,
  ): Promise<Party[]> {
    return this.parties.takeStarters(actor, choice);
  }

  @Can("parties.read")
  @Get(":id/incidents")
  incidentsOf(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
  ): Promise<PartyIncident[]> {
    return this.parties.incidentsOf(actor, id);
  }

  @Can("parties.read")
  @Get(":id")
  async read(
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Party> {
    return sendVersion(reply, await this.parties.read(id));
  }

  @Can("parties.write")
  @Post()
  add(@CurrentActor() actor: Actor, @Body() party: NewParty): Promise<Party> {
    return this.parties.add(actor, party);
  }

  @Can("parties.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: PartyChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Party> {
    return sendVersion(
      reply,
      await this.parties.change(actor, id, base, change),
    );
  }
}
