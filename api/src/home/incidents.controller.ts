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
  IncidentChange,
  IncidentStatusChange,
  NewIncident,
  Presence,
  type Incident,
  type IncidentFrame,
  type Looking,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Database, within } from "../platform/database/database.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { exportIncidents } from "../incidents/incident-export.js";
import {
  incidentList,
  toListedIncident,
} from "../incidents/incidents.queries.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import { MembersService } from "../members/members.service.js";
import { FrameService } from "./frame.service.js";
import { PresenceService } from "./presence.service.js";

/** The case as its frame shows it: it gathers from several domains, and so stands above them. */
@Controller("incidents")
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly members: MembersService,
    private readonly frame: FrameService,
    private readonly presence: PresenceService,
    private readonly exports: Exports,
    private readonly database: Database,
  ) {}

  @Can("home.read")
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Incident[]> {
    const page = await this.incidents.list(actor, query);
    return sendPage(reply, incidentList, page, page.rows.map(toListedIncident));
  }

  @Can("incidents.export")
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
      exportIncidents(this.incidents.visibleTo(actor), actor.language),
    );
  }

  @Can("incidents.export")
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
      exportIncidents(this.incidents.visibleTo(actor), actor.language),
    );
  }

  /** Who opens a case is a member and its head. */
  @Can("incidents.create")
  @Post()
  open(
    @CurrentActor() actor: Actor,
    @Body() incident: NewIncident,
  ): Promise<Incident> {
    return this.database.transaction(actor, null, async (tx) => {
      const id = await this.incidents.open(tx, incident);
      tx.incidentId = id;
      await this.members.join(tx, id, {
        userId: actor.id!,
        role: "responder",
        isHead: true,
      });
      return this.incidents.read(id, within(tx));
    });
  }

  @Can("incidents.read")
  @Get(":incidentId")
  async read(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IncidentFrame> {
    return sendVersion(reply, await this.frame.read(actor, incidentId));
  }

  @Can("incidents.write")
  @Put(":incidentId")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @BaseVersion() base: number,
    @Body() change: IncidentChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Incident> {
    return sendVersion(
      reply,
      await this.incidents.change(actor, incidentId, base, change),
    );
  }

  @Can("incidents.write")
  @Post(":incidentId/status")
  @HttpCode(200)
  async changeStatus(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @BaseVersion() base: number,
    @Body() change: IncidentStatusChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Incident> {
    return sendVersion(
      reply,
      await this.incidents.changeStatus(actor, incidentId, base, change),
    );
  }

  @Can("incidents.read")
  @Post(":incidentId/presence")
  @HttpCode(200)
  look(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() { resource, recordId }: Presence,
  ): Promise<Looking[]> {
    return this.presence.look(actor, incidentId, resource, recordId ?? null);
  }
}
